"""Where it is uncertain in which order the words of a stretch of lines are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.doubts import BESIDE, OVERLAP
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.stretches import Stretch

_LABEL = 8
"""Letters: a first cell as short is the number or bullet that a paragraph hangs from."""
_MOST = 40
"""Lines next above one with which it is compared: no page that people read has as many so near."""
_OVER = 0.5
"""Of the letters' size: lines as near stand over each other where they share their width."""


def doubt_of(stretch: Stretch) -> str:
    """Why the reading of a stretch is uncertain; empty where it is not, or it is a table's."""
    said = next((line.doubt for line in stretch.lines if line.doubt), "")
    if said or stretch.first.columns:
        return said
    return BESIDE if any(_is_parted(line, stretch) for line in stretch.lines) else ""


def _is_parted(line: Line, stretch: Stretch) -> bool:
    """Whether words stand side by side in a line, with more than spaces between them."""
    hangs = line is stretch.first and (stretch.number or stretch.item)
    cells = line.cells[1:] if hangs and len(line.cells[0].text) < _LABEL else line.cells
    return len(cells) > 1


def with_overlaps(page: Page) -> Page:
    """The page with a doubt in the lines that are printed over each other."""
    over = set(_overlapping(page.lines))
    lines = (
        replace(line, doubt=line.doubt or OVERLAP) if at in over else line
        for at, line in enumerate(page.lines)
    )
    return replace(page, lines=tuple(lines))


def _overlapping(lines: Sequence[Line]) -> Iterator[int]:
    """The places of lines that share height and width with another."""
    text = [(at, line) for at, line in enumerate(lines) if not line.columns]
    by_height = sorted(text, key=lambda of: of[1].y)
    for place, (at, line) in enumerate(by_height):
        for other_at, other in by_height[place + 1 : place + 1 + _MOST]:
            size = min(line.size, other.size)
            if other.y - line.y > _OVER * max(line.size, other.size):
                break
            shared = min(line.x1, other.x1) - max(line.x0, other.x0)
            if other.y - line.y < _OVER * size and shared > size:
                yield from (at, other_at)
