"""Tabs at the edge of the pages: the number of the chapter, outside all text, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading.pdf.lines import Cell, Line, Page

_FEWEST_PAGES = 2
_SAME_PLACE = 3.0
"""Points by which tabs differ from left to right."""
_WHITE = 20.0
"""Points, at least, between a tab and all text: more than a list's number has behind it."""


def without_tabs(pages: Sequence[Page]) -> list[Page]:
    """The pages without the numbers or letters of tabs, which stand at one place on several."""
    found = {page.number: list(_outside(page)) for page in pages}
    at: dict[int, set[int]] = {}
    for number, cells in found.items():
        for cell in cells:
            at.setdefault(_place(cell), set()).add(number)
    tabs = {
        number: {cell for cell in cells if _pages_near(at, cell) >= _FEWEST_PAGES}
        for number, cells in found.items()
    }
    return [_without(page, tabs[page.number]) for page in pages]


def _outside(page: Page) -> Iterator[Cell]:
    """The number or letter that stands left or right of all else on its page, if one does."""
    cells = [cell for line in page.lines for cell in _cells(line) if _may_name_chapter(cell)]
    others = [
        (cell.x0, cell.x1)
        for line in page.lines
        for cell in line.cells
        if line.columns or not _may_name_chapter(cell)
    ]
    if not others:
        return
    left, right = min(x0 for x0, _ in others), max(x1 for _, x1 in others)
    outside = [cell for cell in cells if cell.x0 > right + _WHITE or cell.x1 < left - _WHITE]
    if len({cell.text for cell in outside}) == 1:
        yield from outside


def _cells(line: Line) -> Sequence[Cell]:
    return () if line.columns else line.cells


def _may_name_chapter(cell: Cell) -> bool:
    text = cell.text.strip()
    return text.isdecimal() or (len(text) == 1 and text.isupper())


def _place(cell: Cell) -> int:
    return round(cell.x0 / _SAME_PLACE)


def _pages_near(at: dict[int, set[int]], cell: Cell) -> int:
    """On how many pages such a cell stands at the place of this one."""
    return len(set().union(*(at.get(_place(cell) + by, set()) for by in (-1, 0, 1))))


def _without(page: Page, tabs: set[Cell]) -> Page:
    if not tabs:
        return page
    kept = (
        replace(line, cells=tuple(of for of in line.cells if line.columns or of not in tabs))
        for line in page.lines
    )
    return replace(page, lines=tuple(line for line in kept if line.cells))
