# shellcheck shell=bash
# What .ci/run and the tools share: installs outside programs, and fails where one cannot be had.
# Sourced, under `set -euo pipefail`.

tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools_cache=${GRANSKA_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/granska-tools}

# need PACKAGE COMMAND…: installs Debian's PACKAGE unless COMMAND succeeds, and fails when it then still does not.
need() {
  local package=$1
  shift
  if "$@" >/dev/null 2>&1; then return; fi
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
  if ! "$@" >/dev/null 2>&1; then
    printf 'the Debian package %s is installed, but this still fails: %s\n' "$package" "$*" >&2
    return 1
  fi
}

# Makes the Python environment of the tools, once per state of requirements.txt, and puts its programs first on PATH.
use_python() {
  need python3 python3 --version
  need python3-venv python3 -c 'import ensurepip, venv'
  local venv
  venv=$tools_cache/venv-$(cksum <"$tools/requirements.txt" | cut -d ' ' -f 1)
  if [ ! -e "$venv/ready" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" -q --disable-pip-version-check install -r "$tools/requirements.txt"
    touch "$venv/ready"
  fi
  PATH=$venv/bin:$PATH
}
