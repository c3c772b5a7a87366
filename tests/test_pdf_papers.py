"""Whole papers of LaTeX, LibreOffice and Chromium: headings, captions, parts and tables."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.paragraphs import split
from ingest.reading.pdf.reader import blocks_of
from ingest.types import Paragraph
from pdfs import read_pages

CASES = Path(__file__).parent / "cases" / "headings-and-tables"
FERRIES, TITLE = "Ferries on the Lower River", "Allotments and gardens: a review for 2024"


@cache
def paragraphs(name: str) -> list[Paragraph]:
    return split("paper", blocks_of(*read_pages(CASES / f"{name}.pdf")))


def of(name: str, number: str) -> Paragraph:
    return next(p for p in paragraphs(name) if p.number == number)


def beginning(name: str, words: str) -> Paragraph:
    return next(p for p in paragraphs(name) if p.body.startswith(words))


@pytest.mark.parametrize(
    ("number", "section"),
    [
        ("1.2", ("1 Why the boats matter", "What we were asked")),
        ("1.7", ("1 Why the boats matter", "Whom we heard")),
        ("2.1", ("2 What a crossing costs", "Fares")),
        ("2.6", ("2 What a crossing costs", "Subsidy")),
        ("3.1", ("3 Safety on the water",)),
        ("3.2 (after, 1)", ("Appendix 1: Who came, and when", "Hearings")),
    ],
)
def test_a_chapter_stands_above_its_sections_and_ends_the_one_before(
    number: str, section: tuple[str, ...]
) -> None:
    assert of("ferries", number).section == (FERRIES, *section)


def test_a_chapters_label_is_put_to_its_title_and_an_appendix_ends_it() -> None:
    assert [p.section for p in paragraphs("harbour")] == [
        ("Chapter 1 The harbour", "1.1 Depth"),
        ("Chapter 1 The harbour", "1.2 Light"),
        ("Chapter 2 The town", "2.1 Houses"),
        ("Appendix A Those who wrote to us",),
    ]


def test_a_caption_below_its_table_heads_the_rows_and_no_more() -> None:
    table = of("ferries", "2.2 (after, 1)")
    assert table.section[-1] == "Table 1: Fares and boats by line, 2024"
    assert table.body.split("\n") == [
        "Upper pier: Fare, pence – Adult – 250; Fare, pence – Child – 120; Boats a day – 41",
        "Mill pier: Fare, pence – Adult – 310; Fare, pence – Child – 150; Boats a day – 38",
        "Harbour: Fare, pence – Adult – 400; Fare, pence – Child – 190; Boats a day – 22",
    ]
    assert of("ferries", "2.3").section[-1] == "Fares"


def test_a_table_without_rules_whose_labels_are_dates_is_one() -> None:
    table = of("ferries", "3.2 (after, 1)")
    assert table.body.split("\n")[1:3] == [
        "17 January 2024: Name – Ms T Birch; Of – Harbour Office",
        "2 February 2024: Name – Captain L Elm; Mr J Rowan; Of – Lower River Navigation Company, "
        "and the Union of Deckhands",
    ]


def test_names_over_names_are_said_with_both() -> None:
    table = next(p for p in paragraphs("herds") if p.section[-1].startswith("Table 4"))
    assert table.body.split("\n")[1] == (
        "Moor: Cattle – 2023 – 310; Cattle – 2024 – 288; Sheep – 2023 – 14,020; "
        "Sheep – 2024 – 13,870; Why – Snow in April, late lambs"
    )
    assert beginning("herds", "The moor lost lambs").section[-1] == "Herds and flocks"


def test_figures_at_the_right_of_their_column_are_parted_from_words_close_by() -> None:
    table = beginning("gardens", "Eastfield")
    assert table.section == (TITLE, "1. The plots", "Table 1: plots and waiting lists, by ward")
    assert table.body.split("\n")[0] == (
        "Eastfield and the Quays: Plots – 412; List – 230; What was said of them – 18 were split "
        "in two, none of them with the consent of the tenants’ society"
    )


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("A plot that is not dug", ("1. The plots",)),
        ("The first letter says", ("1. The plots", "What a letter must say")),
        ("The second gives", ("1. The plots", "What a letter must say")),
        ("We think that the letters", ("1. The plots",)),
        ("The number has grown", ("1. The plots",)),
        ("Each site has a tap", ("2. Water",)),
        ("Water for growers", ("2. Water", "Other papers")),
        ("The by-laws of 1974", ("2. Water", "Other papers")),
    ],
)
def test_tables_figures_and_parts_end_and_name_what_they_open(
    words: str, section: tuple[str, ...]
) -> None:
    assert beginning("gardens", words).section == (TITLE, *section)


def test_the_caption_below_a_figure_heads_the_words_drawn_in_it() -> None:
    assert (
        beginning("gardens", "1,904 1,780 1,640\n2004; 2014")
        .section[-1]
        .startswith("Figure 1: plots in use")
    )


def test_names_over_several_rows_and_columns_are_joined_and_said_on_each_page() -> None:
    rows = of("roads", "1.3 (after, 1)").body.split("\n")
    assert rows[1] == (
        "Cold Ash: What it keeps – Lorries – In use – 6; What it keeps – Salt, in tonnes – "
        "1 November – 900; What it keeps – Salt, in tonnes – 1 March – 120; Who is in charge – "
        "A contractor, until 2027"
    )
    assert len(rows) == 21
    assert not any(row.startswith(("Depot", "What it keeps", "Lorries")) for row in rows)


def test_a_cell_over_several_columns_is_whole_and_has_their_names() -> None:
    rows = of("roads", "1.3 (after, 1)").body.split("\n")
    assert rows[2] == (
        "Not open in the winter of 2023, when its roof was being mended by the owners: Marsh End: "
        "Who is in charge – Nobody"
    )
    assert "Salt, in tonnes – 1 November, 1 March – not weighed in either month" in rows[3]


def test_a_row_that_a_pages_end_tears_is_whole() -> None:
    table = of("roads", "1.3 (after, 1)")
    row = next(row for row in table.body.split("\n") if row.startswith("Hinton"))
    assert row.startswith("Hinton and its outlying yards: What it keeps – Lorries – In use – 9")
    assert "until 2028, who also sweeps" in row
    at = table.text.find("Hinton")
    assert (table.page_at(at), table.page_at(at + len(row) - 1)) == (2, 3)


def test_the_next_letter_opens_the_next_item_below_a_full_line() -> None:
    assert [line.split(" ", 2)[:2] for line in of("roads", "1.2").body.split("\n")[1:]] == [
        ["a.", "have"],
        ["b.", "try"],
        ["c.", "name"],
    ]


def test_a_line_that_points_to_a_paragraph_opens_no_unit() -> None:
    first, costs, second, annex = paragraphs("roads")[-4:]
    assert first.body.startswith("Recommendation 1.2\nWhy it was made. Frost has come")
    assert first.section == ("2 Why the rules were made", "The first of November")
    assert costs.body.startswith("What it will cost. The weighing")
    assert second.body.startswith("Recommendation 1.3\nWhy it was made. Parishes told us")
    assert second.section == ("2 Why the rules were made", "New roads")
    assert not first.printed
    assert not first.voices
    assert annex.section == ("Annex A: Who was asked",)
