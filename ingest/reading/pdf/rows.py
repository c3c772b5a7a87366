"""What a page's layout is judged by: the extent, the print and the words of rows of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.reading.pdf.baselines import Baseline, baseline
from ingest.reading.pdf.runs import Rule, Run

GAP = 0.55
"""Of the letters' size: white as broad may part two columns."""
_SAME_SIZE = 0.6
_FILLED = 0.6
"""Of the longest row's length: so long is the middle one of running text."""
_GOES_ON = 0.25
"""Of the rows of running text, at least: those that begin within a sentence."""
_WORDED = 0.75
_PROSE_ROWS, _PROSE_LETTERS, _PROSE_WORDS = 3, 15, 3
_LEADING = 1.2
_ACROSS = 0.8


@dataclass(frozen=True)
class Segment:
    """Words of a row without a gap as broad as a gutter among them; places in points."""

    x0: float
    x1: float


@dataclass(frozen=True)
class Print:
    """The size, in points, and the cut in which most letters of some rows are printed."""

    size: float
    bold: bool
    italic: bool

    def differs(self, other: Print) -> bool:
        cut = (self.bold, self.italic) != (other.bold, other.italic)
        return cut or abs(self.size - other.size) >= _SAME_SIZE


def segments(row: Baseline, gap: float = GAP) -> list[Segment]:
    """A row cut at each gap as broad as ``gap``, in shares of the letters' size."""
    starts = [at for left, right, at in row.gaps() if right - left >= gap * row.size]
    edges = [0, *starts, len(row.runs)]
    parts = [row.runs[a:b] for a, b in pairwise(edges)]
    worded = [[run for run in part if run.text.strip()] for part in parts]
    return [Segment(part[0].x0, max(run.x1 for run in part)) for part in worded if part]


def text_of(row: Baseline) -> str:
    """The letters of a row as they are drawn, with no spaces but its own."""
    return "".join(run.text for run in row.runs).strip()


def right_of(row: Baseline) -> float:
    """Where a row ends, in points."""
    return max(run.x1 for run in row.runs)


def edges_of(rows: Sequence[Baseline]) -> tuple[float, float]:
    """The left and right edges in which nearly all rows stand, in points."""
    if not rows:
        return 0.0, 0.0
    lefts = sorted(row.runs[0].x0 for row in rows)
    rights = sorted(right_of(row) for row in rows)
    return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]


def row_of(runs: Iterable[Run]) -> Baseline | None:
    """The row that these runs make; None where they have no words."""
    kept = list(runs)
    return baseline(kept) if any(run.text.strip() for run in kept) else None


def print_of(rows: Sequence[Baseline]) -> Print:
    """The print of most letters of the rows, of which there is at least one."""
    letters = Counter[Print]()
    for row in rows:
        for run in row.runs:
            own = Print(round(run.size * 2) / 2, run.bold, run.italic)
            letters[own] += len(run.text.strip())
    return letters.most_common(1)[0][0]


def pitch_of(rows: Sequence[Baseline]) -> float:
    """The usual distance from one row to the next, in points."""
    near = [a.y - b.y for a, b in pairwise(rows) if a.y - b.y < 2.2 * a.size]
    return min(near) if near else _LEADING * rows[0].size if rows else 0.0


def is_prose(rows: Sequence[Baseline]) -> bool:
    """Whether rows are running text: long, of words, and often begun within a sentence."""
    if len(rows) < _PROSE_ROWS or fill_of(rows) < _FILLED or letters_in(rows) < _PROSE_LETTERS:
        return False
    texts = [text_of(row) for row in rows]
    words = [len(text.split()) for text in texts]
    if max(words) > 1 and median(words) < _PROSE_WORDS:
        return False
    alphabetic = sum(letter.isalpha() for text in texts for letter in text)
    printed = sum(not letter.isspace() for text in texts for letter in text)
    return alphabetic >= _WORDED * printed and going_on(rows) >= _GOES_ON


def fill_of(rows: Sequence[Baseline]) -> float:
    """The length of the middle row as a share of the longest one's."""
    lengths = [right_of(row) - row.runs[0].x0 for row in rows]
    return median(lengths) / max(lengths) if max(lengths) > 0 else 0.0


def letters_in(rows: Sequence[Baseline]) -> float:
    """How many letters the middle row has."""
    return median(len(text_of(row)) for row in rows)


def going_on(rows: Sequence[Baseline]) -> float:
    """The share of the rows that begin with a small letter."""
    return sum(text_of(row)[0].islower() for row in rows) / len(rows)


def levels_across(rules: Sequence[Rule], left: float, right: float) -> list[float]:
    """The heights at which level rules, whole or in pieces, go across nearly all of a width."""
    drawn = Counter[float]()
    for rule in dict.fromkeys(rules):
        within = min(rule.x1, right) - max(rule.x0, left)
        if rule.y1 - rule.y0 < 1 and within > 0:
            drawn[float(round(rule.y0))] += within
    return [y for y, length in drawn.items() if length >= _ACROSS * (right - left)]
