"""The drawings of a page: the rules that touch, or stand one below another as a table's do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown

NEAR = 3.0
"""Points: rules as near are one line."""
_WIDEST_GAP = 320.0
TEXT_BETWEEN = 60.0
"""Points: between rules further apart there may be text of some lines."""
_WHITE = 10.0
"""Points: frames with nothing between them that stand further apart are no rows of a table."""
_EDGE = 6.0
_MOST_RULES = 1500
_FEWEST_RULES, _FEWEST_SIDES = 2, 2


@dataclass(frozen=True)
class Box:
    """A rectangle, its edges in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, run: Run) -> bool:
        """Whether a run begins in it."""
        middle = (run.x0 + min(run.x1, run.x0 + 20.0)) / 2
        return self.x0 - NEAR <= middle <= self.x1 and self.y0 <= run.y + run.size / 3 <= self.y1


def drawn(shown: Shown) -> list[Rule]:
    """The page's rules, each once, without those along its edges; none where there are too many."""
    rounded = dict.fromkeys(
        Rule(round(r.x0), round(r.y0), round(r.x1), round(r.y1)) for r in shown.rules
    )
    inside = [
        rule
        for rule in rounded
        if not (rule.x1 <= _EDGE or rule.x0 >= shown.width - _EDGE)
        and not (rule.y1 <= _EDGE or rule.y0 >= shown.height - _EDGE)
    ]
    return inside if len(inside) <= _MOST_RULES else []


def drawings(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules gathered into drawings: those that touch, then those of one width below another.

    Such as are drawn in pieces that part at other places are of two tables.
    """
    touching = _gathered([[rule] for rule in rules], _touch)
    whole = _gathered(touching, _continue, nearest=True)
    return [of for of in whole if len(of) > _FEWEST_RULES]


def parted(rules: Sequence[Rule], runs: Sequence[Run]) -> list[list[Rule]]:
    """The rules of a drawing, in two or more where white without words parts closed frames."""
    found: list[list[Rule]] = []
    for part in _gathered([[rule] for rule in rules], _touch):
        frame = around(part)
        above = around(found[-1]) if found else frame
        white = Box(frame.x0, frame.y1, frame.x1, above.y0)
        apart = white.y1 - white.y0 > _WHITE and not any(
            white.holds(run) for run in runs if run.text.strip()
        )
        if found and not (apart and _is_frame(part) and _is_frame(found[-1])):
            found[-1] += part
        else:
            found.append(part)
    return found


def _is_frame(rules: Sequence[Rule]) -> bool:
    """Whether rules are the sides of one frame, and nothing in it."""
    box = around(rules)
    level = {rule.y0 for rule in rules if rule.y0 == rule.y1}
    upright = [rule for rule in rules if rule.y1 - rule.y0 >= box.y1 - box.y0 - NEAR]
    sides = {rule.x0 for rule in upright}
    ends = all(min(abs(y - box.y0), abs(y - box.y1)) <= NEAR for y in level)
    both = all(any(abs(x - side) <= NEAR for side in sides) for x in (box.x0, box.x1))
    return ends and both and not _inner(rules, box)


def _is_box_of_text(rules: Sequence[Rule]) -> bool:
    """Whether a frame is higher than the ground of a table's names."""
    box = around(rules)
    return box.y1 - box.y0 > TEXT_BETWEEN and _is_frame(rules)


_Belong = Callable[[Box, Box, Sequence[Rule], Sequence[Rule]], bool]
"""Whether two drawings are one, by the boxes around them and their rules, the upper one first."""


def _gathered(
    parts: Sequence[list[Rule]], belong: _Belong, *, nearest: bool = False
) -> list[list[Rule]]:
    """The parts, from the top down, with each put to those before it that it belongs to.

    With ``nearest``, that is only the lowest of them.
    """
    groups: list[tuple[Box, list[Rule]]] = []
    for part in sorted(parts, key=lambda part: -around(part).y1):
        box = around(part)
        own = [group for group in groups if belong(group[0], box, group[1], part)]
        if nearest:
            own = sorted(own, key=lambda group: group[0].y0)[:1]
        mine = part
        for other, members in own:
            mine = members + mine
            box = _joined(other, box)
        groups = [*(group for group in groups if group not in own), (box, mine)]
    return [members for _, members in groups]


def _touch(above: Box, below: Box, _over: Sequence[Rule], _under: Sequence[Rule]) -> bool:
    across = below.x0 <= above.x1 + NEAR and below.x1 >= above.x0 - NEAR
    return across and below.y0 <= above.y1 + NEAR and below.y1 >= above.y0 - NEAR


def _continue(above: Box, below: Box, over: Sequence[Rule], under: Sequence[Rule]) -> bool:
    same_width = abs(below.x0 - above.x0) <= NEAR and abs(below.x1 - above.x1) <= NEAR
    gap = above.y0 - below.y1
    pieces = _inner(over, above), _inner(under, below)
    of_two = _are_of_two(*pieces) or (_is_by_cells(over, above) and not pieces[1])
    of_two = of_two or _is_box_of_text(over) != _is_box_of_text(under)
    of_two = of_two or bool(pieces[1] and not pieces[0])
    apart = _are_pieced_apart(*pieces) or (gap > TEXT_BETWEEN and of_two)
    apart = apart or (gap > NEAR and bool(heads_by_cells(under)) and not _are_alike(*pieces))
    return same_width and gap <= _WIDEST_GAP and not apart


def _inner(rules: Sequence[Rule], box: Box) -> set[int]:
    """Where rules begin between the sides of the drawing that they make."""
    return {round(rule.x0) for rule in rules if box.x0 + NEAR < rule.x0 < box.x1 - NEAR}


def _is_by_cells(rules: Sequence[Rule], box: Box) -> bool:
    """Whether all level rules of a drawing, at several heights, are in the same pieces.

    A whole one far below is none of that table's.
    """
    heights = {rule.y0 for rule in rules if rule.y0 == rule.y1}
    begun = [_inner([rule for rule in rules if rule.y0 == y == rule.y1], box) for y in heights]
    return len(begun) > 1 and all(begun) and all(of == begun[0] for of in begun)


def heads_by_cells(rules: Sequence[Rule]) -> list[float]:
    """The left edges of the cells of a table's head that is painted cell by cell; none if not.

    They are closed frames side by side, at the top of these rules, and whole rules stand below.
    """
    box = around(rules)
    upright = sorted(
        (rule for rule in rules if rule.x0 == rule.x1 and rule.y1 >= box.y1 - NEAR),
        key=lambda rule: rule.x0,
    )
    places = [rule.x0 for rule in upright]
    sides = [*places[:1], *(b for a, b in pairwise(places) if b - a > NEAR)]
    feet = [rule.y0 for rule in upright]
    even = len(sides) > _FEWEST_SIDES and max(feet) - min(feet) <= NEAR
    if not even or sides[0] - box.x0 > NEAR or box.x1 - sides[-1] > NEAR:
        return []
    below = [rule for rule in rules if rule.y0 < min(feet) - NEAR]
    whole = all(abs(r.x0 - box.x0) <= NEAR and abs(r.x1 - box.x1) <= NEAR for r in below)
    return [float(x) for x in sides[:-1]] if whole else []


def _are_pieced_apart(over: set[int], under: set[int]) -> bool:
    """Whether both of two drawings are in pieces, and none begins where one of the other does."""
    return bool(over and under) and all(abs(a - b) > NEAR for a in over for b in under)


def _are_of_two(over: set[int], under: set[int]) -> bool:
    """Whether each of two drawings has pieces that begin where none of the other does."""
    return all(
        any(all(abs(a - b) > NEAR for b in others) for a in own)
        for own, others in ((over, under), (under, over))
    )


def _are_alike(over: set[int], under: set[int]) -> bool:
    """Whether each piece of two drawings begins where one of the other does."""
    return all(
        any(abs(a - b) <= NEAR for b in others)
        for own, others in ((over, under), (under, over))
        for a in own
    )


def _joined(one: Box, other: Box) -> Box:
    return Box(
        min(one.x0, other.x0),
        min(one.y0, other.y0),
        max(one.x1, other.x1),
        max(one.y1, other.y1),
    )


def around(rules: Sequence[Rule]) -> Box:
    """The rectangle around rules."""
    return Box(
        min(rule.x0 for rule in rules),
        min(rule.y0 for rule in rules),
        max(rule.x1 for rule in rules),
        max(rule.y1 for rule in rules),
    )


def as_long(pieces: Sequence[tuple[float, float]], length: float) -> list[float]:
    """Where pieces of rules lie in one line and are together as long as asked."""
    found: list[float] = []
    for place in sorted({round(at, 1) for at, _ in pieces}):
        if found and place - found[-1] <= NEAR:
            continue
        if sum(long for at, long in pieces if abs(at - place) <= NEAR) >= length:
            found.append(place)
    return found
