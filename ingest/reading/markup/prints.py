"""How the words of a page's paragraph are printed: in bold, in italics, or as a quotation."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.leads import lead_in, letters_in
from ingest.reading.markup.elements import local

_BOLD, _ITALIC = ("strong", "b"), ("em", "i")
_QUOTED = ("quote", "inset")
"""Parts of the names of classes that set a text off."""


class Prints:
    """Follows the elements of a page, and tells of each paragraph what its print sets off."""

    def __init__(self) -> None:
        self._open = Counter[str]()
        self._pieces: list[tuple[bool, bool, int]] = []

    def enter(self, element: Element) -> None:
        """Begin an element, before its text."""
        self._open.update(_prints_of(element))

    def leave(self, element: Element) -> None:
        """End an element, before what stands behind it."""
        self._open.subtract(_prints_of(element))

    def say(self, text: str) -> None:
        """Note the print of a text."""
        if letters := letters_in(text):
            bold, italic = self._open["bold"] > 0, self._open["italic"] > 0
            self._pieces.append((bold, italic, letters))

    def end(self) -> None:
        """End a paragraph."""
        self._pieces.clear()

    def set_off(self, block: Block) -> Block:
        """The block of the paragraph that is being read, with what of it is set off."""
        if block.kind is BlockKind.HEADING or not self._pieces:
            return block
        bold = all(piece[0] for piece in self._pieces)
        italic = all(piece[1] for piece in self._pieces)
        opening = next((at for at, p in enumerate(self._pieces) if not p[0]), len(self._pieces))
        letters = [piece[2] for piece in self._pieces]
        lead = lead_in(block.text, sum(letters), sum(letters[:opening]))
        return replace(block, lead=lead, apart=bold or italic or self._open["quote"] > 0)


def _prints_of(element: Element) -> list[str]:
    name, classes = local(element), element.get("class") or ""
    quoted = name == "blockquote" or any(part in classes for part in _QUOTED)
    marks = {"bold": name in _BOLD, "italic": name in _ITALIC, "quote": quoted}
    return [mark for mark, is_so in marks.items() if is_so]
