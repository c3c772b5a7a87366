"""What stands on a page for the printer and not for the reader: headers, footers, page numbers.

It is told by standing in the margin of several pages alike, or by counting the pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.reading.pdf.lines import Line, Page

_MARGIN = 0.18
"""Of the page's height, above and below: where headers and footers stand."""
_FEWEST_PAGES = 3
_RUNNING_SHARE = 0.4
"""Of the pages from the first to the last that has it: left and right pages may differ."""
_SAME_HEIGHT = 3.0
_NUMBERED_SHARE = 0.2
"""Of all pages: words with a number that counts them. "Recommendation 12" does so by chance."""
_FOOTER_SHARE = 0.1
"""Of all pages: words at the foot, where a footnote may be repeated page after page."""
_OUTERMOST = 4
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,7})"
_PAGE_NUMBER = re.compile(
    rf"^(?:page\s+)?[-–—\s]*({_NUMBER})[-–—\s]*(?:(?:of|/)\s*\d{{1,4}})?$", re.IGNORECASE
)
_BEFORE, _AFTER = re.compile(rf"^({_NUMBER})\s+(.+)$"), re.compile(rf"^(.+?)\s+({_NUMBER})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True)
class _Sign:
    """A line of the margin as other pages would have it: its words, and the number left out."""

    words: str
    offset: int | None


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running headers, footers and page numbers."""
    margins = {page.number: _margin_lines(page) for page in pages}
    standing: dict[_Sign, list[Line]] = {}
    for page in pages:
        for line in margins[page.number]:
            for sign in _signs(line):
                standing.setdefault(sign, []).append(line)
    repeated = {sign for sign, lines in standing.items() if _is_running(sign, lines, pages)}
    return [_without(page, margins[page.number], repeated) for page in pages]


def _is_running(sign: _Sign, lines: Sequence[Line], pages: Sequence[Page]) -> bool:
    """Whether lines alike run through the pages: nearly each of them, at one height."""
    height = median(line.y for line in lines)
    on_pages = {line.page for line in lines if abs(line.y - height) <= _SAME_HEIGHT}
    numbered, above = sign.words and sign.offset is not None, height > pages[0].height / 2
    share = _NUMBERED_SHARE if numbered else 0.0 if above or not sign.words else _FOOTER_SHARE
    if len(on_pages) < max(_FEWEST_PAGES, share * len(pages)):
        return False
    return len(on_pages) >= _RUNNING_SHARE * (max(on_pages) - min(on_pages) + 1)


def _without(page: Page, margin: Sequence[Line], repeated: set[_Sign]) -> Page:
    gone = [
        line
        for line in margin
        if any(sign in repeated for sign in _signs(line)) or _counts_page(line)
    ]
    return replace(page, lines=tuple(line for line in page.lines if line not in gone))


def _margin_lines(page: Page) -> list[Line]:
    """The outermost lines that stand in the upper and lower margin."""
    by_height = sorted((line for line in page.lines if not line.columns), key=lambda line: -line.y)
    top = [line for line in by_height[:_OUTERMOST] if line.y > (1 - _MARGIN) * page.height]
    bottom = [line for line in by_height[-_OUTERMOST:] if line.y < _MARGIN * page.height]
    return top + [line for line in bottom if line not in top]


def _signs(line: Line) -> list[_Sign]:
    """What must be alike on other pages: the words, or the words beside a number that counts.

    A number that does not keep its distance from the page's is part of the words.
    """
    text = " ".join(line.text.split())
    words = [_Sign(f"{text}@{round(line.size)}", None)] if re.search(r"[^\W\d_]", text) else []
    for number, rest in ((m[1], m[2]) for m in [_BEFORE.match(text)] if m):
        words.append(_Sign(rest, _value(number) - line.page))
    for rest, number in ((m[1], m[2]) for m in [_AFTER.match(text)] if m):
        words.append(_Sign(rest, _value(number) - line.page))
    if alone := _PAGE_NUMBER.match(text):
        words.append(_Sign("", _value(alone[1]) - line.page))
    return words


def _counts_page(line: Line) -> bool:
    """Whether a line says nothing but the number of this very page."""
    alone = _PAGE_NUMBER.match(" ".join(line.text.split()))
    return alone is not None and _value(alone[1]) == line.page


def _value(number: str) -> int:
    """An Arabic or Roman number's value.

    >>> _value("xiv"), _value("14")
    (14, 14)
    """
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
