"""Whether the first row of a ruled table names its columns, by its print or by what is below it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.reading.pdf.colours import WHITE, Colour, are_alike
from ingest.reading.pdf.level_rules import column
from ingest.reading.pdf.matrices import holds
from ingest.reading.pdf.painting import Area
from ingest.reading.pdf.rows import print_in
from ingest.reading.pdf.runs import Run

Cells = Sequence[tuple[str, ...]]
"""A row's cells, each as its lines."""


def is_named(cells: Sequence[Cells], runs: Sequence[Sequence[Run]], areas: Sequence[Area]) -> bool:
    """Whether the first of some rows, each as its cells and as its runs, names the columns.

    It does in heavier print or on another ground than all rows below it, if it leaves its first
    cell empty, or stands in words above figures. ``areas`` are what the page paints.
    """
    first, *below = ([run for run in of if run.text.strip()] for of in runs)
    body = [run for of in below for run in of]
    if not first or not body:
        return False
    if print_in(first).outranks(print_in(body)) or _is_ground_own(first, below, areas):
        return True
    names, rest = cells[0], cells[1:]
    if not names[0] and all(names[1:]):
        return True
    return any(_is_above_figures(name, [row[at] for row in rest]) for at, name in enumerate(names))


def has_labels(rows: Sequence[Sequence[Sequence[Run]]]) -> bool:
    """Whether the first cell of each row is a label, by its print, and the first row names nothing.

    The labels are in one print, heavier than what stands beside the first of them; rows are given
    as the runs of their cells.
    """
    said = [[[run for run in cell if run.text.strip()] for cell in row] for row in rows]
    labels = [print_in(row[0]) for row in said if row[0]]
    beside = [print_in(cell) for cell in said[0][1:] if cell]
    if not said[0][0] or not beside or len(labels) < len(rows):
        return False
    alike = not any(of.differs(labels[0]) for of in labels)
    return alike and all(labels[0].outranks(of) for of in beside)


def in_columns(runs: Sequence[Run], columns: Sequence[float]) -> list[list[Run]]:
    """The runs of each cell of a row."""
    cells: list[list[Run]] = [[] for _ in columns]
    for run in runs:
        cells[column(run, columns)].append(run)
    return cells


def _is_above_figures(name: Sequence[str], values: Sequence[Sequence[str]]) -> bool:
    filled = ["".join(value) for value in values if value]
    figures = bool(filled) and all(any(map(str.isdecimal, value[:2])) for value in filled)
    return figures and bool(name) and not any(map(str.isdecimal, "".join(name)))


def _is_ground_own(
    first: Sequence[Run], below: Sequence[Sequence[Run]], areas: Sequence[Area]
) -> bool:
    """Whether a row stands on one colour, on which no other row stands."""
    grounds = {ground_of(run, areas) for run in first}
    if len(grounds) != 1:
        return False
    own = next(iter(grounds))
    others = [ground for row in below for run in row[:1] if (ground := ground_of(run, areas))]
    return own is not None and not any(are_alike(own, other) for other in others)


def ground_of(run: Run, areas: Sequence[Area]) -> Colour | None:
    """The colour that a run stands on; None for that of paper, or one that is not known."""
    point = (min(run.x0 + run.size / 4, run.x1), run.y + run.size / 4)
    under = [area for area in areas if area.solid and holds(area.box, point)]
    colour = max(under, key=lambda area: area.order).colour if under else None
    return None if colour is None or are_alike(colour, WHITE) else colour
