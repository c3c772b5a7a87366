"""Tables without rules: rows one below the other whose cells stand clear at the same places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from ingest.doubts import COLUMNS
from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.grids import Row
from ingest.reading.pdf.rows import Segment, levels_across, print_of, right_of, segments
from ingest.reading.pdf.runs import Rule, Run

UNCERTAIN = COLUMNS
"""Why the reading of a row is uncertain."""

_CLEAR = 1.0
"""Of the letters' size: white as broad parts two cells."""
_APART = 3.2
"""Of the letters' size: rows further apart are not of one table."""
_FEWEST_ROWS = 3
_FEWEST_VALUES = 0.6
_FEWEST_LABELS = 0.6
_FEWEST_FILLED = 0.6
_MOST_VALUE_WORDS = 5
_MOST_HEADER_ROWS = 3
_MOST_WRAPPED = 4
_MOST_COMMAS = 0.3
_YEARS = range(1900, 2101)

Cells = list[list[Run]]
"""A row's runs, a list for each column."""
TextOf = Callable[[Sequence[Run]], Sequence[str]]


def with_tables(
    rows: Sequence[Baseline], rules: Sequence[Rule], text_of: TextOf
) -> Iterator[tuple[Baseline | Row, str]]:
    """The rows, top first, with those that make a table as rows of it.

    Each comes with why its reading is uncertain: words stand side by side, and it is not known
    whether they are read across.
    """
    at = uncertain = 0
    while at < len(rows):
        end, table = _table_at(rows, at, rules)
        if table is not None and table.is_one:
            yield from ((row, "") for row in table.rows(text_of))
            at = end
            continue
        if table is not None and table.has_words:
            uncertain = max(uncertain, end)
        yield rows[at], UNCERTAIN if at < uncertain else ""
        at += 1


def _table_at(
    rows: Sequence[Baseline], at: int, rules: Sequence[Rule]
) -> tuple[int, _Table | None]:
    """Where the rows end that leave the same places clear from this one on, and what they are."""
    end = _end(rows, at, _MOST_WRAPPED)
    if sum(len(segments(row, _CLEAR)) > 1 for row in rows[at:end]) < _FEWEST_ROWS:
        return end, None
    left, right = rows[at].runs[0].x0, max(map(right_of, rows[at:end]))
    level = levels_across(rules, left, right)
    if sum(rows[end - 1].y < y < rows[at].y for y in level) >= _FEWEST_ROWS - 1:
        end = _end_ruled(rows, at, level)
    columns = _columns(rows[at:end])
    if len(_columns(rows[at + 1 : end])) > len(columns) or len(columns) < 2:
        return end, None
    return end, _Table(rows[at:end], columns, rules)


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
    """The end of a table with the lines, right of its first column, that go on with its last."""
    while at < end < len(rows):
        row, above = rows[end], rows[end - 1]
        close = above.y - row.y <= 1.5 * row.size
        right = all(span.x1 <= row.runs[0].x0 + 1 for span in white[:1])
        if not (close and right and all(_left_clear(span, row) for span in white)):
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


class _Table:
    """Rows that leave the same places clear."""

    def __init__(
        self, rows: Sequence[Baseline], columns: Sequence[float], rules: Sequence[Rule]
    ) -> None:
        self._rows, self._columns, self._rules = rows, columns, rules
        self._cells = [self._in_columns(row) for row in rows]
        self._words = [[_words(cell) for cell in cells] for cells in self._cells]
        self._ruled_off = self._ruled()
        self._header = self._header_rows()
        self._values = [self._has_values(at) for at in range(1, len(columns))]

    @property
    def is_one(self) -> bool:
        """Whether labels stand on the left and figures, or what bold names name, on the right.

        A list of contents, numbers that hang before text, and blocks of addresses or of
        signatures that stand side by side are none.
        """
        body = self._words[self._header :]
        filled = [words for words in body if sum(map(bool, words)) > 1]
        labels = [words[0] for words in filled if words[0]]
        if len(filled) < _FEWEST_ROWS - bool(self._header) or not labels:
            return False
        named = sum(_is_label(label) for label in labels)
        if named < _FEWEST_LABELS * len(labels) or self._is_contents(filled):
            return False
        if len(self._ruled_off) >= _FEWEST_ROWS:
            return True
        if any(self._values):
            return sum(map(len, filled)) * _FEWEST_FILLED <= sum(
                bool(w) for ws in filled for w in ws
            )
        cells = [cell for words in body for cell in words if cell]
        alike = sum(len(set(words)) < sum(map(bool, words)) for words in filled)
        commas = sum(cell.endswith((",", ":")) for cell in cells)
        enough = self._is_named_by_print() and len(filled) >= _FEWEST_ROWS
        return enough and not alike and commas < _MOST_COMMAS * len(cells)

    @property
    def has_words(self) -> bool:
        """Whether words stand on both sides in most rows, so that the order of reading matters."""
        both = [words for words in self._words if sum(map(_is_label, words)) > 1]
        return len(both) >= _FEWEST_LABELS * len(self._words)

    def rows(self, text_of: TextOf) -> list[Row]:
        """The table's rows, its names first, each with the lines that its cells go over."""
        gathered: list[list[int]] = [list(range(self._header))] if self._header else []
        for at in range(self._header, len(self._rows)):
            if at > self._header and self._goes_on(at):
                gathered[-1].append(at)
            else:
                gathered.append([at])
        return [self._row(of, text_of) for of in gathered]

    def _row(self, of: Sequence[int], text_of: TextOf) -> Row:
        cells = tuple(
            tuple(text_of([run for at in of for run in self._cells[at][column]]))
            for column in range(len(self._columns))
        )
        right = max(map(right_of, self._rows))
        y = self._rows[of[0]].y
        return Row(cells, tuple(self._columns), y, right, bool(self._header))

    def _goes_on(self, at: int) -> bool:
        """Whether a line goes on with the row above: it has no label, or only the rest of one."""
        words, above = self._words[at], self._words[at - 1]
        if len(self._ruled_off) >= _FEWEST_ROWS:
            return at not in self._ruled_off
        if not words[0]:
            return True
        alone = not any(words[1:])
        return alone and words[0][0].islower() and bool(above[0])

    def _in_columns(self, row: Baseline) -> Cells:
        cells: Cells = [[] for _ in self._columns]
        for run in row.runs:
            at = sum(edge <= run.x0 + 0.5 for edge in self._columns) - 1
            cells[max(at, 0)].append(run)
        return cells

    def _header_rows(self) -> int:
        """How many rows, of those at the top, name the columns."""
        first = self._words[0]
        if self._is_named_by_print():
            names = print_of(self._rows[:1])
            alike = (not print_of([row]).differs(names) for row in self._rows[1:_MOST_HEADER_ROWS])
            return 1 if self._ruled_off == [1] else 1 + sum(takewhile(bool, alike))
        if not first[0] and all(first[1:]) and self._words[1][0]:
            return 1
        years = [_is_year(word) for word in first[1:] if word]
        below = [words for words in self._words[1:] if words[0]]
        if years and all(years):
            return int(not all(_is_year(w) for words in below for w in words[1:] if w))
        plain = all(word and not _is_value(word) for word in first)
        figures = [
            [words[at] for words in below if words[at]] for at in range(1, len(self._columns))
        ]
        return int(plain and any(of and all(map(_is_figure, of)) for of in figures))

    def _is_named_by_print(self) -> bool:
        """Whether the first row is printed otherwise than the rest, or ruled off from it."""
        if len(self._rows) < _FEWEST_ROWS or sum(map(bool, self._words[0])) < 2:
            return False
        if self._ruled_off == [1]:
            return True
        names = print_of(self._rows[:1])
        other = [print_of([row]).differs(names) for row in self._rows[1:-1]]
        first = other.index(True) if True in other else len(other)
        return first < _MOST_HEADER_ROWS and all(other[first:]) and any(other)

    def _ruled(self) -> list[int]:
        """The rows, but for the first, that a level rule parts from the row above."""
        right = max(map(right_of, self._rows))
        level = levels_across(self._rules, self._columns[0], right)
        pairs = enumerate(pairwise(self._rows), 1)
        return [at for at, (a, b) in pairs if any(b.y < y < a.y for y in level)]

    def _has_values(self, column: int) -> bool:
        words = [words[column] for words in self._words[self._header :] if words[0]]
        filled = [word for word in words if word]
        return len(filled) > 1 and sum(map(_is_value, filled)) >= _FEWEST_VALUES * len(words)

    def _is_contents(self, body: Sequence[Sequence[str]]) -> bool:
        """Whether the only figures are those of pages: whole ones that never fall."""
        if self._header or sum(self._values) != 1 or not self._values[-1]:
            return False
        pages = [words[-1] for words in body]
        if not all(page.isdecimal() for page in pages):
            return False
        return all(int(a) <= int(b) for a, b in pairwise(pages))


def _words(runs: Sequence[Run]) -> str:
    return " ".join("".join(run.text for run in runs).split())


def _is_label(word: str) -> bool:
    """Whether a cell can name its row: it has words, or is a year."""
    return sum(letter.isalpha() for letter in word) > 2 or _is_year(word)


def _is_year(word: str) -> bool:
    """Whether a cell is a year, or begins with one, as "2024/25" does."""
    first = word[:4]
    return first.isdecimal() and int(first) in _YEARS and len(word.split()) == 1


def _is_value(word: str) -> bool:
    """Whether a cell is a figure with what it counts, or stands for one that there is not."""
    words = word.split()
    return len(words) <= _MOST_VALUE_WORDS and (_is_figure(words[0]) or len(word) <= 3)


def _is_figure(word: str) -> bool:
    """Whether a cell begins with a digit, after no more than a sign or the mark of money."""
    return any(letter.isdecimal() for letter in word[:2])
