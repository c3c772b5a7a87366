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
_SPACE = 0.15
"""Of the letters' size: white as broad parts two words."""
_SAME_SIZE = 0.6
_FILLED = 0.6
"""Of the longest row's length: so long is the middle one of running text."""
_GOES_ON = 0.25
"""Of the rows of running text, at least: those that begin within a sentence."""
_WORDED = 0.75
_PROSE_ROWS = 3
_ROWS_HAVE, _FEW_ROWS_HAVE = (15, 3), (22, 4)
"""Letters and words of the middle row of running text, and of no more than two rows of it."""
_LEADING = 1.2
_FEWEST_ALIKE = 2
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

    def outranks(self, other: Print) -> bool:
        """Whether this is the print of a heading where the other is that of text."""
        bolder, slanted = self.bold > other.bold, self.italic > other.italic
        return bolder or self.size - other.size >= _SAME_SIZE or (slanted and not other.bold)

    def differs(self, other: Print) -> bool:
        """Whether the sizes or the cuts are not the same."""
        cut = (self.bold, self.italic) != (other.bold, other.italic)
        return cut or abs(self.size - other.size) >= _SAME_SIZE


def segments(row: Baseline, gap: float = GAP) -> list[Segment]:
    """A row cut at each gap as broad as ``gap``, in shares of the letters' size."""
    return [Segment(part[0].x0, max(run.x1 for run in part)) for part in parts_of(row, gap)]


def parts_of(row: Baseline, gap: float = GAP) -> list[list[Run]]:
    """A row's runs with words, cut at each gap as broad as ``gap`` of the letters' size."""
    starts = [at for left, right, at in row.gaps() if right - left >= gap * row.size]
    edges = [0, *starts, len(row.runs)]
    parts = [row.runs[a:b] for a, b in pairwise(edges)]
    worded = [[run for run in part if run.text.strip()] for part in parts]
    return [part for part in worded if part]


def text_of(row: Baseline) -> str:
    """The words of a row, parted by one space each."""
    parted = {at for left, right, at in row.gaps() if right - left > _SPACE * row.size}
    parts = (f" {run.text}" if at in parted else run.text for at, run in enumerate(row.runs))
    return " ".join("".join(parts).split())


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
    return print_in(run for row in rows for run in row.runs)


def is_printed_otherwise(rows: Sequence[Baseline], text: Sequence[Baseline]) -> bool:
    """Whether rows have another print than the text, and hardly any of them the same.

    Small print at the foot of a column, of which there may be more than of the text, is not
    its print.
    """
    own, body = print_of(_without_foot(text)), _without_foot(rows)
    alike = sum(not print_of([row]).differs(own) for row in body)
    return print_of(body).differs(own) and alike < _FEWEST_ALIKE


def _without_foot(rows: Sequence[Baseline]) -> Sequence[Baseline]:
    """The rows above those at the foot that are all in smaller print, of which there are several.

    A quotation in large print among them makes no foot of what follows it.
    """
    for end in range(_PROSE_ROWS, len(rows)):
        size = median(row.size for row in rows[:end])
        if all(size - row.size >= _SAME_SIZE for row in rows[end:]):
            return rows[:end]
    return rows


def print_in(runs: Iterable[Run]) -> Print:
    """The print of most letters of the runs, of which there is at least one."""
    letters = Counter[Print]()
    for run in runs:
        own = Print(round(run.size * 2) / 2, run.bold, run.italic)
        letters[own] += len(run.text.strip())
    return letters.most_common(1)[0][0]


def pitch_of(rows: Sequence[Baseline]) -> float:
    """The usual distance from one row to the next, in points."""
    near = [a.y - b.y for a, b in pairwise(rows) if a.y - b.y < 2.2 * a.size]
    return min(near) if near else _LEADING * rows[0].size if rows else 0.0


def is_prose(rows: Sequence[Baseline]) -> bool:
    """Whether rows are running text: long, of words, and often begun within a sentence.

    Two rows are only if they are longer, and the second goes on with the first. Leaders of dots
    count for nothing.
    """
    few = len(rows) < _PROSE_ROWS
    least_letters, least_words = _FEW_ROWS_HAVE if few else _ROWS_HAVE
    if len(rows) < 2 or letters_in(rows) < least_letters or fill_of(rows) < _FILLED * (not few):
        return False
    texts = [text_of(row) for row in rows]
    words = [len(text.split()) for text in texts]
    if max(words) > 1 and median(words) < least_words:
        return False
    alphabetic = sum(letter.isalpha() for text in texts for letter in text)
    printed = sum(not letter.isspace() and letter != "." for text in texts for letter in text)
    goes_on = texts[1][0].islower() if few else going_on(rows) >= _GOES_ON
    return goes_on and alphabetic >= _WORDED * printed


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
    drawn: dict[int, float] = {}
    for rule in dict.fromkeys(rules):
        within = min(rule.x1, right) - max(rule.x0, left)
        if rule.y1 - rule.y0 < 1 and within > 0:
            drawn[round(rule.y0)] = drawn.get(round(rule.y0), 0.0) + within
    return [y for y, length in drawn.items() if length >= _ACROSS * (right - left)]
