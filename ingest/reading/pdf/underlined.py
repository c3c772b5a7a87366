"""Lines that are underlined from end to end, as a typewriter's headings are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from ingest.reading.leads import letters_in
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.runs import Rule
from ingest.reading.pdf.stretches import PRINTED_NUMBER

_BELOW = 0.35
"""Of the letters' size: no further below the letters an underline stands."""
_SAME_EDGE = 3.0


def with_underlines(lines: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """A page's lines; one that is underlined above a numbered paragraph is held to be in bold.

    The print of headings is read from that. Elsewhere links are printed so. A rule as long as the
    column is no underline.
    """
    level = [rule for rule in rules if rule.y1 - rule.y0 < 1]
    return [
        replace(line, bold=True, bold_letters=letters_in(line.text))
        if below and _opens(below) and any(_is_under(rule, line) for rule in level)
        else line
        for line, below in zip_longest(lines, lines[1:])
    ]


def _opens(line: Line) -> bool:
    number = PRINTED_NUMBER.match(line.text)
    return number is not None and not line.columns


def _is_under(rule: Rule, line: Line) -> bool:
    if line.columns or len(line.cells) > 1 or rule.x1 >= line.right - _SAME_EDGE:
        return False
    near = 0 <= line.y - rule.y0 <= _BELOW * line.size
    edges = (rule.x0 - line.x0, rule.x1 - line.x1)
    return near and all(abs(edge) <= _SAME_EDGE for edge in edges)
