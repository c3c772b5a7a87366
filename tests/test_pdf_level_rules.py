"""Tables with level rules alone: rows between two of one width, however the page goes on."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide

EDGES = [51.0, 90.0, 146.0, 287.0, 397.0]
ROWS = [
    [["Grade"], ["Days", "of wait"], ["What you do"], ["What we do"]],
    [["One"], ["Up to", "20"], ["Write to us, with the", "two forms that we sent."], ["Nothing."]],
    [
        ["Two"],
        ["21 to", "40"],
        ["Come to the office in the", "town, by day. Bring your", "card and the letter."],
        ["Note your call; give", "advice."],
    ],
    [
        ["Three"],
        ["More than", "40"],
        ["Call us."],
        ["Send somebody, and tell", "the police of it, and the", "council too."],
    ],
]
SAID = [
    "One: Days of wait – Up to 20; What you do – Write to us, with the two forms that we sent.; "
    "What we do – Nothing.",
    "Two: Days of wait – 21 to 40; What you do – Come to the office in the town, by day. Bring "
    "your card and the letter.; What we do – Note your call; give advice.",
    "Three: Days of wait – More than 40; What you do – Call us.; What we do – Send somebody, and "
    "tell the police of it, and the council too.",
]
TEXT = (
    "Beds have closed in the north and the south, and in most of the towns that lie between them. "
    "They have opened again since then, as far as we know, but for two of them."
)
Rows = list[list[list[str]]]


def ruled(
    sheet: Sheet, top: float, pieces: bool, rows: Rows = ROWS, edges: list[float] = EDGES
) -> Sheet:
    """A table with a level rule above and below each row, whole or a piece for each cell.

    Its second column ends evenly, the others begin so; the first row is bold.
    """
    ends = edges if pieces else [edges[0], edges[-1]]
    for row in [[], *rows]:
        font = BOLD if row is rows[0] else PLAIN
        for at, lines in enumerate(row):
            for down, words in enumerate(lines):
                right = edges[2] - 6 - wide(words, 10, font)
                x = right if at == 1 else edges[at] + 6
                sheet.put(words, x, top - 14 - 12 * down, 10, font)
        top -= 12 * max(map(len, row)) + 12 if row else 0
        for x0, x1 in pairwise(ends):
            sheet.rule(x0, top, x1, top)
    sheet.y = top - 30
    return sheet


def page() -> Sheet:
    return Sheet(left=51, measure=346).put("Table 2: Grades", 51, 780, 11, BOLD)


@pytest.mark.parametrize("pieces", [True, False])
@pytest.mark.parametrize("headed", [True, False])
def test_it_ends_above_text_and_the_rule_of_a_heading(
    pieces: bool, headed: bool, tmp_path: Path
) -> None:
    sheet = ruled(page(), 770, pieces).say(TEXT)
    if headed:
        sheet.rule(51, sheet.y - 10, 397, sheet.y - 10)
        sheet.y -= 40
        sheet.say("What it costs", 18, BOLD).say(TEXT)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.ROW) == SAID
    assert texts(blocks, BlockKind.PROSE) == [TEXT] * (1 + headed)
    assert texts(blocks, BlockKind.HEADING) == ["Table 2: Grades", "What it costs"][: 1 + headed]
    assert not any(block.doubt for block in blocks)


@pytest.mark.parametrize("pieces", [True, False])
def test_it_begins_below_text_that_a_rule_as_wide_stands_above(
    pieces: bool, tmp_path: Path
) -> None:
    sheet = Sheet(left=51, measure=346, y=740).rule(51, 760, 397, 760).say(TEXT)
    blocks = blocks_in(tmp_path, ruled(sheet, sheet.y, pieces))
    assert texts(blocks, BlockKind.ROW) == SAID
    assert texts(blocks, BlockKind.PROSE) == [TEXT]


def test_two_of_one_width_whose_rules_part_at_other_places_are_two(tmp_path: Path) -> None:
    costs = [
        [["Kind of charge"], ["Before"], ["Since"]],
        [["For a card, within a week"], ["None"], ["£12"]],
        [["For a letter"], ["£3"], ["£4"]],
        [["For a visit by day"], ["£70"], ["£80"]],
    ]
    sheet = ruled(page(), 770, pieces=True).say(TEXT)
    sheet.say("Table 3: Charges", font=BOLD)
    ruled(sheet, sheet.y + 4, True, costs, [51.0, 220.0, 310.0, 397.0])
    assert texts(blocks_in(tmp_path, sheet), BlockKind.ROW) == [
        *SAID,
        "For a card, within a week: Before – None; Since – £12",
        "For a letter: Before – £3; Since – £4",
        "For a visit by day: Before – £70; Since – £80",
    ]


def test_rows_that_white_parts_below_a_margin_s_rule_are_not_made_one(tmp_path: Path) -> None:
    """Rules stand around the names, and above and below the sum, only."""
    told = [("Tongue", "Before", "Since"), ("Welsh", "88", "61"), ("Cornish", "141", "102"),
            ("Manx", "73", "64"), ("Irish", "310", "238"), ("Sum", "612", "465")]  # fmt: skip
    sheet = Sheet(left=51, measure=346, y=740).rule(51, 760, 397, 760).say(TEXT)
    top = sheet.y
    for at, row in enumerate(told):
        y = top - 16 * at
        font = BOLD if not at else PLAIN
        sheet.put(row[0], 55, y, 10, font)
        for words, right in zip(row[1:], (280, 390), strict=True):
            sheet.put(words, right - wide(words, 10, font), y, 10, font)
    for y in (top + 11, top - 5, top - 69, top - 85):
        sheet.rule(51, y, 397, y)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.PROSE) == [TEXT]
    assert texts(blocks, BlockKind.ROW) == [
        f"{label}: Before – {before}; Since – {since}" for label, before, since in told[1:]
    ]
