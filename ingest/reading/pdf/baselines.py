"""What stands on one baseline of a page, with the raised and lowered marks of its words.

Raised digits become superscripts, as plain text has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import RAISED
from ingest.reading.pdf.runs import Run

RAISED_SIZE = 0.82
"""Of the letters' size: what is as small may be a raised or lowered mark of them."""
_SAME_BASELINE = 0.25
_RAISED_BY = (-0.35, 0.75)
_REACH = 0.7
"""Of the letters' size: as near to a word, or to another mark of it, a mark stands."""
_NUMBERS = re.compile(r"[\s\[(]*\d+(?:[\s,]+\d+)*[\s,\])]*|[\s,\])]+|\[")
_BRACKET, _BETWEEN = re.compile(r"[\[\]()]"), re.compile(r"[\s,]+")
MARKS = frozenset(RAISED.values())
"""The raised digits that mark a footnote."""


@dataclass(frozen=True)
class Baseline:
    """All runs on one baseline, from left to right."""

    runs: tuple[Run, ...]
    y: float
    size: float

    def gaps(self) -> Iterator[tuple[float, float, int]]:
        """Each gap, as (from, to, runs before it)."""
        right = self.runs[0].x1
        for at, run in enumerate(self.runs[1:], 1):
            if not run.text.strip():
                continue
            if run.x0 > right:
                yield right, run.x0, at
            right = max(right, run.x1)


def baselines(runs: Sequence[Run]) -> list[Baseline]:
    """The runs gathered by baseline, top first; raised and lowered marks in their word's row."""
    gathered: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if gathered and abs(gathered[-1][0].y - run.y) <= _SAME_BASELINE * min(
            gathered[-1][0].size, run.size
        ):
            gathered[-1].append(run)
        else:
            gathered.append([run])
    rows = [baseline(of) for of in gathered if any(run.text.strip() for run in of)]
    return [baseline(row.runs) for row in _with_marks(rows)]


def baseline(runs: Iterable[Run]) -> Baseline:
    """A row of runs, of which at least one holds letters; without white space at its ends."""
    ordered = sorted(runs, key=lambda run: run.x0)
    while not ordered[0].text.strip():
        ordered.pop(0)
    while not ordered[-1].text.strip():
        ordered.pop()
    letters = Counter[tuple[float, float]]()
    for run in ordered:
        letters[round(run.size, 1), run.y] += len(run.text.strip())
    size, y = max(letters, key=lambda key: (letters[key], key))
    return Baseline(tuple(ordered), y, size)


def _with_marks(rows: Sequence[Baseline]) -> list[Baseline]:
    """The rows, with those that hold only marks of a larger row beside them put into it."""
    kept = [list(row.runs) for row in rows]
    for at, row in enumerate(rows):
        near = [
            other
            for other in range(max(at - 3, 0), min(at + 4, len(rows)))
            if other != at and rows[other].size * RAISED_SIZE >= row.size
        ]
        hosts = [next((of for of in near if _marks(run, rows[of])), None) for run in row.runs]
        _reach_marks(row, hosts)
        for run, host in zip(row.runs, hosts, strict=True):
            if host is not None:
                kept[at].remove(run)
                kept[host].append(replace(run, text=_raised(run, rows[host])))
    return [
        Baseline(tuple(runs), row.y, row.size)
        for runs, row in zip(kept, rows, strict=True)
        if any(run.text.strip() for run in runs)
    ]


def _reach_marks(row: Baseline, hosts: list[int | None]) -> None:
    """Let numbers beside a mark in its row belong where it does: "29 30" are two marks."""
    pairs = list(pairwise(range(len(hosts))))
    for one, other in [*pairs, *((after, before) for before, after in reversed(pairs))]:
        gap = row.runs[max(one, other)].x0 - row.runs[min(one, other)].x1
        text = row.runs[other].text
        if gap <= _REACH * row.size and (_NUMBERS.fullmatch(text) or text.isspace()):
            hosts[other] = hosts[one] if hosts[other] is None else hosts[other]


def _marks(run: Run, row: Baseline) -> bool:
    """Whether a small run stands beside a word of this row, above or below its baseline."""
    by = (run.y - row.y) / row.size
    if not _RAISED_BY[0] <= by <= _RAISED_BY[1]:
        return False
    reach = _REACH * row.size
    return any(
        other.x0 - reach <= run.x1 and run.x0 <= other.x1 + reach
        for other in row.runs
        if other.size * RAISED_SIZE >= run.size and other.text.strip()
    )


def _raised(run: Run, row: Baseline) -> str:
    """The run's text, its digits raised, without brackets, if it stands above the baseline."""
    if run.y - row.y <= 0.1 * row.size or not _NUMBERS.fullmatch(run.text):
        return run.text
    return _BETWEEN.sub(" ", _BRACKET.sub("", run.text)).translate(RAISED)


def is_mark(run: Run) -> bool:
    """Whether a run is a raised mark, which belongs to the word before it."""
    return all(letter in MARKS for letter in run.text.strip())
