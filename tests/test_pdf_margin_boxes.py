"""Boxes in the margin, marked by a bar or a frame, are apart from the text level with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from pdfs import BOLD, ITALIC, PLAIN, Sheet, blocks_in, texts, wrapped

ABOVE = (
    "The owner of a bank walks along it in each week of the year and writes down what has changed "
    "since the last time, however small it may look to somebody who does not know the place. "
)
LEAD = "Look for anything that is new since you were last there. Above all:"
NOTE = [
    "We decide on the class and will",
    "tell you of it in writing. You may",
    "ask for a review in six weeks.",
]
ITEMS = ["- Wet ground where it was dry", "- Holes, or heaps of earth", "- Cracks along the crest",
         "- Trees, alive or dead", "- Work by others", "- Boards put there"]  # fmt: skip
BARS = {
    "filled": "q 0.5 g 428 {low} 3 {high} re f Q",
    "stroked": "q 3 w 429 {low} m 429 {top} l S Q",
    "box": "428 {low} 2 {high} re S",
}


def page(bar: str, *, title: str, size: float, font: str = PLAIN, heading: bool = True) -> Sheet:
    """A page with a box right of a heading, a lead-in that fills the column, and its list."""
    sheet = Sheet()
    y = 740.0
    low, top = y - 4.5 * size, y + 1.2 * size
    sheet.draw(BARS[bar].format(low=low, top=top, high=top - low).encode())
    sheet.put(title, 436, y, size, BOLD)
    sheet.lines(NOTE, 436, y - 1.5 * size, size, font)
    if heading:
        sheet.put("On the bank", 72, y - 4.5, 13, BOLD)
        y -= 2.75 * size
    y = sheet.lines(wrapped(LEAD, 345, 11), 72, y, 11) - 8
    for item in ITEMS:
        y = sheet.lines([item], 80, y, 11) - 4
    sheet.lines(wrapped(ABOVE, 345, 11), 72, y - 10, 11)
    return sheet


def told(blocks: list[Block]) -> tuple[list[str], list[str], list[str]]:
    """The paragraphs and items of the text, and what stands in boxes."""
    text = [block for block in blocks if not block.aside]
    inside = [block.text for block in blocks if block.aside]
    return texts(text, BlockKind.PROSE), texts(text, BlockKind.ITEM), inside


@pytest.mark.parametrize("bar", ["filled", "stroked", "box"])
@pytest.mark.parametrize("title", ["Class", "Not sure?", "Do you need help?"])
@pytest.mark.parametrize(("size", "font"), [(8, PLAIN), (9, ITALIC)])
@pytest.mark.parametrize("heading", [True, False])
def test_a_box_beside_a_bar_is_apart_from_the_lead_in_level_with_it(
    tmp_path: Path, bar: str, title: str, size: float, font: str, *, heading: bool
) -> None:
    sheet = page(bar, title=title, size=size, font=font, heading=heading)
    blocks = blocks_in(tmp_path, sheet)
    prose, items, inside = told(blocks)
    assert LEAD in prose
    assert items == ITEMS
    assert inside == [title, " ".join(NOTE)]
    assert [b.kind for b in blocks if b.aside] == [BlockKind.HEADING, BlockKind.PROSE]
    assert not any(block.doubt for block in blocks)


def test_a_question_in_the_print_of_the_box_is_no_title(tmp_path: Path) -> None:
    sheet = page("filled", title="", size=9)
    sheet.drawn = [
        of.replace(b"We decide on the class and will", b"Is the bank yours? We will")
        for of in sheet.drawn
    ]
    blocks = blocks_in(tmp_path, sheet)
    assert LEAD in told(blocks)[0]
    assert [block.kind for block in blocks if block.aside] == [BlockKind.PROSE]


def test_two_columns_parted_by_a_rule_are_no_box(tmp_path: Path) -> None:
    sheet = Sheet().draw(b"q 1 w 297 500 m 297 772 l S Q")
    for x in (72, 310):
        sheet.lines(wrapped(ABOVE * 3, 210, 11), x, 760, 11)
    assert not [block.text for block in blocks_in(tmp_path, sheet) if block.aside]


def test_the_small_print_of_a_ruled_tables_cell_is_no_box(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(wrapped(ABOVE * 4, 440, 11), 72, 760, 11)
    for y in (560, 500, 440):
        for x in (72, 250, 428):
            sheet.draw(f"{x} {y} 0.5 60 re f".encode())
        sheet.draw(f"72 {y} 356 0.5 re f".encode())
        sheet.lines(["Wet ground or", "rushes"], 80, y + 42, 11)
        sheet.lines(["each week of the", "winter months"], 258, y + 42, 9)
    sheet.draw(b"72 620 356 0.5 re f")
    assert not [block.text for block in blocks_in(tmp_path, sheet) if block.aside]


def test_lines_beside_each_other_do_not_tell_how_far_apart_lines_are(tmp_path: Path) -> None:
    """A table's torn row has cells half a line lower; those of a box's print are no measure."""
    sheet = Sheet()
    y = sheet.lines(wrapped(ABOVE * 3, 440, 11), 72, 760, 11) - 30
    sheet.put("Complaints", 300, y, 10).put("Thanks", 420, y, 10)
    sheet.put("Division", 72, y - 8.5, 10)
    sheet.draw(f"q 0.9 g 72 {y - 130} 300 80 re f Q".encode())
    said = ["The night sister sat down on the bed of", "Mrs Brown and asked what it was that",
            "I was afraid of."]  # fmt: skip
    for at, words in enumerate(said):
        sheet.put(words, 84, y - 70 - 11.5 * at, 10)
    assert " ".join(said) in texts(blocks_in(tmp_path, sheet), BlockKind.PROSE)


@pytest.mark.parametrize("figure", ["2.4 years", "31%"])
@pytest.mark.parametrize("high", [702.0, 640.0])
def test_a_framed_figure_in_the_margin_is_apart_from_the_column_beside_it(
    tmp_path: Path, figure: str, high: float
) -> None:
    sheet, said = Sheet(width=640), wrapped(ABOVE * 2, 200, 10)
    for x in (60, 290):
        sheet.lines(said, x, 740, 10)
        sheet.put("On the bank", x, 620, 13, BOLD)
        sheet.lines(said, x, 600, 10)
    sheet.draw(f"508 {high - 34} 70 52 re S".encode())
    sheet.put(figure, 514, high, 13, BOLD)
    sheet.lines(["the time that a", "bank is let for"], 514, high - 14, 7)
    blocks = blocks_in(tmp_path, sheet)
    prose, _, inside = told(blocks)
    assert " ".join(inside) == f"{figure} the time that a bank is let for"
    assert prose == [" ".join(said)] * 4
    assert not any(block.number for block in blocks)
