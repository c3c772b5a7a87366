"""Key figures: large figures, each with its words beside, below or above, read one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.reading.pdf.baselines import Baseline, baselines
from ingest.reading.pdf.grids import Row, TextOf
from ingest.reading.pdf.rows import pitch_of, right_of, row_of, segments, text_of
from ingest.reading.pdf.runs import Run

_LARGER = 1.2
"""Of the text's size: figures as large stand out from it."""
_FEWEST, _MOST_WORDS = 3, 5
_GAP = 0.9
"""Of the letters' size: white as broad parts a figure from the next, and words from others'."""
_SPACE, _SAME_PLACE = 0.3, 1.5
"""Of the letters' size, white that parts words below one figure from those below the next; points
by which words begin at the edge of theirs."""
_SAME_EDGE = 4.0
_LEVEL = 0.9
"""Of a figure's size: figures no further apart in height, as in tiles, stand in one row."""
_NEAR = 2.6
"""Of a figure's size: its words stand no further from it."""
_APART = 1.3
"""Of the usual distance of lines: words further apart are another figure's."""
_NEXT_LINE = 2.4
"""Of the letters' size: words below a figure stand no further from each other."""
_MONEY, _SIGNS = "£€$", "+-−–<>~≈"
_VALUE = ("%", ",", "£", ".")
_ORDER = 0.01
"""Points: figures in one row are read from the left; each is held to stand so much lower."""

_Words = list[Baseline]


@dataclass(frozen=True)
class _Figure:
    """A large figure and where it stands."""

    row: Baseline

    @property
    def x0(self) -> float:
        return self.row.runs[0].x0

    @property
    def x1(self) -> float:
        return right_of(self.row)

    @property
    def middle(self) -> float:
        return self.row.y + self.row.size / 3


def key_figures(runs: Sequence[Run], text_of_runs: TextOf) -> tuple[list[Row], list[Run]]:
    """A row for each large figure with its words, in reading order, and the runs that are of none.

    There are none where fewer than three such figures stand on a page.
    """
    size = _size(runs)
    large = [run for run in runs if run.size >= _LARGER * size]
    figures = [_Figure(row) for row in _parts(large) if is_key_figure(text_of(row))]
    if len(figures) < _FEWEST:
        return [], list(runs)
    taken = {id(run) for figure in figures for run in figure.row.runs}
    edges = [figure.x0 for figure in figures]
    parts = list(_parts([run for run in runs if id(run) not in taken], edges))
    for words_of in (_beside, _below, _above):
        words = words_of(figures, parts)
        told = [at for at, of in enumerate(words) if of]
        if len(told) >= max(_FEWEST, 0.8 * len(figures)):
            return _rows([(figures[at], words[at]) for at in told], runs, text_of_runs)
    return [], list(runs)


def is_key_figure(text: str) -> bool:
    """Whether words in large print are a figure with what it counts, and no numbered heading.

    >>> [is_key_figure(text) for text in ("£612m", "7 times", "1 in 4", "Over 1,000")]
    [True, True, True, True]
    >>> [is_key_figure(text) for text in ("1. Scope", "2 Need", "Part 2", "Summary")]
    [False, False, False, False]
    """
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    first, *rest = words
    if not _is_amount(first):
        amount = rest[0] if rest else ""
        valued = _is_amount(amount) and any(sign in amount.rstrip(".") for sign in _VALUE)
        return first.isalpha() and valued and _is_counted(rest[1:])
    return not first.endswith((".", ")", ":")) and _is_counted(rest)


def _is_amount(word: str) -> bool:
    return word.lstrip(_SIGNS).lstrip(_MONEY)[:1].isdecimal()


def _is_counted(words: Sequence[str]) -> bool:
    """Whether words behind a figure go on with it: none has a capital."""
    return not any(word[0].isupper() for word in words)


def _size(runs: Sequence[Run]) -> float:
    """The size in which most letters are printed."""
    letters = Counter[float]()
    for run in runs:
        letters[round(run.size * 2) / 2] += len(run.text.strip())
    return letters.most_common(1)[0][0] if letters else 0.0


def _parts(runs: Sequence[Run], edges: Sequence[float] = ()) -> Iterator[Baseline]:
    """The parts of the rows between which there is more than a space, top first.

    Where words begin below one of the ``edges`` of figures, justified as they are, less is enough.
    """
    for row in baselines(runs):
        below = {at for left, right, at in row.gaps() if right - left > _SPACE * row.size
                 and any(abs(right - edge) <= _SAME_PLACE for edge in edges)}  # fmt: skip
        for part in segments(row, _GAP):
            inner = [row.runs[at].x0 for at in below if part.x0 + 1 < row.runs[at].x0 < part.x1]
            for x0, x1 in pairwise([part.x0, *sorted(inner), part.x1]):
                own = row_of(run for run in row.runs if x0 - 1 <= run.x0 < x1 - (x1 < part.x1))
                if own is not None:
                    yield own


def _beside(figures: Sequence[_Figure], parts: Sequence[Baseline]) -> list[_Words]:
    """The words right of each figure, up to the next column of figures."""
    found: list[_Words] = [[] for _ in figures]
    for column in _columns(figures):
        left = max(figures[at].x1 for at in column)
        others = [of.x0 for at, of in enumerate(figures) if at not in column and of.x0 > left]
        right = min(others, default=float("inf"))
        own = [part for part in parts if left <= part.runs[0].x0 and right_of(part) <= right]
        for block in _blocks(own, _APART * pitch_of(own) if own else 0.0):
            middle = (block[0].y + block[-1].y) / 2 + block[0].size / 3
            at = min(column, key=lambda of: abs(figures[of].middle - middle))
            reach = _NEAR * figures[at].row.size
            if min(abs(figures[at].middle - row.y) for row in block) <= reach:
                found[at] += block
    return found


def _columns(figures: Sequence[_Figure]) -> list[list[int]]:
    """The places of figures that stand one below the other, by an edge or their middle."""
    columns: list[list[int]] = []
    for at, figure in enumerate(figures):
        for column in columns:
            above = figures[column[-1]]
            edges = (figure.x0 - above.x0, figure.x1 - above.x1)
            middle = sum(edges) / 2
            if min(map(abs, (*edges, middle))) <= _SAME_EDGE:
                column.append(at)
                break
        else:
            columns.append([at])
    return columns


def _blocks(rows: Sequence[Baseline], white: float) -> Iterator[_Words]:
    """Rows, top first, cut where more white than ``white`` stands between them."""
    block: _Words = []
    for row in sorted(rows, key=lambda of: -of.y):
        if block and block[-1].y - row.y > white:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _below(figures: Sequence[_Figure], parts: Sequence[Baseline]) -> list[_Words]:
    """The words below each figure, in its column; none where all stand one below the other."""
    return _stacked(figures, parts, 1)


def _above(figures: Sequence[_Figure], parts: Sequence[Baseline]) -> list[_Words]:
    """The words above each figure, in its column; none where all stand one below the other."""
    return [words[::-1] for words in _stacked(figures, parts, -1)]


def _stacked(figures: Sequence[_Figure], parts: Sequence[Baseline], way: int) -> list[_Words]:
    """The words on one side of each figure, below (1) or above (-1), the nearest first."""
    found: list[_Words] = [[] for _ in figures]
    apart = _LEVEL * figures[0].row.size
    levels = _levels(figures, apart)
    for row in levels if len(levels) < len(figures) else []:
        y, size = figures[row[0]].row.y, figures[row[0]].row.size
        others = [way * (y - of.row.y) for of in figures]
        end = min((of for of in others if of > apart), default=float("inf"))
        edges = [*(figures[at].x0 for at in row[1:]), float("inf")]
        for part in sorted(parts, key=lambda of: -way * of.y):
            if not 0 < way * (y - part.y) < end or part.size >= size / _LARGER:
                continue
            at = min(row, key=lambda of: _distance(figures[of], part))
            last = found[at][-1] if found[at] else None
            reach = _NEXT_LINE * part.size if last else _NEAR * size
            near = way * ((last or figures[at].row).y - part.y) <= reach
            fits = right_of(part) <= edges[row.index(at)]
            if near and fits and (last is None or abs(last.size - part.size) < 1):
                found[at].append(part)
    return found


def _levels(figures: Sequence[_Figure], apart: float) -> list[list[int]]:
    """The places of figures no further apart in height than so many points, from the left on."""
    order = sorted(range(len(figures)), key=lambda at: -figures[at].row.y)
    levels = [[order[0]]]
    for above, at in pairwise(order):
        if figures[above].row.y - figures[at].row.y <= apart:
            levels[-1].append(at)
        else:
            levels.append([at])
    return [sorted(of, key=lambda at: figures[at].x0) for of in levels]


def _distance(figure: _Figure, part: Baseline) -> float:
    """How far words stand from where they would below a figure: by their edge or their middle."""
    left, right = part.runs[0].x0 - figure.x0, right_of(part) - figure.x1
    return min(abs(left), abs(left + right) / 2)


def _rows(
    told: Sequence[tuple[_Figure, _Words]], runs: Sequence[Run], text_of_runs: TextOf
) -> tuple[list[Row], list[Run]]:
    """The figures with their words as rows of one cell, and the runs that are in none."""
    left = min(figure.x0 for figure, _ in told)
    right = max(right_of(row) for _, words in told for row in words)
    levels = _levels([figure for figure, _ in told], _LEVEL * told[0][0].row.size)
    rows: list[Row] = []
    top = float("inf")
    for figure, words in (told[at] for level in levels for at in level):
        over = bool(words) and words[-1].y - figure.row.y > figure.row.size / 2
        lines = [*words, figure.row] if over else [figure.row, *words]
        cell = tuple(text for row in lines for text in text_of_runs(row.runs))
        top = min(max(row.y for row in lines), top - _ORDER)
        rows.append(Row((cell,), (left,), top, right, named=False))
    taken = {id(run) for figure, words in told for row in (figure.row, *words) for run in row.runs}
    return rows, [run for run in runs if id(run) not in taken]
