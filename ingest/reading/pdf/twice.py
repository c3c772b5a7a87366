"""Words drawn twice, for bold print or a shadow, are one.

A copy lies on the first drawing, moved by a point or two; words that are printed side by side or
one below the other do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading.pdf.runs import Run

_MOVED = 2.5
_MOVED_SHARE = 0.25
"""Of the letters' size, the second: so far a shadow falls, and no line below it stands."""
_OVERLAP = 0.5
"""Of a run's width: a copy hides as much of it, which the next letter of a word does not."""
_SAME_SIZE = 0.1
_LEVEL = 0.4
_NEAR = 2.0
_BAND = 4.0


def without_copies(runs: Sequence[Run]) -> list[Run]:
    """The runs without those that repeat what already stands in their place.

    Of the words that were drawn twice for bold print, those that are left are bold.
    """
    kept: dict[int, Run] = {}
    bands: dict[int, list[int]] = {}
    order = sorted(range(len(runs)), key=lambda at: -len(runs[at].text.strip()))
    for at in order:
        run = runs[at]
        near = [other for band in _bands(run) for other in bands.get(band, ())]
        original = next((other for other in near if _is_copy(run, kept[other])), None)
        if original is None:
            kept[at] = run
            bands.setdefault(round(run.y / _BAND), []).append(at)
        elif _is_bold(run, kept[original]):
            kept[original] = replace(kept[original], bold=True)
    return [kept[at] for at in sorted(kept)]


def _bands(run: Run) -> Iterator[int]:
    middle = round(run.y / _BAND)
    yield from range(middle - 1, middle + 2)


def _is_copy(run: Run, of: Run) -> bool:
    """Whether a run shows what a longer one, or one as long, shows in the same place."""
    if run.x0 > of.x1 + _MOVED or of.x0 > run.x1 + _MOVED:
        return False
    words, size = run.text.strip(), max(run.size, of.size)
    reach = min(_MOVED, _MOVED_SHARE * size)
    apart = abs(run.y - of.y)
    if not words or apart > reach or abs(run.size - of.size) > _SAME_SIZE * size:
        return False
    if run.text == of.text:
        moved = max(abs(run.x0 - of.x0), abs(run.x1 - of.x1))
        return moved <= reach and (apart > _LEVEL or _overlap(run, of) >= _OVERLAP)
    return _overlap(run, of) >= _OVERLAP and _is_at(run, words, of)


def _overlap(run: Run, of: Run) -> float:
    """How much of a run's width lies on another."""
    shared = min(run.x1, of.x1) - max(run.x0, of.x0)
    return shared / max(run.x1 - run.x0, 0.1)


def _is_at(run: Run, words: str, of: Run) -> bool:
    """Whether a longer run has these words near where the run stands, by its letters' share."""
    letter = (of.x1 - of.x0) / max(len(of.text), 1)
    at = of.text.find(words)
    while at >= 0:
        if abs(run.x0 - of.x0 - at * letter) < _NEAR * of.size:
            return True
        at = of.text.find(words, at + 1)
    return False


def _is_bold(run: Run, of: Run) -> bool:
    """Whether a copy stands so that the letters come out thicker."""
    return run.bold or (0.02 < abs(run.x0 - of.x0) < 1 and abs(run.y - of.y) < _LEVEL)
