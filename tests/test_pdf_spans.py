"""Cells over several columns or rows of a ruled table, and tables that others must not become."""

from __future__ import annotations

from pathlib import Path

from ingest.blocks import BlockKind
from ingest.doubts import TORN
from pdfs import BOLD, Sheet, blocks_in, texts

COLUMNS = [72.0, 180.0, 260.0, 340.0, 460.0]
TOP, HIGH = 720.0, 20.0


def grid(sheet: Sheet, rows: list[list[tuple[int, int, str]]], top: float = TOP) -> Sheet:
    """A ruled table: each cell with its first column, the one behind its last, and its words.

    Words that begin with "^" are those of a cell that goes on from the row above.
    """
    for at, row in enumerate(rows):
        upper, lower = top - at * HIGH, top - (at + 1) * HIGH
        for first, end, words in row:
            left, right = COLUMNS[first], COLUMNS[end]
            sheet.rule(left, lower, left, upper).rule(right, lower, right, upper)
            if not words.startswith("^"):
                sheet.rule(left, upper, right, upper)
                sheet.put(words, left + 4, lower + 6, 9, BOLD if at < 2 else "Helvetica")
    bottom = top - len(rows) * HIGH
    return sheet.rule(COLUMNS[0], bottom, COLUMNS[-1], bottom)


NAMES = [
    [(0, 1, "County"), (1, 3, "Miles"), (3, 4, "Who mends them")],
    [(0, 1, "^"), (1, 2, "Roads"), (2, 3, "Lanes"), (3, 4, "^")],
]
ESSEX = [(0, 1, "Essex"), (1, 2, "41"), (2, 3, "212"), (3, 4, "The county")]
KENT = [(0, 1, "Kent"), (1, 2, "38"), (2, 3, "190"), (3, 4, "A contractor")]
SAID = [
    "Essex: Miles – Roads – 41; Miles – Lanes – 212; Who mends them – The county",
    "Kent: Miles – Roads – 38; Miles – Lanes – 190; Who mends them – A contractor",
]


def said(folder: Path, *sheets: Sheet) -> list[str]:
    return texts(blocks_in(folder, *sheets), BlockKind.ROW)


def test_names_below_a_name_over_several_columns_are_no_row(tmp_path: Path) -> None:
    assert said(tmp_path, grid(Sheet(), [*NAMES, ESSEX, KENT])) == SAID


def test_names_that_the_next_page_repeats_are_no_rows(tmp_path: Path) -> None:
    first, second = grid(Sheet(), [*NAMES, ESSEX], 140), grid(Sheet(), [*NAMES, KENT])
    assert said(tmp_path, first, second) == SAID


def test_a_cell_over_several_columns_has_their_names(tmp_path: Path) -> None:
    closed = [(0, 1, "Surrey"), (1, 3, "not known, as it has no list"), (3, 4, "The towns")]
    found = said(tmp_path, grid(Sheet(), [*NAMES, ESSEX, closed]))
    assert found[1] == "Surrey: Miles – Roads, Lanes – not known, as it has no list; " + (
        "Who mends them – The towns"
    )


def test_a_label_over_several_rows_is_said_with_each(tmp_path: Path) -> None:
    again = [(0, 1, "^"), (1, 2, "7"), (2, 3, "9"), (3, 4, "The parishes")]
    found = said(tmp_path, grid(Sheet(), [*NAMES, ESSEX, again, KENT]))
    assert found[1] == "Essex: Miles – Roads – 7; Miles – Lanes – 9; Who mends them – The parishes"


def test_figures_below_a_name_over_several_columns_are_a_row(tmp_path: Path) -> None:
    names = [[(0, 1, "County"), (1, 3, "Miles"), (3, 4, "Who mends them")]]
    found = said(tmp_path, grid(Sheet(), [*names, ESSEX, KENT]))
    assert found[0].startswith("Essex: Miles – 41")


def test_the_rest_of_a_row_at_the_top_of_a_page_is_put_to_it(tmp_path: Path) -> None:
    torn = [(0, 1, "Kent"), (1, 2, "38"), (2, 3, "190"), (3, 4, "A contractor, who")]
    rest = [(0, 1, " "), (1, 2, " "), (2, 3, " "), (3, 4, "lives in Hythe")]
    first = grid(Sheet(), [*NAMES, ESSEX, torn], 140)
    second = grid(Sheet(), [*NAMES, rest, ESSEX])
    blocks = [b for b in blocks_in(tmp_path, first, second) if b.kind is BlockKind.ROW]
    assert [block.text.split(":")[0] for block in blocks] == ["Essex", "Kent", "Essex"]
    assert blocks[1].text.endswith("Who mends them – A contractor, who lives in Hythe")
    assert blocks[1].page_starts == ((blocks[1].text.index("lives in Hythe"), 2),)


def test_a_row_without_a_label_at_the_top_of_a_page_is_doubted_where_nothing_goes_on(
    tmp_path: Path,
) -> None:
    whole = [(0, 1, "Kent"), (1, 2, "38"), (2, 3, "190"), (3, 4, "A contractor.")]
    other = [(0, 1, " "), (1, 2, "3."), (2, 3, "5."), (3, 4, "The towns.")]
    first = grid(Sheet(), [*NAMES, ESSEX, whole], 140)
    blocks = blocks_in(tmp_path, first, grid(Sheet(), [*NAMES, other, ESSEX]))
    rows = [block for block in blocks if block.kind is BlockKind.ROW]
    assert [(len(row.text) > 0, row.doubt) for row in rows][2] == (True, TORN)
    assert len(rows) == 4
