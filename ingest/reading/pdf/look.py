"""How a document's text looks: the size of its running text, and the distance of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.reading.pdf.lines import Line, Page

_SMALL = 0.93
"""Of the running text's size: footnotes and captions are as small, and no emphasis is."""
_AS_COMMON = 0.9
"""Of the letters that begin at the commonest place: about as many are a margin's, too."""
_LEADING = 1.2
"""The usual distance of lines, as a share of the letters' size, where none can be measured."""


@dataclass(frozen=True)
class Look:
    """``size`` of the running text, and the ``pitch`` of lines by rounded size, in points.

    ``indent`` is how far in most of the running text stands from its column's edge; ``margins`` are
    where most of its lines begin, in whole points.
    """

    size: float
    pitch: Mapping[int, float]
    indent: float = 0.0
    margins: frozenset[int] = frozenset()

    def is_small(self, line: Line) -> bool:
        return line.size <= _SMALL * self.size

    def pitch_of(self, line: Line) -> float:
        """The usual distance from one line to the next of its size."""
        return self.pitch.get(round(line.size), _LEADING * line.size)

    def opens_gap(self, before: Line, line: Line) -> bool:
        """Whether the white above a line, on the same page, parts it from the one before."""
        smaller = min(self.pitch_of(before), self.pitch_of(line), key=abs)
        return before.y - line.y > 1.2 * smaller + 0.6


def look_of(pages: Iterable[Page]) -> Look:
    """Measure the pages, of which at least one has a line."""
    letters, indents, starts = Counter[float](), Counter[float](), Counter[int]()
    distances: dict[int, list[float]] = {}
    for page in pages:
        for line in page.lines:
            if line.columns:
                continue
            letters[round(line.size * 2) / 2] += len(line.text)
            indents[round(line.x0 - line.left)] += len(line.text)
            starts[round(line.x0)] += len(line.text)
        for before, line in _pairs(page.lines):
            distances.setdefault(round(line.size), []).append(before.y - line.y)
    size = letters.most_common(1)[0][0] if letters else 10.0
    pitch = {of: _pitch(found, of) for of, found in distances.items()}
    most = max(starts.values(), default=0)
    margins = frozenset(at for at, count in starts.items() if count >= _AS_COMMON * most)
    return Look(size, pitch, indents.most_common(1)[0][0] if indents else 0.0, margins)


def _pairs(lines: Sequence[Line]) -> Iterable[tuple[Line, Line]]:
    """Lines of one size that follow each other in one column, no further apart than two lines.

    The cells of a row that stand beside each other do not.
    """
    for before, line in pairwise(lines):
        if before.columns or line.columns:
            continue
        near = 0.8 * line.size < before.y - line.y < 2.2 * line.size
        below = line.x0 < before.x1 and before.x0 < line.x1
        in_row = not below and max(len(before.cells), len(line.cells)) > 1
        if near and not in_row and abs(before.size - line.size) < 0.6:
            yield before, line


def _pitch(distances: Sequence[float], size: int) -> float:
    """The commonest small distance: that of lines in a paragraph, not of paragraphs."""
    common = Counter(round(distance * 2) / 2 for distance in distances)
    often = [distance for distance, count in common.items() if count >= 0.15 * len(distances)]
    return min(often) if often else median(distances) if distances else _LEADING * size
