"""The cells of a ruled table: those that go over several columns or rows, and names over names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.reading.pdf.rows import print_in
from ingest.reading.pdf.runs import Rule, Run

_NEAR = 3.0
_LINE = 2.0
_RULED = 0.5
"""Of a cell's side: a rule along as much of it parts it from the next."""
_NO_SPACE = 0.6
"""Of the letters' size: words nearer to each other are of one cell."""
_MOST_HEADER_ROWS = 4
_YEARS = ("19", "20")

TextOf = Callable[[Sequence[Run]], Iterable[str]]
Lines = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """A cell from the column ``first`` to before ``end``, with its runs."""

    first: int
    end: int
    runs: tuple[Run, ...]

    @property
    def is_filled(self) -> bool:
        return any(run.text.strip() for run in self.runs)


class Spans:
    """The rows between level rules, top first; ``edges`` are the columns' and the right one.

    ``heights`` are those of the rules, one more than there are rows of ``runs``; ``column`` tells
    in which column a run begins.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Run]],
        heights: Sequence[float],
        edges: Sequence[float],
        rules: Sequence[Rule],
        column: Callable[[Run], int],
    ) -> None:
        self._heights, self._edges = heights, edges
        self._level = [r for r in rules if r.y1 - r.y0 <= _LINE < r.x1 - r.x0]
        self._upright = [r for r in rules if r.x1 - r.x0 <= _LINE < r.y1 - r.y0]
        self._cells = [
            [[run for run in runs if column(run) == at] for at in range(len(edges) - 1)]
            for runs in rows
        ]

    @cached_property
    def rows(self) -> list[list[Span]]:
        """The cells of each row."""
        return [self._spans(at) for at in range(len(self._cells))]

    @cached_property
    def reached(self) -> int:
        """How many rows the first cells reach, or what stands below a name over several."""
        count = 1
        while count < min(len(self.rows), _MOST_HEADER_ROWS) and self._is_named(count):
            count += 1
        return count if count < len(self.rows) else 1

    def has_over(self, header: int) -> bool:
        """Whether a name over several columns stands above others in the first rows."""
        whole = len(self._edges) - 1
        wide = (s for row in self.rows[: header - 1] for s in row if 1 < s.end - s.first < whole)
        return any(span.is_filled for span in wide)

    def names(self, text_of: TextOf, header: int) -> list[Lines]:
        """The name of each column, with those above it: "Share – 2024"."""
        found: list[Lines] = []
        for at in range(len(self._edges) - 1):
            parts: list[Lines] = []
            for row in self.rows[:header]:
                lines = tuple(text_of(_at(row, at).runs))
                if lines and lines not in parts:
                    parts.append(lines)
            found.append(tuple(line for part in parts for line in ("–", *part))[1:])
        return found

    def labels(self, at: int, header: int) -> list[Run]:
        """The runs of a row's first cell, wherever in the rows that it goes over they stand."""
        first = at
        while first > header and not self._is_ruled_below(first - 1, 0):
            first -= 1
        end = at + 1
        while end < len(self.rows) and not self._is_ruled_below(end - 1, 0):
            end += 1
        return [run for row in self.rows[first:end] for run in row[0].runs]

    def _spans(self, row: int) -> list[Span]:
        spans: list[Span] = []
        for at, runs in enumerate(self._cells[row]):
            cell = Span(at, at + 1, tuple(runs))
            last = spans[-1] if spans else None
            if last and not self._is_ruled_left(row, at) and self._are_one(last, cell):
                spans[-1] = Span(last.first, at + 1, (*last.runs, *runs))
            else:
                spans.append(cell)
        return spans

    def _are_one(self, left: Span, right: Span) -> bool:
        """Whether words go over the edge of two cells, or only one of them has any."""
        if not (left.is_filled and right.is_filled):
            return True
        edge = self._edges[right.first]
        return any(
            abs(a.y - b.y) < 1 and b.x0 - a.x1 < _NO_SPACE * a.size
            for a in left.runs
            for b in right.runs
            if a.text.strip() and b.text.strip() and a.x0 < b.x0
        ) or any(run.x1 > edge + 1 for run in left.runs if run.text.strip())

    def _is_ruled_left(self, row: int, column: int) -> bool:
        top, bottom = self._heights[row], self._heights[row + 1]
        edge = self._edges[column]
        sides = [(r.y0, r.y1) for r in self._upright if abs(r.x0 - edge) <= _NEAR]
        return _covered(sides, bottom, top) >= _RULED * (top - bottom)

    def _is_ruled_below(self, row: int, column: int) -> bool:
        left, right = self._edges[column], self._edges[column + 1]
        height = self._heights[row + 1]
        sides = [(r.x0, r.x1) for r in self._level if abs(r.y0 - height) <= _NEAR]
        return _covered(sides, left, right) >= _RULED * (right - left)

    def _is_named(self, at: int) -> bool:
        """Whether a row goes on with the names: a cell or a name above reaches it."""
        if not all(self._is_ruled_below(at - 1, column) for column in range(len(self._edges) - 1)):
            return True
        whole = len(self._edges) - 1
        for above in self.rows[at - 1]:
            under = [span for span in self.rows[at] if above.first <= span.first < above.end]
            filled = [span for span in under if span.is_filled]
            wide = 1 < above.end - above.first < whole and above.is_filled
            if wide and len(filled) > 1 and not any(_is_value(span) for span in filled):
                bold = print_in(above.runs).bold
                return not bold or all(print_in(span.runs).bold for span in filled)
        return False


def _at(row: Sequence[Span], column: int) -> Span:
    return next(span for span in row if span.first <= column < span.end)


def _is_value(span: Span) -> bool:
    """Whether a cell begins with a figure that is no year."""
    words = "".join(run.text for run in span.runs).strip()
    return any(map(str.isdecimal, words[:2])) and not words.startswith(_YEARS)


def _covered(sides: Iterable[tuple[float, float]], low: float, high: float) -> float:
    """How much of a stretch the sides cover, each part counted once."""
    covered, reached = 0.0, low
    for start, end in sorted(sides):
        covered += max(min(end, high) - max(start, reached), 0.0)
        reached = max(reached, end)
    return covered
