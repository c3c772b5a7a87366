"""Raised letters that mark a table's notes, set in brackets: "30[b]", "[b] Take advice …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading.pdf.baselines import RAISED_SIZE
from ingest.reading.pdf.runs import Run

_RAISED = (0.15, 0.75)
"""Of the letters' size: so far above a word's baseline a mark of it stands."""
_LEVEL = 0.5
"""Points: runs as level stand on one baseline."""
_NEAR, _HANGS = 0.3, 2.5
"""Of the letters' size: so close behind its word a mark stands, and so far before its note."""


def with_raised_letters(runs: Sequence[Run]) -> tuple[Run, ...]:
    """A page's runs, with the raised letters in brackets that open a note on it.

    A raised letter that opens none, as in a formula, stays as it is.
    """
    small = [run for run in runs if _letters(run) and _is_alone(run, runs)]
    if not small:
        return tuple(runs)
    words = [run for run in runs if run.text.strip() and run not in small]
    opening = {run for run in small if _opens_note(run, words)}
    notes = {letter for run in opening for letter in _letters(run)}
    marks = {run for run in small if run in opening or _is_behind(run, words)}
    return tuple(
        replace(run, text=f"[{run.text.strip()}]")
        if run in marks and set(_letters(run)) <= notes
        else run
        for run in runs
    )


def _letters(run: Run) -> list[str]:
    """The small letters that a run consists of, parted by commas; none if it is anything else."""
    letters = [part.strip() for part in run.text.split(",")]
    return letters if all(len(of) == 1 and "a" <= of <= "z" for of in letters) else []


def _is_alone(run: Run, runs: Sequence[Run]) -> bool:
    """Whether no other letters stand beside a run on its own baseline, as those of a word do."""
    return not any(
        abs(other.y - run.y) < _LEVEL
        and other.x1 > run.x0 - run.size
        and other.x0 < run.x1 + run.size
        for other in runs
        if other is not run and other.text.strip()
    )


def _opens_note(run: Run, words: Sequence[Run]) -> bool:
    """Whether a raised letter stands before a word, and behind none."""
    level = list(_raised_above(run, words))
    after = any(0 <= word.x0 - run.x1 <= _HANGS * word.size for word in level)
    return after and not any(word.x0 < run.x0 for word in level)


def _is_behind(run: Run, words: Sequence[Run]) -> bool:
    level = _raised_above(run, words)
    return any(abs(run.x0 - word.x1) <= _NEAR * word.size for word in level)


def _raised_above(run: Run, words: Sequence[Run]) -> Iterator[Run]:
    """The words above whose baseline a smaller run is raised."""
    for word in words:
        lowest, highest = (word.y + by * word.size for by in _RAISED)
        if run.size <= RAISED_SIZE * word.size and lowest <= run.y <= highest:
            yield word
