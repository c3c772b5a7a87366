"""Names in drawn cells head the rows below them that have no rules."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wide

EDGES = [72.0, 214.0, 276.0, 338.0, 400.0, 520.0]
NAMES = ["Specialty", "2019", "2025", "Change", "Could be stopped"]
ROWS = [
    ["Eyes", "21,480", "21,905", "+2%", "8%"],
    ["Bones and joints", "14,212", "12,364", "-13%", "28%"],
    ["Ear, nose and throat", "8,115", "7,060", "-13%", "31%"],
    ["Skin", "7,634", "6,031", "-21%", "24%"],
]
SAID = [
    "Eyes: 2019 – 21,480; 2025 – 21,905; Change – +2%; Could be stopped – 8%",
    "Skin: 2019 – 7,634; 2025 – 6,031; Change – -21%; Could be stopped – 24%",
]
TEXT = "The wards were counted in each of the years, and the figures are those of the trust."


def headed() -> Sheet:
    """Text, names in cells, and rows without rules whose figures stand to the right."""
    sheet = Sheet().say(TEXT)
    sheet.table([NAMES], EDGES)
    sheet.y += 11
    for label, *figures in ROWS:
        sheet.put(label, EDGES[0] + 3, sheet.y, 9)
        for figure, right in zip(figures, EDGES[2:], strict=True):
            sheet.put(figure, right - 6 - 5 * len(figure), sheet.y, 9)
        sheet.y -= 17
    sheet.y -= 12
    return sheet.say(TEXT)


def test_names_in_cells_head_the_rows_below_that_have_no_rules(tmp_path: Path) -> None:
    rows = texts(blocks_in(tmp_path, headed()), BlockKind.ROW)
    assert [rows[0], rows[-1], len(rows)] == [*SAID, len(ROWS)]


@pytest.mark.parametrize("inner", [[106.0, 338.0, 400.0], [214.0, 338.0, 460.0]])
def test_a_table_further_down_has_its_own_columns(inner: list[float], tmp_path: Path) -> None:
    sheet = headed()
    actions = [["No.", "Action", "Lead", "By"]]
    actions += [[str(n), "Count the wards", "Chief nurse", f"May 203{n}"] for n in (1, 2, 3)]
    sheet.table(actions, [EDGES[0], *inner, EDGES[-1]])
    rows = texts(blocks_in(tmp_path, sheet), BlockKind.ROW)
    assert [rows[0], rows[len(ROWS) - 1]] == SAID
    assert rows[-1] == "3: Action – Count the wards; Lead – Chief nurse; By – May 2033"


def test_names_over_fewer_columns_head_nothing(tmp_path: Path) -> None:
    sheet = Sheet().table([["A note in a box", "and one more"]], [72, 300, 520])
    sheet.y += 11
    for label, *figures in ROWS:
        for cell, x in zip((label, *figures), EDGES, strict=False):
            sheet.put(cell, x + 3, sheet.y, 9)
        sheet.y -= 17
    rows = texts(blocks_in(tmp_path, sheet.say(TEXT)), BlockKind.ROW)
    assert not any("A note in a box –" in row for row in rows)
    assert any("21,480" in row and "21,905" in row for row in rows)


def test_a_last_line_in_cells_of_its_own_is_read(tmp_path: Path) -> None:
    blocks = blocks_in(tmp_path, Sheet().say(TEXT).table([NAMES], EDGES))
    assert all(any(name in block.text for block in blocks) for name in NAMES)


BY_CELLS = [72.0, 230.0, 330.0, 520.0]
SCHOOLS = [["School", "Pupils", "Where they learn"], ["Ash Lane", "214", "In the old mill"],
           ["Brook Street", "187", "By the weir"], ["Cross", "96", "At the forge"]]  # fmt: skip
CLUBS = [["Club", "Members", "When it meets"], ["Chess", "31", "On Mondays, in the hall"],
         ["Rowing", "58", "On the first day of May"], ["Song", "22", "When it rains"]]  # fmt: skip


def by_cells(
    sheet: Sheet, rows: list[list[str]], edges: list[float] = BY_CELLS, *, centred: bool = False
) -> Sheet:
    """A table whose head is painted cell by cell, over rows that whole rules part."""
    top = sheet.y + 12
    for left, right in pairwise(edges):
        sheet.draw(f"q 0.85 g {left} {top - 18} {right - left} 18 re f Q".encode())
    for at, row in enumerate(rows):
        font = PLAIN if at else BOLD
        for words, (x, right) in zip(row, pairwise(edges), strict=True):
            shift = (right - x - wide(words, 9, font)) / 2 if centred else 4
            sheet.put(words, x + shift, top - 13 - 18 * at, 9, font)
        if at:
            sheet.rule(edges[0], top - 18 - 18 * at, edges[-1], top - 18 - 18 * at)
    sheet.y = top - 18 * len(rows) - 24
    return sheet


def read_as(rows: list[list[str]]) -> list[str]:
    (_, *names), *body = rows
    return [
        f"{label}: " + "; ".join(map(" – ".join, zip(names, cells, strict=True)))
        for label, *cells in body
    ]


@pytest.mark.parametrize(
    "edges", [BY_CELLS, [72.0, 200.0, 260.0, 520.0], [110.0, 170.0, 206.0, 286.0]]
)
@pytest.mark.parametrize("centred", [True, False])
def test_a_head_painted_cell_by_cell_has_the_columns_of_rows_with_whole_rules(
    edges: list[float], centred: bool, tmp_path: Path
) -> None:
    sheet = by_cells(Sheet().say(TEXT), SCHOOLS, edges, centred=centred)
    blocks = blocks_in(tmp_path, sheet.say(TEXT))
    assert texts(blocks, BlockKind.ROW) == read_as(SCHOOLS)
    assert texts(blocks, BlockKind.PROSE) == [TEXT, TEXT]


@pytest.mark.parametrize(
    ("between", "edges"),
    [(TEXT, BY_CELLS), (TEXT, [72.0, 180.0, 300.0, 520.0]), ("", [72.0, 180.0, 300.0, 520.0])],
)
def test_two_tables_with_heads_painted_by_cells_are_two(
    between: str, edges: list[float], tmp_path: Path
) -> None:
    sheet = by_cells(Sheet().say(TEXT), SCHOOLS)
    blocks = blocks_in(tmp_path, by_cells(sheet.say(between), CLUBS, edges).say(TEXT))
    assert texts(blocks, BlockKind.ROW) == [*read_as(SCHOOLS), *read_as(CLUBS)]
    assert texts(blocks, BlockKind.PROSE) == [TEXT, *filter(None, [between]), TEXT]


@pytest.mark.parametrize("head", ["What the clubs cost", "5 Money and boats"])
def test_the_underline_of_a_heading_below_such_a_table_is_none_of_its_rules(
    head: str, tmp_path: Path
) -> None:
    sheet = by_cells(Sheet().say(TEXT), SCHOOLS)
    sheet.y -= 10
    sheet.rule(72, sheet.y - 5, 520, sheet.y - 5).say(head, 15, BOLD)
    blocks = blocks_in(tmp_path, sheet.say(TEXT))
    assert texts(blocks, BlockKind.ROW) == read_as(SCHOOLS)
    assert [of.text.removeprefix("5 ") for of in blocks if of.kind is BlockKind.HEADING] == [
        head.removeprefix("5 ")
    ]
    assert texts(blocks, BlockKind.PROSE) == [TEXT, TEXT]
