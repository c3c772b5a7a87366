"""A caption heads the rows or drawn words next to it, and ends with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.captions import parted, with_captions
from ingest.doubts import BESIDE
from ingest.paragraphs import split
from ingest.types import Paragraph

HEADING = Block(BlockKind.HEADING, "Roads", 1, page=1)
TABLE = Block(BlockKind.HEADING, "Table 2: Roads by county", ASIDE, page=1)
FIGURE = Block(BlockKind.HEADING, "Figure 3: Roads by year", ASIDE, page=1)
BOX = Block(BlockKind.HEADING, "Box 4: What is a road?", ASIDE, page=1)
ROW = Block(BlockKind.ROW, "Essex: 12", page=1)
TEXT = Block(BlockKind.PROSE, "Roads are mended in the spring.", page=1)
NOTE = Block(BlockKind.PROSE, "Source: the counties’ own returns.", page=1)
DRAWN = Block(BlockKind.PROSE, "2019 2020 2021", page=1)
UNFOLDS = Block(BlockKind.HEADING, "What a county must do", ASIDE, page=1)
APART = replace(TEXT, text="It must mend them.", apart=True)


def sections(*blocks: Block) -> list[tuple[str, str]]:
    """The innermost heading and the words of each paragraph of a paper without numbers."""
    return [(p.section[-1], p.body) for p in split("paper", [HEADING, TEXT, *blocks])][1:]


@pytest.mark.parametrize("content", [ROW, DRAWN, replace(DRAWN, text="a low fall", doubt=BESIDE)])
def test_a_caption_heads_rows_and_drawn_words_and_no_text_behind_them(content: Block) -> None:
    assert sections(TABLE, content, TEXT) == [
        (TABLE.text, content.text),
        (HEADING.text, TEXT.text),
    ]


def test_a_source_belongs_to_the_rows_above_it() -> None:
    found = sections(TABLE, ROW, NOTE, TEXT)
    assert found == [(TABLE.text, f"{ROW.text}\n{NOTE.text}"), (HEADING.text, TEXT.text)]


def test_numbered_notes_below_their_name_belong_to_the_rows_above_them() -> None:
    notes = [replace(NOTE, text=text) for text in ("Notes", "1 Roads only.", "2 By length.")]
    found = sections(TABLE, ROW, *notes, NOTE, TEXT)
    lines = [ROW.text, *(note.text for note in notes), NOTE.text]
    assert found == [(TABLE.text, "\n".join(lines)), (HEADING.text, TEXT.text)]


def test_a_line_may_stand_between_a_caption_and_its_rows() -> None:
    units = replace(TEXT, text="All sums in millions.")
    assert with_captions([TABLE, units, ROW]) == [TABLE, units, ROW]


def test_a_caption_below_rows_is_put_above_them() -> None:
    assert with_captions([TEXT, ROW, ROW, TABLE, TEXT]) == [TEXT, TABLE, ROW, ROW, TEXT]


def test_rows_with_a_caption_of_their_own_get_no_other() -> None:
    found = with_captions([TABLE, ROW, FIGURE, TEXT])
    assert found == [TABLE, ROW, replace(FIGURE, kind=BlockKind.PROSE), TEXT]


def test_rows_of_another_page_get_no_caption() -> None:
    later = replace(FIGURE, page=2)
    assert with_captions([ROW, later, TEXT])[0] == ROW


@pytest.mark.parametrize("after", [TEXT, HEADING, replace(TEXT, number="7")])
@pytest.mark.parametrize("caption", [TABLE, FIGURE])
def test_a_caption_with_nothing_next_to_it_is_a_line_of_text(caption: Block, after: Block) -> None:
    found = split("paper", [HEADING, TEXT, caption, after, TEXT])
    assert any(p.body.startswith(caption.text) for p in found)
    assert not any(caption.text in p.section for p in found)


def test_a_box_heads_its_text_until_a_heading() -> None:
    assert [section for section, _ in sections(BOX, TEXT, TEXT)] == [BOX.text, BOX.text]
    assert with_captions([BOX, HEADING, TEXT])[0].kind is BlockKind.PROSE


def test_a_part_that_unfolds_ends_where_its_print_does() -> None:
    assert [section for section, _ in sections(UNFOLDS, APART, APART, TEXT)] == [
        UNFOLDS.text,
        UNFOLDS.text,
        HEADING.text,
    ]


def test_a_table_within_a_numbered_paragraph_leaves_what_follows_without_its_name() -> None:
    numbered = [replace(TEXT, number=str(at), page=1) for at in range(1, 5)]
    found: list[Paragraph] = split("paper", [HEADING, *numbered, TABLE, ROW, TEXT])
    assert [(p.number, p.section[-1]) for p in found][-3:] == [
        ("4", HEADING.text),
        ("4 (after, 1)", TABLE.text),
        ("4 (after, 2)", HEADING.text),
    ]


def test_blocks_of_side_boxes_and_footnotes_end_nothing() -> None:
    beside = replace(TEXT, aside=True)
    note = Block(BlockKind.FOOTNOTE, "See above.", marker="1")
    assert parted([TABLE, ROW, beside, note, ROW, TEXT]) == [False] * 5 + [True]


SHORT = Block(BlockKind.HEADING, "Roads mended, in miles", 2, page=1)


def numbered(*blocks: Block, first: int = 1) -> list[Block]:
    """Paragraphs 6.1 to 6.4 below a heading, with blocks behind the second."""
    text = [replace(TEXT, number=f"6.{at}") for at in range(1, 5)]
    return [replace(HEADING, text="6 Roads"), *text[:2], *blocks, *text[first + 1 :]]


@pytest.mark.parametrize("notes", [[], [NOTE], [replace(NOTE, text="* Roads only."), NOTE]])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_heading_of_rows_alone_ends_with_them_where_the_numbers_go_on(
    rows: int, notes: list[Block]
) -> None:
    found = split("paper", numbered(SHORT, *[ROW] * rows, *notes))
    told = {p.number: p.section for p in found}
    assert told["6.3"] == told["6.4"] == told["6.2"] == ("6 Roads",)
    assert [p.section for p in found if ROW.text in p.body] == [("6 Roads", SHORT.text)]


def test_a_heading_of_rows_and_new_text_heads_both() -> None:
    for blocks in (
        numbered(SHORT, ROW, TEXT),
        numbered(SHORT, TEXT, ROW),
        numbered(SHORT, ROW, first=2),
        numbered(SHORT),
    ):
        last = split("paper", blocks)[-1]
        assert (last.number, last.section) == ("6.4", ("6 Roads", SHORT.text))
