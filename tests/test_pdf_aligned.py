"""Rows whose cells stand clear are a table if figures or names say so, and no other rows are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide, wrapped

ASKED = "The board asked for the figures of the year, and they are as follows."
BEHIND = "The board looks at them twice a year and publishes what it has found."
EDGES = (72.0, 250.0, 330.0, 400.0, 470.0)


def drawn(
    rows: Sequence[Sequence[str]],
    bold: Sequence[int] = (0,),
    *,
    right: bool = False,
    spaced: Sequence[int] = (),
    rules: Sequence[int] = (),
) -> Sheet:
    """A page with rows of cells; those of ``spaced`` have white, of ``rules`` a rule, above."""
    sheet = Sheet().say(ASKED)
    y = sheet.y - 6
    for at, row in enumerate([*rows, ()]):
        y -= 8 if at in spaced else 0
        if at in rules:
            sheet.rule(72, y + 11, 480, y + 11)
        font = BOLD if at in bold else PLAIN
        for column, (cell, edge) in enumerate(zip(row, EDGES, strict=False)):
            x = edge - wide(cell, 10, font) if right and column else edge
            if cell:
                sheet.put(cell, x, y, 10, font)
        y -= 14
    sheet.y = y - 10
    return sheet.say(BEHIND)


def rows(folder: Path, sheet: Sheet) -> list[str]:
    return texts(blocks_in(folder, sheet), BlockKind.ROW)


def test_the_first_row_names_the_columns_by_its_print(tmp_path: Path) -> None:
    made = [["Ward", "Manager", "Floor"], ["Ash", "Jane Smith", "First"],
            ["Brook", "John Doe", "Top"], ["Cedar", "Mary Hill", "Ground"]]  # fmt: skip
    assert rows(tmp_path, drawn(made)) == [
        "Ash: Manager – Jane Smith; Floor – First",
        "Brook: Manager – John Doe; Floor – Top",
        "Cedar: Manager – Mary Hill; Floor – Ground",
    ]


@pytest.mark.parametrize("right", [False, True])
def test_the_first_row_names_the_columns_if_it_alone_has_no_figures(
    tmp_path: Path, *, right: bool
) -> None:
    made = [["Ward", "Budget", "Spent"], ["Ash", "£1,200", "£900"], ["Brook", "£980", "£1,010"],
            ["Cedar", "£75", "£80"]]  # fmt: skip
    assert rows(tmp_path, drawn(made, (), right=right))[0] == "Ash: Budget – £1,200; Spent – £900"


def test_years_name_columns_of_figures(tmp_path: Path) -> None:
    made = [["Site", "2024", "2025"], ["Ash", "145", "151"], ["Brook", "88", "90"]]
    assert rows(tmp_path, drawn(made, ())) == ["Ash: 2024 – 145; 2025 – 151",
                                               "Brook: 2024 – 88; 2025 – 90"]  # fmt: skip


def test_a_name_alone_in_its_row_is_that_of_the_rows_below_it(tmp_path: Path) -> None:
    made = [["Site", "2024", "2025"], ["North"], ["Ash", "145", "151"], ["South"],
            ["Brook", "88", "90"]]  # fmt: skip
    assert rows(tmp_path, drawn(made)) == ["North – Ash: 2024 – 145; 2025 – 151",
                                           "South – Brook: 2024 – 88; 2025 – 90"]  # fmt: skip


def test_figures_without_names_stand_in_rows_without_them(tmp_path: Path) -> None:
    made = [["Ash House", "145", "151"], ["Brook House", "88", "90"], ["Cedar House", "12", "14"]]
    assert rows(tmp_path, drawn(made, ()))[0] == "Ash House: 145; 151"


def test_terms_and_their_meanings_are_rows_where_white_parts_them(tmp_path: Path) -> None:
    made = [["Board", "Those who answer for"], ["", "the trust as a whole"],
            ["Senior", "Someone who has been a"], ["nurse", "nurse for five years"],
            ["Trust", "The hospitals"], ["", "and their wards"]]  # fmt: skip
    assert rows(tmp_path, drawn(made, (), spaced=(2, 4))) == [
        "Board: Those who answer for the trust as a whole",
        "Senior nurse: Someone who has been a nurse for five years",
        "Trust: The hospitals and their wards",
    ]


def test_level_rules_part_the_rows_of_a_table(tmp_path: Path) -> None:
    made = [["Ash House", "Jane Smith"], ["of the north"], ["Brook", "", "John Doe"],
            ["Cedar", "", "", "Mary Hill"], ["Dale", "", "", "", "Ann Lake"]]  # fmt: skip
    assert rows(tmp_path, drawn(made, (), rules=(0, 2, 3, 4, 5))) == [
        "Ash House of the north: Jane Smith", "Brook: John Doe", "Cedar: Mary Hill",
        "Dale: Ann Lake",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "bold"),
    [
        ([["For the trust", "For the council"], ["Name:", "Name:"], ["Date:", "Date:"]], (0,)),
        ([["Head office", "Branch"], ["Ash House", "Brook Lodge"], ["12 High St", "3 Mill Lane"],
          ["Leeds", "York"], ["LS1 4AB", "YO1 7XY"]], (0,)),
        ([["Meals", "3"], ["Water", "5"], ["Illness", "9"], ["Review", "12"]], ()),
        ([["1.", "Meals are hot"], ["2.", "Water is cold"], ["3.", "Nobody is ill"]], ()),
    ],
    ids=["signatures", "addresses", "contents", "numbers"],
)  # fmt: skip
def test_what_stands_side_by_side_for_another_reason_is_no_table(
    made: list[list[str]], bold: tuple[int, ...], tmp_path: Path
) -> None:
    found = rows(tmp_path, drawn(made, bold))
    assert [row for row in found if row not in ["; ".join(cells) for cells in made]] == []


LABELLED = {
    "Version": "2.1 (in place of 1.4 of March)",
    "Date": "14 January 2026",
    "Applies to": "Contracts that begin, or are changed, on or after 1 April, whoever made them",
    "For action by": "Boards; holders of contracts; those who answer calls",
    "Review": "By 31 March 2028",
}


@pytest.mark.parametrize("font", [PLAIN, BOLD])
@pytest.mark.parametrize("end", ["", ":"])
@pytest.mark.parametrize("measure", [300.0, 200.0])
def test_labels_and_what_they_stand_for_are_rows(
    tmp_path: Path, font: str, end: str, measure: float
) -> None:
    sheet = Sheet().say("Dental care at night", 20, BOLD)
    for label, value in LABELLED.items():
        sheet.put(label + end, 72, sheet.y, 10, font)
        sheet.y = sheet.lines(wrapped(value, measure, 10), 160, sheet.y, 10) - 2
    sheet.y -= 20
    text = "This says what is to be bought, and by whom, for those who cannot wait for a day."
    blocks = blocks_in(tmp_path, sheet.say(text))
    rows = [f"{label}: {value}" for label, value in LABELLED.items()]
    assert texts(blocks, BlockKind.ROW) == rows
    assert texts(blocks, BlockKind.PROSE) == [text]
