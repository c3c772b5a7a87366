"""What of a header or footer is alike on other pages: words, or a number that counts pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.reading.pdf.lines import Line

_LITERAL = 6
"""Letters of a text without words, such as a date, that is no number of a table."""
_BARS = (" | ", " • ", " · ")
_MOST_WORDS = 12
"""Words of a title behind a bar in a header or footer."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b", re.IGNORECASE)
COUNT = re.compile(
    rf"(?:page\s+)?[-–—\s]*({_NUMBER.pattern})[-–—\s]*(?:(?:of|/)\s*(\d+))?", re.IGNORECASE
)
"""The number that counts a page, and of how many, where that is said."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True)
class Sign:
    """A line or cell of the margin as other pages would have it.

    ``words`` are its own, with the number that may count pages left out and its distance from the
    page's in ``offset``; they are empty for a number alone, and None where they may be any.
    """

    words: str | None
    offset: int | None


def plain(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def signs_of(text: str, line: Line) -> Iterator[Sign]:
    """What must be alike on other pages: the words, or the words beside a number that counts.

    A number that does not keep its distance from the page's is part of the words. Behind a bar or
    dot the words may change, as a chapter's title does.
    """
    if any(letter.isalpha() for letter in text) or len(text) >= _LITERAL:
        yield Sign(f"{text}@{round(line.size)}", None)
    for bar in _BARS:
        before, parted, behind = text.partition(bar)
        if parted and len(before) >= _LITERAL and 0 < len(behind.split()) <= _MOST_WORDS:
            yield Sign(f"{before}{bar}@{round(line.size)}", None)
    for match in _NUMBER.finditer(text):
        offset = value_of(match.group()) - line.page
        words = f"{text[: match.start()]}#{text[match.end() :]}"
        yield Sign(words if words != "#" else "", offset)
        if words != "#" and (words.startswith("# ") or words.endswith(" #")):
            yield Sign(None, offset)


def counts_page(line: Line) -> bool:
    """Whether a line says nothing but the number of this very page."""
    alone = COUNT.fullmatch(plain(line.text))
    return alone is not None and value_of(alone[1]) == line.page


def value_of(number: str) -> int:
    """An Arabic or Roman number's value.

    >>> value_of("xiv"), value_of("14")
    (14, 14)
    """
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
