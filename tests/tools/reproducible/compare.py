"""Compares two folders of results.

    compare.py same A B      the same files with the same bytes
    compare.py as-of A B     the same files, and a date of the run that shows only where it is written

For `as-of` choose two dates between which nothing falls due. Then outcome.json may differ in `as_of` alone, and the
text of the documents, in structure order, only where it writes the date or how long ago a day passed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "verbatim"))
from tagged import blocks  # noqa: E402

# How long ago a day passed is counted to the date of the run.
ELAPSED = re.compile(r"för \d+\s(?:år|månad|månader|dag|dagar)(?:\soch\s\d+\s(?:månad|månader))? sedan")
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def files(folder: Path) -> dict[str, Path]:
    """The files of a folder by their paths within it, without the marker that keeps an empty folder in git."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".gitkeep")
    return {str(path.relative_to(folder)): path for path in found}


def differences(first: Path, second: Path, content: Callable[[Path], object]) -> Iterator[str]:
    """What stands in only one folder, and what has not the same content in both."""
    one, other = files(first), files(second)
    if not one:
        yield f"{first} is empty"
    for name in sorted({*one, *other}):
        if name not in other:
            yield f"{name} is missing in {second}"
        elif name not in one:
            yield f"{name} is missing in {first}"
        elif content(one[name]) != content(other[name]):
            yield f"{name} differs"


def undated(path: Path) -> object:
    """What a file says, with the date of its run replaced by a word."""
    day = date.fromisoformat(json.loads((path.parent / "outcome.json").read_text(encoding="utf-8"))["as_of"])
    written = [day.isoformat(), f"{day.day} {MONTHS[day.month - 1]} {day.year}"]

    def mask(text: str) -> str:
        for form in written:
            text = text.replace(form, "(per datum)")
        return ELAPSED.sub("(så länge sedan)", text)

    if path.name == "outcome.json":
        return {**json.loads(path.read_text(encoding="utf-8")), "as_of": None}
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            return [(mask(block.text), block.row) for block in blocks(pdf)]
    return mask(path.read_text(encoding="utf-8"))


CONTENT = {"same": Path.read_bytes, "as-of": undated}


def main(arguments: list[str]) -> int:
    if len(arguments) != 3 or arguments[0] not in CONTENT:
        sys.exit(__doc__)
    kind, first, second = arguments
    found = list(differences(Path(first), Path(second), CONTENT[kind]))
    print(f"{'FAIL' if found else 'PASS'} {kind} {first} {second} ({len(files(Path(first)))} files)")
    for difference in found:
        print(f"     {difference}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
