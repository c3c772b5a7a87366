"""The lines in the upper and lower margin of pages, and how they stand to the text between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.reading.pdf.lines import Line, Page

_MARGIN = 0.18
"""Of the page's height, above and below: where headers and footers stand."""
_OUTERMOST = 5
_APART = 1.9
"""Of the letters' size: as far as this from the text, no line is the text's first or last."""
_BESIDE = 1.0
_LONG = 0.6
"""Of the page's width."""
_LARGER, _SMALLER = 1.15, 0.95


class Margins:
    """The margins' lines; those that were marked are none of the text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = {page.number: page for page in pages}
        self._of = {page.number: _margin_lines(page) for page in pages}
        self._sizes = {page.number: _size(page) for page in pages}
        self._marked: set[Line] = set()

    @property
    def lines(self) -> list[Line]:
        return [line for lines in self._of.values() for line in lines]

    def of(self, page: Page) -> list[Line]:
        return self._of[page.number]

    def mark(self, line: Line) -> None:
        """Take a line for one that may run through the pages, unless it is as long as text is."""
        if not self._is_long(line):
            self._marked.add(line)

    def height_of(self, line: Line) -> float:
        """The height of the page of a line, in points."""
        return self._pages[line.page].height

    def is_top(self, line: Line) -> bool:
        return line.y > self._pages[line.page].height / 2

    def is_small(self, line: Line) -> bool:
        """Whether a line is not larger than the page's text: a title is."""
        return line.size <= _LARGER * self._sizes[line.page]

    def is_smaller(self, line: Line) -> bool:
        return line.size < _SMALLER * self._sizes[line.page]

    def is_apart(self, line: Line) -> bool:
        """Whether a line has white towards the text, and is not printed as a heading is."""
        return self.has_white(line) and not (self.is_top(line) and line.bold)

    def has_white(self, line: Line) -> bool:
        """Whether a line has white towards the text, and is neither large nor long."""
        above = self.is_top(line)
        if not self.is_small(line) or self._is_long(line):
            return False
        near = [abs(line.y - y) for y in self._text(line) if (y < line.y) == above]
        return bool(near) and min(near) >= _APART * line.size

    def is_outermost(self, line: Line) -> bool:
        """Whether no line of the text stands further out."""
        above = self.is_top(line)
        return all((y < line.y) == above for y in self._text(line))

    def _is_long(self, line: Line) -> bool:
        """Whether a line is as large and nearly as long as one of the text."""
        long = line.x1 - line.x0 > _LONG * self._pages[line.page].width
        return long and len(line.cells) == 1 and not self.is_smaller(line)

    def _text(self, line: Line) -> list[float]:
        """The heights of the text's lines on the page of a line, without those beside it."""
        lines = self._pages[line.page].lines
        return [of.y for of in lines if of not in self._marked and abs(of.y - line.y) > _BESIDE]


def _margin_lines(page: Page) -> list[Line]:
    """The outermost lines that stand in the upper and lower margin."""
    by_height = sorted(page.lines, key=lambda line: -line.y)
    top = [line for line in by_height[:_OUTERMOST] if line.y > (1 - _MARGIN) * page.height]
    bottom = [line for line in by_height[-_OUTERMOST:] if line.y < _MARGIN * page.height]
    return top + [line for line in bottom if line not in top]


def _size(page: Page) -> float:
    """The size of most of a page's letters."""
    letters = Counter[float]()
    for line in page.lines:
        letters[round(line.size, 1)] += len(line.text)
    return max(letters, key=lambda size: letters[size], default=0.0)
