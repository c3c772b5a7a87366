"""A heading in small capitals is as large as the capitals that begin its words."""

from __future__ import annotations

from pathlib import Path

from ingest.blocks import BlockKind
from pdfs import BOLD, Sheet, blocks_in, wide

TEXT = (
    "The hedges along the lane were cut in August, when no bird had a nest in them, and what was "
    "cut was heaped at the corner of the field for the hedgehogs."
)


def small_capitals(sheet: Sheet, words: str, size: float = 15.0) -> Sheet:
    """Words in capitals, all but the first letter of each smaller."""
    x = 72.0
    for word in words.upper().split():
        for part, high in ((word[:1], size), (word[1:], 0.7 * size)):
            sheet.put(part, x, sheet.y, high, BOLD)
            x += wide(part, high, BOLD)
        x += 0.3 * size
    sheet.y -= 24
    return sheet


def test_headings_in_small_capitals_stand_above_those_in_smaller_capitals(tmp_path: Path) -> None:
    sheet = small_capitals(Sheet(), "The hedges").say(TEXT).say("When they are cut", 12, BOLD)
    small_capitals(sheet.say(TEXT), "The parish NHS walk").say(TEXT).say("Where", 12, BOLD)
    heads = [of for of in blocks_in(tmp_path, sheet.say(TEXT)) if of.kind is BlockKind.HEADING]
    assert [(of.text, of.level) for of in heads] == [
        ("THE HEDGES", 1), ("When they are cut", 2), ("THE PARISH NHS WALK", 1), ("Where", 2),
    ]  # fmt: skip


def test_capitals_of_two_sizes_side_by_side_are_no_small_capitals(tmp_path: Path) -> None:
    sheet = Sheet().say("Hedges", 13, BOLD).say(TEXT)
    sheet.put("LANE", 72, sheet.y, 15, BOLD)
    sheet.put("OPEN ALL YEAR TO THOSE ON FOOT", 130, sheet.y, 10.5, BOLD)
    sheet.y -= 24
    heads = [of for of in blocks_in(tmp_path, sheet.say(TEXT)) if of.kind is BlockKind.HEADING]
    assert [(of.text.split()[0], of.level) for of in heads] == [("Hedges", 1), ("LANE", 2)]
