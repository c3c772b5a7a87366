"""Tables without rules: rows one below the other whose cells stand clear at the same places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.doubts import COLUMNS
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.cells import FEWEST_ROWS, AlignedTable, TextOf
from ingest.reading.pdf.grids import Row
from ingest.reading.pdf.rows import Segment, levels_across, right_of, segments, text_of
from ingest.reading.pdf.runs import Rule

UNCERTAIN = COLUMNS
"""Why the reading of a row is uncertain."""

_CLEAR = 1.0
"""Of the letters' size: white as broad parts two cells."""
_APART = 3.2
"""Of the letters' size: rows further apart are not of one table."""
_FEWEST = 2
_MOST_WRAPPED = 4
_CLOSE = 1.5


def with_tables(
    rows: Sequence[Baseline], rules: Sequence[Rule], cell_text: TextOf
) -> Iterator[tuple[Baseline | Row, str]]:
    """The rows, top first, with those that make a table as rows of it.

    Each comes with why its reading is uncertain: words stand side by side, and it is not known
    whether they are read across.
    """
    at = uncertain = 0
    while at < len(rows):
        end, table = _table_at(rows, at, rules)
        if table is not None and table.is_one:
            yield from ((row, "") for row in table.rows(cell_text))
            at = end
            continue
        if table is not None and table.has_words:
            uncertain = max(uncertain, end)
        yield rows[at], UNCERTAIN if at < uncertain else ""
        at += 1


def _table_at(
    rows: Sequence[Baseline], at: int, rules: Sequence[Rule]
) -> tuple[int, AlignedTable | None]:
    """Where the rows end that leave the same places clear from this one on, and what they are."""
    if len(segments(rows[at], _CLEAR)) < 2:
        return at, None
    end = _end(rows, at, _MOST_WRAPPED)
    if sum(len(segments(row, _CLEAR)) > 1 for row in rows[at:end]) < _FEWEST:
        return end, None
    left, right = rows[at].runs[0].x0, max(map(right_of, rows[at:end]))
    level = levels_across(rules, left, right)
    if sum(rows[end - 1].y < y < rows[at].y for y in level) >= FEWEST_ROWS - 1:
        end = _end_ruled(rows, at, level)
    columns = _columns(rows[at:end])
    if len(_columns(rows[at + 1 : end])) > len(columns) or len(columns) < 2:
        return end, None
    return end, AlignedTable(rows[at:end], columns, rules)


def _end_ruled(rows: Sequence[Baseline], at: int, level: Sequence[float]) -> int:
    """Behind the last row above the lowest of the rules that part the rows from this one on."""
    end = _end(rows, at, len(rows))
    while end < len(rows) and _leaves_clear(rows[at:end], rows[end]):
        if any(rows[end].y < y < rows[end - 1].y for y in level):
            break
        end += 1
    return end


def _leaves_clear(rows: Sequence[Baseline], row: Baseline) -> bool:
    """Whether a row stands in one of the columns that the rows above it have."""
    return len(segments(row, _CLEAR)) == 1 and len(_columns([*rows, row])) >= len(_columns(rows))


def _end(rows: Sequence[Baseline], at: int, most_wrapped: int) -> int:
    """Behind the last row that leaves clear what the rows from this one on do."""
    white = _whites(rows[at])
    end = at
    for next_at in range(at, len(rows)):
        row = rows[next_at]
        if next_at > at and rows[next_at - 1].y - row.y > _APART * row.size:
            break
        left = [kept for span in white for kept in _left_clear(span, row)]
        if len(left) < len(white) or not left:
            break
        white = left
        if len(segments(row, _CLEAR)) > 1:
            end = next_at + 1
        elif next_at - end >= most_wrapped:
            break
    return _with_wrapped(rows, at, end, white)


def _with_wrapped(rows: Sequence[Baseline], at: int, end: int, white: Sequence[Segment]) -> int:
    """The end of a table with the lines that go on with its last row.

    They stand close below it, in one of its columns; in the first one they go on with a word.
    """
    while at < end < len(rows):
        row, above = rows[end], rows[end - 1]
        close = above.y - row.y <= _CLOSE * row.size
        right = all(span.x1 <= row.runs[0].x0 + 1 for span in white[:1])
        goes_on = right or (text_of(row)[0].islower() and right_of(row) < white[0].x0 + row.size)
        if not (close and goes_on and all(_left_clear(span, row) for span in white)):
            return end
        end += 1
    return end


def _whites(row: Baseline) -> list[Segment]:
    return [Segment(a.x1, b.x0) for a, b in pairwise(segments(row, _CLEAR))]


def _left_clear(span: Segment, row: Baseline) -> list[Segment]:
    """What a row leaves of a span of white: the broadest part, if it is broad enough."""
    taken = [part for part in segments(row, _CLEAR) if part.x0 < span.x1 and part.x1 > span.x0]
    edges = [span.x0, *(edge for part in taken for edge in (part.x0, part.x1)), span.x1]
    free = [Segment(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    broad = [part for part in free if part.x1 - part.x0 >= _CLEAR * row.size]
    return sorted(broad, key=lambda part: part.x0 - part.x1)[:1]


def _columns(rows: Sequence[Baseline]) -> list[float]:
    """The left edges of what stands clear in every one of the rows."""
    parts = sorted(
        (part for row in rows for part in segments(row, _CLEAR)), key=lambda part: part.x0
    )
    size = min((row.size for row in rows), default=0.0)
    columns: list[float] = []
    right = 0.0
    for part in parts:
        if not columns or part.x0 - right >= _CLEAR * size:
            columns.append(part.x0)
        right = max(right, part.x1)
    return columns
