"""Tables whose columns upright rules part: their rows, the cells of each, and what parts two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.reading.pdf.baselines import baselines
from ingest.reading.pdf.drawings import NEAR, Box
from ingest.reading.pdf.level_rules import begun_at, between, column, has_words, passes
from ingest.reading.pdf.rows import print_in, text_of
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.spans import Spans

LINE = 2.0
"""Points: no rule is broader."""
_MOST_GROUP_WORDS = 10
"""Words of the name of a group of rows."""


@dataclass(frozen=True)
class Table:
    """The runs of each row of a drawing, top first, and the columns' left edges.

    ``spans`` are the cells of its rows, where upright rules part the columns; ``rest`` says
    that it is that of a table which a line over all its columns parts.
    """

    columns: list[float]
    rows: list[list[Run]]
    spans: Spans | None = None
    rest: bool = False


def is_inside(rule: Rule, box: Box) -> bool:
    """Whether a rule begins between the sides of a box."""
    return box.x0 + NEAR < rule.x0 < box.x1 - NEAR


def reached_by(
    heights: Sequence[float], inner: Sequence[Rule], upright: Sequence[Rule]
) -> list[float]:
    """The heights that rules between the columns reach, and one below that the sides alone do.

    The last row of a page may be the name of rows on the next.
    """

    def reached(y: float, rules: Sequence[Rule]) -> bool:
        return any(r.y0 - NEAR <= y <= r.y1 + NEAR for r in rules)

    own = [y for y in heights if reached(y, inner)]
    below = [y for y in heights if own and y < own[-1] and reached(y, upright)][:1]
    return [*own, *below]


def is_pieced(y: float, level: Sequence[Rule], columns: Sequence[float]) -> bool:
    """Whether the rule at a height is drawn in pieces, one of which begins at each column."""
    starts = begun_at(level, y)
    return all(any(abs(x - edge) <= NEAR for x in starts) for edge in columns)


def with_partial(
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


def ruled(
    columns: list[float], heights: list[float], box: Box, rules: Sequence[Rule], runs: Sequence[Run]
) -> list[Table]:
    """The tables with these columns, their rows those that one of the upright rules passes.

    What stands between two of them is a line of one table if upright rules pass it at its sides.
    """
    inner = [r for r in rules if is_inside(r, replace(box, x0=columns[0])) and r.x0 == r.x1]
    sides = [r for r in rules if r not in inner and r.y1 - r.y0 > LINE]
    groups: list[list[tuple[float, float, list[Run]]]] = [[]]
    apart = {0}
    for (high, low), band in zip(pairwise(heights), between(heights, runs), strict=True):
        if not has_words(band):
            continue
        middle = (high + low) / 2
        closed = any(r.y0 <= middle <= r.y1 for r in sides)
        parted = any(r.y0 <= middle <= r.y1 for r in inner) or _is_row(band, columns)
        if parted or (closed and groups[-1] and _names_group(band)):
            groups[-1].append((high, low, band))
            continue
        if groups[-1]:
            groups.append([])
        if not closed:
            apart.add(len(groups) - 1)
    found: list[Table] = []
    for at, group in enumerate(groups):
        if not group:
            continue
        rows = [band for _, _, band in group]
        own = [group[0][0], *(low for _, low, _ in group)]
        spans = Spans(rows, own, [*columns, box.x1], rules, lambda run: column(run, columns))
        closed = all(_is_closed(y, columns[0], box.x1, rules) for y in (own[0], own[-1]))
        closed = closed and all(low == high for (_, low, _), (high, _, _) in pairwise(group))
        found.append(Table(columns, rows, spans if closed else None, at not in apart))
    return found


def _names_group(band: Sequence[Run]) -> bool:
    """Whether runs are the name of the rows below: a line of a few words, in bold."""
    rows = baselines([run for run in band if run.text.strip()])
    words = len(text_of(rows[0]).split()) if len(rows) == 1 else 0
    return 0 < words <= _MOST_GROUP_WORDS and print_in(rows[0].runs).bold


def _is_row(band: Sequence[Run], columns: Sequence[float]) -> bool:
    """Whether runs fill most columns and none goes over an edge, as in a row without a ground."""
    filled = len({column(run, columns) for run in band if run.text.strip()})
    return 2 * filled > max(len(columns), 2) and not any(passes(band, x) for x in columns[1:])


def _is_closed(y: float, left: float, right: float, rules: Sequence[Rule]) -> bool:
    """Whether the level rules at a height reach both sides: those of a chart's bars do not."""
    level = [r for r in rules if r.y1 - r.y0 <= LINE < r.x1 - r.x0 and abs(r.y0 - y) <= NEAR]
    return any(r.x0 <= left + NEAR for r in level) and any(r.x1 >= right - NEAR for r in level)
