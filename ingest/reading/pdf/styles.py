"""Which stretches are headings, by their print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look

_MOST_WORDS = 28
_MOST_WORDS_IN_TEXT_SIZE = 20
_CLOSING = " ”’\"'⁰¹²³⁴⁵⁶⁷⁸⁹"
LARGER = 1.07
"""Of the running text's size: letters as large are a heading's."""


@dataclass(frozen=True)
class Style:
    """The print of a heading; the larger size, then bold, capitals and upright come first."""

    size: float
    bold: bool
    capitals: bool
    italic: bool

    @property
    def rank(self) -> tuple[float, bool, bool, bool]:
        return (-self.size, not self.bold, not self.capitals, self.italic)


def style_of(line: Line, text: str) -> Style:
    """The print of a heading, by its first line and its words."""
    return Style(round(line.size * 2) / 2, line.bold, _is_capitals(text), line.italic)


def looks_like_heading(lines: Sequence[Line], text: str, look: Look) -> bool:
    """Whether a stretch is printed as headings are: larger, bold, in capitals or all italic."""
    words = len(text.split())
    if not re.search(r"[^\W\d_]{2}", text) or words > _MOST_WORDS or _ends_sentence(text):
        return False
    if text[0].islower() or text.startswith(("http", "www.", "(")):
        return False
    if all(line.size >= LARGER * look.size for line in lines):
        return True
    if any(look.is_small(line) for line in lines) or words > _MOST_WORDS_IN_TEXT_SIZE:
        return False
    if text.endswith(":") or len(lines) > 2:
        return all(line.bold for line in lines) and len(lines) <= 3 and not text.endswith(":")
    return all(line.bold for line in lines) or _is_capitals(text) or (
        all(line.italic for line in lines) and words <= 12 and text[-1] not in "”’\"'"
    )  # fmt: skip


def _ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, before closing quotes, marks of notes or brackets."""
    end = text.rstrip(_CLOSING)
    if end.endswith(")"):
        before = end[: end.rfind("(")].rstrip(_CLOSING) if "(" in end else ""
        end = before if before.endswith(".") else end
    return end.endswith((".", ",", ";"))


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)
