"""A numbered heading above paragraphs whose numbers are parts of its own is no paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, PLAIN, Sheet, blocks_in

ROADS = [
    ("1.", "Roads in winter", ""),
    ("1.1", "What is owed", ""),
    ("1.1.1", "", "The council shall keep each road in the hills open from six until ten."),
    ("1.1.2", "", "It shall say by noon which of them it cannot keep open on the next day."),
    ("1.2", "Grit", ""),
    ("1.2.1", "", "Grit shall be kept under a roof, and no further off than five miles."),
    ("2.", "Costs", ""),
    ("2.1", "", "The council shall pay for the grit, and the contractor for the lorries."),
    ("2.2", "", "Neither shall pay for what the other has broken, or for what was stolen."),
    ("3.", "Reports", ""),
    ("3.1", "", "The contractor shall report each week in which there was snow or ice."),
    ("3.2", "", "The council shall publish what was reported before the month is over."),
]


def contract(font: str, number_font: str) -> Sheet:
    """Headings and paragraphs that all hang from their numbers."""
    sheet = Sheet()
    for number, head, text in ROADS:
        at = 72.0 if number.count(".") < 2 or not text else 100.0
        sheet.put(number, at, sheet.y, font=number_font if head else PLAIN)
        sheet.say(head or text, font=font if head else PLAIN, indent=70)
    return sheet


@pytest.mark.parametrize("number_font", [PLAIN, BOLD])
def test_headings_with_numbers_stand_above_the_paragraphs_of_their_parts(
    tmp_path: Path, number_font: str
) -> None:
    blocks = blocks_in(tmp_path, contract(BOLD, number_font))
    heads = [(of.text, of.level) for of in blocks if of.kind is BlockKind.HEADING]
    assert heads[1:3] == [("1.1 What is owed", heads[0][1] + 1), ("1.2 Grit", heads[0][1] + 1)]
    found = {of.number: of.section[-1] for of in split("roads", blocks)}
    assert list(found) == [number for number, head, _ in ROADS if not head]
    assert [found[of] for of in ("1.1.2", "1.2.1")] == ["1.1 What is owed", "1.2 Grit"]
    assert [found[of].split()[-1] for of in ("2.1", "3.2")] == ["Costs", "Reports"]


def test_bold_paragraphs_above_whose_parts_no_number_stands_keep_theirs(tmp_path: Path) -> None:
    sheet = Sheet()
    for number, _, text in ROADS:
        if text:
            bold = number in ("2.1", "3.1")
            sheet.put(number, 72, sheet.y, font=PLAIN)
            sheet.say(text.rstrip(".") if bold else text, font=BOLD if bold else PLAIN, indent=70)
    blocks = blocks_in(tmp_path, sheet)
    assert [of.number for of in blocks if of.number][-4:] == ["2.1", "2.2", "3.1", "3.2"]
