"""The checks notice faults: each is shown a good case and a spoilt one. Needs the documents in out/.

python -m unittest discover tests/tools
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import pikepdf

TOOLS = Path(__file__).resolve().parent
PROJECT = TOOLS.parents[1]
for room in ("pdf-check", "reproducible", "terminal", "verbatim"):
    sys.path.insert(0, str(TOOLS / room))

import audit  # noqa: E402
import compare  # noqa: E402
import documents  # noqa: E402
import seeds  # noqa: E402
import watched  # noqa: E402
from catalogue import audits, scale_words  # noqa: E402
from tagged import blocks, normalise  # noqa: E402


def spoilt(text: str) -> str:
    """The text with its middle letter changed."""
    middle = len(text) // 2
    return text[:middle] + "¤" + text[middle + 1 :]


def other(words: tuple[str, ...]) -> str:
    """A scale word that is none of these."""
    own = {word.casefold() for word in words}
    return next(word for word in sorted(scale_words(PROJECT)) if word not in own)


def document(of) -> Path:
    """The document that holds everything of an audit."""
    return next(path for path in documents.rendered(PROJECT, PROJECT / "out", of, of.documents[0]))


class RunningText(unittest.TestCase):
    def test_a_hyphen_at_the_end_of_a_line_is_joined_over_blank_lines(self):
        self.assertEqual(seeds.running_text("kapacitets-\n\nplanering"), "kapacitetsplanering")

    def test_a_hyphen_before_och_stays(self):
        self.assertEqual(
            seeds.running_text("produktions- \n\noch kapacitets-\nplanering"), "produktions- och kapacitetsplanering"
        )

    def test_bullets_go_and_dashes_within_lines_stay(self):
        self.assertEqual(seeds.running_text("● -Hud-lunga\n- Medinet - system"), "Hud-lunga Medinet - system")

    def test_the_layouts_hyphens_and_spaces_go(self):
        self.assertEqual(normalise("opera\u00adtion\u200b  3\u202f797"), "operation 3 797")


class Seeds(unittest.TestCase):
    def test_a_changed_letter_a_wrong_section_and_a_wrong_word_are_noticed(self):
        for real in (held for held in audits(PROJECT) if held.nature == "real"):
            text = (PROJECT / "tests/data/seeds" / f"{real.id}.txt").read_text(encoding="utf-8")
            seed = seeds.Seed(seeds.running_text(text), real.sections)
            for quote in real.quotes:
                self.assertFalse(seed.stretches(replace(quote, text=spoilt(quote.text))), quote)
                self.assertFalse(seed.stretches(replace(quote, source="9.9")), quote)
            for bond in real.verdicts + real.moments:
                wrong = replace(bond, word=(other(bond.word),))
                self.assertFalse(seed.stretches(seeds.printed_together(wrong)), bond)

    def test_what_nothing_quotes_is_named(self):
        left = list(seeds.unquoted("Ett. Två tre.", [True] * 4 + [False] * 9, []))
        self.assertEqual(left, ["quoted nowhere: Två tre."])

    def test_an_allowance_that_is_not_needed_is_named(self):
        left = list(seeds.unquoted("Ett.", [True] * 4, ["7"]))
        self.assertEqual(left, ["reviewed.yaml allows what is not unquoted: 7"])


class Documents(unittest.TestCase):
    def test_a_changed_letter_and_a_wrong_word_are_noticed(self):
        for held in audits(PROJECT):
            with pikepdf.open(document(held)) as pdf:
                found = blocks(pdf)
            for quote in held.quotes:
                self.assertTrue(list(documents.missing_quotes([replace(quote, text=spoilt(quote.text))], found)), quote)
            for bond in held.verdicts + held.moments:
                wrong = replace(bond, word=(other(bond.word),))
                self.assertTrue(list(documents.missing_bonds([wrong], found, scale_words(PROJECT))), bond)

    def test_a_missing_document_is_noticed(self):
        with tempfile.TemporaryDirectory() as empty:
            for held in audits(PROJECT):
                self.assertTrue(list(documents.faults(PROJECT, Path(empty), held)))


class Structure(unittest.TestCase):
    def spoil(self, change) -> list[str]:
        """What the audit finds in a real document after a change to it."""
        file = document(next(held for held in audits(PROJECT) if held.verdicts))
        with pikepdf.open(file) as pdf:
            change(pdf)
            return list(audit.faults(pdf, str(file)))

    def first(self, pdf, role: str):
        return next(element for element in audit.descendants(pdf.Root.StructTreeRoot) if audit.role(element) == role)

    def test_nothing_is_found_in_a_document_as_it_is(self):
        self.assertEqual(self.spoil(lambda pdf: None), [])

    def test_a_document_in_english_is_noticed(self):
        def translate(pdf):
            pdf.Root.Lang = pikepdf.String("en")

        self.assertIn("language is en, not Swedish", self.spoil(translate))

    def test_a_header_cell_without_scope_is_noticed(self):
        def unscope(pdf):
            del self.first(pdf, "TH").A

        self.assertIn("header cell without scope", self.spoil(unscope))

    def test_a_skipped_heading_level_is_noticed(self):
        def skip(pdf):
            self.first(pdf, "H1").S = pikepdf.Name.H3

        self.assertIn("heading H3 after level 0", self.spoil(skip))

    def test_a_table_without_header_cells_is_noticed(self):
        def demote(pdf):
            for element in audit.descendants(pdf.Root.StructTreeRoot):
                if audit.role(element) == "TH":
                    element.S = pikepdf.Name.TD

        self.assertTrue(any(fault.startswith("table with 0 header rows") for fault in self.spoil(demote)))

    def test_words_that_run_together_are_noticed(self):
        def join(pdf):
            self.first(pdf, "H1").ActualText = "TvåOrd"

        self.assertIn("words that only the layout keeps apart: TvåOrd", self.spoil(join))

    def test_a_page_of_another_size_is_noticed(self):
        def shrink(pdf):
            pdf.pages[0].mediabox = [0, 0, 420, 595]

        self.assertIn("page 1 is not A4", self.spoil(shrink))


class Terminal(unittest.TestCase):
    def test_a_command_that_does_not_end_is_noticed(self):
        self.assertEqual(watched.watched(20, ["sh", "-c", "test -t 2 && echo seen >&2"]), (0, b"seen\r\n"))
        self.assertEqual(watched.watched(20, ["false"])[0], 1)
        self.assertEqual(watched.watched(0.5, ["sleep", "30"])[0], None)


class Reproducible(unittest.TestCase):
    def test_one_byte_and_one_file_are_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "out"
            shutil.copytree(PROJECT / "out", copy)
            self.assertEqual(list(compare.differences(PROJECT / "out", copy, Path.read_bytes)), [])
            name, path = next(iter(compare.files(copy).items()))
            path.write_bytes(path.read_bytes()[:-1])
            self.assertEqual(list(compare.differences(PROJECT / "out", copy, Path.read_bytes)), [f"{name} differs"])
            path.unlink()
            self.assertEqual(
                list(compare.differences(PROJECT / "out", copy, Path.read_bytes)), [f"{name} is missing in {copy}"]
            )


if __name__ == "__main__":
    unittest.main()
