"""Tables that are drawn with rules: each row as a line whose cells are the table's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.reading.pdf.drawings import NEAR, Box, around, drawings, drawn
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown
from ingest.reading.pdf.spans import Spans, goes_over

_LINE = 2.0
_WHOLE, _WHOLE_UPRIGHT = 0.6, 0.4
"""Of a table's width, or height: rules as long part its rows, or columns; shorter ones do not."""
_FILLED = 0.5
_WORDED = 0.35
_COLUMN_GAP, _CLOSE_GAP = 1.0, 0.4
"""Of the letters' size: white as broad parts columns; between even edges less does."""
_FEWEST_EDGES, _MOST_EDGES = 3, 0.7
_LINE_APART = 0.6
"""Of the letters' size: a raised mark stands lower above its line, and the line before higher."""
_FEWEST_ROWS = 2
_PADDING = 9.0
"""Points: a column as narrow that has no words is none."""
_NAMES_ABOVE = 2.0
"""Of the letters' size: so near above a table's first rule its names stand."""


@dataclass(frozen=True)
class Row:
    """A table's row: each cell's lines, top first; ``columns`` are the columns' left edges.

    ``named`` says whether the table's first row may name its columns; ``spans`` how many columns
    each cell goes over, 0 where it is part of the one before it, and nothing if each has its own.
    """

    cells: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]
    y: float
    right: float
    named: bool = True
    spans: tuple[int, ...] = ()


TextOf = Callable[[Sequence[Run]], Iterable[str]]
"""The lines, top first, that runs make."""


def tables_of(shown: Shown, text_of: TextOf) -> tuple[list[Row], list[Run]]:
    """The rows of the tables that a page draws, and the runs that stand in none."""
    left = list(shown.runs)
    found: list[Row] = []
    for rules in drawings(drawn(shown)):
        box = around(rules)
        if box.x1 - box.x0 < 0.25 * shown.width or box.y1 - box.y0 > 0.97 * shown.height:
            continue
        table = _table(rules, box, left)
        rows = _rows(table, box, text_of) if table else []
        if table and _is_table(rows):
            found += rows
            taken = {id(run) for runs in table.rows for run in runs}
            left = [run for run in left if id(run) not in taken]
    return found, left


@dataclass(frozen=True)
class _Table:
    """The runs of each row of a drawing, top first, and the columns' left edges.

    ``spans`` are the cells of its rows, where upright rules part the columns.
    """

    columns: list[float]
    rows: list[list[Run]]
    spans: Spans | None = None


def _table(rules: Sequence[Rule], box: Box, left: Sequence[Run]) -> _Table | None:
    """What stands between each two level rules of a drawing, with the columns that part it.

    Where upright rules part the columns, text that none of them passes is no row.
    """
    runs = [run for run in left if box.holds(run)]
    level = [rule for rule in rules if rule.y1 - rule.y0 <= _LINE < rule.x1 - rule.x0]
    upright = [rule for rule in rules if rule.x1 - rule.x0 <= _LINE < rule.y1 - rule.y0]
    lengths = [(rule.y0, rule.x1 - rule.x0) for rule in level]
    heights = sorted(_long(lengths, _WHOLE * (box.x1 - box.x0)), reverse=True)
    sides = [(rule.x0, rule.y1 - rule.y0) for rule in upright]
    edges = sorted(_long(sides, _WHOLE_UPRIGHT * (box.y1 - box.y0)))
    columns = [edge for edge in edges if edge < box.x1 - NEAR]
    if len(columns) > 1:
        columns = _without_padding([*columns, box.x1], runs)
        heights = _with_partial(heights, level, [*columns, box.x1])
        return _ruled(_Table(columns, _between(heights, runs)), heights, box, rules)
    columns = _pieced(level, heights, runs) or _aligned(runs)
    if len(heights) <= _FEWEST_ROWS or len(columns) < 2:
        return None
    below = [run for run in runs if run.y < heights[1]]
    if len(heights) == _FEWEST_ROWS + 1 and len(_aligned(below)) > len(columns):
        return None  # A name stands over several columns; such a table is told by alignment.
    bands = _between(heights, runs)
    if len(heights) == _FEWEST_ROWS + 1:
        bands = [bands[0], *(row for band in bands[1:] for row in _lines_of(band, columns))]
    names = _line_above(left, box)
    named = _pieced(level, heights, runs) or _aligned([*runs, *names])
    filled = {_column(run, named) for run in names}
    if len(named) == len(columns) == len(filled) and not goes_over(names, named[1:]):
        columns, bands = named, [names, *bands]
    return _Table(columns, [band for band in bands if _has_words(band)])


def _ruled(table: _Table, heights: list[float], box: Box, rules: Sequence[Rule]) -> _Table | None:
    """A table with upright rules, its rows those that one of them passes."""
    if len(heights) <= _FEWEST_ROWS:
        return None
    columns = table.columns
    inner = [r for r in rules if columns[0] + NEAR < r.x0 == r.x1 < box.x1 - NEAR]
    kept = [
        (high, low, runs)
        for high, low, runs in zip(heights, heights[1:], table.rows, strict=False)
        if _has_words(runs) and any(r.y0 <= (high + low) / 2 <= r.y1 for r in inner)
    ]
    whole = len(kept) == len(table.rows)
    rows = [runs for _, _, runs in kept]
    if not whole:
        return _Table(columns, rows)
    spans = Spans(rows, heights, [*columns, box.x1], rules, lambda run: _column(run, columns))
    return _Table(columns, rows, spans)


def _between(heights: Sequence[float], runs: Sequence[Run]) -> list[list[Run]]:
    """The runs between each two heights."""
    return [
        [run for run in runs if bottom <= run.y + run.size / 3 < top]
        for top, bottom in pairwise(heights)
    ]


def _has_words(runs: Iterable[Run]) -> bool:
    return any(run.text.strip() for run in runs)


def _without_padding(edges: Sequence[float], runs: Sequence[Run]) -> list[float]:
    """The columns' left edges, without those of strips beside the words of a cell.

    ``edges`` are all of them and the right one.
    """
    used = {_column(run, edges[:-1]) for run in runs if run.text.strip()}
    broad = [at for at, (a, b) in enumerate(pairwise(edges)) if at in used or b - a > _PADDING]
    return [edges[at] for at in broad]


def _with_partial(
    heights: Sequence[float], level: Sequence[Rule], edges: Sequence[float]
) -> list[float]:
    """The heights, with those of rules that part some of the first cells, from edge to edge."""
    found = list(heights)
    for rule in level:
        if not found or not all(low <= rule.y0 for low in heights[1:]):
            continue
        ends = [any(abs(x - edge) <= NEAR for edge in edges) for x in (rule.x0, rule.x1)]
        if all(ends) and all(abs(rule.y0 - height) > NEAR for height in found):
            found.append(rule.y0)
    return sorted(found, reverse=True)


def _pieced(level: Sequence[Rule], heights: Sequence[float], runs: Sequence[Run]) -> list[float]:
    """The columns' left edges where level rules are drawn cell by cell and parted by white."""
    starts = [{rule.x0 for rule in level if abs(rule.y0 - height) <= NEAR} for height in heights]
    shared = sorted(set.intersection(*starts)) if starts else []
    return [] if len(shared) < 2 or goes_over(runs, shared[1:]) else shared


def _line_above(runs: Sequence[Run], box: Box) -> list[Run]:
    """The runs with words right above a table's first rule, if they are one line."""
    near = [
        run
        for run in runs
        if 0 < run.y - box.y1 <= _NAMES_ABOVE * run.size
        and box.x0 - NEAR <= run.x0
        and run.x1 <= box.x1 + NEAR
        and run.text.strip()
    ]
    return near if len({round(run.y) for run in near}) == 1 else []


def _rows(table: _Table, box: Box, text_of: TextOf) -> list[Row]:
    if table.spans is None:
        return [_row(runs, table.columns, box, text_of) for runs in table.rows]
    spans = table.spans
    names = tuple(spans.names(text_of))
    first = max(run.y for run in table.rows[0])
    rows = [Row(names, tuple(table.columns), first, box.x1)]
    for at in range(spans.header, len(table.rows)):
        cells: list[tuple[str, ...]] = [()] * len(table.columns)
        over = [0] * len(table.columns)
        for span in spans.rows[at]:
            runs = spans.labels(at) if span.first == 0 and span.end == 1 else span.runs
            cells[span.first] = tuple(text_of(runs))
            over[span.first] = span.end - span.first
        y = max(run.y for run in table.rows[at])
        wide = tuple(over) if max(over) > 1 else ()
        rows.append(Row(tuple(cells), tuple(table.columns), y, box.x1, spans=wide))
    return rows


def _lines_of(band: Sequence[Run], columns: Sequence[float]) -> list[list[Run]]:
    """The rows of a table that has rules above and below its names and at its end only.

    Each line that fills the first column and another, and does not go on with a sentence, is one.
    """
    lines: list[list[Run]] = []
    for run in sorted(band, key=lambda run: -run.y):
        if lines and lines[-1][0].y - run.y < _LINE_APART * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    rows: list[list[Run]] = []
    for line in lines:
        words = sorted((run for run in line if run.text.strip()), key=lambda run: run.x0)
        filled = {_column(run, columns) for run in words}
        if not rows or (0 in filled and len(filled) > 1 and not words[0].text[:1].islower()):
            rows.append(line)
        else:
            rows[-1] += line
    return rows


def _row(runs: Sequence[Run], columns: Sequence[float], box: Box, text_of: TextOf) -> Row:
    cells = tuple(
        tuple(text_of([run for run in runs if _column(run, columns) == at]))
        for at in range(len(columns))
    )
    return Row(cells, tuple(columns), max(run.y for run in runs), box.x1)


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether most cells say something, and many of them words: a chart's do not."""
    cells = [
        cell
        for row in rows
        for cell, over in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True)
        if over
    ]
    filled = [cell for cell in cells if cell]
    worded = [cell for cell in filled if sum(letter.isalpha() for letter in "".join(cell)) > 2]
    enough = len(filled) >= _FILLED * len(cells) and len(worded) >= _WORDED * len(filled)
    return len(rows) >= _FEWEST_ROWS and enough


def _long(pieces: Sequence[tuple[float, float]], length: float) -> list[float]:
    """Where pieces of rules lie in one line and are together as long as asked."""
    found: list[float] = []
    for place in sorted({round(at, 1) for at, _ in pieces}):
        if found and place - found[-1] <= NEAR:
            continue
        if sum(long for at, long in pieces if abs(at - place) <= NEAR) >= length:
            found.append(place)
    return found


def _column(run: Run, columns: Sequence[float]) -> int:
    """The column in which a run begins."""
    start = run.x0 + min(run.size, run.x1 - run.x0) / 2
    return max((at for at, edge in enumerate(columns) if edge <= start), default=0)


def _aligned(runs: Sequence[Run]) -> list[float]:
    """The columns of a table with rules between its rows only: white parts them in every row."""
    worded = sorted((run for run in runs if run.text.strip()), key=lambda run: run.x0)
    if not worded:
        return []
    columns = [worded[0].x0]
    right = worded[0].x1
    for run in worded[1:]:
        white = run.x0 - right
        close = white > _CLOSE_GAP * run.size and _are_edges(worded, right, run.x0)
        if white > _COLUMN_GAP * run.size or close:
            columns.append(run.x0 - 1.0)
        right = max(right, run.x1)
    return columns


def _are_edges(runs: Sequence[Run], right: float, left: float) -> bool:
    """Whether nearly all lines have words that end at one place and others that begin at another.

    So figures end, at the right of their column, close to the words of the next.
    """
    lines = len({round(run.y) for run in runs if run.x0 <= left + 1.0 and run.x1 >= right - 1.0})
    ends = len({round(run.y) for run in runs if abs(run.x1 - right) <= 1.0})
    starts = len({round(run.y) for run in runs if abs(run.x0 - left) <= 1.0})
    return min(ends, starts) >= max(_FEWEST_EDGES, _MOST_EDGES * lines)
