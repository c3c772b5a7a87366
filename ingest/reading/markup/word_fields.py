"""Of a Word field only the result is seen, and of a contents list's field not even that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import local, value

_CONTENTS = re.compile(r"\s*TOC\b", re.I)


def is_contents(instruction: str) -> bool:
    """Whether a field's instruction makes a contents list."""
    return _CONTENTS.match(instruction) is not None


@dataclass
class _Field:
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

    def passed(self, mark: Element) -> None:
        """Take note of a field's begin, separator or end."""
        kind = value(mark, "fldCharType")
        if kind == "begin" and mark in self._ended:
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows_result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take note of a piece of the innermost field's instruction."""
        if self._open and not self._open[-1].shows_result:
            self._open[-1].instruction += text

    @property
    def show_text(self) -> bool:
        """Whether text at this place is seen."""
        return all(field.is_seen for field in self._open)
