"""Tables that are drawn with rules: each row as a line whose cells are the table's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

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
    rows_between,
    without_padding,
)
from ingest.reading.pdf.names import has_labels, in_columns, is_named
from ingest.reading.pdf.painting import Area
from ingest.reading.pdf.rule_groups import groups_of
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown
from ingest.reading.pdf.spans import Spans
from ingest.reading.pdf.upright_rules import (
    LINE,
    Table,
    is_inside,
    is_pieced,
    reached_by,
    ruled,
    with_partial,
)

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
        if _is_table(rows, upright=upright) or (
            goes_on and _is_last_row(rows, shown, upright=upright)
        ):
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
    upright = [rule for rule in rest if is_inside(rule, box) and rule.x1 - rule.x0 <= LINE]
    sides = [(rule.x0, rule.y1 - rule.y0) for rule in upright]
    parted = as_long(sides, _WHOLE_UPRIGHT * (box.y1 - box.y0))
    reached = any(rule.y1 >= box.y1 - NEAR for rule in upright)
    return rest if parted and reached else rules


def _tables(rules: Sequence[Rule], box: Box, left: Sequence[Run]) -> list[Table]:
    """What stands between each two level rules of a drawing, with the columns that part it.

    Where upright rules part the columns, text that none of them passes is no row and parts two
    tables, and a height that none of them reaches is the table's only if drawn in its pieces.
    """
    runs = [run for run in left if box.holds(run)]
    level = [rule for rule in rules if rule.y1 - rule.y0 <= LINE < rule.x1 - rule.x0]
    upright = [rule for rule in rules if rule.x1 - rule.x0 <= LINE < rule.y1 - rule.y0]
    lengths = [(rule.y0, rule.x1 - rule.x0) for rule in level]
    heights = sorted(as_long(lengths, WHOLE * (box.x1 - box.x0)), reverse=True)
    sides = [(rule.x0, rule.y1 - rule.y0) for rule in upright]
    edges = sorted(as_long(sides, _WHOLE_UPRIGHT * (box.y1 - box.y0)))
    columns = [edge for edge in edges if edge < box.x1 - NEAR]
    if len(columns) > 1:
        columns = without_padding([*columns, box.x1], runs)
        inner = [rule for rule in upright if is_inside(rule, replace(box, x0=columns[0]))]
        pieced = [y for y in heights if is_pieced(y, level, columns)]
        heights = sorted({*reached_by(heights, inner, upright), *pieced}, reverse=True)
        heights = with_partial(heights, level, [*columns, box.x1])
        return ruled(columns, heights, box, rules, runs)
    cells = heads_by_cells(rules)
    groups = groups_of(heights, level, runs) if heights else [[]]
    boxes = [replace(box, y0=of[-1], y1=of[0]) for of in groups] if len(groups) > 1 else [box]
    each = zip(groups, boxes, strict=True)
    tables = [rows_between(level, of, own, left, cells) for of, own in each]
    return [Table(*found) for found in tables if found]


def _rows(table: Table, box: Box, text_of: TextOf, areas: Sequence[Area]) -> list[Row]:
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


def _header(table: Table, plain: Sequence[Row], areas: Sequence[Area]) -> int:
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
        if is_named([names, *below], [first, *table.rows[count:]], areas):
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


def _is_last_row(rows: Sequence[Row], shown: Shown, *, upright: bool) -> bool:
    """Whether the only row has a label and more, and no more than a line of its page above it.

    Where ``upright`` rules part several columns it may be the rest of a row, without its label.
    """
    if len(rows) != 1:
        return False
    above = baselines([run for run in shown.runs if run.y > rows[0].y + run.size / 3])
    first, *others = rows[0].cells
    rest = upright and not first and len(others) > 1 and any(map(_has_letters, others))
    return len(above) <= 1 and (rest or (_has_letters(first) and any(others)))


def _has_letters(cell: Sequence[str]) -> bool:
    return sum(letter.isalpha() for letter in "".join(cell)) > 2
