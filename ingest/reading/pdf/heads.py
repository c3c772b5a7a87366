"""Headings that their place tells, where their print does not: short lines close above text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.stretches import (
    SENTENCE_END,
    Stretch,
    fits,
    is_lettered,
    without_letter,
)
from ingest.reading.pdf.styles import is_caption, looks_like_heading

_MOST_WORDS = 9
_FEWEST_LETTERS = 3
_SHORT = 0.75
"""Of the column: a heading's only line ends before it, and so does a paragraph's last."""
_CLOSER = 1.15
"""How much more white stands above a heading than below it."""
_SAME_EDGE = 4.0


def with_heads(found: Sequence[Stretch], look: Look) -> list[Stretch]:
    """The stretches, with those that are headings by their place marked, or cut from their text."""
    cut = [part for stretch in found for part in _cut(stretch, look)]
    for at, stretch in enumerate(cut):
        before = cut[at - 1] if at else None
        after = cut[at + 1] if at + 1 < len(cut) else None
        if after is None or stretch.heading or after.first.box != stretch.first.box:
            continue
        if stretch.item:
            stretch.heading = _is_lettered_head(before, stretch, after, look)
            stretch.item = not stretch.heading
        elif not stretch.number and not look.is_small(stretch.first):
            stretch.heading = _stands_alone(before, stretch, after)
    return cut


def _cut(stretch: Stretch, look: Look) -> list[Stretch]:
    """A stretch without its heading, after it, if its first line is one."""
    lines = stretch.lines
    if stretch.item or stretch.heading or len(lines) < 2 or look.is_small(lines[0]):
        return [stretch]
    if not _is_above(lines[0], lines[1:]):
        return [stretch]
    rest = replace(stretch, lines=lines[1:], number="")
    return [replace(stretch, lines=lines[:1], heading=True), rest]


def _is_above(head: Line, rest: Sequence[Line]) -> bool:
    """Whether a line was broken before it was full, and sentences follow."""
    if not _is_short(head) or head.columns or not fits(head, rest[0]):
        return False
    if rest[0].box != head.box or len(head.cells) > 1:
        return False
    first = rest[0].text.lstrip("“‘\"'(")
    if not first[:1].isupper() or abs(rest[0].x0 - head.x0) >= _SAME_EDGE:
        return False
    return _is_text(rest) or (head.text.isupper() and not rest[0].text.isupper())


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether lines are sentences: none but the last of one ends before it is full."""
    if any(len(line.cells) > 1 for line in lines):
        return False
    whole = all(_says_end(line) or not fits(line, after) for line, after in pairwise(lines))
    return whole and (_says_end(lines[-1]) or len(lines) > 2)


def _stands_alone(before: Stretch | None, stretch: Stretch, after: Stretch) -> bool:
    """Whether a short line stands closer to the sentences below it than to what is above."""
    line, text = stretch.first, after.first
    if len(stretch.lines) > 1 or not _is_short(line) or line.columns or len(line.cells) > 1:
        return False
    if after.item or after.heading or text.columns or text.page != line.page:
        return False
    below = line.y - text.y
    if below <= 0 or abs(text.x0 - line.x0) >= _SAME_EDGE or not _is_text(after.lines):
        return False
    if before is None or before.last.page != line.page or before.last.y <= line.y:
        return False
    return before.last.y - line.y >= _CLOSER * below


def _is_lettered_head(before: Stretch | None, stretch: Stretch, after: Stretch, look: Look) -> bool:
    """Whether "b. Costs" is a heading: in other print than text, or not in a list of its kind."""
    texts = [" ".join(line.text.split()) for line in stretch.lines]
    if not is_lettered(texts[0]) or after.item:
        return False
    if after.first.columns or after.first.page != stretch.first.page:
        return False
    words = without_letter(" ".join(texts))
    if not words or is_caption(words):
        return False
    if looks_like_heading(stretch.lines, words, look):
        return not looks_like_heading(after.lines, "Text", look)
    listed = before is not None and (before.item or before.last.text.rstrip().endswith(":"))
    if listed or len(stretch.lines) > 1 or not words[0].isupper():
        return False
    return _is_short(stretch.first) and _is_text(after.lines)


def _is_short(line: Line) -> bool:
    """Whether a line may be a heading: some words without an end, that leave its column open."""
    text = line.text.strip()
    if len(text.split()) > _MOST_WORDS or text[-1] in ".,;:?!" or _says_end(line):
        return False
    if text[0].islower() or sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        return False
    return line.x1 <= line.left + _SHORT * (line.right - line.left)


def _says_end(line: Line) -> bool:
    return SENTENCE_END.search(line.text) is not None
