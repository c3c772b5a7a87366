"""What stands on a page, whatever the format, is told apart as in the text reader."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.contents import finished
from ingest.reading.markup.grid import MOST_COLUMNS, Cell, table_blocks
from ingest.reading.markup.layout import note_mark, paragraph, raised
from ingest.reading.printed_numbers import number_of, numeral, printed_number


def prose(text: str, number: str = "") -> Block:
    return Block(BlockKind.PROSE, text, number=number)


def item(text: str) -> Block:
    return Block(BlockKind.ITEM, text)


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, level=level)


def note(text: str, marker: str) -> Block:
    return Block(BlockKind.FOOTNOTE, text, marker=marker)


def cells(*texts: str, header: bool = False) -> list[Cell]:
    return [Cell([prose(text)] if text else [], is_header=header) for text in texts]


def rows(*table: list[Cell], headers: int = 0) -> list[str]:
    return [block.text for block in table_blocks(table, headers=headers)]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("12. The plan", "12", "The plan"),
        ("12.\tthe plan", "12", "the plan"),
        ("1.10. The plan", "1.10", "The plan"),
        ("4.293 The plan", "4.293", "The plan"),
        ("1.1.1 The plan", "1.1.1", "The plan"),
        ("1.1 “The plan”", "1.1", "“The plan”"),
        ("2021. The year", "", "2021. The year"),
        ("31.12.2021 The day", "", "31.12.2021 The day"),
        ("12 Monkeys", "", "12 Monkeys"),
        ("4.5 million people", "", "4.5 million people"),
        ("12.5% of them", "", "12.5% of them"),
        ("12.", "", "12."),
        ("12345. The plan", "", "12345. The plan"),
        ("12.The plan", "", "12.The plan"),
        ("٣. The plan", "", "٣. The plan"),
    ],
)
def test_a_typed_number_is_told_from_a_quantity_and_a_year(
    text: str, number: str, rest: str
) -> None:
    assert printed_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("label", "number"),
    [("12.", "12"), ("1.1", "1.1"), ("3", "3"), ("01.", "01"), ("12)", ""), ("a.", ""), ("", "")],
)
def test_a_list_prints_a_number_or_another_label(label: str, number: str) -> None:
    assert number_of(label) == number


@pytest.mark.parametrize("count", [0, -3, 4000, 10**9])
@pytest.mark.parametrize("style", ["a", "I", "1", "?"])
def test_a_count_for_which_there_is_no_sign_is_written_in_figures(count: int, style: str) -> None:
    assert numeral(count, style) == str(count)


@pytest.mark.parametrize(
    ("text", "label", "block"),
    [
        ("It is.", "", prose("It is.")),
        ("It is.", "12.", prose("It is.", "12")),
        ("It is.", "(a)", item("(a) It is.")),
        ("It is.", "-", item("- It is.")),
        ("It is.", "Article 4:", prose("Article 4: It is.")),
        ("12. It is.", "-", prose("It is.", "12")),
        ("(a) It is.", "-", item("(a) It is.")),
        ("• It is.", "", item("• It is.")),
        ("iv. It is.", "", item("iv. It is.")),
        ("⁸ Source", "", note("Source", "8")),
        (" so\u00adft\u200b non\u2011break\u00a0ing \ue123", "", prose("soft non-break ing")),
    ],
)
def test_a_paragraph_is_what_its_label_or_its_beginning_says(
    text: str, label: str, block: Block
) -> None:
    assert paragraph(text, label=label) == block


@pytest.mark.parametrize("text", ["", " \t", "…", "-----", "\u00ad"])
def test_a_paragraph_without_a_word_is_none(text: str) -> None:
    assert paragraph(text, label="12.") is None


def test_a_number_within_another_list_opens_no_paragraph() -> None:
    assert paragraph("Go.", label="1.", nested=True) == item("1. Go.")
    assert paragraph("Go.", label="1.1", nested=True) == prose("Go.", "1.1")


def test_a_heading_keeps_its_number_and_no_bullet() -> None:
    assert paragraph("Staff", level=2, label="3.1") == heading("3.1 Staff", 2)
    assert paragraph("Staff", level=2, label="-") == heading("Staff", 2)


def test_a_long_sentence_in_a_headings_style_is_a_paragraph() -> None:
    text = "word " * 50 + "ends."
    assert paragraph(text, level=2, label="3.1") == prose(text, "3.1")


def test_raised_digits_are_written_as_such_and_two_marks_are_kept_apart() -> None:
    assert (raised("12"), raised("1, 2"), raised("th"), raised("")) == ("¹²", "¹, ²", "th", "")
    assert [note_mark("2", before) for before in ("so", "so¹")] == ["²", " ²"]
    assert note_mark("i", "so") == "[^i]"


def test_a_table_names_its_columns_and_its_groups_of_rows() -> None:
    table = rows(cells("Aim", "Met"), cells("Adults", ""), cells("Checks", "No"))
    assert table == ["Adults – Checks: Met – No"]


def test_two_rows_of_column_names_are_read_as_one() -> None:
    table = [
        [Cell(), Cell([prose("2021")], columns=2)],
        cells("Area", "Met", "Not"),
        cells("North", "1", "2"),
    ]
    assert rows(*table, headers=2) == ["North: 2021 Met – 1; 2021 Not – 2"]


def test_a_merged_cell_says_its_text_in_every_row_and_column_that_it_covers() -> None:
    table = [
        cells("Area", "Met", "Fund", "All"),
        [Cell([prose("North")], rows=2), *cells("1", "2", "3")],
        [Cell([prose("Good")], columns=2), *cells("Fair")],
    ]
    assert rows(*table) == [
        "North: Met – 1; Fund – 2; All – 3",
        "North: Met – Good; Fund – Good; All – Fair",
    ]


def test_a_first_row_of_one_cell_is_the_tables_title() -> None:
    table = [[Cell([prose("Table 1: Ratings")], columns=2)], cells("Aim", "Met"), cells("A", "No")]
    assert rows(*table) == ["Table 1: Ratings", "A: Met – No"]


@pytest.mark.parametrize(
    "table",
    [
        [[Cell([heading("Box"), prose("It is.", "12"), item("- so")])]],
        [[Cell([heading("Box")])], [Cell()], [Cell([prose("It is.", "12"), item("- so")])]],
        [[Cell([heading("Box")]), Cell([prose("It is.", "12"), item("- so")])]],
    ],
    ids=["cell", "column", "row"],
)  # fmt: skip
def test_a_table_of_one_row_or_column_is_a_box(table: list[list[Cell]]) -> None:
    found = [replace(block, apart=False) for block in table_blocks(table)]
    assert found == [heading("Box"), prose("It is.", "12"), item("- so")]


def test_a_table_for_layout_is_its_text() -> None:
    table = [cells("a", "b"), cells("c", "d")]
    assert [block.text for block in table_blocks(table, layout=True)] == ["a", "b", "c", "d"]


def test_named_rows_without_named_columns_are_all_rows() -> None:
    table = [[*cells(name, header=True), *cells(text)] for name, text in ("AB", "CD")]
    assert rows(*table) == ["A: B", "C: D"]


def test_numbers_and_items_in_a_cell_stand_in_its_line() -> None:
    held = Cell([prose("Go.", "1.2"), item("- a"), item("- b")])
    assert rows(cells("Aim", "Steps"), [*cells("A"), held]) == ["A: Steps – 1.2. Go. - a - b"]


def test_a_table_that_claims_to_be_endless_is_not() -> None:
    wide = [Cell([prose("A" * 200)], columns=10**9, rows=10**9) for _ in range(3)]
    assert sum(len(text) for text in rows(wide, *([[]] * 50), cells("B"))) < 100_000
    assert MOST_COLUMNS == 100


@pytest.mark.parametrize("long", ["names", "group", "label"])
def test_a_text_too_long_for_a_name_is_said_once(long: str) -> None:
    text = "A" * 5000
    first = cells(text, "B") if long == "names" else cells("C", "D")
    if long == "group":
        first = [*first, *cells("")]
    label = (
        [Cell([prose(text)], rows=50)]
        if long == "label"
        else cells(text if long == "group" else "x")
    )
    table = [first, [*label, *cells("" if long == "group" else "y")], *[cells("a", "b")] * 60]
    assert "".join(rows(*table)).count(text) == 1


def test_a_contents_list_is_no_text_of_the_document() -> None:
    typed = [heading("Contents"), prose("Staff\t3"), prose("Money ..... 4"), prose("Beds\t5")]
    repeated = [
        heading("In this section", 2),
        prose("Staff", "1"),
        prose("Money", "2"),
        prose("Beds", "3"),
    ]
    body = [
        heading("1. Staff"),
        prose("A."),
        heading("2.Money"),
        prose("B."),
        heading("Beds"),
        prose("C."),
    ]
    assert finished(typed + body) == body
    assert finished(repeated + body) == body
    assert finished([item("- Staff"), item("- Money"), *body]) == body
    assert finished([item("- Staff"), item("- Other"), *body])[:2] == [
        item("- Staff"),
        item("- Other"),
    ]


def test_a_way_back_to_the_contents_is_no_text() -> None:
    assert finished([prose("A."), prose("Back to table of contents"), prose("B.")]) == [
        prose("A."),
        prose("B."),
    ]


def test_the_title_over_the_footnotes_is_no_paragraph() -> None:
    assert finished([prose("A.¹"), heading("Footnotes"), note("N", "1")]) == [
        prose("A.¹"),
        note("N", "1"),
    ]


def test_a_headings_footnote_belongs_to_the_text_below_it() -> None:
    blocks = [
        prose("Above."),
        heading("Staff²"),
        note("Of 2021", "2"),
        heading("Nurses", 2),
        prose("A."),
        prose("B."),
    ]
    assert finished(blocks) == [
        *(prose("Above."), heading("Staff"), heading("Nurses", 2)),
        *(prose("A."), note("Of 2021", "2"), prose("B.")),
    ]


def test_a_footnote_that_text_marks_too_stays_where_it_is() -> None:
    blocks = [heading("Staff²"), prose("A.²"), prose("B."), note("Of 2021", "2")]
    assert finished(blocks) == [heading("Staff"), *blocks[1:]]


def test_a_line_of_dots_without_end_is_read_in_no_time() -> None:
    assert finished([prose(f"a {'.' * 200_000} b"), prose(f"{'1.' * 100_000} b")])
