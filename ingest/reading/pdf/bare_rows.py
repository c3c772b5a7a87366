"""The last row of a table whose every second row has a ground, where that is one without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.reading.pdf.baselines import baselines
from ingest.reading.pdf.drawings import NEAR, Box
from ingest.reading.pdf.level_rules import column, passes
from ingest.reading.pdf.names import ground_of
from ingest.reading.pdf.painting import Area
from ingest.reading.pdf.runs import Run

_FURTHER = 1.4
"""Of the usual distance of two rows: the next one stands no further below."""
_FEWEST_COLUMNS = 3


def row_below(
    rows: Sequence[Sequence[Run]],
    columns: Sequence[float],
    box: Box,
    left: Sequence[Run],
    areas: Sequence[Area],
) -> list[Run]:
    """The runs of one more row, in all ``columns``, right below a table's ``box``; none if none is.

    The last of its ``rows`` stands on a ground, another on none; ``areas`` are what is painted, and
    ``left`` the runs that stand in no table.
    """
    worded = [[run for run in row if run.text.strip()] for row in rows]
    worded = [row for row in worded if row]
    if len(columns) < _FEWEST_COLUMNS or len(worded) < _FEWEST_COLUMNS:
        return []
    grounds = [ground_of(row[0], areas) for row in worded]
    if grounds[-1] is None or None not in grounds:
        return []
    tops = [max(run.y for run in row) for row in worded]
    reach = _FURTHER * median(a - b for a, b in pairwise(tops))
    near = [
        run
        for run in left
        if box.x0 - NEAR <= run.x0
        and run.x1 <= box.x1 + NEAR
        and tops[-1] - reach <= run.y < box.y0
    ]
    lines = baselines([run for run in near if run.text.strip()])
    if not lines:
        return []
    own = list(lines[0].runs)
    filled = {column(run, columns) for run in own}
    parted = not any(passes(own, x) for x in columns[1:])
    return own if len(filled) == len(columns) and parted else []
