"""What a PDF page shows: its runs and rules with its rotation applied, and its images counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from ingest.reading.pdf.dots import bullets_of
from ingest.reading.pdf.dotted import with_dotted_lines
from ingest.reading.pdf.operators import Found, Interpreter
from ingest.reading.pdf.painting import Area, Painter
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.seen import seen
from ingest.reading.pdf.state import State
from ingest.reading.pdf.twice import without_copies


@dataclass(frozen=True)
class Shown:
    """All that a page shows, in the order in which it is drawn; width and height in points.

    ``turned`` is text in other directions than most of it, each direction as if it were level.
    ``unreadable`` counts the letters that no table of the file turns into text, ``unseen`` those
    that the page draws and nobody sees. ``areas`` are what it paints, if most text is level.
    """

    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float
    turned: tuple[tuple[Run, ...], ...] = ()
    images: int = 0
    unreadable: int = 0
    unseen: int = 0
    areas: tuple[Area, ...] = ()


def shown(page: PageObject) -> Shown:
    """Read one page. What pypdf raises on a broken page goes through."""
    box = page.mediabox if page.cropbox is None else page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    width, height = abs(float(box.width)), abs(float(box.height))
    found = Found(Painter((0.0, 0.0, width, height)))
    content = page.get_contents()
    if content is not None:
        state = State(matrix=(1.0, 0.0, 0.0, 1.0, -left, -bottom))
        Interpreter(page.pdf, found).read(content, _resources(page), state)
    turned = (page.rotation or 0) % 360
    return _upright(found, turned, width, height)


def _upright(found: Found, turned: int, width: float, height: float) -> Shown:
    """The page with the direction of most of its letters level, and the text in the others."""
    visible = seen(found.runs, found.painter.areas, found.painter.page)
    letters, hidden = Counter[int](), Counter[int]()
    for of, is_seen in zip(found.runs, visible, strict=True):
        (letters if is_seen else hidden)[of.angle] += len(of.run.text.strip())
    ranked = [angle for angle, _ in letters.most_common()] or [-turned % 360]
    ways = [
        tuple(
            without_copies(
                [
                    _turned(of.run, way, width, height)
                    for of, is_seen in zip(found.runs, visible, strict=True)
                    if is_seen and of.angle == way
                ]
            )
        )
        for way in ranked
    ]
    if ranked[0] == 0:
        ways[0] += tuple(bullets_of(found.painter.dots, ways[0]))
    straight = (_turned_rule(rule, ranked[0], width, height) for rule in found.painter.rules)
    rules = with_dotted_lines(straight)
    if ranked[0] in (90, 270):
        width, height = height, width
    areas = () if ranked[0] else tuple(found.painter.areas)
    return Shown(ways[0], rules, width, height, tuple(ways[1:]), found.images,
                 found.unreadable, hidden.total(), areas)  # fmt: skip


def _turned(run: Run, angle: int, width: float, height: float) -> Run:
    """A run whose text goes at an angle, on the page turned so that it is level."""
    if angle == 0:
        return run
    length = run.x1 - run.x0
    x, y = _turned_point(run.x0, run.y, angle, width, height)
    return replace(run, x0=x, x1=x + length, y=y)


def _turned_rule(rule: Rule, angle: int, width: float, height: float) -> Rule:
    if angle == 0:
        return rule
    x0, y0 = _turned_point(rule.x0, rule.y0, angle, width, height)
    x1, y1 = _turned_point(rule.x1, rule.y1, angle, width, height)
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _turned_point(
    x: float, y: float, angle: int, width: float, height: float
) -> tuple[float, float]:
    return {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[angle]


def _resources(page: DictionaryObject) -> DictionaryObject:
    """The page's resources, its own or inherited."""
    at: Any = page
    for _ in range(32):
        resources = at.get("/Resources")
        if resources is not None and isinstance(resources.get_object(), DictionaryObject):
            own: DictionaryObject = resources.get_object()
            return own
        above = at.get("/Parent")
        if above is None or not isinstance(above.get_object(), DictionaryObject):
            break
        at = above.get_object()
    return DictionaryObject()
