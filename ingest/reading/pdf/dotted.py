"""Level rules that are drawn as dots or dashes, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.reading.pdf.runs import Rule

_LONGEST, _WIDEST = 8.0, 6.0
"""Points: the longest dash, and the widest gap between two."""
_FEWEST = 8


def with_dotted_lines(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, each row of many short ones at one height as one."""
    short: dict[float, list[Rule]] = {}
    whole: list[Rule] = []
    for rule in rules:
        if rule.y0 == rule.y1 and 0 < rule.x1 - rule.x0 <= _LONGEST:
            short.setdefault(round(rule.y0, 1), []).append(rule)
        else:
            whole.append(rule)
    for level in short.values():
        for row in _rows(sorted(set(level), key=lambda rule: rule.x0)):
            joined = Rule(row[0].x0, row[0].y0, row[-1].x1, row[-1].y1)
            whole += [joined] if len(row) >= _FEWEST else row
    return tuple(whole)


def _rows(level: Sequence[Rule]) -> Iterator[list[Rule]]:
    row = [level[0]]
    for rule in level[1:]:
        if rule.x0 - row[-1].x1 > _WIDEST:
            yield row
            row = []
        row.append(rule)
    yield row
