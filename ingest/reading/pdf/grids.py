"""Tables that are drawn with rules: each row as a line whose cells are the table's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.reading.pdf.bare_rows import row_below
from ingest.reading.pdf.baselines import baselines
from ingest.reading.pdf.drawings import (
    NEAR,
    Box,
    around,
    as_long,
    drawings,
    drawn,
    heads_by_cells,
    parted,
)
from ingest.reading.pdf.level_rules import (
    FEWEST_ROWS,
    WHOLE,
    between,
    column,
    has_words,
    is_of_columns,
    passes,
    rows_between,
    without_padding,
)
from ingest.reading.pdf.names import has_labels, in_columns, is_named
from ingest.reading.pdf.painting import Area
from ingest.reading.pdf.rule_groups import groups_of
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown
from ingest.reading.pdf.spans import Spans

_LINE = 2.0
_WHOLE_UPRIGHT = 0.4
"""Of a table's height: rules as long part its columns; shorter ones do not."""
_FILLED = 0.5
_WORDED = 0.35


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


def tables_of(
    shown: Shown, text_of: TextOf, *, goes_on: bool = False
) -> tuple[list[Row], list[Run]]:
    """The rows of the tables that a page draws, and the runs that stand in none.

    ``goes_on`` says that a page stands before it, whose table may have its last row on this one.
    """
    left = list(shown.runs)
    found: list[Row] = []
    whole = [part for rules in drawings(drawn(shown)) for part in parted(rules, shown.runs)]
    for rules in map(_below_margin, whole):
        box = around(rules)
        if box.x1 - box.x0 < 0.25 * shown.width or box.y1 - box.y0 > 0.97 * shown.height:
            continue
        tables = _tables(rules, box, left)
        rows = [row for table in tables for row in _rows(table, box, text_of, shown.areas)]
        upright = any(table.spans is not None for table in tables)
        if _is_table(rows, upright=upright) or (goes_on and _is_last_row(rows, shown)):
            last = tables[-1]
            bare = row_below(last.rows, last.columns, box, left, shown.areas)
            found += [*rows, *([_row(bare, last.columns, box, text_of)] if bare else [])]
            taken = {id(run) for of in tables for runs in (*of.rows, bare) for run in runs}
            left = [run for run in left if id(run) not in taken]
    return found, left


def _below_margin(rules: list[Rule]) -> list[Rule]:
    """The rules of a drawing, without a level one above those that upright rules part."""
    top = max(rule.y1 for rule in rules)
    rest = [rule for rule in rules if rule.y0 < top - NEAR]
    if not rest or (box := around(rest)).y1 >= top - NEAR:
        return rules
    upright = [rule for rule in rest if _is_inside(rule, box) and rule.x1 - rule.x0 <= _LINE]
    sides = [(rule.x0, rule.y1 - rule.y0) for rule in upright]
    parted = as_long(sides, _WHOLE_UPRIGHT * (box.y1 - box.y0))
    reached = any(rule.y1 >= box.y1 - NEAR for rule in upright)
    return rest if parted and reached else rules


def _is_inside(rule: Rule, box: Box) -> bool:
    """Whether a rule begins between the sides of a box."""
    return box.x0 + NEAR < rule.x0 < box.x1 - NEAR


@dataclass(frozen=True)
class _Table:
    """The runs of each row of a drawing, top first, and the columns' left edges.

    ``spans`` are the cells of its rows, where upright rules part the columns; ``rest`` says
    that it is that of a table which a line over all its columns parts.
    """

    columns: list[float]
    rows: list[list[Run]]
    spans: Spans | None = None
    rest: bool = False


def _tables(rules: Sequence[Rule], box: Box, left: Sequence[Run]) -> list[_Table]:
    """What stands between each two level rules of a drawing, with the columns that part it.

    Where upright rules part the columns, text that none of them passes is no row and parts two
    tables, and a height that none of them reaches is the table's only if drawn in its pieces.
    """
    runs = [run for run in left if box.holds(run)]
    level = [rule for rule in rules if rule.y1 - rule.y0 <= _LINE < rule.x1 - rule.x0]
    upright = [rule for rule in rules if rule.x1 - rule.x0 <= _LINE < rule.y1 - rule.y0]
    lengths = [(rule.y0, rule.x1 - rule.x0) for rule in level]
    heights = sorted(as_long(lengths, WHOLE * (box.x1 - box.x0)), reverse=True)
    sides = [(rule.x0, rule.y1 - rule.y0) for rule in upright]
    edges = sorted(as_long(sides, _WHOLE_UPRIGHT * (box.y1 - box.y0)))
    columns = [edge for edge in edges if edge < box.x1 - NEAR]
    if len(columns) > 1:
        columns = without_padding([*columns, box.x1], runs)
        inner = [rule for rule in upright if _is_inside(rule, replace(box, x0=columns[0]))]
        heights = [y for y in heights if is_of_columns(y, inner, level, columns)]
        heights = _with_partial(heights, level, [*columns, box.x1])
        return _ruled(columns, heights, box, rules, runs)
    cells = heads_by_cells(rules)
    groups = groups_of(heights, level, runs) if heights else [[]]
    boxes = [replace(box, y0=of[-1], y1=of[0]) for of in groups] if len(groups) > 1 else [box]
    each = zip(groups, boxes, strict=True)
    tables = [rows_between(level, of, own, left, cells) for of, own in each]
    return [_Table(*found) for found in tables if found]


def _ruled(
    columns: list[float], heights: list[float], box: Box, rules: Sequence[Rule], runs: Sequence[Run]
) -> list[_Table]:
    """The tables with these columns, their rows those that one of the upright rules passes.

    What stands between two of them is a line of one table if upright rules pass it at its sides.
    """
    inner = [r for r in rules if _is_inside(r, replace(box, x0=columns[0])) and r.x0 == r.x1]
    sides = [r for r in rules if r not in inner and r.y1 - r.y0 > _LINE]
    groups: list[list[tuple[float, float, list[Run]]]] = [[]]
    apart = {0}
    for (high, low), band in zip(pairwise(heights), between(heights, runs), strict=True):
        if not has_words(band):
            continue
        if any(r.y0 <= (high + low) / 2 <= r.y1 for r in inner) or _is_row(band, columns):
            groups[-1].append((high, low, band))
            continue
        if groups[-1]:
            groups.append([])
        if not any(r.y0 <= (high + low) / 2 <= r.y1 for r in sides):
            apart.add(len(groups) - 1)
    found: list[_Table] = []
    for at, group in enumerate(groups):
        if not group:
            continue
        rows = [band for _, _, band in group]
        own = [group[0][0], *(low for _, low, _ in group)]
        spans = Spans(rows, own, [*columns, box.x1], rules, lambda run: column(run, columns))
        closed = all(_is_closed(y, columns[0], box.x1, rules) for y in (own[0], own[-1]))
        closed = closed and all(low == high for (_, low, _), (high, _, _) in pairwise(group))
        found.append(_Table(columns, rows, spans if closed else None, at not in apart))
    return found


def _is_row(band: Sequence[Run], columns: Sequence[float]) -> bool:
    """Whether runs fill most columns and none goes over an edge, as in a row without a ground."""
    filled = len({column(run, columns) for run in band if run.text.strip()})
    return 2 * filled > max(len(columns), 2) and not any(passes(band, x) for x in columns[1:])


def _is_closed(y: float, left: float, right: float, rules: Sequence[Rule]) -> bool:
    """Whether the level rules at a height reach both sides: those of a chart's bars do not."""
    level = [r for r in rules if r.y1 - r.y0 <= _LINE < r.x1 - r.x0 and abs(r.y0 - y) <= NEAR]
    return any(r.x0 <= left + NEAR for r in level) and any(r.x1 >= right - NEAR for r in level)


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


def _rows(table: _Table, box: Box, text_of: TextOf, areas: Sequence[Area]) -> list[Row]:
    """The rows of a table, those that name its columns as one; ``areas`` are what is painted."""
    plain = [_row(runs, table.columns, box, text_of) for runs in table.rows]
    header = _header(table, plain, areas)
    plain = [replace(row, named=at < header) for at, row in enumerate(plain)]
    spans = table.spans
    if spans is None:
        return plain
    names = [replace(plain[0], cells=tuple(spans.names(text_of, header)))] if header else []
    return names + [
        _with_spans(plain[at], spans, at, header, text_of) for at in range(header, len(plain))
    ]


def _header(table: _Table, plain: Sequence[Row], areas: Sequence[Area]) -> int:
    """How many of the first rows name the columns: names over names do, whatever their print."""
    if table.rest:
        return 0
    reached = table.spans.reached if table.spans else 1
    if table.spans and table.spans.has_over(reached):
        return reached
    if has_labels([in_columns(runs, table.columns) for runs in table.rows]):
        return 0
    for count in dict.fromkeys((reached, 1)):
        names = [
            tuple(line for row in plain[:count] for line in row.cells[at])
            for at in range(len(table.columns))
        ]
        first = [run for runs in table.rows[:count] for run in runs]
        below = [row.cells for row in plain[count:]]
        rows = [first, *table.rows[count:]]
        if is_named([names, *below], rows, table.columns, areas):
            return count
    return 0


def _with_spans(row: Row, spans: Spans, at: int, header: int, text_of: TextOf) -> Row:
    """A row with its cells as they go over several columns or rows."""
    cells: list[tuple[str, ...]] = [()] * len(row.columns)
    over = [0] * len(row.columns)
    for span in spans.rows[at]:
        runs = spans.labels(at, header) if span.first == 0 and span.end == 1 else span.runs
        cells[span.first] = tuple(text_of(runs))
        over[span.first] = span.end - span.first
    return replace(row, cells=tuple(cells), spans=tuple(over) if max(over) > 1 else ())


def _row(runs: Sequence[Run], columns: Sequence[float], box: Box, text_of: TextOf) -> Row:
    cells = tuple(tuple(text_of(cell)) for cell in in_columns(runs, columns))
    return Row(cells, tuple(columns), max(run.y for run in runs), box.x1)


def _is_table(rows: Sequence[Row], *, upright: bool) -> bool:
    """Whether most cells say something, and many or all first ones words: a chart's do not.

    Figures alone are a table's below a row that names each column in words. Where ``upright`` rules
    part the columns, the first cell of the names may be empty.
    """
    cells = [
        cell
        for row in rows
        for cell, over in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True)
        if over
    ]
    filled = [cell for cell in cells if cell]
    worded = sum(map(_has_letters, filled)) >= _WORDED * len(filled)
    first = rows[0] if rows else None
    used = {at for row in rows for at, cell in enumerate(row.cells) if cell}
    if first and len(first.columns) > 1 >= len(used):
        return False  # Bands of colour over the page, with a strip at one side.
    named = rows[1:] if upright and first and not first.cells[0] else rows
    worded = worded or all(_has_letters(row.cells[0]) for row in named)
    worded = worded or bool(first and first.named and all(map(_has_letters, first.cells)))
    return len(rows) >= FEWEST_ROWS and worded and len(filled) >= _FILLED * len(cells)


def _is_last_row(rows: Sequence[Row], shown: Shown) -> bool:
    """Whether the only row has a label and more, and no more than a line of its page above it."""
    if len(rows) != 1 or not _has_letters(rows[0].cells[0]):
        return False
    above = baselines([run for run in shown.runs if run.y > rows[0].y + run.size / 3])
    return sum(map(bool, rows[0].cells)) > 1 >= len(above)


def _has_letters(cell: Sequence[str]) -> bool:
    return sum(letter.isalpha() for letter in "".join(cell)) > 2
