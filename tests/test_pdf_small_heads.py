"""Minor headings in bold are smaller than the text, and alike all through a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wrapped

TEXTS = [
    "A bus that is seldom seen is seldom missed, or so it is said by those who have another way "
    "to get to the town and who never had to wait for one in the rain.",
    "Operators bid for a route where their depot is near, and only a few have one that is, so "
    "that most of the tenders in the hills draw a single bid or none.",
    "Passengers ask for the same bus next year. They would rather have one each hour that they "
    "can trust than two that may be gone when the winter comes.",
]
HEADS = ["Who runs the routes", "What a depot costs", "Passengers"]


def column(sheet: Sheet, heads: list[str], x: float, measure: float, size: float) -> Sheet:
    """Heads in bold of some size, each with its text below it."""
    y = 740.0
    for head, text in zip(heads, TEXTS, strict=False):
        if head:
            sheet.put(head, x, y - 8, size, BOLD)
            y -= 26
        y = sheet.lines(wrapped(text, measure, 10), x, y, 10) - 12
    return sheet


@pytest.mark.parametrize("size", [8.5, 9.0])
@pytest.mark.parametrize("measure", [210.0, 440.0])
def test_bold_words_smaller_than_the_text_head_it(
    tmp_path: Path, size: float, measure: float
) -> None:
    sheet = column(Sheet(), HEADS, 60, measure, size)
    if measure < 300:
        column(sheet, ["Timetables", "", "Costs"], 310, measure, size)
    blocks = blocks_in(tmp_path, sheet)
    heads = [*HEADS, *(["Timetables", "Costs"] if measure < 300 else [])]
    assert texts(blocks, BlockKind.HEADING) == heads


def test_they_head_a_list_as_well(tmp_path: Path) -> None:
    sheet = column(Sheet(), HEADS[:2], 72, 440, 9)
    sheet.put("What we ask of the council", 72, 560, 9, BOLD)
    sheet.lines(["1. Let the routes for five years or more.", "2. Say when they end."], 76, 540, 10)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.HEADING) == [*HEADS[:2], "What we ask of the council"]


def test_small_bold_words_of_which_a_paper_has_one_are_its_text(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, column(Sheet(), [HEADS[0], "", ""], 72, 440, 9))
    assert texts(blocks, BlockKind.HEADING) == []


def test_what_stands_closer_to_what_is_above_it_heads_nothing(tmp_path: Path) -> None:
    sheet, y = Sheet(), 740.0
    for text, name in zip(TEXTS, HEADS, strict=True):
        y = sheet.lines(wrapped(text, 440, 10), 72, y, 10) - 2
        sheet.put(name, 72, y, 8.5, BOLD)
        y -= 26
    sheet.lines(wrapped(TEXTS[0], 440, 10), 72, y, 10, PLAIN)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.HEADING) == []
