"""What print sets off of a stretch: the bold words that open it, or all of it, as a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.reading.leads import lead_in, letters_in
from ingest.reading.pdf.box_titles import closed_frames, number_of
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.runs import Rule

_INDENT = 10.0
"""Points by which lines stand further in than the running text."""

_SLACK = 3.0
_MOST_OF_PAGE = 0.85
"""Of a page's height: a frame as high holds the page, and sets nothing off."""

_BAR_REACH = 30.0


def lead_of(lines: Sequence[Line], text: str) -> str:
    """The bold words that open a text, where words in other print follow; empty if none do.

    ``text`` are the lines joined, perhaps without a number that opens them.
    """
    bold = 0
    for line in lines:
        bold += line.bold_letters
        if line.bold_letters < letters_in(line.text):
            break
    return lead_in(text, sum(letters_in(line.text) for line in lines), bold)


def is_apart(lines: Sequence[Line], look: Look, *, item: bool = False) -> bool:
    """Whether all lines are bold, italic, in a frame or beside a bar, or further in than text.

    An ``item`` stands further in than text anyhow.
    """
    inside = (
        not item
        and len(lines) > 1
        and all(line.x0 - line.left > look.indent + _INDENT for line in lines)
        and not any(round(line.x0) in look.margins for line in lines)
    )
    return inside or any(
        all(marks) for marks in zip(*((of.bold, of.italic, of.framed) for of in lines), strict=True)
    )


def with_frames(lines: Sequence[Line], rules: Sequence[Rule], height: float) -> list[Line]:
    """A page's lines, those marked that stand in a frame, or beside a bar that marks no others."""
    upright = [
        rule
        for rule in rules
        if rule.x1 - rule.x0 < 1 and 0 < rule.y1 - rule.y0 < _MOST_OF_PAGE * height
    ]
    if not upright:
        return list(lines)
    closed = closed_frames(upright)
    return [
        replace(line, framed=_is_framed(line, upright), frame=number_of(line, closed))
        for line in lines
    ]


def _is_framed(line: Line, upright: Sequence[Rule]) -> bool:
    if line.columns:
        return False
    beside = [rule for rule in upright if rule.y0 <= line.y <= rule.y1]
    left = [rule for rule in beside if rule.x0 <= line.x0 + _SLACK]
    right = any(rule.x0 >= line.x1 - _SLACK for rule in beside)
    bar = any(line.x0 - rule.x0 <= _BAR_REACH and rule.y1 - rule.y0 > line.size for rule in left)
    return bool(left) and (right or bar)
