"""Level rules of several tables of one width, one below another with text between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.reading.pdf.baselines import baselines
from ingest.reading.pdf.drawings import TEXT_BETWEEN
from ingest.reading.pdf.level_rules import begun_at, between, passes
from ingest.reading.pdf.runs import Rule, Run


def groups_of(
    heights: Sequence[float], level: Sequence[Rule], runs: Sequence[Run]
) -> list[list[float]]:
    """The heights of the rules, highest first, parted where lines go on over all columns.

    The columns begin where the pieces of the rules above and below such text do.
    """
    groups = [list(heights[:1])]
    bands = between(heights, runs)
    for (high, low), band in zip(pairwise(heights), bands, strict=True):
        if high - low > TEXT_BETWEEN and _is_text(
            band, begun_at(level, high) & begun_at(level, low)
        ):
            groups.append([])
        groups[-1].append(low)
    return groups


def _is_text(band: Sequence[Run], begun: set[int]) -> bool:
    """Whether a line among the runs goes on over all places where columns begin."""
    inner = sorted(begun)[1:]
    rows = baselines([run for run in band if run.text.strip()]) if inner else []
    return any(all(passes(row.runs, x) for x in inner) for row in rows)
