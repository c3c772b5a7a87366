"""What stands on one baseline of a page, with the raised and lowered marks of its words.

Raised digits become superscripts, as plain text has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.blocks import RAISED
from ingest.reading.pdf.runs import Run

RAISED_SIZE = 0.85
"""Of the letters' size: what is as small may be a raised or lowered mark of them."""
_SMALL_CAPITAL, _LEVEL = 0.6, 0.1
"""Of the capitals that begin words: small capitals are no smaller; points, on one baseline."""
_SAME_BASELINE = 0.25
_RAISED_BY = (-0.35, 0.75)
_REACH = 0.7
"""Of the letters' size: as near to a word, or to another mark of it, a mark stands."""
_HANGS = 2.5
"""Of the letters' size: so far before a note stands the mark from which it hangs."""
_SMALLER = 0.95
_ADDRESS = 8
"""Letters of a part of a web address."""
_CLOSE = 0.35
_NOTE, _NEXT_LINE = "note", 2.0
"""What names a mark in words; and how far below a line, of its letters' size, the next stands."""
_ABOVE = 0.1
"""Of the letters' size: a mark as far above the baseline is raised."""
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
    apart = [(at, part) for at, row in enumerate(rows) for part in _without_loose(row)]
    whole: list[list[Run]] = [[] for _ in rows]
    for (at, _), words in zip(apart, _with_marks([part for _, part in apart]), strict=True):
        whole[at] += words
    return [baseline(words) for words in whole if any(run.text.strip() for run in words)]


def _without_loose(row: Baseline) -> Iterator[Baseline]:
    """A row, and the small runs level with it that stand beside none of its words.

    They may be marks of a row in another column, which is a little lower.
    """
    words = [run for run in row.runs if run.size > RAISED_SIZE * row.size and run.text.strip()]
    loose = {
        run
        for run in row.runs
        if run.size <= RAISED_SIZE * row.size and not any(_is_near(run, word) for word in words)
    }
    if any(run.text.strip() for run in loose):
        yield baseline(run for run in row.runs if run in loose)
    yield baseline(run for run in row.runs if run not in loose)


def baseline(runs: Iterable[Run]) -> Baseline:
    """A row of runs, of which at least one holds letters; without white space at its ends."""
    ordered = sorted(runs, key=lambda run: run.x0)
    while not ordered[0].text.strip():
        ordered.pop(0)
    while not ordered[-1].text.strip():
        ordered.pop()
    size, y = _print_of(_without_addresses(ordered)) or _print_of(ordered) or (0.0, 0.0)
    return Baseline(tuple(ordered), y, size)


def capital_size(runs: Sequence[Run]) -> float:
    """The size of the letters that begin words in small capitals; 0 for a row in other print.

    Such a row is in capitals of two sizes, the smaller right behind the larger.
    """
    worded = [run for run in runs if any(map(str.isalpha, run.text))]
    small, large = min(run.size for run in worded or runs), max(run.size for run in worded or runs)
    capitals = len(worded) > 1 and all(run.text.upper() == run.text for run in worded)
    if not capitals or not _SMALL_CAPITAL <= small / large <= RAISED_SIZE:
        return 0.0
    level = all(abs(run.y - worded[0].y) < _LEVEL for run in worded)
    begun = [run for run in worded if run.size > RAISED_SIZE * large]
    ends = {round(run.x0) + by for run in worded if run not in begun for by in (-1, 0, 1)}
    return large if level and any(round(run.x1) in ends for run in begun) else 0.0


def _print_of(runs: Sequence[Run]) -> tuple[float, float] | None:
    """The size and the height of most letters; None where there is no letter."""
    letters = Counter[tuple[float, float]]()
    for run in runs:
        letters[round(run.size, 1), run.y] += len(run.text.strip())
    most = max(letters, key=lambda key: (letters[key], key), default=None)
    return most if most is not None and letters[most] else None


def _without_addresses(runs: Sequence[Run]) -> list[Run]:
    """The runs but for web addresses that are printed smaller than what stands beside them."""
    kept: list[Run] = []
    largest = max(run.size for run in runs)
    for _, group in groupby(runs, key=lambda run: round(run.size, 1)):
        alike = list(group)
        is_small = alike[0].size < _SMALLER * largest
        if not (is_small and is_address("".join(run.text for run in alike))):
            kept += alike
    return kept


def is_address(text: str) -> bool:
    """Whether a text is nothing but a web address, or a part of one.

    >>> is_address("(https://www.example.org/a-b)"), is_address("and so on"), is_address("and/or")
    (True, False, False)
    """
    return len(text.split()) == 1 and len(text) >= _ADDRESS and any(mark in text for mark in "/-_.")


def _with_marks(rows: Sequence[Baseline]) -> list[list[Run]]:
    """The runs of each row; those that are only marks of a larger row beside them are in that."""
    kept = [list(row.runs) for row in rows]
    for at, row in enumerate(rows):
        near = [
            other
            for other in range(max(at - 3, 0), min(at + 4, len(rows)))
            if other != at
            and _largest(rows[other]) * RAISED_SIZE >= min(run.size for run in row.runs)
        ]
        rest = row
        for words, mark in _note_marks(row):
            host = next((of for of in near if _is_raised(mark, rows[of])), None)
            if host is None and at and _is_alone(words, row, rows[at - 1]):
                host, mark = at - 1, _behind(mark, rows[at - 1])
            if host is not None:
                kept[at] = [run for run in kept[at] if run not in words]
                kept[host].append(replace(mark, text=_raised(mark, rows[host])))
                rest = replace(rest, runs=tuple(run for run in rest.runs if run not in words))
        hosts = [next((of for of in near if _word_of(run, rows[of])), None) for run in rest.runs]
        _reach_marks(rest, hosts)
        for run, host in zip(rest.runs, hosts, strict=True):
            if host is not None:
                kept[at].remove(run)
                kept[host].append(replace(run, text=_raised(run, rows[host])))
    return kept


def _largest(row: Baseline) -> float:
    return max(run.size for run in row.runs)


def _note_marks(row: Baseline) -> Iterator[tuple[list[Run], Run]]:
    """The runs of each mark in words, such as "[footnote 1]", and its number as one run."""
    for words in _contiguous(row.runs):
        if number := _note_number("".join(run.text for run in words)):
            yield words, replace(words[0], text=number, x1=max(run.x1 for run in words))


def _is_alone(words: Sequence[Run], row: Baseline, above: Baseline) -> bool:
    """Whether "[footnote 3]" is all that a row has, right below a line that was full."""
    rest = [run for run in row.runs if run.text.strip() and run not in words]
    text = "".join(run.text for run in words)
    named = text.lstrip().startswith("[") and _NOTE in text.lower()
    return named and not rest and above.y - row.y <= _NEXT_LINE * above.size


def _behind(mark: Run, row: Baseline) -> Run:
    """A mark put behind the last word of a row."""
    end = max(row.runs, key=lambda run: run.x1)
    size = min(mark.size, RAISED_SIZE * end.size)
    return replace(mark, x0=end.x1, x1=end.x1, y=end.y + sum(_RAISED_BY) / 2 * end.size, size=size)


def _contiguous(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs of one size without a gap between them."""
    group: list[Run] = []
    for run in runs:
        last = group[-1] if group else run
        alike = abs(run.size - last.size) < 0.1 and abs(run.y - last.y) < 0.1
        if group and not (alike and run.x0 - last.x1 <= _CLOSE * run.size):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _note_number(text: str) -> str:
    """The number of a note's mark in words; empty for any other text.

    >>> _note_number("[footnote 12]"), _note_number("note 3"), _note_number("[see 3, 4]")
    ('12', '3', '')
    """
    words = text.strip(" []()").split()
    if len(words) == 2 and words[0].isalpha() and words[1].isdecimal():
        return words[1]
    return ""


def _reach_marks(row: Baseline, hosts: list[int | None]) -> None:
    """Let numbers beside a mark in its row belong where it does: "29 30" are two marks."""
    pairs = list(pairwise(range(len(hosts))))
    for one, other in [*pairs, *((after, before) for before, after in reversed(pairs))]:
        gap = row.runs[max(one, other)].x0 - row.runs[min(one, other)].x1
        text = row.runs[other].text
        if gap <= _REACH * row.size and (_NUMBERS.fullmatch(text) or text.isspace()):
            hosts[other] = hosts[one] if hosts[other] is None else hosts[other]


def _word_of(run: Run, row: Baseline) -> Run | None:
    """The word of a row beside which a small run stands, above or below its baseline."""
    for word in row.runs:
        lowest, highest = (word.y + by * word.size for by in _RAISED_BY)
        level = lowest <= run.y <= highest and word.size * RAISED_SIZE >= run.size
        if level and word.text.strip() and (_is_near(run, word) or _hangs(run, word)):
            return word
    return None


def _is_near(run: Run, word: Run) -> bool:
    """Whether a run stands close before, behind or in a word."""
    reach = _REACH * word.size
    return word.x0 - reach <= run.x1 and run.x0 <= word.x1 + reach


def _hangs(run: Run, word: Run) -> bool:
    """Whether a raised number stands before a word that hangs from it, as in notes."""
    raised = run.y - word.y > _ABOVE * word.size and run.text.strip().isdecimal()
    return raised and 0 <= word.x0 - run.x1 <= _HANGS * word.size


def _is_raised(run: Run, row: Baseline) -> bool:
    word = _word_of(run, row)
    return word is not None and run.y - word.y > _ABOVE * word.size


def _raised(run: Run, row: Baseline) -> str:
    """The run's text, its digits raised, without brackets, if it stands above the baseline."""
    word = _word_of(run, row)
    y, size = (word.y, word.size) if word else (row.y, row.size)
    if run.y - y <= _ABOVE * size or not _NUMBERS.fullmatch(run.text):
        return run.text
    return _BETWEEN.sub(" ", _BRACKET.sub("", run.text)).translate(RAISED)


def is_mark(run: Run) -> bool:
    """Whether a run is a raised mark, which belongs to the word before it."""
    return all(letter in MARKS for letter in run.text.strip())
