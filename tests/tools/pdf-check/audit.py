"""Audits what veraPDF lets through: Swedish, a title, A4, bookmarks, headings in order, alt texts, tables that a screen
reader can follow (one header row or a header cell in each row, a scope on each header cell, no merged headers, rows of
equal length), and words that only the layout keeps apart. Needs pdftotext.

    audit.py FILE…      exit 0 when nothing is found
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "verbatim"))
from tagged import blocks, normalise  # noqa: E402

A4 = (595.28, 841.89)


def role(element: Dictionary) -> str:
    """The structure type of an element, without its slash."""
    return str(element.S)[1:]


def children(element: Dictionary) -> list[Dictionary]:
    """The structure elements directly under an element, marked content left out."""
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def descendants(element: Dictionary) -> Iterator[Dictionary]:
    """Each structure element under an element, in reading order."""
    for child in children(element):
        yield child
        yield from descendants(child)


def attribute(element: Dictionary, name: str, default: object = None) -> object:
    """An attribute of an element, whether it has one attribute object or several."""
    owners = element.get("/A", [])
    for owner in owners if isinstance(owners, Array) else [owners]:
        if isinstance(owner, Dictionary) and name in owner:
            return owner[name]
    return default


def rows(table: Dictionary) -> list[list[Dictionary]]:
    """The cells of each row of a table; rows of a table inside it are not its own."""
    found = []
    for child in children(table):
        if role(child) == "TR":
            found.append(children(child))
        elif role(child) in ("THead", "TBody", "TFoot"):
            found.extend(rows(child))
    return found


def widths(table: list[list[Dictionary]]) -> set[int]:
    """How many columns the rows of a table fill; more than one number means a ragged table."""
    below: dict[int, int] = {}  # columns that cells of earlier rows still fill, per row
    found = set()
    for number, cells in enumerate(table):
        width = below.get(number, 0)
        for cell in cells:
            columns = int(attribute(cell, "/ColSpan", 1))
            width += columns
            for row in range(number + 1, number + int(attribute(cell, "/RowSpan", 1))):
                below[row] = below.get(row, 0) + columns
        found.add(width)
    return found


def faults_of_table(table: Dictionary) -> Iterator[str]:
    """What is wrong with one table."""
    grid = rows(table)
    header_rows = [cells for cells in grid if cells and all(role(cell) == "TH" for cell in cells)]
    each_row_has_one = all(cells and role(cells[0]) == "TH" for cells in grid)
    if not (header_rows == grid[:1] or (not header_rows and each_row_has_one)):
        yield f"table with {len(header_rows)} header rows, not one on top, and not a header cell in each row"
    if len(widths(grid)) > 1:
        yield f"table with rows of {sorted(widths(grid))} columns"
    for cell in (cell for cells in grid for cell in cells if role(cell) == "TH"):
        if attribute(cell, "/Scope") is None:
            yield "header cell without scope"
        if int(attribute(cell, "/ColSpan", 1)) > 1 or int(attribute(cell, "/RowSpan", 1)) > 1:
            yield "merged header cell"


def thousands_joined(text: str) -> str:
    return re.sub(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))", "", text)


def run_together(pdf: pikepdf.Pdf, file: str) -> Iterator[str]:
    """The words of the reading order that are not words on the page: `uppfylltpå` where two words stand on two lines.
    Words of over 40 letters are left out: the layout breaks them anywhere."""
    command = ["pdftotext", "-raw", file, "-"]
    layout = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    whole = normalise(re.sub("\N{SOFT HYPHEN}\\s+", "", layout))
    on_page = {*re.findall(r"\w+", whole), *re.findall(r"[^\W\d]+", whole)}  # a footnote's number clings to its word
    before_hyphen = set(re.findall("(\\w+)\N{SOFT HYPHEN}", layout))  # the rest may stand on the next page
    # In a small type the narrow space between thousands is no space to pdftotext: 5 227 may be read off the page as 5227.
    missing = set()
    for block in blocks(pdf):
        apart, together = ({*re.findall(r"\w+", text)} - on_page for text in (block.text, thousands_joined(block.text)))
        missing |= apart if len(apart) <= len(together) else together
    for word in sorted(missing):
        broken = any(word.startswith(start) and word[len(start) :] in on_page for start in before_hyphen)
        if not broken and len(word) <= 40:
            yield f"words that only the layout keeps apart: {word}"


def faults(pdf: pikepdf.Pdf, file: str) -> Iterator[str]:
    """What is wrong with a document, in no order of importance; the same fault may come more than once."""
    root = pdf.Root
    if not str(root.get("/Lang", "")).startswith("sv"):
        yield f"language is {root.get('/Lang')}, not Swedish"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not what a reader shows (DisplayDocTitle)"
    with pdf.open_metadata() as metadata:
        if not str(metadata.get("dc:title", "")).strip():
            yield "no title"
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "no bookmarks"
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        if abs(right - left - A4[0]) > 1 or abs(top - bottom - A4[1]) > 1:
            yield f"page {number} is not A4"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number} has links that are not reached in reading order"
    for thing in pdf.objects:
        described = isinstance(thing, Dictionary) and thing.get("/Type") == "/FontDescriptor"
        if described and not any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"font {thing.get('/FontName')} is not embedded"
    if "/StructTreeRoot" not in root:
        yield "not tagged"
        return
    level = 0
    for element in descendants(root.StructTreeRoot):
        name = role(element)
        if name in ("Figure", "Formula") and not str(element.get("/Alt", "")).strip():
            yield f"{name} without alt text"
        if len(name) == 2 and name[0] == "H" and name[1].isdigit():
            if int(name[1]) > level + 1:
                yield f"heading {name} after level {level}"
            level = int(name[1])
        if name == "Table":
            yield from faults_of_table(element)
    if level == 0:
        yield "no heading"
    yield from run_together(pdf, file)


def main(files: list[str]) -> int:
    if not files:
        sys.exit(__doc__)
    status = 0
    for file in files:
        with pikepdf.open(file) as pdf:
            found = list(dict.fromkeys(faults(pdf, file)))
            print(f"{'FAIL' if found else 'PASS'} structure {file} ({len(pdf.pages)} pages)")
        for fault in found:
            print(f"     {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
