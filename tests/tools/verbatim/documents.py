"""Holds the rendered documents against the catalogue: what it quotes from an audit stands in the PDF, verbatim.

    documents.py [--project DIR] [--out DIR]      exit 0 when nothing is missing

Text is taken out in structure order, so a quote is found although lines, columns and pages break it; it must stand in
one block. A question must share a table row with its verdict and comments, a moment with its word and comment, and a
tool with its use. The first document that audit.yaml names holds everything, the others the recommendations.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import yaml

from catalogue import Audit, Bond, Quote, audits, scale_words
from tagged import Block, blocks, normalise


def contains(text: str, quote: str) -> bool:
    """Whether the quote stands in the text and is not a part of longer words."""
    return re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text) is not None


def holds(row: list[str], bond: Bond, words: set[str]) -> bool:
    """Whether a table row binds what the bond does. The first verdict of a row is the established one. A single word
    must fill its cell. Scale words match without case, and so does all here: quotes are held as quotes elsewhere."""
    cells = [cell.casefold() for cell in row]
    verdict = next((cell for cell in cells if cell in words), None)

    def stands(text: str) -> bool:
        text = normalise(text).casefold()
        return any(contains(cell, text) if " " in text else cell.strip("”“.") == text.strip(".") for cell in cells)

    right_word = not bond.word or verdict in {word.casefold() for word in bond.word}
    return right_word and any(map(stands, bond.what)) and all(map(stands, bond.notes))


def missing_quotes(quotes: list[Quote], found: list[Block]) -> Iterator[str]:
    """The quotes that stand in none of the blocks."""
    for quote in quotes:
        if not any(contains(block.text, normalise(quote.text)) for block in found):
            yield f"{quote.place}: not in the document: {quote.text}"


def missing_bonds(bonds: list[Bond], found: list[Block], words: set[str]) -> Iterator[str]:
    """The bonds that no table row holds."""
    rows: dict[int, list[str]] = defaultdict(list)
    for block in found:
        if block.row is not None:
            rows[block.row].append(block.text)
    for bond in bonds:
        if not any(holds(row, bond, words) for row in rows.values()):
            printed = " | ".join([bond.what[0], *bond.word[:1], *bond.notes])
            yield f"{bond.place}: not together in a table row: {printed}"


def rendered(project: Path, out: Path, audit: Audit, document: str) -> list[Path]:
    """The files of a document of an audit, one for each period."""
    report = yaml.safe_load((project / "report-templates" / document / "report.yaml").read_text(encoding="utf-8"))
    return sorted(out.glob(f"{audit.organisation}/{audit.id}/*/{report['file']}.pdf"))


def faults(project: Path, out: Path, audit: Audit) -> Iterator[str]:
    """What the documents of an audit lack."""
    # The documents have tables of their own, and name units as their tables need.
    quotes = [quote for quote in audit.quotes if quote.key not in ("columns", "label")]
    bonds = audit.verdicts + audit.moments + audit.tools
    for document in audit.documents:
        files = rendered(project, out, audit, document)
        if not files:
            yield f"{audit.organisation}/{audit.id}: {document} is not in {out}"
        for file in files:
            with pikepdf.open(file) as pdf:
                found = blocks(pdf)
            whole = document == audit.documents[0]
            lacks = list(missing_quotes(quotes if whole else audit.recommendations, found))
            lacks += missing_bonds(bonds if whole else [], found, scale_words(project))
            yield from (f"{file}: {fault}" for fault in lacks)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=Path("."))
    parser.add_argument("--out", type=Path, default=Path("out"))
    options = parser.parse_args()
    checked = audits(options.project)
    if not checked:
        sys.exit(f"no audit in {options.project / 'data'}")
    status = 0
    for audit in checked:
        found = list(faults(options.project, options.out, audit))
        bonds = len(audit.verdicts + audit.moments + audit.tools)
        verdict = "FAIL" if found else "PASS"
        print(f"{verdict} documents {audit.organisation}/{audit.id} ({len(audit.quotes)} quotes, {bonds} table rows)")
        for fault in found:
            print(f"     {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
