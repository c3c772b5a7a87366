"""What stands on a page for the printer and not for the reader: headers, footers, page numbers.

It is known by standing in the margin of several pages alike, but for a number that counts the
pages; by counting the pages; or by the file, where it marks it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median_low

from ingest.reading.pdf.chapter_titles import ChapterTitles
from ingest.reading.pdf.line_ends import SENTENCE_END
from ingest.reading.pdf.lines import Cell, Line, Page
from ingest.reading.pdf.margins import Margins
from ingest.reading.pdf.running_signs import (
    COUNT,
    Sign,
    counts_page,
    plain,
    signs_of,
    value_of,
)

_SHORT = 5
"""Pages: in a paper no longer than this, two are as many as may have one footer."""
_FEWEST_PAGES = 3
_RUNNING_SHARE = 0.4
"""Of the pages from the first to the last that has it: left and right pages may differ."""
_SAME_HEIGHT = 3.0
_NUMBERED_SHARE = 0.2
"""Of all pages: words with a number that counts them. "Recommendation 12" does so by chance."""
_FOOTER_SHARE = 0.1
"""Of all pages: words at the foot, where a footnote may be repeated page after page."""
_ANY_WORDS_SHARE = 0.5
"""Of all pages: a number at a line's end that counts them, whatever words it stands beside."""
_APART_SHARE = 0.5


class _Running:
    """What runs through the margins of a paper's pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages, self._is_short = pages, len(pages) <= _SHORT
        standing: dict[Sign, list[Line]] = {}
        self._margins = Margins(pages)
        for line in self._margins.lines:
            for sign in self._all_signs(line):
                standing.setdefault(sign, []).append(line)
        alike = {sign: _at_one_height(lines) for sign, lines in standing.items()}
        self._twice = {sign for sign, lines in alike.items() if len(_pages_of(lines)) > 1}
        for line in self._margins.lines:
            if self._all_signs(line) & self._twice:
                self._margins.mark(line)
        self._signs = {sign for sign, lines in alike.items() if self._runs(sign, lines)}
        self._heights = {
            sign: self._from_edges(alike[sign][0]) for sign in self._signs if sign.words is None
        }
        self._running_at = {_height(line) for sign in self._signs for line in alike[sign]}
        self._heads: dict[str, float] = {}
        for line in (line for page in pages for line in page.lines):
            self._heads[_text(line)] = max(line.size, self._heads.get(_text(line), 0.0))
        self._titles = ChapterTitles(pages)
        titled: dict[int, set[int]] = {}
        for line in filter(self._says_title, self._margins.lines):
            titled.setdefault(_height(line), set()).add(line.page)
        self._titled_at = {height for height, on_pages in titled.items() if len(on_pages) > 1}
        self._parted = {line for line in self._margins.lines if self._may_be_parted(line)}
        self._outer: dict[tuple[int, str], set[int]] = {}
        for line in self._parted:
            for text in (text for texts in _outer(line) for text in texts):
                self._outer.setdefault((_height(line), text), set()).add(line.page)

    def _all_signs(self, line: Line) -> set[Sign]:
        """The signs of a line and its cells; a table's column names may be on all of its pages."""
        signs = {sign for text in _texts(line) for sign in signs_of(text, line)}
        if line.columns and self._margins.is_top(line):
            return {sign for sign in signs if sign.words and sign.offset is not None}
        return signs

    def _runs(self, sign: Sign, lines: Sequence[Line]) -> bool:
        """Whether lines alike run through the pages: nearly each of them, at one height."""
        count, on_pages = len(self._pages), _pages_of(lines)
        is_short = self._is_short and sign.words is not None
        fewest = 2 if is_short else _FEWEST_PAGES
        if len(on_pages) < max(fewest, self._share(sign, lines) * count):
            return False
        if len(on_pages) < _RUNNING_SHARE * (max(on_pages) - min(on_pages) + 1):
            return False
        if sum(self._margins.is_outermost(line) for line in lines) < _RUNNING_SHARE * len(lines):
            return False
        numbered = sign.offset is not None and sign.words != ""
        if (is_short and (numbered or len(on_pages) == 2)) or sign.words is None:
            return sum(self._is_apart(line) for line in lines) >= _APART_SHARE * len(lines)
        return True

    def _share(self, sign: Sign, lines: Sequence[Line]) -> float:
        if sign.words is None:
            return _ANY_WORDS_SHARE
        if sign.offset is not None:
            return _NUMBERED_SHARE if sign.words else 0.0
        return 0.0 if self._margins.is_top(lines[0]) else _FOOTER_SHARE

    def _is_apart(self, line: Line) -> bool:
        return self._counts_all(line) or self._margins.is_apart(line)

    def _counts_all(self, line: Line) -> bool:
        """Whether a line has a cell such as "Page 3 of 12", on the third of twelve pages."""
        matches = [COUNT.fullmatch(text) for text in _texts(line)]
        return any(
            match[2] == str(len(self._pages)) and value_of(match[1]) == line.page
            for match in matches
            if match
        )

    def _says_title(self, line: Line) -> bool:
        """Whether a line at the top says a heading that is larger elsewhere: "Chapter 2: Roads"."""
        apart = self._margins.is_outermost(line) and self._margins.is_apart(line)
        return self._margins.is_top(line) and apart and self._titles.has(line)

    def _may_be_parted(self, line: Line) -> bool:
        """Whether a line may be a header or footer of several parts."""
        several = len(line.cells) > 1 and not line.columns
        return several and self._margins.has_white(line) and self._margins.is_outermost(line)

    def _is_parted(self, line: Line) -> bool:
        """Whether a line is a header or footer of which some parts change from page to page.

        Its outer parts stand at one height on other pages, perhaps with the sides changed; of two
        parts in a header in small print, one is enough.
        """
        if line not in self._parted:
            return False
        fewest = 1 if self._is_short else _FEWEST_PAGES - 1
        shared = [
            any(len(self._others_with(text, line)) >= fewest for text in texts)
            for texts in _outer(line)
        ]
        if len(line.cells) > 2:
            return all(shared)
        return any(shared) and self._margins.is_top(line) and self._margins.is_smaller(line)

    def _others_with(self, text: str, line: Line) -> set[int]:
        """The other pages that have a text as an outer part of a header or footer like a line."""
        places = ((_height(line) + by, text) for by in (-1, 0, 1))
        return {page for place in places for page in self._outer.get(place, ())} - {line.page}

    def without(self, page: Page) -> Page:
        """A page without what runs through the pages, line by line or cell by cell."""
        margin = self._margins.of(page)
        kept = {line: self._kept(line) for line in margin}
        kept |= dict.fromkeys(self._with_running(margin, kept), None)
        kept |= dict.fromkeys(self._print_head(margin, kept), None)
        lines = (kept.get(line, line) for line in page.lines)
        return replace(page, lines=tuple(line for line in lines if line is not None))

    def _with_running(
        self, margin: Sequence[Line], kept: Mapping[Line, Line | None]
    ) -> Iterator[Line]:
        """The lines that stand where others run through the pages, and are no text either.

        They are level with one on their page and stand on two, or say a heading of the text where
        other pages have what runs; or stand at the top where other pages say such headings, or
        say one of a page before behind its number.
        """
        gone = [line for line in margin if kept[line] is None]
        for line in margin:
            outer = self._margins.is_outermost(line) and self._margins.is_small(line)
            if kept[line] is not line or not outer:
                continue
            level = any(abs(line.y - other.y) <= _SAME_HEIGHT for other in gone)
            runs = any(_height(line) + by in self._running_at for by in (-1, 0, 1))
            headed = self._heads.get(_text(line), 0.0) > line.size
            twice = bool(self._all_signs(line) & self._twice)
            titled = _height(line) in self._titled_at or self._titles.has_before(line)
            headed = (runs and headed) or (titled and self._margins.is_top(line))
            if (level and twice) or (headed and self._margins.has_white(line)):
                yield line

    def _kept(self, line: Line) -> Line | None:
        """What is left of a line; None if nothing is."""
        if line.running and self._is_short and self._margins.is_small(line):
            return None
        if self._is_parted(line):
            return None
        if self._is_running(_text(line), line) or counts_page(line):
            return line if line.columns and not self._all_signs(line) & self._signs else None
        if self._is_short and self._counts_all(line) and self._margins.is_apart(line):
            return None
        if line.columns or len(line.cells) == 1:
            return line
        running = [self._is_running(plain(cell.text), line) for cell in line.cells]
        if not any(running):
            return line
        rest = [
            cell
            for cell, runs in zip(line.cells, running, strict=True)
            if not runs and not self._is_on_two_pages(cell, line)
        ]
        counted = any(self._counts(plain(cell.text), line) for cell in line.cells)
        if rest and not counted:
            return line
        if counted and self._is_beside_count(line, rest):
            return None
        return replace(line, cells=tuple(rest)) if rest else None

    def _is_beside_count(self, line: Line, rest: Sequence[Cell]) -> bool:
        """Whether words in a header or footer, beside the page's number, end no sentence."""
        apart = self._margins.is_outermost(line) and self._margins.is_apart(line)
        return apart and not any(SENTENCE_END.search(cell.text) for cell in rest)

    def _is_running(self, text: str, line: Line) -> bool:
        return any(
            sign in self._signs and self._is_level(sign, line) for sign in signs_of(text, line)
        )

    def _is_level(self, sign: Sign, line: Line) -> bool:
        """Whether a line stands where its sign runs; a number beside any words needs that.

        A chapter's number may count the pages too.
        """
        if sign not in self._heights:
            return True
        edges = zip(self._heights[sign], self._from_edges(line), strict=True)
        return any(abs(a - b) <= _SAME_HEIGHT for a, b in edges)

    def _from_edges(self, line: Line) -> tuple[float, float]:
        """How far a line stands from the lower edge of its page, and from the upper one."""
        return line.y, self._margins.height_of(line) - line.y

    def _counts(self, text: str, line: Line) -> bool:
        """Whether a text runs through the pages with a number that counts them."""
        signs = signs_of(text, line)
        return any(sign in self._signs and sign.offset is not None for sign in signs)

    def _is_on_two_pages(self, cell: Cell, line: Line) -> bool:
        return any(sign in self._twice for sign in signs_of(plain(cell.text), line))

    def _print_head(
        self, margin: Sequence[Line], kept: Mapping[Line, Line | None]
    ) -> Iterator[Line]:
        """The head of a paper of one page, if it is printed as the foot that counts the page."""
        feet = [line for line in margin if self._counts_all(line) and kept[line] is None]
        top = max(margin, key=lambda line: line.y, default=None)
        if len(self._pages) == 1 and feet and top is not None:
            alike = abs(top.size - feet[0].size) < 0.3 and self._margins.is_apart(top)
            if alike and self._margins.is_smaller(top):
                yield top


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running headers, footers and page numbers."""
    running = _Running(pages)
    return [running.without(page) for page in pages]


def _outer(line: Line) -> list[tuple[str, ...]]:
    """The texts of a line's first cell and its last; of a number its distance from the page's, too.

    A number in a header may be a year as well as that of the page.
    """
    texts = [plain(cell.text) for cell in (line.cells[0], line.cells[-1])]
    return [
        (text, f"#{value_of(text) - line.page}") if text.isdecimal() else (text,) for text in texts
    ]


def _height(line: Line) -> int:
    """A line's height, the same for lines that are alike in it.

    Small capitals have the size of most letters, which is not that of all lines with them.
    """
    return round(line.y / _SAME_HEIGHT)


def _at_one_height(lines: Sequence[Line]) -> list[Line]:
    height = median_low(line.y for line in lines)
    return [line for line in lines if abs(line.y - height) <= _SAME_HEIGHT]


def _pages_of(lines: Sequence[Line]) -> set[int]:
    return {line.page for line in lines}


def _text(line: Line) -> str:
    return plain(line.text)


def _texts(line: Line) -> list[str]:
    """A line's text, and that of each of its cells where there are several."""
    cells = [plain(cell.text) for cell in line.cells if not line.columns]
    return [_text(line), *(cells if len(cells) > 1 else [])]
