"""A page cut into the parts in which it is read: columns one after the other, boxes apart.

Where a band of white has running text on both sides there are columns; what has another print or
a frame, or the text led around it, stands beside the text. All else is left in its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise
from statistics import median

from ingest.reading.pdf.aligned import UNCERTAIN
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.beside import Kept, asides_of, is_beside
from ingest.reading.pdf.rows import (
    GAP,
    Segment,
    edges_of,
    is_prose,
    letters_in,
    pitch_of,
    row_of,
    segments,
    text_of,
)
from ingest.reading.pdf.runs import Rule

_NEAR = 4.0
_FEWEST_STARTS, _FEWEST_ROWS = 2, 3
_MOST_TRIED = 12
_SURE_ROWS, _SURE_LETTERS = 8, 22
_LARGER = 1.1
_WHITE = 2.0
"""Of the letters' size: rows further apart are parted by white."""
_FURTHER = 3.0
_MOST_HEADING_ROWS = 2
_PARALLEL, _PARALLEL_SHARE = 3, 0.8
_STACKED = 2.5
_WORD, _BROADER, _MOSTLY = 0.15, 1.5, 0.8


@dataclass(frozen=True)
class Part:
    """Rows that are read one below the other, and the edges of their column in points.

    ``box`` counts the page's boxes from 1, and is 0 in the text; a ``label`` is the heading, in
    the margin, of the part after it. ``doubt`` says why the reading is uncertain.
    """

    rows: tuple[Baseline, ...]
    left: float
    right: float
    box: int = 0
    label: bool = False
    doubt: str = ""


@dataclass(frozen=True)
class _Band:
    """Rows ``first`` to before ``end``, each with what stands left and right of the white."""

    first: int
    end: int
    sides: tuple[tuple[Baseline | None, Baseline | None], ...]

    @property
    def left(self) -> list[Baseline]:
        return [row for row, _ in self.sides if row is not None]

    @property
    def right(self) -> list[Baseline]:
        return [row for _, row in self.sides if row is not None]

    @property
    def paired(self) -> list[tuple[Baseline, Baseline]]:
        return [(a, b) for a, b in self.sides if a is not None and b is not None]


def parts_of(rows: Sequence[Baseline], rules: Sequence[Rule]) -> list[Part]:
    """The page's parts in reading order; ``rows`` are its rows, top first."""
    parts = list(_parts(list(rows), rules, edges_of(rows)))
    boxes = accumulate(part.box for part in parts)
    return [replace(part, box=part.box * box) for part, box in zip(parts, boxes, strict=True)]


def _parts(
    rows: list[Baseline], rules: Sequence[Rule], edges: tuple[float, float]
) -> Iterator[Part]:
    found = _split(rows, rules)
    if found is None:
        if rows:
            yield Part(tuple(rows), *edges)
        return
    band, inner = found
    yield from _parts(rows[: band.first], rules, edges)
    yield from inner
    yield from _parts(rows[band.end :], rules, edges)


def _split(rows: Sequence[Baseline], rules: Sequence[Rule]) -> tuple[_Band, list[Part]] | None:
    """The band of the most rows that stands in columns or beside a box, and its parts."""
    cut = [segments(row) for row in rows]
    bands = [band for place in _places(cut) for band in _bands(rows, cut, place)]
    for band in sorted(bands, key=lambda band: -min(len(band.left), len(band.right))):
        parts = _columns(band, rules, rows) or _with_asides(band, rules, rows)
        if parts:
            return band, parts
    return None


def _places(cut: Sequence[Sequence[Segment]]) -> list[float]:
    """Where the right one of two columns may begin: places at which several rows begin words."""
    starts = [segment.x0 for row in cut for segment in row]
    near = Counter(round(x / _NEAR) for x in starts)
    counts = {at: sum(near[at + by] for by in (-1, 0, 1)) for at in near}
    often = [at for at in counts if counts[at] >= _FEWEST_STARTS]
    best = sorted(often, key=lambda at: -counts[at])[:_MOST_TRIED]
    return sorted({min(x for x in starts if abs(round(x / _NEAR) - at) <= 1) for at in best})


def _bands(
    rows: Sequence[Baseline], cut: Sequence[Sequence[Segment]], place: float
) -> Iterator[_Band]:
    """Rows one below the other that have white left of a place, with text on both sides."""
    clear = [_is_clear(row, own, place) for row, own in zip(rows, cut, strict=True)]
    begun = [
        part.x0 < place - 1 for own, free in zip(cut, clear, strict=True) if free for part in own
    ]
    if not any(begun) or all(begun):
        return
    sides = [
        _sides(row, place) if free else (None, None) for row, free in zip(rows, clear, strict=True)
    ]
    clear = [free and not _spans(at, sides, clear) for at, free in enumerate(clear)]
    for free, group in groupby(range(len(rows)), key=lambda at: clear[at]):
        if free:
            at = list(group)
            first, end = _trimmed(sides, at[0], at[-1] + 1, goes_on=at[-1] + 1 < len(rows))
            band = _Band(first, end, tuple(sides[first:end]))
            overlaps = band.left and band.right and _overlap(band.left, band.right)
            if overlaps and _stands_out(rows[first:end], place):
                yield band


def _sides(row: Baseline, place: float) -> tuple[Baseline | None, Baseline | None]:
    return (
        row_of(run for run in row.runs if run.x0 < place - 1),
        row_of(run for run in row.runs if run.x0 >= place - 1),
    )


def _is_clear(row: Baseline, cut: Sequence[Segment], place: float) -> bool:
    white = GAP * row.size
    return not any(part.x0 < place - 1 and part.x1 > place - white for part in cut)


def _spans(
    at: int, sides: Sequence[tuple[Baseline | None, Baseline | None]], clear: Sequence[bool]
) -> bool:
    """Whether a short row at the left is a heading of both columns, with white on the right."""
    left, right = sides[at]
    if left is None or right is not None:
        return False
    beside = [row for row, free in zip(sides, clear, strict=True) if free]
    lefts = [row for row, _ in beside if row is not None]
    rights = [row for _, row in beside if row is not None]
    if left.size < _LARGER * median(row.size for row in lefts):
        return False
    above = [row.y - left.y for row in rights if row.y > left.y]
    below = [left.y - row.y for row in rights if row.y <= left.y]
    free = 1.3 * left.size
    return bool(above) and bool(below) and min(above) > free and min(below) > free


def _trimmed(
    sides: Sequence[tuple[Baseline | None, Baseline | None]], first: int, end: int, *, goes_on: bool
) -> tuple[int, int]:
    """The band without rows of one side that stand apart above and below the two."""
    for side in (0, 1):
        begins = next((at for at in range(first, end) if sides[at][1 - side]), end)
        own = [at for at in range(first, end) if sides[at][side]]
        for above, at in pairwise(own):
            if above < begins and _apart(sides[above][side], sides[at][side]):
                first = max(first, above + 1)
    last_right = max((at for at in range(first, end) if sides[at][1]), default=first)
    tail = list(range(last_right + 1, end))
    before = next((sides[at][0] for at in range(last_right, first - 1, -1) if sides[at][0]), None)
    if goes_on and 0 < len(tail) <= _MOST_HEADING_ROWS and _heads(sides[tail[0]][0], before):
        end = tail[0]
    for at in range(max(first + 1, end - 2), end):
        upper, lower = (sides[of][0] or sides[of][1] for of in (at - 1, at))
        if upper and lower and upper.y - lower.y > _FURTHER * upper.size:
            return first, at
    return first, end


def _apart(above: Baseline | None, below: Baseline | None) -> bool:
    return bool(above and below and above.y - below.y > _WHITE * max(above.size, below.size))


def _heads(row: Baseline | None, above: Baseline | None) -> bool:
    """Whether a row below a column is larger than it, or stands apart from it."""
    if row is None or above is None:
        return False
    return _apart(above, row) or row.size > _LARGER * above.size


def _stands_out(rows: Sequence[Baseline], place: float) -> bool:
    """Whether the white is broader, in nearly all rows across it, than between their words."""
    broad: list[bool] = []
    for row in rows:
        gaps = [(b - a, a < place <= b + 1) for a, b, _ in row.gaps() if b - a > _WORD * row.size]
        white = [gap for gap, there in gaps if there]
        words = [gap for gap, there in gaps if not there]
        if white:
            broad.append(not words or white[0] > _BROADER * median(words))
    return sum(broad) >= _MOSTLY * len(broad)


def _overlap(left: Sequence[Baseline], right: Sequence[Baseline]) -> bool:
    return left[0].y >= right[-1].y and right[0].y >= left[-1].y


def _columns(band: _Band, rules: Sequence[Rule], rows: Sequence[Baseline]) -> list[Part] | None:
    """The parts of a band with running text on both sides, the left one first."""
    left, right, paired = band.left, band.right, band.paired
    flows = is_prose(left) and is_prose(right)
    sides = [letters_in(side) for side in zip(*paired, strict=True)] if paired else [0.0]
    long = len(paired) >= _SURE_ROWS and min(sides) >= _SURE_LETTERS
    if not flows and (not long or _is_ruled(band, rules)):
        return None
    near = Kept(rows[band.first - 1 : band.first], rows[band.end : band.end + 1])
    if is_beside(left, right, near, rules) or is_beside(right, left, near, rules):
        return None
    enough = min(len(left), len(right)) >= _FEWEST_ROWS or _goes_over(left, right)
    clear = flows and enough and not _is_stacked(band) and not _is_parallel(band)
    doubt = "" if clear else UNCERTAIN
    parts = [part for side in (left, right) for part in _parts(list(side), rules, edges_of(side))]
    return [replace(part, doubt=part.doubt or doubt) for part in parts]


def _goes_over(left: Sequence[Baseline], right: Sequence[Baseline]) -> bool:
    """Whether the sentence at the left column's end goes on with the right one's first word."""
    return text_of(left[-1])[-1].isalpha() and text_of(right[0])[0].islower()


def _is_ruled(band: _Band, rules: Sequence[Rule]) -> bool:
    """Whether an upright rule stands in the white, as in a table."""
    end = max(row.runs[0].x0 for row in band.right)
    return any(abs(r.x0 - r.x1) < 1 and end - 30 < r.x0 < end + 2 for r in rules)


def _is_parallel(band: _Band) -> bool:
    """Whether the paragraphs of both sides begin side by side, as the rows of a table do."""
    starts = [_starts(side) for side in (band.left, band.right)]
    if min(len(own) for own in starts) < _PARALLEL:
        return False
    same = sum(any(abs(y - other) < 2.0 for other in starts[1]) for y in starts[0])
    return same >= _PARALLEL_SHARE * max(len(own) for own in starts)


def _starts(side: Sequence[Baseline]) -> list[float]:
    """The heights of the rows that have white above them."""
    pitch = pitch_of(side)
    return [side[0].y, *(b.y for a, b in pairwise(side) if a.y - b.y > 1.25 * pitch)]


def _is_stacked(band: _Band) -> bool:
    """Whether white across both columns may part one pair of columns from another."""
    heights = sorted((row.y for row in (*band.left, *band.right)), reverse=True)
    size = median(row.size for row in (*band.left, *band.right))
    return any(a - b > _STACKED * size for a, b in pairwise(heights))


def _with_asides(band: _Band, rules: Sequence[Rule], rows: Sequence[Baseline]) -> list[Part] | None:
    """The parts of a band whose one side is running text and whose other stands beside it."""
    near = Kept(rows[band.first - 1 : band.first], rows[band.end : band.end + 1])
    for text, other in sorted(((band.left, band.right), (band.right, band.left)), key=_likely):
        if not is_prose(text) or not is_beside(text, other, near, rules):
            continue
        labels, boxes = asides_of(text, other, rules)
        edges = edges_of(text)
        parts: list[Part] = []
        begun = 0
        for at, label in labels:
            parts += _parts(text[begun:at], rules, edges)
            parts.append(Part(tuple(label), *edges_of(label), label=True))
            begun = at
        parts += _parts(text[begun:], rules, edges)
        return parts + [Part(tuple(box), *edges_of(box), box=1) for box in boxes]
    return None


def _likely(sides: tuple[Sequence[Baseline], Sequence[Baseline]]) -> int:
    """Sorts the side with more letters, which is the text, first."""
    return -sum(len(text_of(row)) for row in sides[0])
