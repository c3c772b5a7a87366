"""What a page's content paints (ISO 32000-1, section 8.5): areas in the order they are painted.

Whether an eye sees the text of a page depends on what lies under it, and over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ingest.reading.pdf.colours import WHITE, Colour, are_alike
from ingest.reading.pdf.matrices import (
    Box,
    Matrix,
    Point,
    box_of,
    corners,
    moved,
    number,
    overlap,
)
from ingest.reading.pdf.runs import Rule
from ingest.reading.pdf.state import State

_FILLS = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"])
_STROKES = frozenset([b"S", b"s", b"B", b"B*", b"b", b"b*"])
_ENDS = _FILLS | _STROKES | {b"n"}
_CURVES = {b"c": (0, 2, 4), b"v": (0, 2), b"y": (0, 2)}
_SMALLEST = 3.0
"""Points: the sides of an area over or under which letters stand."""
_MOST_PARTS = 60
_THIN_RULE = 2.0
_LEVEL = 0.1
_OPAQUE, _UNSEEN = 0.97, 0.03
_BULLET = (1.5, 8.0)
_ROUND = 0.15
_PAGE_SHARE = 0.5


@dataclass(frozen=True)
class Area:
    """A box that was painted; ``order`` counts what the page paints.

    ``colour`` is None where it cannot be known; only an area that is ``solid`` fills its box and
    lets nothing shine through. ``image`` says that it is one.
    """

    box: Box
    order: int
    colour: Colour | None = None
    solid: bool = False
    image: bool = False


@dataclass(frozen=True)
class Dot:
    """A small round shape, as bullets are drawn, or a ``square``; ``filled`` or a ring."""

    box: Box
    filled: bool
    order: int
    square: bool = False


@dataclass
class _Part:
    """A part of a path, in points of the page; ``boxed`` for one drawn as a box."""

    points: list[Point]
    boxed: bool = False
    curved: bool = False

    @property
    def is_box(self) -> bool:
        """Whether it is a rectangle that stands level."""
        points = self.points[:-1] if self.points[0] == self.points[-1] else self.points
        if self.curved or len(points) != 4:
            return False
        sides = zip(points, [*points[1:], points[0]], strict=True)
        return all(abs(a[0] - b[0]) < _LEVEL or abs(a[1] - b[1]) < _LEVEL for a, b in sides)


@dataclass
class Painter:
    """Follows the operators of paths: notes areas, dots and rules, and sets the clip.

    ``page`` is what is shown of the page. The edges of what is clipped count as rules, as those
    of a table's cells do in the files of some programs, but not those of the whole page.
    """

    page: Box
    order: int = 0
    areas: list[Area] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    _parts: list[_Part] = field(default_factory=list)
    _clips: bool = False
    _lines: list[Rule] = field(default_factory=list)

    def counted(self) -> int:
        """The place of what is painted next."""
        self.order += 1
        return self.order

    def follow(self, operator: bytes, operands: Sequence[Any], state: State) -> None:
        """Follow one operator; those that have nothing to do with paths change nothing."""
        if operator == b"re" and len(operands) >= 4:
            x, y, across, up = (number(operands, at) for at in range(4))
            box = (x, y, x + across, y + up)
            self._parts.append(_Part(corners(box, state.matrix), boxed=True))
            self._note_box(box, state.matrix)
        elif operator == b"m" and len(operands) >= 2:
            self._parts.append(_Part([_at(operands, 0, state)]))
        elif operator == b"l" and self._parts and len(operands) >= 2:
            to = _at(operands, 0, state)
            self._note_rule(self._parts[-1].points[-1], to)
            self._parts[-1].points.append(to)
        elif operator in _CURVES and self._parts and len(operands) > _CURVES[operator][-1]:
            self._parts[-1].points += [_at(operands, at, state) for at in _CURVES[operator]]
            self._parts[-1].curved = True
        elif operator in (b"W", b"W*"):
            self._clips = True
        elif operator == b"sh":
            self.areas.append(Area(state.clip, self.counted()))
        elif operator in _ENDS:
            self._end(operator, state)

    def image(self, state: State) -> None:
        """Note an image, which fills the unit square."""
        box = overlap(box_of(corners((0, 0, 1, 1), state.matrix)), state.clip)
        self.areas.append(Area(box, self.counted(), image=True))

    def _end(self, operator: bytes, state: State) -> None:
        parts, clips = self._parts, self._clips
        rules = self._lines
        self._parts, self._clips, self._lines = [], False, []
        if _is_seen(operator, state) or not self._fills_page(parts):
            self.rules += rules
        if operator in _FILLS and state.fill_alpha * state.group_alpha > _UNSEEN:
            self._fill(parts, state)
        elif operator in _STROKES and state.stroke_alpha * state.group_alpha > _UNSEEN:
            self._stroke(parts, state)
        if clips and parts:
            own = box_of(point for part in parts for point in part.points)
            state.clip = overlap(state.clip, own)

    def _fills_page(self, parts: Sequence[_Part]) -> bool:
        """Whether a path takes up so much of the page that it is no cell of a table."""
        if not parts:
            return False
        x0, y0, x1, y1 = box_of(point for part in parts for point in part.points)
        across, up = self.page[2] - self.page[0], self.page[3] - self.page[1]
        return x1 - x0 > _PAGE_SHARE * across and y1 - y0 > _PAGE_SHARE * up

    def _fill(self, parts: Sequence[_Part], state: State) -> None:
        boxes = [(part, overlap(box_of(part.points), state.clip)) for part in parts]
        large = [(part, box) for part, box in boxes if _is_large(box)]
        plain = state.is_plain and state.fill_alpha * state.group_alpha >= _OPAQUE
        apart = len(large) <= _MOST_PARTS and not any(
            _is_large(overlap(one, other)) for (_, one), (_, other) in combinations(large, 2)
        )
        order = self.counted()
        for part, box in large:
            solid = plain and apart and part.is_box and state.fill is not None
            self.areas.append(Area(box, order, state.fill if solid else None, solid))
        self._note_dot(parts, filled=True)

    def _stroke(self, parts: Sequence[_Part], state: State) -> None:
        """Note lines that are as wide as a band of colour."""
        a, b, c, d, *_ = state.matrix
        half = state.line_width * abs(a * d - b * c) ** 0.5 / 2
        order = self.counted()
        for part in parts:
            x0, y0, x1, y1 = box_of(part.points)
            if len(part.points) == 2 and min(x1 - x0, y1 - y0) < _LEVEL:
                across, up = (half, 0.0) if x1 - x0 < y1 - y0 else (0.0, half)
                box = overlap((x0 - across, y0 - up, x1 + across, y1 + up), state.clip)
                if _is_large(box):
                    alpha = state.stroke_alpha * state.group_alpha
                    solid = state.is_plain and alpha >= _OPAQUE and state.stroke is not None
                    self.areas.append(Area(box, order, state.stroke if solid else None, solid))
        self._note_dot(parts, filled=False)

    def _note_dot(self, parts: Sequence[_Part], *, filled: bool) -> None:
        square = len(parts) == 1 and filled and parts[0].is_box
        if len(parts) != 1 or not (parts[0].curved or square):
            return
        x0, y0, x1, y1 = box = box_of(parts[0].points)
        across, up = x1 - x0, y1 - y0
        smallest, largest = _BULLET
        if smallest <= across <= largest and abs(across - up) <= _ROUND * across:
            self.dots.append(Dot(box, filled, self.order, square))

    def _note_box(self, box: Box, matrix: Matrix) -> None:
        """Note the edges of a box as rules; of one as thin as a line, the line."""
        x0, y0, x1, y1 = box
        if abs(y1 - y0) <= _THIN_RULE:
            edges = [((x0, y0), (x1, y0))]
        elif abs(x1 - x0) <= _THIN_RULE:
            edges = [((x0, y0), (x0, y1))]
        else:
            edges = [((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)),
                     ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))]  # fmt: skip
        for start, end in edges:
            self._note_rule(moved(*start, matrix), moved(*end, matrix))

    def _note_rule(self, start: Point, end: Point) -> None:
        (ax, ay), (bx, by) = start, end
        if abs(ax - bx) <= _THIN_RULE or abs(ay - by) <= _THIN_RULE:
            self._lines.append(Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _is_seen(operator: bytes, state: State) -> bool:
    """Whether a path is painted in another colour than that of paper."""
    stroked = operator in _STROKES and state.stroke_alpha * state.group_alpha > _UNSEEN
    filled = operator in _FILLS and state.fill_alpha * state.group_alpha > _UNSEEN
    return (stroked and not _is_white(state.stroke)) or (filled and not _is_white(state.fill))


def _is_white(colour: Colour | None) -> bool:
    return colour is not None and are_alike(colour, WHITE)


def _at(operands: Sequence[Any], first: int, state: State) -> Point:
    return moved(number(operands, first), number(operands, first + 1), state.matrix)


def _is_large(box: Box) -> bool:
    return box[2] - box[0] >= _SMALLEST and box[3] - box[1] >= _SMALLEST
