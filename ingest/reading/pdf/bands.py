"""Bands of white from top to bottom of some rows of a page, with text on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from ingest.reading.pdf.band_ends import (
    LARGER,
    MOST_CAPTION_ROWS,
    WHITE,
    Sides,
    height_of,
    trimmed,
)
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.rows import GAP, Segment, parts_of, right_of, row_of, segments
from ingest.reading.pdf.values import is_figure, is_value

_NEAR = 4.0
_FEWEST_STARTS = 2
_CLEAR = 1.0
"""Of the letters' size: after white as broad, one start is enough."""
_MOST_TRIED = 12
_MANY_ROWS, _NO_SPACE = 8, 0.8
_WORD, _BROADER, _MOSTLY = 0.15, 1.5, 0.8
_NO_CHANCE = 10
"""Rows: through as many, spaces between words never stand one below the other."""


Taken = tuple[float, float, float]
"""Where a row of a table begins and ends, from the left, and its height; it is read by itself."""

_MOST_NAME_WORDS = 4
_BESIDE_TABLE = 4.0
"""Of a heading's size: as near as this below or above it, a table's row stands beside it."""


@dataclass(frozen=True)
class Band:
    """Rows ``first`` to before ``end``, each with what stands left and right of the white.

    The right column begins at ``place``, in points.
    """

    first: int
    end: int
    sides: tuple[Sides, ...]
    place: float

    @property
    def left(self) -> list[Baseline]:
        return [row for row, _ in self.sides if row is not None]

    @property
    def right(self) -> list[Baseline]:
        return [row for _, row in self.sides if row is not None]

    @property
    def top(self) -> float:
        return max(row.y for side in self.sides for row in side if row is not None)

    @property
    def bottom(self) -> float:
        return min(row.y for side in self.sides for row in side if row is not None)

    @property
    def paired(self) -> list[tuple[Baseline, Baseline]]:
        return [(a, b) for a, b in self.sides if a is not None and b is not None]


def bands_of(
    rows: Sequence[Baseline], taken: Sequence[Taken] = (), gutters: Sequence[float] = ()
) -> list[Band]:
    """The bands of some rows, those with the most rows on both sides first.

    ``gutters`` are where the right columns of other rows of the page begin.
    """
    cut = [segments(row) for row in rows]
    places = sorted({*_places(rows, cut), *gutters})
    found = [band for place in places for band in _bands(rows, cut, place, taken)]
    return sorted(found, key=lambda band: -min(len(band.left), len(band.right)))


def _places(rows: Sequence[Baseline], cut: Sequence[Sequence[Segment]]) -> list[float]:
    """Where the right one of two columns may begin: places at which words begin, most often first.

    ``cut`` has the segments of each row.
    """
    starts = [segment.x0 for row in cut for segment in row]
    near = Counter(round(x / _NEAR) for x in starts)
    counts = {at: sum(near[at + by] for by in (-1, 0, 1)) for at in near}
    clear = {
        round(b.x0 / _NEAR)
        for row, own in zip(rows, cut, strict=True)
        for a, b in pairwise(own)
        if b.x0 - a.x1 >= _CLEAR * row.size
    }
    often = [at for at in counts if counts[at] >= _FEWEST_STARTS or at in clear]
    best = sorted(often, key=lambda at: -counts[at])[:_MOST_TRIED]
    return sorted({min(x for x in starts if abs(round(x / _NEAR) - at) <= 1) for at in best})


def _bands(
    rows: Sequence[Baseline],
    cut: Sequence[Sequence[Segment]],
    place: float,
    taken: Sequence[Taken],
) -> Iterator[Band]:
    """Rows one below the other that have white left of a place, with text on both sides."""
    figures = _rows_of_figures(rows)
    clear = [
        _is_clear(row, own, place) and not (at in figures and own[0].x0 < place - 1 <= own[-1].x1)
        for at, (row, own) in enumerate(zip(rows, cut, strict=True))
    ]
    begun = [
        part.x0 < place - 1 for own, free in zip(cut, clear, strict=True) if free for part in own
    ]
    if not any(begun) or all(begun):
        return
    sides = [
        _sides(row, place) if free else (None, None) for row, free in zip(rows, clear, strict=True)
    ]
    tables = [y for x, _, y in taken if x >= place - 1]
    clear = [free and not _spans(at, sides, clear, tables) for at, free in enumerate(clear)]
    across = [y for x0, x1, y in taken if x0 < place - 1 and x1 > _within_right(sides, place)]
    captions = _captions(sides, across)
    clear = [free and at not in captions for at, free in enumerate(clear)]
    begun_at = [sum(y > row.y for y in across) for row in rows]
    for (free, _), group in groupby(range(len(rows)), key=lambda at: (clear[at], begun_at[at])):
        if free:
            at = list(group)
            below = rows[at[-1] + 1].y if at[-1] + 1 < len(rows) else None
            first, end = trimmed(sides, at[0], at[-1] + 1, below)
            band = Band(first, end, tuple(sides[first:end]), place)
            overlaps = band.left and band.right and _overlap(band.left, band.right)
            if overlaps and _is_broad(band) and _stands_out(rows[first:end], place):
                yield band


def _rows_of_figures(rows: Sequence[Baseline]) -> set[int]:
    """The rows of a table whose cells behind the first are figures, and the names right above.

    Such a table may stand over two columns, and the white between them go through it.
    """
    cells = [["".join(of.text for of in part) for part in parts_of(row, _CLEAR)] for row in rows]
    found: set[int] = set()
    for at in range(len(rows) - 1, -1, -1):
        behind = cells[at][1:]
        figures = all(map(is_value, behind)) and any(map(is_figure, behind))
        named = at + 1 in found and rows[at].y - rows[at + 1].y < WHITE * rows[at].size
        names = named and all(len(of.split()) <= _MOST_NAME_WORDS for of in cells[at])
        if len(behind) > 1 and (figures or names):
            found.add(at)
    return found if len(found) > _FEWEST_STARTS else set()


def _within_right(sides: Sequence[Sides], place: float) -> float:
    """A place within the right column, where what goes over both columns goes on."""
    rights = [right_of(row) for _, row in sides if row is not None]
    return (place + max(rights, default=place)) / 2


def _captions(sides: Sequence[Sides], across: Sequence[float]) -> set[int]:
    """The rows on the left that stand by a table over both columns, parted by white from others.

    They are its title above it and its notes below it.
    """
    found: set[int] = set()
    size = median([left.size for left, _ in sides if left] or [0.0])
    for way in (1, -1):
        for y in across:
            near = [at for at, (left, _) in enumerate(sides) if left and way * (left.y - y) > 0]
            order = sorted(near, key=lambda at: way * (height_of(sides[at]) - y))
            own: list[int] = []
            for at in order[: MOST_CAPTION_ROWS + 1]:
                left, right = sides[at]
                last = height_of(sides[own[-1]]) if own else y
                reach = _BESIDE_TABLE if not own else WHITE
                if left is None or way * (left.y - last) > reach * left.size:
                    found |= set(own)
                    break
                heads = way < 0 and left.size > LARGER * size
                if right is not None or heads or len(own) == MOST_CAPTION_ROWS:
                    break
                own.append(at)
    return found


def _sides(row: Baseline, place: float) -> Sides:
    return (
        row_of(run for run in row.runs if run.x0 < place - 1),
        row_of(run for run in row.runs if run.x0 >= place - 1),
    )


def _is_clear(row: Baseline, cut: Sequence[Segment], place: float) -> bool:
    white = GAP * row.size
    return not any(part.x0 < place - 1 and part.x1 > place - white for part in cut)


def _spans(
    at: int,
    sides: Sequence[Sides],
    clear: Sequence[bool],
    tables: Sequence[float],
) -> bool:
    """Whether a short row at the left is a heading of both columns, with white on the right."""
    left, right = sides[at]
    if left is None or right is not None:
        return False
    if any(abs(y - left.y) < _BESIDE_TABLE * left.size for y in tables):
        return False
    beside = [row for row, free in zip(sides, clear, strict=True) if free]
    lefts = [row for row, _ in beside if row is not None]
    rights = [row for _, row in beside if row is not None]
    if left.size < LARGER * median(row.size for row in lefts):
        return False
    above = [row.y - left.y for row in rights if row.y > left.y]
    below = [left.y - row.y for row in rights if row.y <= left.y]
    free = 1.3 * left.size
    return bool(above) and bool(below) and min(above) > free and min(below) > free


def _is_broad(band: Band) -> bool:
    """Whether all rows leave as much white as no space has; of many, less is enough."""
    white = min(row.runs[0].x0 for row in band.right) - max(map(right_of, band.left))
    size = min(median(row.size for row in side) for side in (band.left, band.right))
    return len(band.paired) >= _MANY_ROWS or white >= _NO_SPACE * size


def _stands_out(rows: Sequence[Baseline], place: float) -> bool:
    """Whether the white is broader, in nearly all rows across it, than between their words.

    It is none of their spaces either where many rows have it.
    """
    broad: list[bool] = []
    for row in rows:
        gaps = [(b - a, a < place <= b + 1) for a, b, _ in row.gaps() if b - a > _WORD * row.size]
        white = [gap for gap, there in gaps if there]
        words = [gap for gap, there in gaps if not there]
        if white:
            broad.append(not words or white[0] > _BROADER * median(words))
    return len(broad) >= _NO_CHANCE or sum(broad) >= _MOSTLY * len(broad)


def _overlap(left: Sequence[Baseline], right: Sequence[Baseline]) -> bool:
    return left[0].y >= right[-1].y and right[0].y >= left[-1].y
