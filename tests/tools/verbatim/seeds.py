"""Holds the catalogue against the audits themselves, whose texts stand in tests/data/seeds/<audit>.txt.

    seeds.py [--project DIR] [--seeds DIR]      exit 0 when each quote is in its audit and each audit is quoted whole

Both ways: what is quoted must stand in the section that it cites, with verdict and comments right after their question
and a moment's word and comment right after the moment; and each stretch of the audit must be quoted with that section,
or stand with a reason in reviewed.yaml.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from catalogue import Audit, Bond, Quote, audits
from tagged import normalise

REVIEWED = Path(__file__).with_name("reviewed.yaml")


def running_text(seed: str) -> str:
    """A seed as running text: bullets gone, hyphens at line ends joined (kept before och, eller, samt), white space
    collapsed. This is what "verbatim" means in the catalogue."""
    text = re.sub(r"^[ \t]*(?:[-●•][ \t]*)+(?=\S)", "", seed, flags=re.MULTILINE)
    text = re.sub(r"(?<=\w)-[ \t]*\n(?!\s*(?:och|eller|samt)\b)\s*", "", text)
    return normalise(text)


class Seed:
    """An audit's running text, divided into the sections that text.yaml names, in that order."""

    def __init__(self, text: str, sections: list[tuple[str, str]]) -> None:
        self.text = text
        self._starts: dict[str, int] = {}
        at = 0
        for number, heading in sections:
            printed = rf"{re.escape(number)}\.? {re.escape(heading)}" if number[0].isdigit() else re.escape(heading)
            found = re.compile(rf"(?<!\w){printed}(?!\w)" if heading else "").search(text, at)
            if found:
                self._starts[number] = found.start()
                at = found.end()

    def section(self, number: str) -> tuple[int, int]:
        """Where a section begins and ends; nowhere when the audit has no such section."""
        if number not in self._starts:
            return 0, 0
        start = self._starts[number]
        return start, min((other for other in self._starts.values() if other > start), default=len(self.text))

    def stretches(self, quote: Quote) -> list[tuple[int, int]]:
        """Where the section of a quote holds it. Parts of longer words don't count. Labels match without case."""
        case = re.IGNORECASE if quote.key == "label" else re.RegexFlag(0)
        pattern = re.compile(rf"(?<!\w){re.escape(normalise(quote.text))}(?!\w)", case)
        return [match.span() for match in pattern.finditer(self.text, *self.section(quote.source))]


def faults(audit: Audit, seed: Seed, allowed: list[str]) -> Iterator[str]:
    """What is misquoted, what is torn from its place, and what is quoted nowhere."""
    quoted = [False] * len(seed.text)
    for quote in [*audit.quotes, *(printed_together(bond) for bond in audit.verdicts + audit.moments)]:
        spans = seed.stretches(quote)
        if not spans:
            yield f"{quote.place}: not in section {quote.source} of the audit: {quote.text}"
        for start, end in spans:
            quoted[start:end] = [True] * (end - start)
    for number, heading in audit.sections:
        start, _ = seed.section(number)
        end = seed.text.find(heading, start)
        quoted[start:end] = [True] * (end - start)
    yield from unquoted(seed.text, quoted, allowed)


def printed_together(bond: Bond) -> Quote:
    """The row of a printed table as it reads in running text."""
    return Quote(" ".join([bond.what[0], bond.word[0], *bond.notes]), bond.place, "row", bond.source)


def unquoted(text: str, quoted: list[bool], allowed: list[str]) -> Iterator[str]:
    """The stretches with a letter or digit that nothing quotes. An allowance that is not needed is a fault too."""
    left = "".join("\n" if done else letter for done, letter in zip(quoted, text))
    remaining = [stretch.strip() for stretch in left.split("\n") if re.search(r"\w", stretch)]
    for stretch in allowed:
        if stretch in remaining:
            remaining.remove(stretch)
        else:
            yield f"{REVIEWED.name} allows what is not unquoted: {stretch}"
    yield from (f"quoted nowhere: {stretch}" for stretch in remaining)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=Path("."))
    parser.add_argument("--seeds", type=Path, default=Path("tests/data/seeds"))
    options = parser.parse_args()
    reviewed = yaml.safe_load(REVIEWED.read_text(encoding="utf-8"))
    quoting = {audit.id: audit for audit in audits(options.project) if audit.nature == "real"}
    files = sorted(options.seeds.glob("*.txt"))
    if {file.stem for file in files} != set(quoting):
        sys.exit(f"{options.seeds} and {options.project / 'data'} don't hold the same audits")
    status = 0
    for file in files:
        audit, notes = quoting[file.stem], reviewed[file.stem]
        text = running_text(file.read_text(encoding="utf-8"))
        found = []
        for torn in notes["torn"]:
            if torn["printed"] not in text:
                found.append(f"{REVIEWED.name} mends what is not in the audit: {torn['printed']}")
            text = text.replace(torn["printed"], torn["reads"])
        found += faults(audit, Seed(text, audit.sections), [entry["stretch"] for entry in notes["unquoted"]])
        print(f"{'FAIL' if found else 'PASS'} seed {audit.id} ({len(audit.quotes)} quotes)")
        for fault in found:
            print(f"     {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
