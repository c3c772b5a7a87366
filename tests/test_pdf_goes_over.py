"""A sentence that goes over a column's or page's end is one, whatever word it goes on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.reading.pdf.lines import page_of
from ingest.reading.pdf.reader import blocks_of
from pdfs import BOLD, Sheet, blocks_in, read_pages, shown_on, texts, wide, wrapped

CASES = Path(__file__).parent / "cases" / "pdf-goes-over"
OTHER = (
    "Beds have closed in the north and the south, and in most of the towns that lie between them. "
    "They have opened again since then."
)
BEGUN = (
    "Beds have closed in the north, in the south and in all of the towns that we have seen, and "
    "it was said by those who work there that in the year that has now gone by it was some"
)


def prose(folder: Path, *sheets: Sheet) -> list[str]:
    return texts(blocks_in(folder, *sheets), BlockKind.PROSE)


def full(text: str) -> str:
    """A text whose last line, in a sheet's measure, has no room for one more word."""
    while wide(wrapped(text, 450)[-1]) < 430:
        text += " more"
    return text


@pytest.mark.parametrize("program", ["chromium", "latex", "libreoffice"])
def test_paragraphs_of_numbers_and_names_are_whole_over_columns_and_pages(program: str) -> None:
    """Two columns and three, justified and not, some with no more than a space between them."""
    blocks = blocks_of(*read_pages(CASES / f"{program}.pdf"))
    wanted = (CASES / "paragraphs.txt").read_text(encoding="utf-8").splitlines()
    assert [block.text.replace("’", "'") for block in blocks] == wanted


@pytest.mark.parametrize(
    "rest",
    ["2023-24, as was said.", "3.5 million, as was said.", "12 beds.", "Wales and Kent had.",
     "£2.5 million less.", "(CAMHS) beds.", "– as was said – too few."],
)  # fmt: skip
def test_a_sentence_goes_on_over_the_page_with(rest: str, tmp_path: Path) -> None:
    begun = full(BEGUN)
    found = blocks_in(tmp_path, Sheet().say(OTHER).say(begun), Sheet().say(rest).say(OTHER))
    assert [(b.text, b.number, b.page) for b in found] == [
        (OTHER, "", 1), (f"{begun} {rest}", "", 1), (OTHER, "", 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "above", ["Nurses and porters", "The Board of the Trust", full(BEGUN) + ":"]
)
def test_a_line_that_is_not_full_or_leads_into_a_list_does_not_go_over(
    above: str, tmp_path: Path
) -> None:
    assert prose(tmp_path, Sheet().say(OTHER).say(above), Sheet().say(OTHER)) == [
        OTHER, above, OTHER
    ]  # fmt: skip


def test_a_paragraph_that_is_set_in_does_not_go_on_with_the_one_before(tmp_path: Path) -> None:
    begun = full(BEGUN)
    below = Sheet().say(OTHER, indent=18).say(OTHER)
    assert prose(tmp_path, Sheet().say(OTHER).say(begun), below) == [OTHER, begun, OTHER, OTHER]


def test_bold_words_on_top_of_a_page_do_not_go_on_with_the_text_before(tmp_path: Path) -> None:
    below = Sheet().say("recommendation", font=BOLD).say(OTHER)
    assert prose(tmp_path, Sheet().say(OTHER), below)[:2] == [OTHER, "recommendation"]


def test_a_numbered_paragraph_goes_on_where_its_text_hangs(tmp_path: Path) -> None:
    begun = "Where beds are closed, the head of nursing tells the Board of the Kent and Medway"
    first = Sheet().numbered("1.", OTHER).numbered("2.", begun)
    second = Sheet()
    second.lines(["Trust on the same day."], 108, 760)
    second.y = 730
    found = blocks_in(tmp_path, first, second.numbered("3.", OTHER))
    assert [(b.number, b.text) for b in found] == [
        ("1", OTHER), ("2", f"{begun} Trust on the same day."), ("3", OTHER)
    ]  # fmt: skip


def test_the_next_number_opens_a_paragraph_after_one_without_a_stop(tmp_path: Path) -> None:
    begun = "Where beds are closed, the head of nursing tells the Board of the Kent and Medway"
    first = Sheet().numbered("1.", OTHER).numbered("2.", begun)
    found = blocks_in(tmp_path, first, Sheet().numbered("3.", OTHER).numbered("4.", OTHER))
    assert [b.number for b in found] == ["1", "2", "3", "4"]


def test_a_number_in_the_second_line_of_a_paragraph_that_is_set_in_opens_none(
    tmp_path: Path,
) -> None:
    sheet = Sheet().say(OTHER)
    begun = "In the year that has gone by the number of visits to all of the wards went up by"
    rest = "3.5 per cent, which is more than in any of the years before it."
    sheet.put(begun, 90, sheet.y).put(rest, 72, sheet.y - 14)
    assert [b.number for b in blocks_in(tmp_path, sheet)] == ["", ""]


def justified(words: list[str], spaces: list[float]) -> Sheet:
    """A line of words, with so much white behind each, below a line as long as it."""
    sheet, x = Sheet(), 72.0
    for word, space in zip(words, spaces, strict=True):
        sheet.put(word, x, 700)
        x += wide(word) + space
    return sheet.put("It was so", 72, 714).put("there.", x - wide("there."), 714)


@pytest.mark.parametrize(
    ("words", "spaces", "cells"),
    [
        (["Beds", "were", "closed"], [30, 30, 0], 1),
        (["Beds", "closed.", "They", "opened", "soon"], [18, 45, 18, 18, 0], 1),
        (["Beds", "were", "closed"], [30, 60, 0], 3),
        (["2021", "2022", "2023"], [30, 30, 0], 3),
    ],
    ids=["justified", "more behind a sentence", "uneven", "numbers"],
)
def test_even_spaces_of_a_full_line_part_no_cells(
    words: list[str], spaces: list[float], cells: int
) -> None:
    line = page_of(1, shown_on(justified(words, spaces))).lines[-1]
    assert len(line.cells) == cells
