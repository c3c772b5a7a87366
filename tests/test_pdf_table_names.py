"""What the rows of a ruled table say: its columns by its rules, its names by their print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.paragraphs import split
from ingest.reading.pdf.reader import blocks_of
from pdfs import BOLD, PLAIN, Sheet, blocks_in, read_pages, texts, wrapped

CASES = Path(__file__).parent / "cases" / "pdf-tables"
ASKED = "The evidence that was taken on night work is listed here with its number and day."
EDGES = [72.0, 200.0, 300.0, 420.0]
PLAIN_ROWS = [["Ash House", "Jane", "Porter"], ["Brook", "Tom", "Nurse"], ["Cedar", "Ann", "Clerk"]]


def table(sheet: Sheet, rows: Sequence[Sequence[str]], font: str = PLAIN, size: float = 9) -> Sheet:
    """A table with all its rules, its first row in a print of its own."""
    top = sheet.y
    sheet.table([[""] * len(rows[0]), *rows[1:]], EDGES[: len(rows[0]) + 1])
    for cell, edge in zip(rows[0], EDGES, strict=False):
        sheet.put(cell, edge + 3, top + 1, size, font)
    return sheet


def pieces(sheet: Sheet, rows: Sequence[Sequence[str]], *, closed: bool = True) -> Sheet:
    """A table with level rules alone, drawn cell by cell; ``closed`` with one above it."""
    y = sheet.y
    for at, cells in enumerate([*rows, ()]):
        for left, right in pairwise(EDGES):
            if at or closed:
                sheet.rule(left, y - 18 * at, right, y - 18 * at)
        for cell, edge in zip(cells, EDGES, strict=False):
            sheet.put(cell, edge + 3, y - 18 * at - 12, 9)
    sheet.y = y - 18 * len(rows) - 24
    return sheet


def rows(folder: Path, *sheets: Sheet) -> list[str]:
    return texts(blocks_in(folder, *sheets), BlockKind.ROW)


AS_READ = ["Ash House: Jane; Porter", "Brook: Tom; Nurse", "Cedar: Ann; Clerk"]


def test_a_first_row_in_the_print_of_the_others_names_nothing(tmp_path: Path) -> None:
    assert rows(tmp_path, table(Sheet().say(ASKED), PLAIN_ROWS)) == AS_READ


@pytest.mark.parametrize(("font", "size"), [(BOLD, 9), (PLAIN, 11)], ids=["bold", "larger"])
def test_a_first_row_in_heavier_print_names_the_columns(
    font: str, size: float, tmp_path: Path
) -> None:
    made = [["Ward", "Who", "Post"], *PLAIN_ROWS]
    assert rows(tmp_path, table(Sheet().say(ASKED), made, font, size))[0] == (
        "Ash House: Who – Jane; Post – Porter"
    )


@pytest.mark.parametrize(
    ("shaded", "named"), [((0,), True), ((0, 2), False), ((0, 1, 2, 3), False)],
    ids=["first row", "every other row", "all rows"],
)  # fmt: skip
def test_a_first_row_on_a_ground_of_its_own_names_the_columns(
    shaded: tuple[int, ...], *, named: bool, tmp_path: Path
) -> None:
    sheet = Sheet().say(ASKED)
    for at in shaded:
        sheet.draw(f"q 0.8 0.9 1 rg 72 {sheet.y + 14 - 18 * (at + 1)} 348 18 re f Q".encode())
    sheet.table([["Ward", "Who", "Post"], *PLAIN_ROWS], EDGES)
    found = rows(tmp_path, sheet)
    assert found[0] == ("Ash House: Who – Jane; Post – Porter" if named else "Ward: Who; Post")


def test_words_above_figures_name_their_column(tmp_path: Path) -> None:
    made = [["Ward", "Beds"], ["Ash House", "12"], ["Brook", "9"]]
    assert rows(tmp_path, Sheet().say(ASKED).table(made, EDGES[:3])) == [
        "Ash House: Beds – 12", "Brook: Beds – 9"
    ]  # fmt: skip


def test_a_first_row_that_the_next_page_repeats_names_the_columns(tmp_path: Path) -> None:
    head = ["Ward", "Who", "Post"]
    first = Sheet().say(ASKED).table([head, *PLAIN_ROWS[:2]], EDGES)
    second = Sheet().table([head, *PLAIN_ROWS[2:]], EDGES)
    assert rows(tmp_path, first, second)[-1] == "Cedar: Who – Ann; Post – Clerk"


def test_rules_drawn_cell_by_cell_part_columns_that_little_white_parts(tmp_path: Path) -> None:
    made = [["A long name of a ward here", "Jane", "Porter"], *PLAIN_ROWS[1:]]
    assert rows(tmp_path, pieces(Sheet().say(ASKED), made))[0] == (
        "A long name of a ward here: Jane; Porter"
    )


def test_a_heading_between_such_rules_is_no_row(tmp_path: Path) -> None:
    sheet = pieces(Sheet().say(ASKED), PLAIN_ROWS)
    sheet.put(
        "Evidence that was heard together with the other committee", 75, sheet.y + 10, 9, BOLD
    )
    sheet.y -= 2
    found = blocks_in(tmp_path, pieces(sheet, [["Elm", "Eve", "Cook"], *PLAIN_ROWS[1:]]))
    assert [block.text for block in found[1:]] == [
        *AS_READ, "Evidence that was heard together with the other committee",
        "Elm: Eve; Cook", *AS_READ[1:],
    ]  # fmt: skip


def test_a_row_above_the_first_rule_is_one(tmp_path: Path) -> None:
    assert rows(tmp_path, pieces(Sheet().say(ASKED), PLAIN_ROWS, closed=False)) == AS_READ


def test_bullets_above_underlined_links_are_no_table(tmp_path: Path) -> None:
    sheet = Sheet().say(ASKED)
    for _ in range(3):
        sheet.put("•", 72, sheet.y).put(
            "Those who work at night are given a meal by the", 90, sheet.y
        )
        sheet.rule(90, sheet.y - 2, 340, sheet.y - 2)
        sheet.y -= 14
    assert rows(tmp_path, sheet) == []


def test_a_table_in_small_print_at_the_foot_of_a_page_is_no_footnote(tmp_path: Path) -> None:
    first = Sheet().say(ASKED).rule(72, 112, 216, 112)
    first.put("1 See the annex.", 72, 100, 8)
    second = Sheet().put("Evidence", 72, 800, 8)
    second.table(PLAIN_ROWS, EDGES)
    assert rows(tmp_path, first, second) == AS_READ


def test_small_print_goes_on_with_no_footnote_of_long_before(tmp_path: Path) -> None:
    said = (ASKED, "Nobody was heard on that day.", "On the next day three nurses were heard.")
    pages = [Sheet().say(text) for text in said]
    for sheet, note in ((pages[0], "1 See the annex."), (pages[2], "The list was closed in May.")):
        sheet.rule(72, 112, 216, 112).put(note, 72, 100, 8)
    blocks = blocks_in(tmp_path, *pages)
    assert texts(blocks, BlockKind.FOOTNOTE) == ["See the annex."]
    assert "The list was closed in May." in texts(blocks, BlockKind.PROSE)


def test_labels_of_a_chart_stand_apart_in_rows_with_a_doubt(tmp_path: Path) -> None:
    sheet = Sheet().say(ASKED)
    for at, labels in enumerate([("25,000", "50.0%"), ("", "40.0%"), ("10,000", "10.1%")]):
        for label, x in zip(labels, (80, 300), strict=True):
            if label:
                sheet.put(label, x, sheet.y - 30 - 14 * at, 11)
    blocks = blocks_in(tmp_path, sheet)
    assert texts(blocks, BlockKind.ROW) == ["25,000; 50.0%", "40.0%", "10,000; 10.1%"]
    assert all(block.doubt for block in blocks if block.kind is BlockKind.ROW)


AS_PRINTED = [
    ("Mrs Alma Reed, Head of Nursing, St Brannock’s Hospital, and Mr Karim Osei, Porter",
     "WRD0012", "QQ 4–9, Alma Reed"),
    ("Elm House", "WRD0003", ""),
    ("Dr Ines Vale, Lecturer in Night Work at the University of the Tyne", "", "QQ 12–20"),
    ("Thornbury Trust", "WRD0021", "QQ 21–30, Joan Pike, Chair"),
]  # fmt: skip


def told(names: Sequence[str] = ()) -> list[str]:
    """The rows as they are to be read, with the names of the second and third column."""
    found = []
    for first, *rest in AS_PRINTED:
        said = [f"{name} – {cell}" if names else cell
                for name, cell in zip(names or ("", ""), rest, strict=True) if cell]  # fmt: skip
        found.append(f"{first}: {'; '.join(said)}")
    return found


@pytest.mark.parametrize(
    ("name", "named"),
    [("chromium-level-rules-bold", True), ("libreoffice-shaded", True),
     ("libreoffice-level-rules", False), ("libreoffice-plain", False)],
)  # fmt: skip
def test_a_table_of_another_program_says_what_is_printed(name: str, *, named: bool) -> None:
    found = texts(blocks_of(*read_pages(CASES / f"{name}.pdf")), BlockKind.ROW)
    assert found == told(("Number", "Questions") if named else ())


def test_letters_that_a_file_draws_itself_stand_in_their_order() -> None:
    """As of TeX's old fonts; a sign that no table of the file names leaves a mark."""
    found = texts(blocks_of(*read_pages(CASES / "latex-drawn-letters.pdf")), BlockKind.ROW)
    assert found == [row.replace("’", "'").replace("–", "\ufffd") for row in told()]


ANSWERED = [
    ["No.", "Recommendation", "Response"],
    ["1", "The Trust should open wards.", "We will open two."],
    ["2", "Meals should be hot at night.", "We do not agree."],
]


@pytest.mark.parametrize("numbered", [True, False], ids=["with numbers", "without"])
def test_a_recommendation_and_the_reply_beside_it_have_their_own_voices(
    *, numbered: bool, tmp_path: Path
) -> None:
    made = ANSWERED if numbered else [cells[1:] for cells in ANSWERED]
    edges = [72.0, 110.0, 300.0, 460.0] if numbered else [72.0, 280.0, 460.0]
    sheet = Sheet().say("What was asked of us is below.").table(made, edges).say(ASKED)
    found = split("plan", blocks_in(tmp_path, sheet))
    said = [
        (line, voice)
        for paragraph in found
        for line, voice in zip_longest(paragraph.body.split("\n"), paragraph.voices, fillvalue="")
        if "–" in line
    ]
    one, two = ("1: ", "2: ") if numbered else ("", "")
    by = ("Recommendation 1", "Recommendation 2") if numbered else ("the recommendation",) * 2
    assert said == [
        (f"{one}Recommendation – The Trust should open wards.", by[0]),
        (f"{one}Response – We will open two.", ""),
        (f"{two}Recommendation – Meals should be hot at night.", by[1]),
        (f"{two}Response – We do not agree.", ""),
    ]


def test_recommendations_without_replies_stay_in_one_row(tmp_path: Path) -> None:
    made = [["No.", "Recommendation", "Lead"], ["1", "Open more wards.", "Jane"],
            ["2", "Cook at night.", "Tom"]]  # fmt: skip
    sheet = table(Sheet().say(ASKED), made, BOLD)
    found = split("plan", blocks_in(tmp_path, sheet))
    assert found[0].body.split("\n")[1:] == [
        "1: Recommendation – Open more wards.; Lead – Jane",
        "2: Recommendation – Cook at night.; Lead – Tom",
    ]
    assert not any(found[0].voices)


TOLD = (
    "What the trust was told by the staff of its wards in the last year and what it said to them "
    "in May of that year and why"
).split()
NAMED = {count: " ".join(TOLD[:count]) for count in (8, 14, 15, 24, 25)}


def long_named(sheet: Sheet, name: str, body: Sequence[Sequence[str]]) -> Sheet:
    """A table with all its rules whose second column has a bold name of several lines."""
    lines, left = wrapped(name, 150, 9, BOLD), [72.0, 180.0, 340.0, 460.0]
    top, high = sheet.y + 14, 12 * len(lines) + 8
    for label, edge in (("Ward", left[0]), ("Who", left[2])):
        sheet.put(label, edge + 3, top - 13, 9, BOLD)
    sheet.lines(lines, left[1] + 3, top - 13, 9, BOLD)
    sheet.rule(left[0], top, left[-1], top)
    for edge in left:
        sheet.rule(edge, top - high, edge, top)
    sheet.y = top - high - 14
    return sheet.table(body, left)


@pytest.mark.parametrize("count", [8, 14])
def test_a_name_of_as_many_words_names_its_column(count: int, tmp_path: Path) -> None:
    sheet = long_named(Sheet().say(ASKED), NAMED[count], PLAIN_ROWS)
    assert rows(tmp_path, sheet)[0] == f"Ash House: {NAMED[count]} – Jane; Who – Porter"


@pytest.mark.parametrize("count", [15, 24])
def test_a_longer_first_cell_names_its_column_only_where_the_next_page_repeats_it(
    count: int, tmp_path: Path
) -> None:
    name = NAMED[count]
    first, second = (long_named(Sheet(), name, body) for body in (PLAIN_ROWS[:2], PLAIN_ROWS[2:]))
    alone = rows(tmp_path, long_named(Sheet().say(ASKED), name, PLAIN_ROWS))
    assert alone[1:] == AS_READ
    assert rows(tmp_path, first, second) == [
        f"{ward}: {name} – {who}; Who – {post}" for ward, who, post in PLAIN_ROWS
    ]


def test_a_first_row_of_25_words_names_nothing_though_it_is_repeated(tmp_path: Path) -> None:
    name = NAMED[25]
    first, second = (long_named(Sheet(), name, body) for body in (PLAIN_ROWS[:2], PLAIN_ROWS[2:]))
    found = rows(tmp_path, first, second)
    assert found
    assert not any(f"{name} –" in row for row in found)
