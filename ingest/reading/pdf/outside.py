"""Paragraphs outside what stands above them: flush with numbers that hang, or in the next box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.blocks import leads_into
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.stretches import Stretch
from ingest.reading.pdf.styles import looks_like_heading

_NEAR = 2.0
"""Points: edges as near are one."""
_USUAL = 0.8
"""Of the numbered paragraphs: in a paper where as many hang from their numbers, all do."""


def with_outside(found: Sequence[Stretch], look: Look) -> list[Stretch]:
    """The stretches, those marked that white and their left edge part from a numbered one.

    They begin where the number does, and the lines beside the number further in. So are those that
    begin a box behind another on their page.
    """
    for before, stretch in pairwise(found):
        box, last = stretch.first.box, before.first.box
        stretch.outside = 0 < last != box > 0 and before.page == stretch.page
    hanging = list(_hanging(found))
    if not hanging or sum(hanging) < _USUAL * len(hanging):
        return list(found)
    numbered: Stretch | None = None
    for before, stretch in pairwise(found):
        words = " ".join(line.text for line in before.lines)
        if before.heading or before.first.columns or looks_like_heading(before.lines, words, look):
            numbered = None
        elif before.number:
            numbered = before
        if numbered is not None and _is_outside(numbered, before, stretch, look):
            stretch.outside = True
    return list(found)


def _hanging(found: Sequence[Stretch]) -> Iterator[bool]:
    """For each numbered paragraph of several lines, whether these stand further in."""
    for stretch in found:
        if stretch.number and len(stretch.lines) > 1:
            inside = min(line.x0 for line in stretch.lines[1:]) - stretch.first.x0
            yield inside > stretch.first.size


def _is_outside(numbered: Stretch, before: Stretch, stretch: Stretch, look: Look) -> bool:
    """Whether a stretch that begins with a capital stands below white where the number does."""
    line, above = stretch.first, before.last
    if stretch.number or stretch.item or stretch.heading or line.columns or line.quote:
        return False
    if line.box or line.framed or len(line.cells) > 1 or not line.text[:1].isupper():
        return False
    if line.page != above.page or line.page != numbered.page or line.left != numbered.first.left:
        return False
    flush = all(of.x0 < numbered.first.x0 + _NEAR for of in stretch.lines)
    parted = line.y < above.y and look.opens_gap(above, line)
    return flush and parted and not leads_into(above.text)
