"""A page cut into the parts in which it is read: columns one after the other, boxes apart.

Where a band of white has running text on both sides there are columns; what has another print or
a frame, or the text led around it, stands beside the text. All else is left in its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from ingest.reading.pdf.aligned import UNCERTAIN, are_table
from ingest.reading.pdf.bands import Band, Taken, bands_of
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.beside import Kept, asides_of, is_beside, may_be_beside
from ingest.reading.pdf.framed import Box, without_boxes
from ingest.reading.pdf.rows import (
    edges_of,
    is_prose,
    letters_in,
    pitch_of,
    right_of,
    text_of,
)
from ingest.reading.pdf.runs import Rule

_FEWEST_ROWS = 3
_SURE_ROWS, _SURE_LETTERS = 8, 22
_PARALLEL, _PARALLEL_SHARE = 3, 0.8
_STACKED = 2.5
_FEWEST_WORDS = 5
"""Words of a row behind a paragraph's number: what has fewer may be a table's cells."""
_SAME_GUTTER = 4.0
"""Points by which right columns on one page begin at the same place."""
_NEAREST = 40.0
"""Points: a box right of two columns stands beside the one that ends no further from its edge."""


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


def parts_of(
    rows: Sequence[Baseline], rules: Sequence[Rule], taken: Sequence[Taken] = ()
) -> list[Part]:
    """The page's parts in reading order; ``rows`` are its rows, top first.

    ``taken`` are the rows of tables, which are read by themselves.
    """
    left, boxed = without_boxes(rows, rules)
    parts = list(_parts(left, rules, edges_of(left), taken))
    for box in boxed:
        parts = _with_box(parts, box)
    boxes = accumulate(part.box for part in parts)
    return [replace(part, box=part.box * box) for part, box in zip(parts, boxes, strict=True)]


def _with_box(parts: Sequence[Part], box: Box) -> list[Part]:
    """The parts, with a box behind the rows that are led around it, or those above it."""
    own = Part(box.rows, *edges_of(box.rows), box=1)
    beside = [0 if part.box else sum(map(box.is_beside, part.rows)) for part in parts]
    if not any(beside):
        return _by_height(parts, own, box.frame.y0)
    edge = max(part.right for part, count in zip(parts, beside, strict=True) if count)
    near = [of if box.side > 0 or edge - part.right < _NEAREST else 0
            for of, part in zip(beside, parts, strict=True)]  # fmt: skip
    at = near.index(max(near))
    part = parts[at]
    places = [place for place, row in enumerate(part.rows) if box.is_beside(row)]
    above, end = part.rows[: places[0]], places[-1] + 1
    rows, below = part.rows[places[0] : end], part.rows[end:]
    whole = [
        replace(part, rows=above),
        replace(part, rows=rows, left=edges_of(rows)[0], right=max(map(right_of, rows))),
        own,
        replace(part, rows=below),
    ]
    return [*parts[:at], *(of for of in whole if of.rows), *parts[at + 1 :]]


def _by_height(parts: Sequence[Part], own: Part, foot: float) -> list[Part]:
    """The parts, with one of their own before the first rows that stand below its ``foot``."""
    for at, part in enumerate(parts):
        below = [place for place, row in enumerate(part.rows) if row.y < foot]
        if not part.box and below:
            cut = below[0]
            halves = [replace(part, rows=part.rows[:cut]), own, replace(part, rows=part.rows[cut:])]
            return [*parts[:at], *(of for of in halves if of.rows), *parts[at + 1 :]]
    return [*parts, own]


def _parts(
    rows: list[Baseline],
    rules: Sequence[Rule],
    edges: tuple[float, float],
    taken: Sequence[Taken] = (),
    gutters: Sequence[float] = (),
) -> Iterator[Part]:
    """The parts of some rows; ``gutters`` are where right columns begin elsewhere on the page."""
    found = _split(rows, rules, taken, gutters)
    if found is None:
        if rows:
            yield Part(tuple(rows), *edges)
        return
    band, inner = found
    gutters = [*gutters, band.place]
    yield from _parts(rows[: band.first], rules, edges, taken, gutters)
    yield from inner
    yield from _parts(rows[band.end :], rules, edges, taken, gutters)


def _split(
    rows: Sequence[Baseline],
    rules: Sequence[Rule],
    taken: Sequence[Taken],
    gutters: Sequence[float],
) -> tuple[Band, list[Part]] | None:
    """The band of the most rows that stands in columns or beside a box, and its parts."""
    for band in bands_of(rows, taken, gutters):
        known = any(abs(band.place - place) < _SAME_GUTTER for place in gutters)
        parts = _columns(band, rules, rows, known=known) or _with_asides(band, rules, rows)
        if parts:
            return band, parts
    return None


def _columns(
    band: Band, rules: Sequence[Rule], rows: Sequence[Baseline], *, known: bool
) -> list[Part] | None:
    """The parts of a band with running text on both sides, the left one first.

    Where other rows of the page are ``known`` to stand in the same columns, any text will do that
    does not stand in pairs.
    """
    left, right, paired = band.left, band.right, band.paired
    if known and len(paired) < min(len(left), len(right)) and not _is_ruled(band, rules):
        return _in_turn(band, rules)
    over = is_prose(left) and _goes_over(left, right)
    flows = over or (is_prose(left) and is_prose(right)) or _is_parted(band, rules)
    sides = [letters_in(side) for side in zip(*paired, strict=True)] if paired else [0.0]
    long = len(paired) >= _SURE_ROWS and min(sides) >= _SURE_LETTERS
    if not flows and (not long or _is_ruled(band, rules)):
        return None
    near = Kept(rows[band.first - 1 : band.first], rows[band.end : band.end + 1])
    if is_beside(left, right, near, rules) or is_beside(right, left, near, rules):
        return None
    enough = over or min(len(left), len(right)) >= _FEWEST_ROWS
    clear = flows and enough and not _is_stacked(band) and not _is_parallel(band)
    doubt = "" if clear else UNCERTAIN
    return [replace(part, doubt=part.doubt or doubt) for part in _in_turn(band, rules)]


def _in_turn(band: Band, rules: Sequence[Rule]) -> list[Part]:
    """The parts of the left column, then those of the right one."""
    each = (_parts(side, rules, edges_of(side)) for side in (band.left, band.right))
    return [part for parts in each for part in parts]


def _goes_over(left: Sequence[Baseline], right: Sequence[Baseline]) -> bool:
    """Whether the sentence at the left column's end goes on with the right one's first word."""
    open_ended = text_of(left[-1])[-1].isalpha() and text_of(right[0])[0].islower()
    return open_ended and letters_in(right) >= _SURE_LETTERS


def _is_ruled(band: Band, rules: Sequence[Rule]) -> bool:
    """Whether an upright rule stands in the white, as in a table."""
    end = max(row.runs[0].x0 for row in band.right)
    top, bottom = band.top, band.bottom
    beside = [r for r in rules if abs(r.x0 - r.x1) < 1 and r.y0 <= top and bottom <= r.y1]
    return any(end - 30 < r.x0 < end + 2 for r in beside)


def _is_parted(band: Band, rules: Sequence[Rule]) -> bool:
    """Whether a lone upright rule stands in the white, as long as the columns that it parts.

    No other rule stands at its height, as in a table or frame, and one side is running text whose
    paragraphs do not begin beside those of the other.
    """
    if _is_parallel(band) or not (is_prose(band.left) or is_prose(band.right)):
        return False
    high, low = band.top, band.bottom
    near = [rule for rule in rules if rule.y0 < high and rule.y1 > low]
    start, end = max(map(right_of, band.left)), min(row.runs[0].x0 for row in band.right)
    lone = len({(rule.x0, rule.x1) for rule in near}) == 1
    return lone and all(
        rule.x1 - rule.x0 < 1 and start < rule.x0 < end and rule.y0 <= low and rule.y1 >= high
        for rule in near
    )


def _is_parallel(band: Band) -> bool:
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


def _is_stacked(band: Band) -> bool:
    """Whether white across both columns may part one pair of columns from another."""
    heights = sorted((row.y for row in (*band.left, *band.right)), reverse=True)
    size = median(row.size for row in (*band.left, *band.right))
    return any(a - b > _STACKED * size for a, b in pairwise(heights))


def _with_asides(band: Band, rules: Sequence[Rule], rows: Sequence[Baseline]) -> list[Part] | None:
    """The parts of a band whose one side is running text and whose other stands beside it."""
    near = Kept(rows[band.first - 1 : band.first], rows[band.end : band.end + 1])
    for text, other in sorted(((band.left, band.right), (band.right, band.left)), key=_likely):
        sure = is_prose(text) and is_beside(text, other, near, rules)
        if not sure and not (is_prose(text) and may_be_beside(text, other)):
            continue
        labels, boxes = asides_of(text, other, rules)
        heads_numbered = labels and all(_is_numbered(text[at]) for at, _ in labels)
        if not heads_numbered and are_table(rows[band.first : band.end], rules):
            return None
        doubt = "" if sure else UNCERTAIN
        edges = edges_of(text)
        parts: list[Part] = []
        begun = 0
        for at, label in labels:
            parts += _parts(text[begun:at], rules, edges)
            parts.append(Part(tuple(label), *edges_of(label), label=True))
            begun = at
        parts += _parts(text[begun:], rules, edges)
        parts += [Part(tuple(box), *edges_of(box), box=1) for box in boxes]
        return [replace(part, doubt=part.doubt or doubt) for part in parts]
    return None


def _is_numbered(row: Baseline) -> bool:
    """Whether a row is a sentence behind a number in parts: "2.2 In March hubs carried …"."""
    first, *words = text_of(row).split()
    parts = first.rstrip(".").split(".")
    worded = len(words) >= _FEWEST_WORDS and words[0][0].isupper()
    return worded and len(parts) > 1 and all(map(str.isdecimal, parts))


def _likely(sides: tuple[Sequence[Baseline], Sequence[Baseline]]) -> int:
    """Sorts the side with more letters, which is the text, first."""
    return -sum(len(text_of(row)) for row in sides[0])
