"""Cells over several columns or rows of a ruled table, and tables that others must not become."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.doubts import TORN
from pdfs import BOLD, Sheet, blocks_in, texts, wide

COLUMNS = [72.0, 180.0, 260.0, 340.0, 460.0]
TOP, HIGH = 720.0, 20.0


def grid(
    sheet: Sheet,
    rows: list[list[tuple[int, int, str]]],
    top: float = TOP,
    bold: int = 2,
    edges: list[float] = COLUMNS,
) -> Sheet:
    """A ruled table: each cell with its first column, the one behind its last, and its words.

    Words that begin with "^" are those of a cell that goes on from the row above; the first rows
    are ``bold``, two or as many as are said.
    """
    for at, row in enumerate(rows):
        upper, lower = top - at * HIGH, top - (at + 1) * HIGH
        for first, end, words in row:
            left, right = edges[first], edges[end]
            sheet.rule(left, lower, left, upper).rule(right, lower, right, upper)
            if not words.startswith("^"):
                sheet.rule(left, upper, right, upper)
                sheet.put(words, left + 4, lower + 6, 9, BOLD if at < bold else "Helvetica")
    bottom = top - len(rows) * HIGH
    return sheet.rule(edges[0], bottom, edges[-1], bottom)


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


HEARD = [
    [(0, 1, "Essex"), (1, 2, "Ash"), (2, 3, "Elm"), (3, 4, "The county")],
    [(0, 1, "^"), (1, 2, "Oak"), (2, 3, "Yew"), (3, 4, "The towns")],
    [(0, 1, "Kent"), (1, 2, "Fir"), (2, 3, "Box"), (3, 4, "A contractor")],
]


def test_a_first_label_over_two_rows_in_the_print_of_the_others_names_nothing(
    tmp_path: Path,
) -> None:
    assert said(tmp_path, grid(Sheet(), HEARD, bold=0)) == [
        "Essex: Ash; Elm; The county",
        "Essex: Oak; Yew; The towns",
        "Kent: Fir; Box; A contractor",
    ]


def test_a_name_over_several_columns_names_them_whatever_its_print(tmp_path: Path) -> None:
    found = said(tmp_path, grid(Sheet(), [*NAMES, *HEARD[::2]], bold=0))
    assert found[1] == "Kent: Miles – Roads – Fir; Miles – Lanes – Box; " + (
        "Who mends them – A contractor"
    )


def running(sheet: Sheet, at: float) -> Sheet:
    """A page with a line in its margin, ruled off from the rest as wide as the tables are."""
    return sheet.put("Roads and lanes", 72, at + 6, 8).rule(72, at, 460, at)


@pytest.mark.parametrize("at", [760.0, 790.0])
def test_names_are_repeated_below_a_ruled_off_margin(at: float, tmp_path: Path) -> None:
    first = grid(running(Sheet(), at), [*NAMES, ESSEX], 140)
    second = grid(running(Sheet(), at), [*NAMES, KENT])
    assert said(tmp_path, first, second) == SAID


def test_names_repeated_row_by_row_above_a_line_over_all_columns_are_no_rows(
    tmp_path: Path,
) -> None:
    first = grid(Sheet(), [*NAMES, ESSEX], 140)
    second = grid(Sheet(), [*NAMES, [(0, 4, "The south")], KENT])
    assert said(tmp_path, first, second)[:1] == SAID[:1]
    assert said(tmp_path, first, second)[1:] == ["Kent: 38; 190; A contractor"]


def test_rows_below_a_line_over_all_columns_name_nothing(tmp_path: Path) -> None:
    rows = [*NAMES, ESSEX, [(0, 4, "The south")], KENT, ESSEX]
    plain = ["Kent: 38; 190; A contractor", "Essex: 41; 212; The county"]
    assert said(tmp_path, grid(Sheet(), rows)) == [*SAID[:1], *plain]


def test_two_tables_of_one_drawing_have_names_of_their_own(tmp_path: Path) -> None:
    names = [(0, 1, "County"), (1, 2, "Sheep"), (2, 3, "Cows"), (3, 4, "Whose they are")]
    sheet = grid(Sheet(), [*NAMES, ESSEX, KENT])
    sheet.put("Beds have closed, all of them, and were opened.", 72, 620, 9)
    found = said(tmp_path, grid(sheet, [names, KENT, ESSEX], 600, bold=1))
    assert found == [*SAID, "Kent: Sheep – 38; Cows – 190; Whose they are – A contractor",
                     "Essex: Sheep – 41; Cows – 212; Whose they are – The county"]  # fmt: skip


WARDS = [
    [(0, 1, "Ward"), (1, 2, "Site"), (2, 4, "2021"), (4, 6, "2022"), (6, 7, "Sum")],
    [(0, 1, "^"), (1, 2, "^"), *((n, n + 1, f"Q{n}") for n in range(2, 6)), (6, 7, "^")],
    [(0, 1, "Falls of"), (1, 2, "North"), *((n, n + 1, f"{n}") for n in range(2, 7))],
    [(0, 1, "^"), (1, 2, "South"), *((n, n + 1, f"{n}0") for n in range(2, 7))],
    [(0, 1, "Moves"), (1, 2, "Both"), *((n, n + 1, f"{n}1") for n in range(2, 7))],
]
BROAD = [72.0, 150.0, 210.0, 260.0, 310.0, 360.0, 410.0, 460.0]


@pytest.mark.parametrize("margin", [True, False])
def test_a_table_of_figures_keeps_labels_over_rows_and_names_over_columns(
    margin: bool, tmp_path: Path
) -> None:
    sheet = running(Sheet(), 790) if margin else Sheet()
    sheet.put("anybody", 76, TOP - 3 * HIGH - 6, 9)
    found = said(tmp_path, grid(sheet, WARDS, edges=BROAD))
    names = ["2021 – Q2", "2021 – Q3", "2022 – Q4", "2022 – Q5", "Sum"]
    assert found == [
        f"{label}: Site – {site}; "
        + "; ".join(f"{name} – {at}{end}" for at, name in enumerate(names, 2))
        for label, site, end in (
            ("Falls of anybody", "North", ""),
            ("Falls of anybody", "South", "0"),
            ("Moves", "Both", "1"),
        )
    ]


def test_two_names_over_columns_stand_beside_a_first_one_that_spans_both_lines(
    tmp_path: Path,
) -> None:
    rows = [
        [(0, 1, "Division"), (1, 3, "Letters"), (3, 5, "Calls")],
        [(0, 1, "^"), *((n, n + 1, f"{2020 + n % 2}/{21 + n % 2}") for n in range(1, 5))],
        [(0, 1, "Trains"), *((n, n + 1, f"{n}00") for n in range(1, 5))],
        [(0, 1, "Ferries"), *((n, n + 1, f"{n}5") for n in range(1, 5))],
    ]
    sheet = running(Sheet(), 790)
    assert said(tmp_path, grid(sheet, rows, edges=[*COLUMNS, 520.0]))[1] == (
        "Ferries: Letters – 2021/22 – 15; Letters – 2020/21 – 25; "
        "Calls – 2021/22 – 35; Calls – 2020/21 – 45"
    )


LAST = [[(0, 1, "Kent"), (1, 2, "38"), (2, 3, "190"), (3, 4, "A contractor")]]


@pytest.mark.parametrize("margin", [True, False])
def test_the_last_row_alone_at_the_top_of_a_page_is_of_the_table_before(
    margin: bool, tmp_path: Path
) -> None:
    first, second = (running(Sheet(), 790) if margin else Sheet() for _ in range(2))
    grid(first, [*NAMES, ESSEX], 140)
    grid(second, LAST, bold=0)
    second.y = 640
    second.say("The others have not been told of it.")
    assert said(tmp_path, first, second) == SAID


def test_a_row_alone_is_doubted_where_no_table_goes_on_and_is_none_below_text(
    tmp_path: Path,
) -> None:
    alone, below = grid(Sheet(), LAST, bold=0), Sheet().say("The first says it.")
    below.say("So does the second.")
    blocks = blocks_in(tmp_path, Sheet().say("It is."), alone, grid(below, LAST, 640, bold=0))
    rows = [block for block in blocks if block.kind is BlockKind.ROW and block.page == 2]
    assert [(row.text, row.doubt) for row in rows] == [("Kent: 38; 190; A contractor", TORN)]
    assert not any(block.doubt == TORN for block in blocks if block.page == 3)


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


def ruled_off(sheet: Sheet, figures: list[str], words: list[str]) -> Sheet:
    """Rows with a level rule below each; figures end at 250, and words begin close to them."""
    names = ["Dale", "Moor", "Vale", "Weald"]
    for at, (name, figure, word) in enumerate(zip(names, figures, words, strict=True)):
        y = 700 - 24 * at
        sheet.put(name, 72, y, 10).put(figure, 250 - wide(figure, 10), y, 10).put(
            word, 255.5, y, 10
        )
        sheet.rule(72, y - 8, 420, y - 8)
    return sheet.rule(72, 716, 420, 716)


def test_words_close_to_figures_that_end_evenly_are_cells_of_their_own(tmp_path: Path) -> None:
    words = ["Ten were sold", "Snow in April", "None", "Land was let"]
    sheet = ruled_off(Sheet(), ["1,204", "310", "97", "5,621"], words)
    sheet.put("District", 72, 724, 10, BOLD).put(
        "Sheep", 250 - wide("Sheep", 10, BOLD), 724, 10, BOLD
    )
    sheet.put("Why", 255.5, 724, 10, BOLD)
    found = said(tmp_path, sheet)
    assert found[0] == "Dale: Sheep – 1,204; Why – Ten were sold"
    assert found[3] == "Weald: Sheep – 5,621; Why – Land was let"


def test_words_of_one_cell_that_happen_to_part_alike_once_are_not_cut(tmp_path: Path) -> None:
    words = ["sheep", "ewes", "lambs", "rams"]
    sheet = ruled_off(Sheet(), ["all of ten", "most of the", "of", "none of the few"], words)
    sheet.put("and those of the year before as well", 200, 690, 10)
    found = said(tmp_path, sheet)
    assert found
    assert not any("; ewes" in row for row in found)
