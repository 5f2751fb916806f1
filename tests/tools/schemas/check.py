"""Holds YAML and JSON files against the JSON Schemas of the repository, as an editor would.

    check.py FOLDER…    every .yaml file against the schema its first line names, every outcome.json against its own

Exit 1 with one line per fault; a YAML file without the first line is a fault, and so is a run that found no file.
"""
import json
import pathlib
import re
import sys

import jsonschema
import yaml

FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "controls" / "schema"


class Loader(yaml.SafeLoader):
    """Dates stay text, as they do for an editor and for granska."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(path, value, schema):
    """One line for each place where a value departs from a schema."""
    declared = json.loads(schema.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(declared)(declared)
    for error in validator.iter_errors(value):
        yield f"{path}: {error.json_path}: {error.message[:200]}"


def check(path):
    """The faults of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        yield from faults(path, json.loads(text), SCHEMAS / "outcome.schema.json")
        return
    named = FIRST_LINE.match(text)
    if not named:
        yield f"{path}: the first line names no schema"
        return
    schema = path.parent / named[1]
    if not schema.exists():
        # A project outside the repository names schemas that it would have; the repository's own are the same.
        schema = SCHEMAS / schema.name
    if not schema.exists():
        yield f"{path}: {named[1]} does not exist"
        return
    yield from faults(path, yaml.load(text, Loader), schema)


def main(folders):
    files = [
        path
        for folder in folders
        for pattern in ("*.yaml", "outcome.json")
        for path in sorted(pathlib.Path(folder).rglob(pattern))
    ]
    found = [fault for path in files for fault in check(path)]
    print("\n".join(found) if found else f"{len(files)} files keep to their schemas")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
