"""Runs a command as in a terminal, where a spinner says what is going on, and fails when it does not end.

    watched.py SECONDS COMMAND [ARGUMENT ...]

What the command writes to the terminal is shown when it fails. Of use where a test without a terminal cannot see that the
spinner and the program wait for each other.
"""

import os
import pty
import select
import subprocess
import sys
import time


def watched(seconds: float, command: list[str]) -> tuple[int | None, bytes]:
    """The exit code and what was written; no code when the command had not ended in time."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment, start_new_session=True)
    os.close(theirs)
    written, until = b"", time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    some = os.read(ours, 1 << 16)
                except OSError:  # Linux says so when the last of those who write has gone.
                    some = b""
                if not some:
                    break
                written += some
            elif child.poll() is not None:
                break
        try:
            return child.wait(max(0.0, until - time.monotonic())), written
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, 9)
            child.wait()
            return None, written
    finally:
        os.close(ours)


def main() -> int:
    code, written = watched(float(sys.argv[1]), sys.argv[2:])
    if code == 0:
        return 0
    sys.stdout.buffer.write(written)
    print(f"\n{' '.join(sys.argv[2:])}: " + ("did not end" if code is None else f"ended with {code}"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
