"""Rows whose cells stand clear of each other: whether they are a table, and which row names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.grids import Row
from ingest.reading.pdf.names import has_labels
from ingest.reading.pdf.rows import (
    levels_across,
    parts_of,
    pitch_of,
    print_in,
    right_of,
    row_of,
    text_of,
)
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.values import are_labelled, is_figure, is_label, is_value, is_year

FEWEST_ROWS = 3
_FEWEST_VALUES = 0.6
_FEWEST_LABELS = 0.6
_FEWEST_FILLED = 0.6
_SPACED = 1.15
"""Of the usual distance of lines: rows further apart are parted by white."""
_MOST_HEADER_ROWS = 3
_ALIKE = 0.7
_MOST_GOING_ON = 0.3
_MOST_COMMAS, _MOST_COUNTED = 0.3, 0.35
"""Of cells, and of labels: as many end in a comma, or have a digit, in blocks of addresses."""
_MOST_DATED = 0.8
"""Of labels: as many begin with a digit where they are dates, and not in blocks of addresses."""
_OVER = 2.2
"""Of the letters' size: so near above the names a name over several of them stands."""

Cells = list[list[Run]]
"""A row's runs, a list for each column."""
TextOf = Callable[[Sequence[Run]], Sequence[str]]


class AlignedTable:
    """Rows that leave the same places clear."""

    def __init__(
        self, rows: Sequence[Baseline], columns: Sequence[float], rules: Sequence[Rule]
    ) -> None:
        self._rows, self._columns, self._rules = rows, columns, rules
        self._cells = [self._in_columns(row) for row in rows]
        self._words = [[_words(cell) for cell in cells] for cells in self._cells]
        self._ruled_off = self._ruled()
        self._parted = self._ruled_off if len(self._ruled_off) >= FEWEST_ROWS else self._spaced()
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
        if len(filled) < FEWEST_ROWS - bool(self._header) or not labels:
            return False
        named = sum(is_label(label) for label in labels)
        if named < _FEWEST_LABELS * len(labels) or self._is_contents(filled):
            return False
        if self._parted:
            return True
        if sum(label[0].islower() for label in labels) > _MOST_GOING_ON * len(labels):
            return False
        if any(self._values):
            return sum(map(len, filled)) * _FEWEST_FILLED <= sum(
                bool(w) for ws in filled for w in ws
            )
        if not self._header and self.is_aligned and are_labelled(body):
            return True
        cells = [cell for words in body for cell in words if cell]
        alike = sum(len(set(words)) < sum(map(bool, words)) for words in filled)
        commas = sum(cell.endswith((",", ":")) for cell in cells)
        counted = sum(any(map(str.isdecimal, label)) for label in labels)
        enough = self._is_named_by_print() and len(filled) >= FEWEST_ROWS
        dated = sum(label[0].isdecimal() for label in labels) >= _MOST_DATED * len(labels)
        plain = (dated or counted < _MOST_COUNTED * len(labels)) and commas < _MOST_COMMAS * len(
            cells
        )
        return enough and plain and not alike

    @property
    def is_aligned(self) -> bool:
        """Whether the cells of each column begin, or end, one below the other."""
        return all(
            max(_alike(run[0].x0 for run in cells), _alike(run[-1].x1 for run in cells)) >= _ALIKE
            for cells in ([row[at] for row in self._cells if row[at]] for at in self._beyond)
        )

    @property
    def is_named(self) -> bool:
        """Whether the first of its rows names the columns."""
        return self._header > 0

    @property
    def _beyond(self) -> range:
        return range(1, len(self._columns))

    @property
    def has_words(self) -> bool:
        """Whether two columns have several words in most rows, so that their order matters."""
        worded = [
            [len(words[at].split()) > 1 and is_label(words[at]) for words in self._words]
            for at in range(len(self._columns))
        ]
        return sum(sum(of) >= _FEWEST_LABELS * len(of) for of in worded) > 1

    def over(self, row: Baseline) -> list[tuple[list[Run], bool]]:
        """What of a row right above the names stands over each column, and whether over others too.

        Empty if the row has no name over several columns, parted from theirs by a rule or in bold
        as they are. What stands over the first and the next is a caption.
        """
        if not self._header or not 0 < row.y - self._rows[0].y <= _OVER * row.size:
            return []
        between = [r for r in self._rules if r.y1 - r.y0 < 1 and self._rows[0].y < r.y0 < row.y]
        found: list[tuple[list[Run], bool]] = [([], False) for _ in self._columns]
        wide = ruled = False
        for runs in parts_of(row):
            under = [rule for rule in between if rule.x0 <= runs[0].x0 and runs[-1].x1 <= rule.x1]
            left = min([runs[0].x0, *(rule.x0 for rule in under)])
            right = max([runs[-1].x1, *(rule.x1 for rule in under)])
            stands = [at for at, (x0, x1) in enumerate(self.extents()) if x0 < right and left < x1]
            if not stands or any(found[at][0] for at in stands) or stands[:2] == [0, 1]:
                return []
            wide = wide or 1 < len(stands) < len(self._columns)
            ruled = ruled or bool(under)
            for at in stands:
                found[at] = (runs, len(stands) > 1)
        bold = print_in(row.runs).bold and print_in(self._rows[0].runs).bold
        return found if wide and (ruled or bold) else []

    def extents(self) -> list[tuple[float, float]]:
        """From where to where the cells of each column reach, in points."""
        return [
            (
                min((run.x0 for row in self._cells for run in row[at]), default=0.0),
                max((run.x1 for row in self._cells for run in row[at]), default=0.0),
            )
            for at in range(len(self._columns))
        ]

    def rows(self, cell_text: TextOf, over: Baseline | None = None) -> list[Row]:
        """The table's rows, its names first, each with the lines that its cells go over.

        ``over`` is a row above with names over several of the columns.
        """
        rows = self._gathered(cell_text)
        above = self.over(over) if over else []
        if not above:
            return rows
        cells = tuple(
            (*cell_text(runs), *(("–",) if wide and own else ()), *own) if runs else own
            for (runs, wide), own in zip(above, rows[0].cells, strict=True)
        )
        return [replace(rows[0], cells=cells), *rows[1:]]

    def _gathered(self, cell_text: TextOf) -> list[Row]:
        gathered: list[list[int]] = [list(range(self._header))] if self._header else []
        for at in range(self._header, len(self._rows)):
            if at > self._header and self._goes_on(at):
                gathered[-1].append(at)
            else:
                gathered.append([at])
        return [self._row(of, cell_text) for of in gathered]

    def _row(self, of: Sequence[int], cell_text: TextOf) -> Row:
        cells = tuple(
            tuple(cell_text([run for at in of for run in self._cells[at][column]]))
            for column in range(len(self._columns))
        )
        right = max(map(right_of, self._rows))
        y = self._rows[of[0]].y
        return Row(cells, tuple(self._columns), y, right, bool(self._header))

    def _goes_on(self, at: int) -> bool:
        """Whether a line goes on with the row above: it has no label, or only the rest of one."""
        words, above = self._words[at], self._words[at - 1]
        if self._parted:
            counted = any(map(bool, self._counted(at))) and bool(words[0])
            return at not in self._parted and (not counted or self._parted is self._ruled_off)
        if not words[0]:
            return True
        alone = not any(words[1:])
        return alone and words[0][0].islower() and bool(above[0])

    def _counted(self, at: int) -> list[str]:
        """A row's figures, in the columns of figures."""
        return [w for w, of in zip(self._words[at][1:], self._values, strict=True) if of]

    def _in_columns(self, row: Baseline) -> Cells:
        cells: Cells = [[] for _ in self._columns]
        for run in row.runs:
            at = sum(edge <= run.x0 + 0.5 for edge in self._columns) - 1
            cells[max(at, 0)].append(run)
        return cells

    def _header_rows(self) -> int:
        """How many rows, of those at the top, name the columns."""
        if has_labels(self._cells):
            return 0
        first = self._words[0]
        if all(words[0].endswith(":") for words in self._words if words[0]):
            return 0
        if self._is_named_by_print():
            alike = (not below for below in self._outranked()[: _MOST_HEADER_ROWS - 1])
            return 1 if self._ruled_off == [1] else 1 + sum(takewhile(bool, alike))
        if not first[0] and all(first[1:]) and self._words[1][0]:
            return 1
        years = [is_year(word) for word in first[1:] if word]
        below = [words for words in self._words[1:] if words[0]]
        if years and all(years):
            return int(not all(is_year(w) for words in below for w in words[1:] if w))
        plain = all(word and not is_value(word) for word in first)
        figures = [
            [words[at] for words in below if words[at]] for at in range(1, len(self._columns))
        ]
        return int(plain and any(of and all(map(is_figure, of)) for of in figures))

    def _is_named_by_print(self) -> bool:
        """Whether the first row is printed otherwise than the rest, or ruled off from it."""
        if len(self._rows) < FEWEST_ROWS or sum(map(bool, self._words[0])) < 2:
            return False
        if self._ruled_off == [1]:
            return True
        below = self._outranked()[:-1]
        first = below.index(True) if True in below else len(below)
        return first < _MOST_HEADER_ROWS and all(below[first:]) and any(below)

    def _outranked(self) -> list[bool]:
        """For each row below the first, whether its figures are in plainer print than the names."""
        right = [[run for cell in cells[1:] for run in cell] for cells in self._cells]
        names = print_in(right[0])
        return [not runs or names.outranks(print_in(runs)) for runs in right[1:]]

    def _spaced(self) -> list[int]:
        """The rows, but for the first, that white parts from the row above; none where all are.

        Each begins in the first column and in another.
        """
        near = _SPACED * pitch_of(self._rows)
        pairs = enumerate(pairwise(self._rows), 1)
        parted = [at for at, (a, b) in pairs if a.y - b.y > near]
        filled = all(self._words[at][0] and any(self._words[at][1:]) for at in [0, *parted])
        wrapped = len(self._rows) - len(parted) - 1
        return parted if filled and wrapped > 1 and len(parted) >= FEWEST_ROWS - 1 else []

    def _ruled(self) -> list[int]:
        """The rows, but for the first, that a level rule parts from the row above."""
        right = max(map(right_of, self._rows))
        level = levels_across(self._rules, self._columns[0], right)
        pairs = enumerate(pairwise(self._rows), 1)
        return [at for at, (a, b) in pairs if any(b.y < y < a.y for y in level)]

    def _has_values(self, column: int) -> bool:
        body = self._words[self._header :]
        words = [words[column] for words in body if words[0] and any(words[1:])]
        filled = [word for word in words if word]
        return len(filled) > 1 and sum(map(is_value, filled)) >= _FEWEST_VALUES * len(words)

    def _is_contents(self, body: Sequence[Sequence[str]]) -> bool:
        """Whether the only figures are those of pages: whole ones that never fall."""
        if self._header or sum(self._values) != 1 or not self._values[-1]:
            return False
        pages = [words[-1] for words in body]
        if not all(page.isdecimal() for page in pages):
            return False
        return all(int(a) <= int(b) for a, b in pairwise(pages))


def _alike(places: Iterable[float]) -> float:
    """The share of places that are the commonest one, to the point."""
    counts = Counter(round(place) for place in places)
    return max(counts[at] + counts[at + 1] for at in counts) / counts.total() if counts else 1.0


def _words(runs: Sequence[Run]) -> str:
    row = row_of(runs)
    return text_of(row) if row is not None else ""
