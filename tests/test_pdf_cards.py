"""Cards in rows, one above the other, are boxes, and what stands in the box behind is its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, ITALIC, Sheet, blocks_in, texts, wrapped

TEXT = (
    "The allotments were measured in the spring, and those of which half was not dug by the end of "
    "June went to whoever stood next upon the list."
)
CARDS = [
    (
        "Dig",
        "A plot is dug by the frost of the first winter.",
        ["turn the sods", "lift the stones"],
    ),
    (
        "Sow",
        "Nothing tall is sown along the northern path.",
        ["label each row", "keep the packets"],
    ),
    (
        "Water",
        "The hoses are shared, and are shut off by nine.",
        ["water the roots", "coil the hose"],
    ),
    ("Share", "What is left over goes to the kitchen in the hall.", ["weigh it", "write it down"]),
]
QUOTE = "“I came for the beans and stayed for the talk.”"


def allotments(gap: float) -> Sheet:
    """Four painted cards in two rows, with so much white between them, and words in a bar below."""
    sheet = Sheet().say(TEXT, 10)
    for at, (name, text, items) in enumerate(CARDS):
        x, y = 72 + at % 2 * (215 + gap), 700 - at // 2 * (110 + gap)
        sheet.draw(f"q 0.9 0.95 0.9 rg {x} {y - 110} 215 110 re f Q".encode())
        sheet.put(name, x + 10, y - 20, 13, BOLD)
        low = sheet.lines(wrapped(text, 190, 10), x + 10, y - 40, 10) - 6
        low = sheet.lines(["Please:"], x + 10, low, 10) - 4
        sheet.lines([f"• {item}" for item in items], x + 14, low, 10)
    sheet.y = 700 - 220 - gap - 40
    return sheet


@pytest.mark.parametrize("gap", [8.0, 16.0])
def test_rows_of_cards_are_read_card_by_card(tmp_path: Path, gap: float) -> None:
    sheet = allotments(gap).say(TEXT, 10)
    paragraphs = split("plots", blocks_in(tmp_path, sheet))
    assert [(p.section, p.body) for p in paragraphs if p.section] == [
        ((name,), said)
        for name, text, items in CARDS
        for said in (text, "\n".join(["Please:", *(f"• {item}" for item in items)]))
    ]


def test_words_in_a_box_of_their_own_stand_below_no_card_s_name(tmp_path: Path) -> None:
    sheet = allotments(12)
    for y in (sheet.y + 18, sheet.y - 12):
        sheet.draw(f"q 0.8 0.4 0.2 rg 72 {y} 442 2 re f Q".encode())
    sheet.put(QUOTE, 100, sheet.y, 14, ITALIC)
    paragraphs = split("plots", blocks_in(tmp_path, sheet))
    assert [p.section for p in paragraphs if p.body == QUOTE] == [()]


@pytest.mark.parametrize("shaded", [0, 1])
def test_the_last_row_of_a_striped_table_has_its_columns(tmp_path: Path, shaded: int) -> None:
    rows = [("Plot", "Dug", "Sown"), ("North", "12", "9"), ("East", "7", "7"), ("Pond", "4", "1"),
            ("South", "6", "3")][: 5 - shaded]  # fmt: skip
    edges = (72.0, 300.0, 400.0, 500.0)
    sheet = Sheet().say(TEXT, 10)
    top = sheet.y - 6
    for at, row in enumerate(rows):
        low = top - 24 * (at + 1)
        for cell, x0, x1 in zip(row, edges, edges[1:], strict=False):
            if at % 2 == 0 and (at + 1 < len(rows) or at == 0):
                ground = 0.4 if at == 0 else 0.92
                sheet.draw(f"q {ground} g {x0} {low} {x1 - x0} 24 re f Q".encode())
            sheet.rule(x0, low, x1, low)
            sheet.put(cell, x0 + 6, low + 8, 10, BOLD if at == 0 else "Helvetica")
    sheet.y = top - 24 * len(rows) - 30
    sheet.say(TEXT, 10)
    said = [f"{name}: Dug – {dug}; Sown – {sown}" for name, dug, sown in rows[1:]]
    assert texts(blocks_in(tmp_path, sheet), BlockKind.ROW) == said
