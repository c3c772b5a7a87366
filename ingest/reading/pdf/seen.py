"""Which of the text that a page draws a reader sees.

Text is unseen that is drawn in no colour or in that of what lies under it, too small, outside what
the page shows, on a layer that is off, or under something painted later. Unseen text over an image
is what a machine has recognised there, and counts as seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.reading.pdf.colours import WHITE, Colour, are_alike
from ingest.reading.pdf.matrices import Box, Matrix, Point, box_of, corners, holds, moved, overlap
from ingest.reading.pdf.painting import Area
from ingest.reading.pdf.runs import Run
from ingest.reading.pdf.state import State

_BAND = 24.0
_TOUCHED = (0.05, 0.5, 0.95)
_HIGH = 0.65
_SMALLEST = 1.0
_WITHIN = 0.15
"""Of a run: less of it in what is shown is as good as nothing."""
_UNSEEN = 0.03
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)
_INVISIBLE = 3


@dataclass(frozen=True)
class Drawn:
    """A run as it was drawn, with the angle of its text in degrees and the place in the order.

    ``paints`` are the colours that it shows, None for one that cannot be known; ``points`` stand
    on its letters; ``clip`` is the box that it can be seen in. ``off`` is on a layer that is off.
    """

    run: Run
    angle: int
    order: int
    box: Box
    points: tuple[Point, ...]
    paints: tuple[Colour | None, ...]
    clip: Box
    off: bool = False


def drawn(run: Run, angle: int, order: int, to_page: Matrix, width: float, state: State,
          off: bool) -> Drawn:  # fmt: skip
    """A run as it is drawn from a matrix on, so wide in the matrix's own unit."""
    up = state.rise + _HIGH * state.size / 2
    points = tuple(moved(width * along, up, to_page) for along in _TOUCHED)
    box = box_of(corners((0.0, state.rise, width, state.rise + _HIGH * state.size), to_page))
    return Drawn(run, angle, order, box, points, tuple(_paints(state)), state.clip, off)


def _paints(state: State) -> Iterator[Colour | None]:
    mode = round(state.mode)
    if state.font is not None and state.font.sub_type == "Type3":
        yield None
    elif mode not in (*_FILLED, *_STROKED, _INVISIBLE):
        yield None  # the letters are a clip, through which something may be painted
    if mode in _FILLED and state.fill_alpha * state.group_alpha > _UNSEEN:
        yield state.fill if state.is_plain else None
    if mode in _STROKED and state.stroke_alpha * state.group_alpha > _UNSEEN:
        yield state.stroke if state.is_plain else None


@dataclass
class _Ground:
    """The areas of a page by height, to be asked at many points."""

    bands: dict[int, list[Area]] = field(default_factory=dict)

    def add(self, area: Area, page: Box) -> None:
        x0, y0, x1, y1 = overlap(area.box, page)
        if x0 < x1 and y0 < y1:
            for band in range(int(y0 // _BAND), int(y1 // _BAND) + 1):
                self.bands.setdefault(band, []).append(area)

    def at(self, point: Point) -> list[Area]:
        """The areas under and over a point, in the order in which they were painted."""
        band = self.bands.get(int(point[1] // _BAND), ())
        return [area for area in band if holds(area.box, point)]


def seen(runs: Sequence[Drawn], areas: Sequence[Area], page: Box) -> list[bool]:
    """For each run whether a reader sees it; ``page`` is what is shown of the page."""
    ground = _Ground()
    for area in areas:
        ground.add(area, page)
    return [_is_seen(of, ground, page) for of in runs]


def _is_seen(of: Drawn, ground: _Ground, page: Box) -> bool:
    if of.off or of.run.size < _SMALLEST or _share(of.box, overlap(of.clip, page)) < _WITHIN:
        return False
    return any(_is_seen_at(point, of, ground) for point in of.points)


def _is_seen_at(point: Point, of: Drawn, ground: _Ground) -> bool:
    here = ground.at(point)
    if any(area.image for area in here):
        return True
    if any(area.order > of.order and area.solid for area in here):
        return False
    under = [area for area in here if area.order < of.order]
    below = under[-1].colour if under else WHITE
    return any(paint is None or below is None or not are_alike(paint, below)
               for paint in of.paints)  # fmt: skip


def _share(box: Box, clip: Box) -> float:
    """How much of a box lies in a clip, from 0 to 1; a box without width counts as a line."""
    box = (box[0], box[1], max(box[2], box[0] + 0.1), max(box[3], box[1] + 0.1))
    x0, y0, x1, y1 = overlap(box, clip)
    inside = max(x1 - x0, 0.0) * max(y1 - y0, 0.0)
    return inside / ((box[2] - box[0]) * (box[3] - box[1]))
