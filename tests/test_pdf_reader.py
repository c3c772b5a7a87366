"""A PDF gives the blocks that a person would read: nothing lost, cut in two or added."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.paragraphs import split
from ingest.reading.pdf.reader import blocks_of
from pdfs import (
    BOLD,
    ITALIC,
    PLAIN,
    SYMBOLS,
    Sheet,
    blocks_in,
    line,
    page_with,
    texts,
    wide,
)

LONG = "Beds have closed in the north, in the south and in all of the towns that we have visited"
CUT = f"{LONG}, and then it was said that all of them"
REST = "would be opened again before the summer, which has not come to pass."
OTHER = f"{LONG}. They have opened again since then."


def prose(blocks: list[Block]) -> list[str]:
    return texts(blocks, BlockKind.PROSE)


def headings(blocks: list[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


def notes(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.marker, block.text) for block in blocks if block.kind is BlockKind.FOOTNOTE]


def noted(sheet: Sheet, *footnotes: str) -> Sheet:
    """A page with a rule at its foot and footnotes below it."""
    sheet.rule(72, 112, 216, 112)
    sheet.lines(footnotes, 72, 100, 8)
    return sheet


def test_paragraphs_are_told_apart_and_each_is_whole(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(OTHER).say(f"{CUT} {REST}"))
    assert [(b.kind, b.text, b.page) for b in blocks] == [
        (BlockKind.PROSE, OTHER, 1), (BlockKind.PROSE, f"{CUT} {REST}", 1)
    ]  # fmt: skip


def test_a_paragraph_that_a_page_cuts_is_whole(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(OTHER).say(CUT), Sheet().say(REST).say(OTHER))
    assert [(b.text, b.page) for b in blocks] == [(OTHER, 1), (f"{CUT} {REST}", 1), (OTHER, 2)]


def test_a_paragraph_that_a_page_cuts_before_a_name_is_whole(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(f"{LONG} of"), Sheet().say("Wales. It ended."))
    assert prose(blocks) == [f"{LONG} of Wales. It ended."]


def test_a_paragraph_that_ends_with_its_page_stays_apart(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(OTHER), Sheet().say(OTHER))
    assert prose(blocks) == [OTHER, OTHER]


def test_a_word_that_a_page_cuts_is_whole(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(f"{LONG}, the com-"), Sheet().say("munity said."))
    assert prose(blocks) == [f"{LONG}, the community said."]


def test_a_paragraph_that_a_page_cuts_above_footnotes_is_whole(tmp_path: Path) -> None:
    first = noted(Sheet().say(CUT), "1 See the annex.")
    second = noted(Sheet().say(REST).say(OTHER), "2 See the other annex.")
    blocks = blocks_in(tmp_path, first, second)
    assert prose(blocks) == [f"{CUT} {REST}", OTHER]
    assert notes(blocks) == [("1", "See the annex."), ("2", "See the other annex.")]


@pytest.mark.parametrize("caption", ["Box 1: Beds by year", "Figure 1: Beds by year"])
def test_a_paragraph_that_a_box_or_figure_cuts_is_whole(tmp_path: Path, caption: str) -> None:
    boxed = Sheet().say(caption, 11, BOLD).say("A source of our own.", 9)
    boxed.y -= 20
    blocks = blocks_in(tmp_path, Sheet().say(OTHER).say(CUT), boxed.say(REST).say(OTHER))
    assert f"{CUT} {REST}" in prose(blocks)


def test_a_paragraph_that_two_figures_cut_is_whole(tmp_path: Path) -> None:
    figures = Sheet().say("Figure 1: Beds", 11, BOLD).say("Source: our own", 9)
    figures.say("Figure 2: Staff", 11, BOLD).say("Source: our own", 9)
    figures.y -= 20
    blocks = blocks_in(tmp_path, Sheet().say(OTHER).say(CUT), figures.say(REST).say(OTHER))
    assert f"{CUT} {REST}" in prose(blocks)


def test_a_paragraph_of_small_letters_below_a_heading_stays_apart(tmp_path: Path) -> None:
    sheet = Sheet().say(CUT).say("Beds", 15, BOLD).say("iPads are lent to all of them.")
    blocks = blocks_in(tmp_path, sheet.say("and they are given back."))
    assert prose(blocks)[0] == CUT


def test_a_footnote_is_behind_the_text_of_its_page(tmp_path: Path) -> None:
    sheet = Sheet().say(OTHER)
    sheet.put("It has.", 72, 600).put("8", 72 + wide("It has."), 604, 6)
    blocks = blocks_in(tmp_path, noted(sheet, "8 See the annex,", "which is long."))
    assert notes(blocks) == [("8", "See the annex, which is long.")]
    assert blocks[-1].kind is BlockKind.FOOTNOTE


def test_a_footnote_that_goes_over_the_page_is_whole(tmp_path: Path) -> None:
    first = noted(Sheet().say(OTHER), "1 See the annex, which is as")
    second = noted(Sheet().say(OTHER), "long as it is wide.", "2 See the other annex.")
    assert notes(blocks_in(tmp_path, first, second)) == [
        ("1", "See the annex, which is as long as it is wide."), ("2", "See the other annex.")
    ]  # fmt: skip


def test_a_web_address_that_a_line_cuts_is_whole(tmp_path: Path) -> None:
    first = noted(Sheet().say(OTHER), "1 See https://www.beds.example/news/",
                  "closed-beds-2020.html on this.")  # fmt: skip
    assert notes(blocks_in(tmp_path, first)) == [
        ("1", "See https://www.beds.example/news/closed-beds-2020.html on this.")
    ]


def test_headings_have_levels_by_their_print(tmp_path: Path) -> None:
    sheet = Sheet().say("The plan", 20, BOLD).say("Beds", 15, BOLD).say("In the north", 11, BOLD)
    sheet.say(OTHER).say("In the south", 11, ITALIC).say(OTHER).say("Staff", 15, BOLD).say(OTHER)
    assert headings(blocks_in(tmp_path, sheet)) == [
        (1, "The plan"), (2, "Beds"), (3, "In the north"), (4, "In the south"), (2, "Staff")
    ]  # fmt: skip


def test_headings_have_levels_by_the_outline(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds", 15, BOLD).say(OTHER).say("IN THE NORTH", 11, PLAIN).say(OTHER)
    found = blocks_in(tmp_path, sheet, outline=[("The plan", 1), ("Beds", 2), ("In the north", 3)])
    assert headings(found) == [(1, "Beds"), (2, "IN THE NORTH")]


def test_a_heading_of_two_lines_is_one(tmp_path: Path) -> None:
    name = "Beds that have closed in the north and those that have closed in the south"
    sheet = Sheet().say(OTHER).say(name, 16, BOLD).say(OTHER)
    assert headings(blocks_in(tmp_path, sheet)) == [(1, name)]


def test_a_caption_is_an_aside(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds", 15, BOLD).say(OTHER).say("Figure 1: Beds by year", 10, BOLD)
    assert headings(blocks_in(tmp_path, sheet)) == [(1, "Beds"), (ASIDE, "Figure 1: Beds by year")]


def test_the_section_of_a_caption_ends_where_numbered_text_goes_on(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds", 15, BOLD)
    for number in range(1, 5):
        sheet.numbered(f"{number}.", OTHER)
        if number == 2:
            sheet.say("Figure 1: Beds by year", 10, BOLD)
    paragraphs = split("plan", blocks_in(tmp_path, sheet))
    assert [(p.number, p.section) for p in paragraphs if p.printed] == [
        (str(number), ("Beds",)) for number in range(1, 5)
    ]


@pytest.mark.parametrize(
    "numbers",
    [["1.", "2.", "3."], ["12.", "13.", "14."], ["1.10.", "1.11.", "1.12."],
     ["4.293", "4.294", "4.295"], ["1.1.1", "1.1.2", "1.1.3"]],
)  # fmt: skip
def test_printed_numbers_are_told(tmp_path: Path, numbers: list[str]) -> None:
    sheet = Sheet()
    for number in numbers:
        sheet.numbered(number, OTHER)
    assert [(b.number, b.text) for b in blocks_in(tmp_path, sheet)] == [
        (number.rstrip("."), OTHER) for number in numbers
    ]


def test_lettered_and_roman_items_belong_to_their_paragraph(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in ("1.", "2.", "3."):
        sheet.numbered(number, "We ask for these:")
        for item in ("a) beds;", "b) staff:", "(i) nurses; and", "(ii) others."):
            sheet.put(item, 126, sheet.y)
            sheet.y -= 16
    paragraphs = split("plan", blocks_in(tmp_path, sheet))
    assert [(p.number, p.body) for p in paragraphs] == [
        (number, "We ask for these:\na) beds;\nb) staff:\n(i) nurses; and\n(ii) others.")
        for number in "123"
    ]


def test_the_bullets_of_a_symbol_font_are_plain_ones(tmp_path: Path) -> None:
    sheet = Sheet().say("We ask for these:")
    for item in ("more beds;", "more staff."):
        sheet.put("\xb7", 90, sheet.y, font=SYMBOLS).put(item, 108, sheet.y)
        sheet.y -= 16
    assert texts(blocks_in(tmp_path, sheet), BlockKind.ITEM) == ["• more beds;", "• more staff."]


def test_headers_footers_and_the_contents_list_are_left_out(tmp_path: Path) -> None:
    contents = Sheet().say("Contents", 16, BOLD)
    for at, name in enumerate(("Beds", "Staff", "Money"), 2):
        contents.say(f"{name} ........................ {at}")
    sheets = [contents]
    for at, name in enumerate(("Beds", "Staff", "Money"), 2):
        sheets.append(Sheet().say(name, 16, BOLD).say(f"{name}: {OTHER}"))
        sheets[-1].put("The plan for beds", 72, 815, 9).put(f"Page {at} of 4", 280, 30, 9)
    blocks = blocks_in(tmp_path, *sheets)
    names = ("Beds", "Staff", "Money")
    assert [b.text for b in blocks] == [t for name in names for t in (name, f"{name}: {OTHER}")]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds in the north and in the south", 16, BOLD)
    for x, opening in ((72, "North"), (310, "South")):
        column = Sheet(left=x, measure=210)
        column.y = 720
        column.say(f"{opening}: {OTHER} {OTHER} {OTHER}", 9)
        sheet.drawn += column.drawn
    assert prose(blocks_in(tmp_path, sheet)) == [
        f"North: {OTHER} {OTHER} {OTHER}", f"South: {OTHER} {OTHER} {OTHER}"
    ]  # fmt: skip


def test_text_in_another_direction_is_kept_behind_its_page(tmp_path: Path) -> None:
    first = Sheet().say(OTHER).put("Draft of May", 30, 300, way=(0, 1))
    blocks = blocks_in(tmp_path, first, Sheet().say(OTHER))
    assert [(b.kind, b.text, b.page) for b in blocks] == [
        (BlockKind.PROSE, OTHER, 1), (BlockKind.ROW, "Draft of May", 1), (BlockKind.PROSE, OTHER, 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rotated", "turn"),
    [(90, b"0 1 -1 0 595 0 cm"), (180, b"-1 0 0 -1 595 842 cm"), (270, b"0 -1 1 0 0 842 cm")],
)
def test_a_turned_page_reads_like_an_upright_one(tmp_path: Path, rotated: int, turn: bytes) -> None:
    across = rotated != 180
    upright = Sheet(width=842 if across else 595, height=595 if across else 842)
    upright.y = 520
    upright.say("Beds", 15, BOLD).numbered("1.", OTHER).numbered("2.", OTHER).say(OTHER)
    turned = Sheet(rotated=rotated).draw(turn)
    turned.drawn += upright.drawn
    assert blocks_in(tmp_path, turned) == blocks_in(tmp_path, upright)


def test_a_page_that_lies_on_its_side_is_read_like_an_upright_one(tmp_path: Path) -> None:
    """Its text goes up the page, and nothing in the file says that the page is turned."""
    sheet = Sheet().draw(b"0 1 -1 0 595 0 cm")
    upright = Sheet(width=842, height=595)
    upright.y = 520
    sheet.drawn += upright.say(OTHER).say(CUT).drawn
    assert prose(blocks_in(tmp_path, sheet)) == [OTHER, CUT]


def test_the_rest_of_a_footnote_that_begins_on_no_page_is_text(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, noted(Sheet().say(OTHER), "of which the beginning is lost."))
    assert prose(blocks) == [OTHER, "of which the beginning is lost."]


def test_no_pages_and_empty_pages_give_no_blocks() -> None:
    assert blocks_of([]) == []
    assert blocks_of([page_with(1), page_with(2)]) == []


def test_a_document_of_one_line_gives_it() -> None:
    assert [b.text for b in blocks_of([page_with(1, line("Opening hours"))])] == ["Opening hours"]
