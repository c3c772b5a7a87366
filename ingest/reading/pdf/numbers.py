"""The printed numbers that open paragraphs; those with letters ("A.1") or no stop make a run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.reading.pdf.lines import Line
from ingest.reading.printed_numbers import lettered_number, parts_of

PRINTED_NUMBER = re.compile(r"^(\d{1,4}(?:\.\d{1,4}){0,3})(\.?)(?:\s+|(?=[A-Z“‘(])|$)(.*)$")
_FEWEST = 3
"""Numbers of the longest run: two may stand in a row by chance."""
_FEWEST_WORDS = 4
"""Words of a line behind a number without a stop."""
_MOST_FIGURES = 2
"""Figures of a number without a stop."""
_TWO = 2
"""Cells of a line: a number and the text that hangs from it."""
_LEVEL = 6.0
"""Points by which the numbers of a run stand further in or out than each other."""

_Run = list[tuple[Line, str]]


def numbers_in_runs(lines: Sequence[Line]) -> dict[int, str]:
    """The numbers with letters, or no stop, that open paragraphs, each by its line's identity.

    ``lines`` are in reading order. Each run begins at 1 and leaves none out; one of two numbers is
    one where the same paper has a longer one, or the text hangs from both.
    """
    runs: list[_Run] = []
    for line in lines:
        if line.columns or line.box:
            continue
        number = lettered_number(" ".join(line.text.split())) or _plain_number(line)
        if not number:
            continue
        run = next((run for run in reversed(runs) if _goes_on(run, line, number)), None)
        if run is not None:
            run.append((line, number))
        elif parts_of(number)[1][-1] == 1:
            runs.append([(line, number)])
    sure = max(map(len, runs), default=0) >= _FEWEST
    kept = [run for run in runs if len(run) > 1 and (sure or all(_hangs(*of) for of in run))]
    kept = [run for run in kept if len(run) >= _FEWEST or not run[0][1].isdecimal()]
    return {id(line): number for run in kept for line, number in run}


def _plain_number(line: Line) -> str:
    """The number without a stop that stands apart before a line of words; empty if none does."""
    number, *rest = (cell.text.strip() for cell in line.cells)
    words = rest[0].split() if len(rest) == 1 else []
    told = number.isdecimal() and len(number) <= _MOST_FIGURES and len(words) >= _FEWEST_WORDS
    return number if told and words[0][0].isupper() else ""


def _hangs(line: Line, number: str) -> bool:
    """Whether a number stands apart, before white from which its text hangs."""
    return len(line.cells) == _TWO and line.cells[0].text.strip().rstrip(".") == number


def _goes_on(run: _Run, line: Line, number: str) -> bool:
    """Whether a line's number is the next of a run, and stands where that does."""
    last, before = run[-1]
    letters, figures = parts_of(number)
    above, own = parts_of(before)
    follows = letters == above and figures == (*own[:-1], own[-1] + 1)
    by_edge = abs((line.x0 - line.left) - (last.x0 - last.left))
    return follows and min(by_edge, abs(line.x0 - last.x0)) < _LEVEL and line.bold == last.bold


def without_number(texts: Sequence[str], number: str) -> list[str]:
    """A numbered paragraph's lines without the number before the first."""
    match = PRINTED_NUMBER.match(texts[0])
    rest = match[3] if match and match[1] == number else texts[0]
    if rest.startswith(number) and lettered_number(rest) == number:
        rest = rest.partition(" ")[2]
    return [text for text in [rest, *texts[1:]] if text]
