"""What stands beside the running text: boxes, notes and pull quotes, and headings in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.reading.pdf.baselines import Baseline
from ingest.reading.pdf.rows import (
    going_on,
    is_printed_otherwise,
    is_prose,
    letters_in,
    pitch_of,
    right_of,
    text_of,
)
from ingest.reading.pdf.runs import Rule

_TEXT_LETTERS = 22
_FEWEST_LETTERS = 3
_GROUP = 2.0
"""Of the letters' size: rows further apart are not of one box."""
_FRAME_REACH = 40.0
_ACROSS = 0.6
"""Of the length of rows: so far a rule of their frame reaches."""
_AROUND = 1.15
_NEAR, _MOSTLY = 0.6, 0.5
"""Of the usual distance of lines: so near is the row beside; and of all rows."""
_LONG = 0.8
"""Of the length of text and box together: so long is a row that is led around a box."""
_NARROWER = 0.8
_LABEL_WORDS = 12
_FEWEST_TERMS, _FEWEST_ROWS = 2, 3
_MANY_ROWS, _FEW_ROWS, _FLOWING, _NARROW = 4, 2, 0.4, 0.6
_BESIDE = 0.35
_ABOVE = 1.2


@dataclass(frozen=True)
class Kept:
    """The rows, none or one each, right above and right below a band of rows."""

    above: Sequence[Baseline]
    below: Sequence[Baseline]


def is_beside(
    text: Sequence[Baseline], other: Sequence[Baseline], kept: Kept, rules: Sequence[Rule]
) -> bool:
    """Whether rows stand beside the running text and are not part of it.

    They are printed otherwise, or in a frame, or the text goes on in longer lines above or below.
    """
    if not _has_words(other) or letters_in(text) < _TEXT_LETTERS:
        return False
    if not _is_level(other, text) or _are_terms(other, text):
        return False
    if is_printed_otherwise(other, text) or _is_framed_apart(other, text, rules):
        return True
    narrower = _width(other) < _NARROWER * _width(text)
    return narrower and (_leads_around(text, other, kept) or _is_margin(text, other))


def may_be_beside(text: Sequence[Baseline], other: Sequence[Baseline]) -> bool:
    """Whether short rows of the same print are more likely notes than the rows of a table.

    Most lines of the text begin within a sentence, and the notes do not all begin with one of its
    paragraphs.
    """
    if len(text) < _MANY_ROWS or len(other) < _FEW_ROWS or going_on(text) < _FLOWING:
        return False
    if not _has_words(other) or letters_in(text) < _TEXT_LETTERS or not _is_level(other, text):
        return False
    groups = _groups(other)
    level = [_begun_beside(group, text) is not None for group in groups]
    narrow = _width(other) < _NARROW * _width(text)
    return narrow and not (all(level) and len(groups) > 1)


def asides_of(
    text: Sequence[Baseline], other: Sequence[Baseline], rules: Sequence[Rule]
) -> tuple[list[tuple[int, list[Baseline]]], list[list[Baseline]]]:
    """What stands beside the text: each heading with the row of the text it heads, and boxes."""
    labels: list[tuple[int, list[Baseline]]] = []
    boxes: list[list[Baseline]] = []
    framed = _is_framed_apart(other, text, rules)
    for group in _framed_groups(other, rules) if framed else _groups(other):
        at = None if framed else _headed(group, text)
        if at is None:
            boxes.append(group)
        else:
            labels.append((at, group))
    return labels, boxes


def _is_level(rows: Sequence[Baseline], text: Sequence[Baseline]) -> bool:
    """Whether most rows have a row of the text beside them, and do not stand in its gaps."""
    near = _NEAR * pitch_of(text)
    level = [any(abs(row.y - of.y) <= near for of in text) for row in rows]
    return sum(level) >= _MOSTLY * len(rows)


def _are_terms(rows: Sequence[Baseline], text: Sequence[Baseline]) -> bool:
    """Whether each of several notes begins level with a paragraph and is no heading of it."""
    groups = _groups(rows)
    level = [_begun_beside(group, text) is not None for group in groups]
    heads = [_headed(group, text) is not None for group in groups]
    return len(groups) > _FEWEST_TERMS and all(level) and not all(heads)


def _has_words(rows: Sequence[Baseline]) -> bool:
    """Whether rows have more than the numbers, letters or bullets that hang before text."""
    texts = [text_of(row) for row in rows]
    letters = median(sum(letter.isalpha() for letter in text) for text in texts)
    words = median(len(text.split()) for text in texts)
    return letters > _FEWEST_LETTERS + (words == 1)


def _is_framed_apart(
    rows: Sequence[Baseline], text: Sequence[Baseline], rules: Sequence[Rule]
) -> bool:
    """Whether rows stand in a frame, and the text beside them does not."""
    return _is_framed(rows, text, rules) and not _is_framed(text, rows, rules)


def _is_framed(rows: Sequence[Baseline], text: Sequence[Baseline], rules: Sequence[Rule]) -> bool:
    """Whether level rules stand above and below these rows and not above and below the text."""
    left, right = min(row.runs[0].x0 for row in rows), max(map(right_of, rows))
    other_left, other_right = min(row.runs[0].x0 for row in text), max(map(right_of, text))
    middle = (other_left + other_right) / 2
    level = [
        rule
        for rule in rules
        if rule.y1 - rule.y0 < 1
        and rule.x0 <= left + 2
        and rule.x1 >= left + _ACROSS * (right - left)
        and not rule.x0 <= middle <= rule.x1
    ]
    top, bottom = rows[0].y, rows[-1].y
    above = any(0 <= rule.y0 - top <= _FRAME_REACH for rule in level)
    return above and any(0 <= bottom - rule.y0 <= _FRAME_REACH for rule in level)


def _leads_around(text: Sequence[Baseline], other: Sequence[Baseline], kept: Kept) -> bool:
    """Whether the text goes on without white in the longer row right above or below."""
    if len(other) < _FEWEST_ROWS:
        return False
    pitch = _AROUND * pitch_of(text)
    length = _LONG * _width([*text, *other])
    above = [row for row in kept.above if row.y - text[0].y <= pitch]
    below = [row for row in kept.below if text[-1].y - row.y <= pitch]
    return any(_width([row]) >= length for row in (*above, *below))


def _is_margin(text: Sequence[Baseline], other: Sequence[Baseline]) -> bool:
    """Whether rows are short notes of several lines, each beside where a paragraph begins."""
    groups = _groups(other)
    heads = [_headed(group, text) is not None for group in groups]
    return all(heads) and any(len(group) > 1 for group in groups) and not is_prose(other)


def _groups(rows: Sequence[Baseline]) -> list[list[Baseline]]:
    groups = [[rows[0]]]
    for above, row in pairwise(rows):
        if above.y - row.y > _GROUP * max(above.size, row.size):
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _framed_groups(rows: Sequence[Baseline], rules: Sequence[Rule]) -> list[list[Baseline]]:
    """The rows of each frame, where a level rule stands between one and the next."""
    left, right = min(row.runs[0].x0 for row in rows), max(map(right_of, rows))
    groups = [[rows[0]]]
    for above, row in pairwise(rows):
        between = any(
            rule.y1 - rule.y0 < 1
            and row.y + row.size / 2 < rule.y0 < above.y
            and rule.x0 <= left + 2
            and rule.x1 >= left + _ACROSS * (right - left)
            for rule in rules
        )
        if between and above.y - row.y > _GROUP * row.size:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _headed(group: Sequence[Baseline], text: Sequence[Baseline]) -> int | None:
    """Which row of the text a short note beside its first words heads; None if none."""
    words = " ".join(text_of(row) for row in group)
    begins = words[0].isupper() or group[0].runs[0].x0 < text[0].runs[0].x0
    if len(words.split()) > _LABEL_WORDS or not begins or words[-1] in ".,;:?!”’":
        return None
    return _begun_beside(group, text)


def _begun_beside(group: Sequence[Baseline], text: Sequence[Baseline]) -> int | None:
    """Which row of the text, that begins a paragraph, is level with the first of a group."""
    pitch = pitch_of(text)
    for at, row in enumerate(text):
        begins = at == 0 or text[at - 1].y - row.y > _ABOVE * pitch
        if begins and abs(row.y - group[0].y) <= _BESIDE * row.size:
            return at
    return None


def _width(rows: Sequence[Baseline]) -> float:
    return max(map(right_of, rows)) - min(row.runs[0].x0 for row in rows)
