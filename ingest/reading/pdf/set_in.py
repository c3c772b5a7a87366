"""Lists without bullets: short lines below one that leads into them, each an item."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from ingest.reading.pdf.line_ends import SENTENCE_END, fits
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.stretches import Stretch
from ingest.reading.pdf.styles import LARGER

_INDENT, _SAME_EDGE = 10.0, 2.0
"""Points by which items stand further in than the line above them, and by which they differ."""
_FEWEST = 2


def with_set_in_lists(found: Sequence[Stretch], look: Look) -> list[Stretch]:
    """The stretches, with the lines that stand one below the other behind a colon an item each.

    They are in plain print, stand further in or right below each other, are broken before they are
    full and end no sentence.
    """
    kept: list[Stretch] = []
    at = 0
    while at < len(found):
        kept.append(found[at])
        below = _items_below(found, at, look)
        lines = [line for stretch in below for line in stretch.lines]
        listed = len(lines) >= _FEWEST
        kept += [Stretch([line], item=True) for line in lines] if listed else []
        at += 1 + (len(below) if listed else 0)
    return kept


def _items_below(found: Sequence[Stretch], at: int, look: Look) -> list[Stretch]:
    """The stretches whose lines may be items of a list that one leads into; none if it does not."""
    lead = found[at]
    if lead.item or lead.heading or lead.first.columns or not lead.last.text.endswith(":"):
        return []
    if max(line.size for line in lead.lines) >= LARGER * look.size:
        return []
    edge = next((of.first.x0 for of in found[at + 1 : at + 2]), 0.0)
    if edge - max(lead.first.x0, lead.last.x0) < _INDENT:
        return [of for of in found[at + 1 : at + 2] if _are_items(of, lead, edge)]
    return list(takewhile(lambda of: _are_items(of, lead, edge), found[at + 1 :]))


def _are_items(stretch: Stretch, lead: Stretch, edge: float) -> bool:
    broken = all(fits(before, line) for before, line in pairwise(stretch.lines))
    plain = broken and not stretch.item and not stretch.number
    return plain and all(_may_be_item(line, lead.last, edge) for line in stretch.lines)


def _may_be_item(line: Line, lead: Line, edge: float) -> bool:
    if line.columns or line.quote or len(line.cells) > 1 or line.bold:
        return False
    below = line.page == lead.page and line.y < lead.y and line.left == lead.left
    level = (
        below
        and line.box == lead.box
        and line.size <= lead.size
        and abs(line.x0 - edge) <= _SAME_EDGE
    )
    return level and SENTENCE_END.search(line.text) is None
