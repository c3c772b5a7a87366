"""Tables without rules: rows one below the other whose cells stand clear at the same places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.doubts import COLUMNS
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.cells import FEWEST_ROWS, AlignedTable, TextOf
from ingest.reading.pdf.grids import Row
from ingest.reading.pdf.rows import GAP, Segment, levels_across, right_of, segments, text_of
from ingest.reading.pdf.runs import Rule

UNCERTAIN = COLUMNS
"""Why the reading of a row is uncertain."""

_CLEAR = 1.0
"""Of the letters' size: white as broad parts two cells."""
_APART = 3.2
"""Of the letters' size: rows further apart are not of one table."""
_FEWEST = 2
_NEAR = 3.0
"""Points: upright rules as near are one edge."""
_MOST_WRAPPED = 4
_CLOSE = 1.5


def with_tables(
    rows: Sequence[Baseline], rules: Sequence[Rule], cell_text: TextOf
) -> Iterator[tuple[Baseline | Row, str]]:
    """The rows, top first, with those that make a table as rows of it.

    Each comes with why its reading is uncertain: words stand side by side, and it is not known
    whether they are read across.
    """
    clear, close = _Finder(rows, rules, _CLEAR), _Finder(rows, rules, GAP)
    at = uncertain = 0
    while at < len(rows):
        over = at + 1 < len(rows) and _may_stand_over(rows[at], rows[at + 1])
        end, found = _found(clear, close, at + 1) if over else (at, None)
        if found is not None and found.is_one and found.over(rows[at]):
            yield from ((row, "") for row in found.rows(cell_text, rows[at]))
            at = end
            continue
        edges = _edges_drawn(rows[at], rules) if at + 1 < len(rows) else []
        end, found = _found(clear, close, at + 1) if len(edges) > _FEWEST else (at, None)
        head = _head(rows[at], edges, found, cell_text) if found is not None else None
        if found is not None and head is not None:
            yield head, ""
            yield from ((row, "") for row in found.rows(cell_text))
            at = end
            continue
        end, found = clear.table_at(at)
        if found is not None and not found.is_one and found.has_words:
            uncertain = max(uncertain, end)
        end, found = _found(clear, close, at)
        if found is not None and found.is_one:
            yield from ((row, "") for row in found.rows(cell_text))
            at = end
            continue
        yield rows[at], UNCERTAIN if at < uncertain else ""
        at += 1


def _found(clear: _Finder, close: _Finder, at: int) -> tuple[int, AlignedTable | None]:
    """Where the table that begins at a row ends, and that table, if there may be one."""
    end, found = clear.table_at(at)
    if found is None or not found.is_one:
        end, found = close.table_at(at)
        found = found if found is not None and found.is_aligned else None
    return end, found


def _edges_drawn(row: Baseline, rules: Sequence[Rule]) -> list[float]:
    """Where the upright rules stand that a row passes, as the sides of its cells; left first."""
    passed = sorted(r.x0 for r in rules if r.x1 - r.x0 < 1 and r.y0 <= row.y < r.y1)
    return [x for at, x in enumerate(passed) if at == 0 or x - passed[at - 1] > _NEAR]


def _head(
    row: Baseline, edges: Sequence[float], table: AlignedTable, cell_text: TextOf
) -> Row | None:
    """A row in cells of its own as the names of the table right below, if that has none.

    Each of its cells has words, and stands over one of the table's columns.
    """
    cells = [
        [run for run in row.runs if left - _NEAR <= run.x0 < right - _NEAR]
        for left, right in pairwise(edges)
    ]
    columns = table.extents()
    if table.is_named or not table.is_one or len(cells) != len(columns):
        return None
    over = all(
        left - _NEAR <= x0 and x1 <= right + _NEAR
        for (left, right), (x0, x1) in zip(pairwise(edges), columns, strict=True)
    )
    names = tuple(tuple(cell_text(runs)) for runs in cells)
    if not over or not all(names) or sum(map(len, cells)) < len(row.runs):
        return None
    first = table.rows(cell_text)[0]
    return Row(names, first.columns, row.y, max(right_of(row), first.right), True)


def _may_stand_over(row: Baseline, below: Baseline) -> bool:
    """Whether a row has fewer cells than the one below it, as names over names have."""
    return 1 <= len(segments(row)) < len(segments(below))


def are_table(rows: Sequence[Baseline], rules: Sequence[Rule]) -> bool:
    """Whether most of the rows make a table."""
    found = list(with_tables(rows, rules, lambda _: ()))
    left = sum(isinstance(row, Baseline) for row, _ in found)
    return left < len(rows) / 2


class _Finder:
    """Finds tables in rows, top first, in which white of some breadth parts the cells.

    ``clear`` is that breadth, in shares of the letters' size.
    """

    def __init__(self, rows: Sequence[Baseline], rules: Sequence[Rule], clear: float) -> None:
        self._rows, self._rules, self._clear = rows, rules, clear
        self._parts = [segments(row, clear) for row in rows]

    def table_at(self, at: int) -> tuple[int, AlignedTable | None]:
        """Where the rows end that leave the same places clear from this one on; what they are."""
        if len(self._parts[at]) < 2:
            return at, None
        end = self._end(at, _MOST_WRAPPED)
        if sum(len(parts) > 1 for parts in self._parts[at:end]) < _FEWEST:
            return end, None
        left, right = self._rows[at].runs[0].x0, max(map(right_of, self._rows[at:end]))
        level = levels_across(self._rules, left, right)
        top, bottom = self._rows[at].y, self._rows[end - 1].y
        if sum(bottom < y < top for y in level) >= FEWEST_ROWS - 1:
            end = self._end_ruled(at, level)
        columns = self._columns(at, end)
        if len(self._columns(at + 1, end)) > len(columns) or len(columns) < 2:
            return end, None
        return end, AlignedTable(self._rows[at:end], columns, self._rules)

    def _end(self, at: int, most_wrapped: int) -> int:
        """Behind the last row that leaves clear what the rows from this one on do."""
        white = [Segment(a.x1, b.x0) for a, b in pairwise(self._parts[at])]
        end = at
        for after in range(at, len(self._rows)):
            row = self._rows[after]
            if after > at and self._rows[after - 1].y - row.y > _APART * row.size:
                break
            left = [kept for span in white for kept in self._left_clear(span, after)]
            if len(left) < len(white) or not left:
                break
            white = left
            if len(self._parts[after]) > 1:
                end = after + 1
            elif after - end >= most_wrapped:
                break
        return self._with_wrapped(at, end, white)

    def _end_ruled(self, at: int, level: Sequence[float]) -> int:
        """Behind the last row above the lowest of the rules that part the rows from this one on."""
        end = self._end(at, len(self._rows))
        while end < len(self._rows) and len(self._parts[end]) == 1:
            row, above = self._rows[end], self._rows[end - 1]
            closed = len(self._columns(at, end + 1)) < len(self._columns(at, end))
            if closed or any(row.y < y < above.y for y in level):
                break
            end += 1
        return end

    def _with_wrapped(self, at: int, end: int, white: Sequence[Segment]) -> int:
        """The end of a table with the lines that go on with its last row.

        They stand close below it, in one of its columns; in the first they go on with a word.
        """
        while at < end < len(self._rows):
            row, above = self._rows[end], self._rows[end - 1]
            close = above.y - row.y <= _CLOSE * row.size
            right = white[0].x1 <= row.runs[0].x0 + 1
            within = right_of(row) < white[0].x0 + row.size
            if not (close and (right or (text_of(row)[0].islower() and within))):
                return end
            if not all(self._left_clear(span, end) for span in white):
                return end
            end += 1
        return end

    def _left_clear(self, span: Segment, at: int) -> list[Segment]:
        """What a row leaves of a span of white: the broadest part, if it is broad enough."""
        taken = [part for part in self._parts[at] if part.x0 < span.x1 and part.x1 > span.x0]
        edges = [span.x0, *(edge for part in taken for edge in (part.x0, part.x1)), span.x1]
        free = [Segment(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        least = self._clear * self._rows[at].size
        broad = [part for part in free if part.x1 - part.x0 >= least]
        return sorted(broad, key=lambda part: part.x0 - part.x1)[:1]

    def _columns(self, at: int, end: int) -> list[float]:
        """The left edges of what stands clear in every one of the rows."""
        parts = sorted(
            (part for parts in self._parts[at:end] for part in parts), key=lambda part: part.x0
        )
        least = self._clear * min((row.size for row in self._rows[at:end]), default=0.0)
        columns: list[float] = []
        right = 0.0
        for part in parts:
            if not columns or part.x0 - right >= least:
                columns.append(part.x0)
            right = max(right, part.x1)
        return columns
