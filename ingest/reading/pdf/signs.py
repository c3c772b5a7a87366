"""A large sign beside a few lines, as "!" stands before a warning: it opens the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.reading.pdf.lines import Cell, Line

_NEAR = 1.8
"""Of the letters' size: lines of one text stand no further apart."""
_BESIDE = 0.8
"""Of the sign's size: so far above or below it the nearest line stands."""
_SAME_EDGE = 1.5
_SIGNS = "!?"
_ICON = "i"
"""A sign that says no more than that words are to be noted: it is left out."""


def with_signs(lines: Sequence[Line]) -> list[Line]:
    """A page's lines, a sign that parts them put before the first that it stands beside."""
    kept = [line for line in lines if not _is_icon(line, lines)]
    for line in list(kept):
        if line.cells[0].text.strip() not in tuple(_SIGNS) or line.columns:
            continue
        at = next(at for at, of in enumerate(kept) if of is line)
        rest = [replace(line, cells=line.cells[1:])] if len(line.cells) > 1 else []
        kept[at : at + 1] = rest
        first = _first(kept, line, at if rest else None)
        if first is None:
            kept[at : at + len(rest)] = [line]
            continue
        cell = kept[first].cells[0]
        cell = Cell(f"{line.cells[0].text.strip()} {cell.text}", cell.x0, cell.x1)
        kept[first] = replace(kept[first], cells=(cell, *kept[first].cells[1:]))
    return kept


def _is_icon(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is an icon's letter, left of two lines that go on above and below it."""
    if line.text.strip() != _ICON or line.columns:
        return False
    beside = [
        of.y
        for of in lines
        if of.x0 > line.x1 and of.box == line.box and abs(of.y - line.y) <= _NEAR * line.size
    ]
    return any(y > line.y for y in beside) and any(y < line.y for y in beside)


def _first(lines: Sequence[Line], sign: Line, at: int | None) -> int | None:
    """The first of the lines close to each other right of a sign; ``at`` is one of them, if known.

    None where no line stands beside it.
    """
    if at is None:
        near = [
            place
            for place, of in enumerate(lines)
            if of.x0 > sign.x1 and abs(of.y - sign.y) <= _BESIDE * sign.size and of.box == sign.box
        ]
        if not near or any(lines[place].columns for place in near):
            return None
        at = near[0]
    while at and _goes_on(lines[at - 1], lines[at]):
        at -= 1
    return at


def _goes_on(above: Line, line: Line) -> bool:
    near = 0 < above.y - line.y <= _NEAR * line.size and above.box == line.box
    alike = above.bold == line.bold and abs(above.size - line.size) < _SAME_EDGE
    return near and alike and abs(above.x0 - line.x0) <= _SAME_EDGE and not above.columns
