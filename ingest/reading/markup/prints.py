"""How the words of a page's paragraph are printed: in bold, in italics, or as a quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.leads import lead_in, letters_in
from ingest.reading.markup.elements import local

_BOLD, _ITALIC = ("strong", "b"), ("em", "i")
_QUOTED = ("quote", "inset")
"""Parts of the names of classes that set a text off."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph in one print; ``letters`` counts what is no space in it."""

    bold: bool
    italic: bool
    letters: int


def set_off(block: Block, pieces: Iterable[Piece], *, quoted: bool) -> Block:
    """The block that these pieces are, with what of it their print sets off."""
    said = [piece for piece in pieces if piece.letters]
    if block.kind is BlockKind.HEADING or not said:
        return block
    bold = sum(piece.letters for piece in takewhile(lambda piece: piece.bold, said))
    if all(piece.bold for piece in said):
        return replace(block, lead=block.text, apart=True)
    lead = lead_in(block.text, sum(piece.letters for piece in said), bold)
    return replace(block, lead=lead, apart=quoted or all(piece.italic for piece in said))


class Prints:
    """Follows the elements of a page, and tells of each paragraph what its print sets off."""

    def __init__(self) -> None:
        self._open = Counter[str]()
        self._pieces: list[Piece] = []

    def enter(self, element: Element) -> None:
        """Begin an element, before its text."""
        self._open.update(_prints_of(element))

    def leave(self, element: Element) -> None:
        """End an element, before what stands behind it."""
        self._open.subtract(_prints_of(element))

    def say(self, text: str) -> None:
        """Note the print of a text."""
        bold, italic = self._open["bold"] > 0, self._open["italic"] > 0
        self._pieces.append(Piece(bold, italic, letters_in(text)))

    def end(self) -> None:
        """End a paragraph."""
        self._pieces.clear()

    def set_off(self, block: Block) -> Block:
        """The block of the paragraph that is being read, with what of it is set off."""
        return set_off(block, self._pieces, quoted=self._open["quote"] > 0)


def _prints_of(element: Element) -> list[str]:
    name, classes = local(element), element.get("class") or ""
    quoted = name == "blockquote" or any(part in classes for part in _QUOTED)
    marks = {"bold": name in _BOLD, "italic": name in _ITALIC, "quote": quoted}
    return [mark for mark, is_so in marks.items() if is_so]
