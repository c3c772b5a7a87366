"""What one part of a page tells of another: its columns, its tables, what stands at its edges."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.front import without_front_heads
from ingest.paragraphs import split
from pdfs import BOLD, ITALIC, PLAIN, Sheet, blocks_in, texts, wrapped

TIDE = (
    "The ferry runs at all states of the tide but one, and when it does not the bus goes round by "
    "the bridge, which takes an hour more than anybody on the island would like it to."
)
CREW = (
    "Two of the crew of five are over sixty, and nobody has been trained in their place since the "
    "harbour school was closed, so that the boat will have no mate when they have gone."
)
QUAY = (
    "The quay was made for smaller boats, and at low water those who cannot climb its ladder have "
    "to wait until the sea has come back to the upper of the two landing steps."
)
RIGHT = 320.0


def column(sheet: Sheet, x: float, y: float, parts: Sequence[str], measure: float = 210) -> float:
    """Paragraphs one below the other at a place; where the next would stand."""
    for part in parts:
        y = sheet.lines(wrapped(part, measure, 10), x, y, 10) - 8
    return y


def heads(blocks: Sequence[Block]) -> list[str]:
    return texts(blocks, BlockKind.HEADING)


@pytest.mark.parametrize("bar", [False, True], ids=["plain", "a bar beside the lower text"])
def test_a_list_in_columns_above_a_table_is_read_in_the_columns_below_it(
    bar: bool, tmp_path: Path
) -> None:
    sheet = Sheet()
    sheet.put("The boat has on board:", 72, 760, 10)
    sheet.put("• two rafts that are tested", 72, 742, 10)
    sheet.put("• a radio; and", RIGHT, 754, 10)
    sheet.put("• a lamp for the night", RIGHT, 738, 10)
    sheet.put("• a bell that can be heard", RIGHT, 722, 10)
    sheet.y = 690
    sheet.table([["Year", "Trips"], ["2023", "4,100"], ["2024", "3,950"]], [72, 300, 500])
    foot = column(sheet, 72, 600, [TIDE, CREW, QUAY])
    column(sheet, RIGHT, 594, [QUAY, TIDE, CREW])
    if bar:
        sheet.rule(RIGHT - 6, foot, RIGHT - 6, 600)
    found = blocks_in(tmp_path, sheet)
    text = [block.text for block in found]
    assert text[0] == "The boat has on board:"
    assert text[1:5] == [
        "• two rafts that are tested",
        "• a radio; and",
        "• a lamp for the night",
        "• a bell that can be heard",
    ]
    assert {TIDE, CREW, QUAY} <= set(text)


def test_a_column_that_opens_with_a_contents_list_is_still_one(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 760.0
    for title in ("Tides", "The crew", "The quay", "Money", "How we asked"):
        sheet.put(title + " ." * 40, 72, y, 10)
        y -= 20
    column(sheet, 72, y - 20, [TIDE, CREW])
    column(sheet, RIGHT, 754, [QUAY, TIDE, CREW, QUAY])
    found = texts(blocks_in(tmp_path, sheet), BlockKind.PROSE)
    assert {TIDE, CREW, QUAY} <= set(found)


@pytest.mark.parametrize("dated", [False, True])
def test_bold_names_of_rows_do_not_make_the_first_row_name_the_columns(
    dated: bool, tmp_path: Path
) -> None:
    rows = [
        ["Meeting date", "14 May 2026" if dated else "The spring meeting"],
        ["Author", "Lesley Crane, harbour office"],
        ["Purpose", "For decision by the board"],
    ]
    sheet = Sheet().say(TIDE)
    top = sheet.y + 14
    sheet.table([["", value] for _, value in rows], [72, 200, 460])
    for at, (name, _) in enumerate(rows):
        sheet.put(name, 75, top - (at + 1) * 18 + 5, 9, BOLD)
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert found == [f"{name}: {value}" for name, value in rows]


@pytest.mark.parametrize(
    "caption", ["Table A. Trips in a year", "Table B: Trips", "Figure C Trips"]
)
def test_a_table_may_be_named_by_a_letter(caption: str, tmp_path: Path) -> None:
    sheet = Sheet().say("The quay", 16, BOLD).say(TIDE).say(caption, 10, BOLD)
    sheet.table([["Year", "Trips"], ["North", "4,100"], ["South", "3,950"]], [72, 200, 300])
    sheet.say(CREW)
    found = split("plan", blocks_in(tmp_path, sheet))
    assert [p.section[-1] for p in found] == ["The quay", caption, "The quay"]


@pytest.mark.parametrize("title", ["Standard 2: clear duties", "Case study 4 The old quay"])
def test_a_boxs_title_with_a_number_heads_the_box(title: str, tmp_path: Path) -> None:
    sheet = Sheet().say("The ferry", 16, BOLD).say(TIDE)
    top = sheet.y + 16
    sheet.left, sheet.measure = 84, 420
    sheet.say(title, font=BOLD).say(QUAY)
    sheet.draw(f"72 {sheet.y} 450 {top - sheet.y} re S".encode())
    sheet.y -= 30
    sheet.left, sheet.measure = 72, 450
    sheet.say(CREW)
    found = split("plan", blocks_in(tmp_path, sheet))
    assert [(p.body, p.section[-1]) for p in found] == [
        (TIDE, "The ferry"),
        (QUAY, title),
        (CREW, "The ferry"),
    ]


def test_words_below_large_figures_are_read_each_by_itself_however_near(tmp_path: Path) -> None:
    sheet = Sheet().say(TIDE).say(CREW)
    y = sheet.y - 20
    told = {
        "£2.3m": "paid for the boats and",
        "164": "trips in the month of",
        "71%": "of seats are",
    }
    ends = ["all of their crews", "May, the most ever", "are taken in summer"]
    for at, ((figure, words), end) in enumerate(zip(told.items(), ends, strict=True)):
        x = 72 + 112 * at
        sheet.put(figure, x, y, 22, BOLD)
        size = 9.0
        wide = sheet.lines([words, end], x, y - 16, size)
        assert wide < y
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    pairs = zip(told.items(), ends, strict=True)
    assert found == [f"{figure} {words} {end}" for (figure, words), end in pairs]


@pytest.mark.parametrize("labels", [("Tides and times",), ("Tides and times", "What it costs")])
def test_margin_headings_stand_over_numbered_paragraphs(
    labels: Sequence[str], tmp_path: Path
) -> None:
    sheet = Sheet(left=190, measure=330)
    sheet.numbered("2.1", QUAY)
    for at, label in enumerate(labels):
        sheet.y -= 12
        sheet.put(label, 72, sheet.y, 8, BOLD)
        sheet.numbered(f"2.{2 + 2 * at}", f"{TIDE} It did so in {2020 + at}.")
        sheet.numbered(f"2.{3 + 2 * at}", CREW)
    found = {p.number: p for p in split("plan", blocks_in(tmp_path, sheet))}
    assert found["2.1"].body == QUAY
    for at, label in enumerate(labels):
        assert found[f"2.{2 + 2 * at}"].section[-1:] == (label,)
        assert found[f"2.{3 + 2 * at}"].body == CREW


@pytest.mark.parametrize("edge", [20.0, 570.0], ids=["left", "right"])
def test_the_number_on_a_tab_at_the_edge_is_no_text(edge: float, tmp_path: Path) -> None:
    sheets = []
    for at, part in enumerate((TIDE, QUAY, CREW)):
        sheet = Sheet().say(part).say(part.replace("the ", "that "))
        sheet.put(str(at + 1), edge, 752 - 9 * at, 13, BOLD)
        sheets.append(sheet)
    found = texts(blocks_in(tmp_path, *sheets), BlockKind.PROSE)
    assert found == [
        of for part in (TIDE, QUAY, CREW) for of in (part, part.replace("the ", "that "))
    ]


def test_a_number_that_stands_out_on_one_page_alone_is_kept(tmp_path: Path) -> None:
    first = Sheet().say(TIDE)
    first.put("7", 570, 700, 13, BOLD)
    blocks = blocks_in(tmp_path, first, Sheet().say(QUAY), Sheet().say(CREW))
    assert any("7" in block.text for block in blocks)


@pytest.mark.parametrize("bar", [" | ", " • ", " · "])
def test_a_head_whose_second_part_changes_with_the_chapter_is_no_text(
    bar: str, tmp_path: Path
) -> None:
    sheets = []
    for title in ("Foreword", "The tides of the bay", "Next steps", "How we asked"):
        sheet = Sheet(y=740).say(TIDE).say(QUAY).say(CREW)
        sheet.put(f"The island ferry{bar}{title}", 300, 790, 8)
        sheets.append(sheet)
    found = [block.text for block in blocks_in(tmp_path, *sheets)]
    assert not any("The island ferry" in text for text in found)
    assert found.count(QUAY) == 4


def striped(sheet: Sheet, rows: Sequence[Sequence[str]], edges: Sequence[float]) -> Sheet:
    """A table whose first row, and every second one below it, stands on a ground; no rules."""
    top = sheet.y + 14
    for at, cells in enumerate(rows):
        low = top - (at + 1) * 18
        if at == 0 or at % 2 == 0:
            shade = "0.2 0.4 0.7 rg" if at == 0 else "0.93 g"
            for left, right in pairwise(edges):
                sheet.draw(f"q {shade} {left} {low} {right - left} 18 re f Q".encode())
        for cell, edge in zip(cells, edges, strict=False):
            sheet.put(cell, edge + 3, low + 5, 9, PLAIN if at else BOLD)
    sheet.y = top - len(rows) * 18 - 24
    return sheet


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_the_last_row_of_a_striped_table_is_one_with_or_without_a_ground(
    count: int, tmp_path: Path
) -> None:
    names = ["Harbour", "Boats", "Trips", "Crew"]
    body = [[f"{place} Bay", f"{at}1", f"{at}02", f"{at}3"] for at, place in
            enumerate(["North", "South", "East", "West", "Long", "Little"][:count], 1)]  # fmt: skip
    sheet = striped(Sheet().say(TIDE), [names, *body], [72, 220, 300, 380, 460])
    sheet.say("* Boats are those in use on the first of May.", 8).say(CREW)
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert found == [
        f"{place}: Boats – {boats}; Trips – {trips}; Crew – {crew}"
        for place, boats, trips, crew in body
    ]


def test_tables_of_one_width_with_text_between_them_have_names_of_their_own(tmp_path: Path) -> None:
    edges = [72.0, 260.0, 360.0, 460.0]
    sheet = Sheet()

    def ruled(rows: Sequence[Sequence[str]]) -> None:
        for at, cells in enumerate(rows):
            for cell, edge in zip(cells, edges, strict=False):
                sheet.put(cell, edge + 2, sheet.y, 10, PLAIN if at else BOLD)
            sheet.y -= 6
            for left, right in pairwise(edges):
                sheet.rule(left, sheet.y, right, sheet.y)
            sheet.y -= 18
        sheet.y -= 10

    ruled([["Answer", "Number", "Share"], ["Agree", "2,011", "91%"]])
    sheet.say(TIDE).say("Question 4", 14, BOLD).say(QUAY)
    ruled([["Reply", "Count", "Part"], ["Yes", "1,702", "77%"], ["No", "331", "15%"]])
    sheet.say(CREW)
    found = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert found == [
        "Agree: Number – 2,011; Share – 91%",
        "Yes: Count – 1,702; Part – 77%",
        "No: Count – 331; Part – 15%",
    ]


@pytest.mark.parametrize("font", [BOLD, ITALIC])
def test_words_in_one_print_that_a_pages_end_cuts_are_no_heading(font: str, tmp_path: Path) -> None:
    wish = "The Department should name one officer who answers for the ferry and its crew"
    first = Sheet().say("Reply to the report", 18, BOLD).say(TIDE).say(CREW).say(QUAY)
    first.y = 90
    first.say(wish, font=font)
    second = Sheet().say("each year, and should say who that is. (Paragraph 9)", font=font)
    second.say(QUAY).say("What comes next", 14, BOLD).say(TIDE)
    found = blocks_in(tmp_path, first, second)
    assert heads(found) == ["Reply to the report", "What comes next"]
    whole = f"{wish} each year, and should say who that is. (Paragraph 9)"
    assert whole in texts(found, BlockKind.PROSE)


def test_a_heading_larger_than_all_that_follow_heads_what_is_above_the_next(tmp_path: Path) -> None:
    cover = Sheet().say("The island ferry and its future", 30, BOLD)
    first = Sheet().say("Key facts", 22, BOLD).say(TIDE)
    parts = (("Summary", QUAY), ("Part One The boats", CREW), ("Part Two The crew", TIDE))
    later = [Sheet().say(head, 16, BOLD).say(text) for head, text in parts]
    blocks = blocks_in(tmp_path, cover, first, *later)
    title = "The island ferry and its future"
    levels = {b.text: b.level for b in without_front_heads(blocks, title) if b.level}
    assert levels["Key facts"] == levels["Summary"] == levels["Part Two The crew"] < ASIDE
