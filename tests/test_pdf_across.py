"""A table over both columns parts them in two pairs, and keeps its title and its notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, Sheet, blocks_in, texts, wrapped

LEFT = (
    "The baths cost four million pounds to run in each year, and the plan adds a tenth to this by "
    "the end of the decade, of which a half will come from what is paid at the door and a half "
    "from those who live nearby. The table shows what must be built for that."
)
RIGHT = (
    "We have not counted on any gift. We do count on a grant from the fund for towns, for which we "
    "have passed the first of two rounds. Prices are held to rise by no more than they did."
)
LOWER = (
    "We shall close the store of towels at the cross, give up our own van, and end the hire of "
    "boats. Together they cost more than a new roof would in any of the years before this one."
)
LAST = (
    "The chief risk is that prices rise faster than they have. The second is that nobody can be "
    "found who will watch the water in the smaller towns, as has happened twice at the ferry."
)
ROWS = [
    ["", "2026", "2027", "2028", "Total"],
    ["Roofs and boilers", "0.90", "1.35", "0.30", "2.55"],
    ["Doors", "0.18", "0.22", "0.10", "0.50"],
    ["Moves to other sites", "0.15", "0.60", "0.45", "1.20"],
]
TITLE, NOTE = "Table 1: What must be built, £ million", "Note: figures are at prices of 2025."


def page(drawn: str, title: list[str], *, longer: bool) -> Sheet:
    """Two columns above a table and two below it; the left one above goes further down or not."""
    sheet = Sheet()
    first, second = (LEFT, RIGHT) if longer else (RIGHT, LEFT)
    low = [
        sheet.lines(wrapped(text, 210, 10), x, 740, 10) for x, text in ((72, first), (312, second))
    ]
    sheet.y = sheet.lines(title, 72, min(low) - 18, 9.5, BOLD) - 18
    if drawn == "all":
        sheet.table(ROWS, [72, 260, 330, 400, 470, 522])
        sheet.y += 12
    else:
        top = sheet.y + 13
        for row in ROWS:
            for cell, x in zip(row, (72, 260, 330, 400, 470), strict=True):
                sheet.put(cell, x, sheet.y, 9)
            sheet.y -= 14
        for y in (top, top - 18, sheet.y + 8) if drawn == "level" else ():
            sheet.rule(72, y, 522, y)
        sheet.y -= 8
    sheet.put(NOTE, 72, sheet.y, 8)
    for x, text in ((72, LOWER), (312, LAST)):
        sheet.lines(wrapped(text, 210, 10), x, sheet.y - 34, 10)
    return sheet


def order(blocks: list[Block]) -> list[str]:
    return texts(blocks, BlockKind.PROSE)


@pytest.mark.parametrize("drawn", ["all", "level", "none"])
@pytest.mark.parametrize(
    "title", [[TITLE], ["Table 1: What must be built", "in all of the towns, £ million"]]
)
@pytest.mark.parametrize("longer", [True, False])
def test_columns_above_and_below_a_table_are_two_pairs(
    tmp_path: Path, drawn: str, title: list[str], *, longer: bool
) -> None:
    blocks = blocks_in(tmp_path, page(drawn, title, longer=longer))
    above = [LEFT, RIGHT] if longer else [RIGHT, LEFT]
    assert [text for text in order(blocks) if text in (LEFT, RIGHT, LOWER, LAST)] == [
        *above, LOWER, LAST
    ]  # fmt: skip
    found = next(p for p in split("tiny", blocks) if "Roofs and boilers" in p.body)
    assert found.section[-1:] == (" ".join(title),)
    assert found.body.split("\n")[:3] == [
        "Roofs and boilers: 2026 – 0.90; 2027 – 1.35; 2028 – 0.30; Total – 2.55",
        "Doors: 2026 – 0.18; 2027 – 0.22; 2028 – 0.10; Total – 0.50",
        "Moves to other sites: 2026 – 0.15; 2027 – 0.60; 2028 – 0.45; Total – 1.20",
    ]
    assert found.body.split("\n")[3:] == [NOTE]
