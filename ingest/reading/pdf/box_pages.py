"""Boxes beside the text that go over a page are one box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from ingest.reading.pdf.lines import Line


class Lined(Protocol):
    """What has a first line and a last."""

    @property
    def first(self) -> Line: ...

    @property
    def last(self) -> Line: ...


Of = TypeVar("Of", bound=Lined)

_REACH = 2.5
"""Of the letters' size: so near the text's end on a page does a box stand that goes over it."""
_SAME_EDGE = 4.0


def over_pages(
    boxes: Mapping[tuple[int, int], tuple[int, list[Of]]], lines: Sequence[Line]
) -> list[tuple[int, list[Of]]]:
    """The boxes in the order of their places, those that go over a page whole.

    Each has how many stretches of the text stand above it, and its own; ``boxes`` are those by
    their page and their number there. ``lines`` are all of the document.
    """
    whole = dict(boxes)
    for before, after in pairwise(boxes):
        (place, above), (_, below) = whole[before], whole[after]
        if after[0] == before[0] + 1 and _goes_on(above[-1].last, below[0].first, lines):
            whole[after] = (place, [*above, *below])
            del whole[before]
    return sorted(whole.values(), key=lambda box: box[0])


def _goes_on(last: Line, first: Line, lines: Sequence[Line]) -> bool:
    """Whether a box that ends with a line goes on, on the next page, with another."""
    text = [line for line in lines if not line.box]
    low = min((line.y for line in text if line.page == last.page), default=last.y)
    high = max((line.y for line in text if line.page == first.page), default=first.y)
    ends = last.y - low <= _REACH * last.size and high - first.y <= _REACH * first.size
    return ends and abs(last.left - first.left) < _SAME_EDGE
