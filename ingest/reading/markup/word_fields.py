"""Of a Word field only the result is seen, and of a contents list's field not even that.

A field that draws a sign or a box need have no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, local, switched_on, value
from ingest.reading.markup.symbol_fonts import UNKNOWN, sign

_CONTENTS = re.compile(r"\s*TOC\b", re.I)


def is_contents(instruction: str) -> bool:
    """Whether a field's instruction makes a contents list."""
    return _CONTENTS.match(instruction) is not None


@dataclass
class _Field:
    box: str = ""
    instruction: str = ""
    shows_result: bool = False

    @property
    def is_seen(self) -> bool:
        return self.shows_result and not is_contents(self.instruction)


class Fields:
    """The fields that are open at a place of the document (ECMA-376 part 1, 17.16.18).

    A field that is begun and never ended is none: else it would hide all that follows.
    """

    def __init__(self, roots: Iterable[Element]) -> None:
        self._open: list[_Field] = []
        self._ended: set[Element] = set()
        for root in roots:
            begun: list[Element] = []
            for mark in (e for e in root.iter() if local(e) == "fldChar"):
                kind = value(mark, "fldCharType")
                if kind == "begin":
                    begun.append(mark)
                elif kind == "end" and begun:
                    self._ended.add(begun.pop())

    def passed(self, mark: Element) -> str:
        """Take note of a field's begin, separator or end; gives what a field draws that ends."""
        kind = value(mark, "fldCharType")
        if kind == "begin" and mark in self._ended:
            self._open.append(_Field(_box(mark)))
        elif kind == "separate" and self._open:
            self._open[-1].shows_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            return ended.box or ("" if ended.shows_result else _symbol(ended.instruction))
        return ""

    def instruct(self, text: str) -> None:
        """Take note of a piece of the innermost field's instruction."""
        if self._open and not self._open[-1].shows_result:
            self._open[-1].instruction += text

    @property
    def show_text(self) -> bool:
        """Whether text at this place is seen."""
        return all(field.is_seen for field in self._open)


def _box(begin: Element) -> str:
    """The box that a form's field draws, ticked or not; nothing for any other field."""
    box = child(begin, "ffData", "checkBox")
    if box is None:
        return ""
    checked = child(box, "checked")
    return "☒" if switched_on(child(box, "default") if checked is None else checked) else "☐"


def _symbol(instruction: str) -> str:
    """The sign that a SYMBOL field draws: its code comes first, its font behind a switch."""
    words = instruction.split()
    if not words or words[0].upper() != "SYMBOL":
        return ""
    try:
        code = int(words[1], 0)
    except (IndexError, ValueError):
        return UNKNOWN
    named = instruction.partition("\\f")[2].strip()
    font = named.split('"')[1] if named.startswith('"') else named.partition(" ")[0]
    return sign(code, font)
