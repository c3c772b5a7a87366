"""Tables that rules draw are read row by row, with their column names; boxes and charts are not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.reading.pdf.grids import Row, tables_of
from ingest.reading.pdf.runs import Run
from pdfs import BOLD, PLAIN, Sheet, blocks_in, shown_on, texts, wide

EDGES = [72.0, 150.0, 250.0, 400.0]
ROWS = [
    ["Year", "Beds", "Why"],
    ["2019", "Many", "Because so"],
    ["2020", "Few", "They closed"],
    ["2021", "", "None told"],
]
AS_TEXT = [
    "2019: Beds – Many; Why – Because so",
    "2020: Beds – Few; Why – They closed",
    "2021: Why – None told",
]


def said(runs: Sequence[Run]) -> list[str]:
    return [run.text for run in runs]


def rows(sheet: Sheet) -> list[Row]:
    return tables_of(shown_on(sheet), said)[0]


def table_text(folder: Path, *sheets: Sheet) -> list[str]:
    return texts(blocks_in(folder, *sheets), BlockKind.ROW)


def test_a_ruled_table_gives_its_cells() -> None:
    found = rows(Sheet().table(ROWS, EDGES))
    assert [[" ".join(cell) for cell in row.cells] for row in found] == ROWS


def test_a_short_upright_rule_parts_no_column() -> None:
    found = rows(Sheet().table(ROWS, EDGES).rule(330, 738, 330, 756))
    assert {len(row.cells) for row in found} == {3}


def test_its_rows_are_told_with_their_column_names(tmp_path: Path) -> None:
    assert table_text(tmp_path, Sheet().say("Beds closed.").table(ROWS, EDGES)) == AS_TEXT


def test_text_around_it_is_left_in_its_place(tmp_path: Path) -> None:
    sheet = Sheet().say("It stands above.").table(ROWS, EDGES).say("It stands below.")
    blocks = blocks_in(tmp_path, sheet)
    assert [block.text for block in blocks] == ["It stands above.", *AS_TEXT, "It stands below."]


def test_a_cell_of_several_lines_is_one_text(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds closed.").table([["Year", "Why"], ["2019", ""]], [72, 150, 400], 40)
    sheet.put("Because so many", 153, 697, 9).put("beds have closed", 153, 685, 9)
    assert table_text(tmp_path, sheet) == ["2019: Why – Because so many beds have closed"]


def test_a_table_over_two_pages_says_its_column_names_once(tmp_path: Path) -> None:
    first = Sheet().say("Beds closed.").table(ROWS[:2], EDGES)
    second = Sheet().table([ROWS[0], *ROWS[2:]], EDGES).say("It ended.")
    assert table_text(tmp_path, first, second) == AS_TEXT


def test_a_table_that_goes_on_without_column_names_has_those_of_the_page_before(
    tmp_path: Path,
) -> None:
    first, second = Sheet().table(ROWS[:2], EDGES), Sheet().table(ROWS[2:], EDGES)
    assert table_text(tmp_path, first, second) == AS_TEXT


def test_each_row_knows_its_page(tmp_path: Path) -> None:
    first, second = Sheet().table(ROWS[:2], EDGES), Sheet().table(ROWS[2:], EDGES)
    blocks = blocks_in(tmp_path, first, second)
    assert [block.page for block in blocks if block.kind is BlockKind.ROW] == [1, 2, 2]


def test_a_first_row_of_sentences_names_no_columns(tmp_path: Path) -> None:
    sentence = "We have closed all of the beds that were in the north"
    table = [["North", sentence], ["South", "They opened."]]
    sheet = Sheet().say("Beds closed.").table(table, [72, 150, 500])
    assert table_text(tmp_path, sheet) == [f"North: {sentence}", "South: They opened."]


def test_an_empty_column_is_none(tmp_path: Path) -> None:
    table = [["Year", "", "Beds"], ["2019", "", "Many"], ["2020", "", "Few"]]
    assert table_text(tmp_path, Sheet().say("So.").table(table, EDGES)) == [
        "2019: Beds – Many", "2020: Beds – Few"
    ]  # fmt: skip


def test_a_table_with_rules_between_its_rows_only_is_told_by_the_white(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds closed.")
    for at, (year, beds) in enumerate([("Year", "Beds"), ("2019", "Many"), ("2020", "Few")]):
        sheet.rule(72, 700 - 20 * at, 400, 700 - 20 * at)
        sheet.put(year, 75, 686 - 20 * at, 9).put(beds, 250, 686 - 20 * at, 9)
    sheet.rule(72, 640, 400, 640)
    assert table_text(tmp_path, sheet) == ["2019: Beds – Many", "2020: Beds – Few"]


def test_a_table_with_rules_around_its_names_only_is_told_line_by_line(tmp_path: Path) -> None:
    sheet = Sheet().say("Beds closed.").rule(72, 700, 400, 700).rule(72, 680, 400, 680)
    told = [("Year", "Beds"), ("2019", "Many of them"), ("", "were closed"), ("2020", "Few")]
    for at, (year, beds) in enumerate(told):
        y = 686 - 14 * at
        sheet.put(year, 75, y, 9).put(beds, 250, y, 9)
    sheet.rule(72, 638, 400, 638).put("8", 251 + wide("Few", 9), 648, 5)
    assert table_text(tmp_path, sheet) == [
        "2019: Beds – Many of them were closed", "2020: Beds – Few⁸"
    ]  # fmt: skip


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet().draw(b"60 600 480 180 re S").say("Beds closed in the box, all of them.")
    assert rows(sheet) == []
    assert table_text(tmp_path, sheet) == []


def test_rules_between_paragraphs_make_no_table() -> None:
    sheet = Sheet()
    for _ in range(4):
        sheet.rule(72, sheet.y + 12, 522, sheet.y + 12).say("Beds have closed, all of them.")
    assert rows(sheet) == []


def test_a_chart_is_no_table() -> None:
    sheet = Sheet()
    for at in range(6):
        sheet.rule(72, 500 + 20 * at, 400, 500 + 20 * at)
        sheet.put(str(20 * at), 74, 504 + 20 * at, 8).put(str(9 * at), 300, 504 + 20 * at, 8)
    assert rows(sheet.rule(72, 500, 72, 600).rule(200, 500, 200, 600)) == []


def test_a_page_of_very_many_rules_has_no_table() -> None:
    sheet = Sheet().table(ROWS, EDGES)
    for at in range(1600):
        sheet.rule(72 + at % 400, 100 + at // 4, 90 + at % 400, 100 + at // 4)
    assert rows(sheet) == []


def test_a_table_on_a_turned_page_is_read(tmp_path: Path) -> None:
    """The rows of the table go up the page as it is stored."""
    upright = Sheet(width=842, height=595)
    upright.y = 500
    upright.say("Beds closed.").table(ROWS, EDGES)
    turned = Sheet(rotated=90).draw(b"0 1 -1 0 595 0 cm")
    turned.drawn += upright.drawn
    assert table_text(tmp_path, turned) == AS_TEXT


def test_nothing_in_a_table_is_lost() -> None:
    sheet = Sheet().say("Beds closed.").table(ROWS, EDGES).say("It ended.")
    page = shown_on(sheet)
    found, left = tables_of(page, said)
    told = [text for row in found for cell in row.cells for text in cell]
    assert sorted(told + said(left)) == sorted(run.text for run in page.runs)


BOATS = [["Boat", "Moored", "Crew"], ["Alma", "By the weir", "Ten"], ["Bess", "In the dock", "Six"],
         ["Cora", "At the lock", "Nine"], ["Dora", "By the mill", "Two"],
         ["Edna", "In the yard", "One"]]  # fmt: skip


def striped(first: int, rows: Sequence[Sequence[str]] = BOATS) -> Sheet:
    """A table whose rows have a ground, cell by cell, every second from ``first`` on, and no rules.

    The last one has a ground.
    """
    sheet = Sheet().say("The boats were counted in May, by the mill and by the weir.")
    top = sheet.y
    for at, cells in enumerate(rows):
        low = top - 20 * (at + 1)
        for (x, right), text in zip(pairwise(EDGES), cells, strict=True):
            if at % 2 == first:
                sheet.draw(f"q 0.85 g {x} {low} {right - x} 20 re f Q".encode())
            sheet.put(text, x + 4, low + 6, 9, PLAIN if at else BOLD)
    sheet.y = top - 20 * len(rows) - 24
    return sheet


@pytest.mark.parametrize("count", [4, 6])
def test_rows_with_a_ground_and_those_between_without_one_are_one_table(
    count: int, tmp_path: Path
) -> None:
    sheet = striped(1, BOATS[:count]).say("They were counted again in June, at the lock.")
    found = table_text(tmp_path, sheet)
    assert found[1:] == [f"{boat}: {place}; {crew}" for boat, place, crew in BOATS[1:count]]


def test_a_ground_under_each_odd_row_makes_one_table(tmp_path: Path) -> None:
    assert table_text(tmp_path, striped(0, BOATS[:5])) == [
        f"{boat}: Moored – {place}; Crew – {crew}" for boat, place, crew in BOATS[1:5]
    ]


def test_a_line_over_all_columns_between_two_grounds_is_no_row(tmp_path: Path) -> None:
    line = "The two that follow were not afloat on any day of the year."
    sheet = Sheet().say("The boats were counted in May.").table(BOATS[:3], EDGES)
    sheet.put(line, EDGES[0] + 4, sheet.y + 12, 9)
    sheet.y -= 14
    blocks = blocks_in(tmp_path, sheet.table(BOATS[3:5], EDGES))
    assert line in [block.text for block in blocks if block.kind is not BlockKind.ROW]
