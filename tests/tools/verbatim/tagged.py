"""Takes the text out of a tagged PDF, block by block, in the order of its structure tree.

Knows what Typst writes: text in marked content with ids, glyphs with ToUnicode maps, layout hyphens as ActualText.
Headers, footers and repeated table heads are artifacts there, so they are not part of the text.

    tagged.py FILE      prints the blocks, one a line
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import Optional

import pikepdf
from pikepdf import Array, Dictionary, Operator, Stream

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# Elements that stand inside a line, and elements that stand beside the text they hang on.
INLINE = {"Span", "Link", "Quote", "Code", "Reference", "BibEntry", "Annot", "Em", "Strong", "Sub"}
ASIDE = {"Note", "Lbl", "FENote"}


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or cell of a document. Cells of one table row share the row's number."""

    text: str
    row: Optional[int] = None


def normalise(text: str) -> str:
    """NFC, the layout's own hyphens and break marks removed, white space of every kind collapsed."""
    text = re.sub("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}]", "", unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", text.replace("\N{NON-BREAKING HYPHEN}", "-")).strip()


def blocks(pdf: pikepdf.Pdf) -> list[Block]:
    """The blocks of a document, normalised, empty ones left out."""
    walk = _Walk(pdf)
    for element in _kids(pdf.Root.StructTreeRoot):
        walk.element(element, None)
    walk.finish(None)
    return walk.blocks


class _Walk:
    """Walks the structure tree and gathers text until a block ends."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.blocks: list[Block] = []
        self._roles = {str(own): str(known) for own, known in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
        self._contents = {page.objgen: _marked_text(page) for page in pdf.pages}
        self._pending = ""
        self._rows = 0

    def element(self, element: Dictionary, row: Optional[int], page: Optional[Dictionary] = None) -> None:
        """Takes in an element with everything under it. What stands beside a line does not break the line."""
        page = element.get("/Pg", page)
        role = str(element.S)
        role = self._roles.get(role, role)[1:]
        if role == "TR":
            row = self._rows
            self._rows += 1
        outside = ""
        if role in ASIDE:
            outside, self._pending = self._pending, ""
        elif role not in INLINE:
            self.finish(row)
        if "/ActualText" in element:
            self._pending += str(element.ActualText)
        else:
            for kid in _kids(element):
                self._kid(kid, row, page)
        if role not in INLINE:
            self.finish(row)
            self._pending = outside

    def finish(self, row: Optional[int]) -> None:
        """Makes a block of the text gathered since the last one."""
        text = normalise(self._pending)
        if text:
            self.blocks.append(Block(text, row))
        self._pending = ""

    def _kid(self, kid: object, row: Optional[int], page: Optional[Dictionary]) -> None:
        if isinstance(kid, int):
            self._pending += self._contents[page.objgen][kid]
        elif "/S" in kid:
            self.element(kid, row, page)
        elif kid.get("/Type") == "/MCR":
            if "/Stm" in kid:
                raise NotImplementedError("marked content that belongs to a form")
            self._pending += self._contents[kid.get("/Pg", page).objgen][int(kid.MCID)]


def _kids(element: Dictionary) -> list[object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, Array) else [kids]


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """The text of a page by the id of its marked content."""
    texts: dict[int, str] = {}
    _read(page, page.Resources, texts, [])
    return texts


def _read(
    content: object, resources: Dictionary, texts: dict[int, str], marks: list[tuple[Optional[int], bool]]
) -> None:
    """Follows a content stream. A mark is the id it gives, and whether ActualText has already said what it reads."""
    fonts = {name: _Font(font) for name, font in resources.get("/Font", {}).items()}
    font: Optional[_Font] = None
    kept: list[Optional[_Font]] = []

    def say(text: str) -> None:
        number = next((number for number, _ in reversed(marks) if number is not None), None)
        if number is not None:
            texts[number] = texts.get(number, "") + text

    for operands, operator in pikepdf.parse_content_stream(content):
        if operator == Operator("BDC"):
            properties = operands[1]
            if not isinstance(properties, Dictionary):
                properties = resources.Properties[properties]
            number = int(properties.MCID) if "/MCID" in properties else None
            if number is not None:
                texts.setdefault(number, "")
            marks.append((number, False))
            if "/ActualText" in properties:
                say(str(properties.ActualText))
                marks[-1] = (number, True)
        elif operator == Operator("BMC"):
            marks.append((None, False))
        elif operator == Operator("EMC"):
            marks.pop()
        elif operator == Operator("q"):
            kept.append(font)
        elif operator == Operator("Q"):
            font = kept.pop()
        elif operator == Operator("Tf"):
            font = fonts[str(operands[0])]
        elif operator == Operator("Tj") or operator == Operator("TJ"):
            if any(said for _, said in marks):
                continue
            pieces = operands[0] if operator == Operator("TJ") else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    say(font.decode(bytes(piece)))
        elif operator == Operator("Do"):
            form = resources.XObject[operands[0]]
            if isinstance(form, Stream) and form.get("/Subtype") == "/Form":
                _read(form, form.get("/Resources", resources), texts, marks)


class _Font:
    """What the codes of a font mean, from its ToUnicode map."""

    def __init__(self, font: Dictionary) -> None:
        self._width = 2 if font.Subtype == "/Type0" else 1
        self._meaning: dict[int, str] = {}
        if "/ToUnicode" in font:
            self._learn(font.ToUnicode.read_bytes().decode("ascii"))

    def _learn(self, cmap: str) -> None:
        for body in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", body):
                self._meaning[int(code, 16)] = _utf16(text)
        for body in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
            for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^\]]*\])", body):
                texts = [_utf16(item) for item in re.findall(r"<(\w+)>", text)]
                for step, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                    listed = texts[step] if text.startswith("[") else texts[0][:-1] + chr(ord(texts[0][-1]) + step)
                    self._meaning[code] = listed

    def decode(self, codes: bytes) -> str:
        """The text of a shown string; a code without meaning becomes U+FFFD, which no quoted text holds."""
        starts = range(0, len(codes), self._width)
        return "".join(self._meaning.get(int.from_bytes(codes[at : at + self._width], "big"), UNKNOWN) for at in starts)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def main(files: list[str]) -> None:
    if len(files) != 1:
        sys.exit(__doc__)
    with pikepdf.open(files[0]) as pdf:
        for block in blocks(pdf):
            print(block.text)


if __name__ == "__main__":
    main(sys.argv[1:])
