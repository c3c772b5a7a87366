"""Short lines set in below a colon are a list without bullets; words in brackets are no note."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts

TEXT = (
    "The harbour committee met above the fish market, since the hall was let to the band until the "
    "end of the month, and those who came late had to stand on the stairs with the fish."
)
NAMES = ["Ida Moss, in the Chair", "Peter Vane", "Ruth Sand and Col Shore", "A. Reef"]
AFTER = "The accounts were read, and nobody asked about the nets that had been sold."


def meeting(lead: str, names: list[str], *, inside: float, apart: float, font: str) -> Sheet:
    """Text, and names below a line that leads into them, so far in and so far apart."""
    sheet = Sheet().say(TEXT).say(lead)
    for name in names:
        sheet.put(name, 72 + inside, sheet.y, font=font)
        sheet.y -= apart
    sheet.y -= 8
    return sheet.say(AFTER).say(TEXT)


@pytest.mark.parametrize("inside", [12.0, 30.0])
@pytest.mark.parametrize("apart", [13.75, 24.0])
def test_lines_set_in_behind_a_colon_are_the_items_of_a_list(
    tmp_path: Path, inside: float, apart: float
) -> None:
    sheet = meeting("Members present:", NAMES, inside=inside, apart=apart, font=PLAIN)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.ITEM) == NAMES
    found = [paragraph.body for paragraph in split("harbour", blocks)]
    assert found == [TEXT, "\n".join(["Members present:", *NAMES]), AFTER, TEXT]


@pytest.mark.parametrize(
    ("lead", "names", "inside", "font"),
    [
        ("Members present were", NAMES, 30.0, PLAIN),
        ("Members present:", NAMES[:1], 30.0, PLAIN),
        ("Members present:", NAMES, 0.0, PLAIN),
        ("Members present:", ["Nobody had come.", "It rained."], 30.0, PLAIN),
        ("Members present:", NAMES, 30.0, BOLD),
    ],
)
def test_other_lines_are_no_items(
    tmp_path: Path, lead: str, names: list[str], inside: float, font: str
) -> None:
    sheet = meeting(lead, names, inside=inside, apart=24, font=font)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.ITEM) == []


def test_a_line_in_brackets_is_a_paragraph_and_one_behind_a_mark_in_them_a_note(
    tmp_path: Path,
) -> None:
    rows = [("Net", "Sold"), ("Drift", "7"), ("Seine", "4"), ("Pots", "12")]
    sheet = Sheet().say(TEXT).say("Table 1: Nets", font=BOLD).table(rows, (72, 200, 300))
    sheet.say("[a] Sold at the quay").say(AFTER).say("[Adjourned until the tide was out").say(TEXT)
    bodies = [paragraph.body for paragraph in split("harbour", blocks_in(tmp_path, sheet))]
    assert bodies[1].endswith("Pots: Sold – 12\n[a] Sold at the quay")
    assert bodies[2:] == [AFTER, "[Adjourned until the tide was out", TEXT]


def test_lines_broken_short_below_a_colon_are_items_and_those_of_a_title_are_not(
    tmp_path: Path,
) -> None:
    sheet = Sheet().say("Harbours in the north:", 20, BOLD)
    sheet.y = sheet.lines(["A survey of nets,", "April to May"], 72, sheet.y, 20, BOLD) - 30
    sheet = sheet.say(TEXT).say("Members present:", font=BOLD)
    sheet.y = sheet.lines(NAMES, 72, sheet.y) - 8
    blocks = blocks_in(tmp_path, sheet.say(AFTER))
    assert texts(blocks, BlockKind.ITEM) == NAMES
