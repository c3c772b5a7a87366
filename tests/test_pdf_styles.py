"""Headings are told by their print."""

from __future__ import annotations

import pytest

from ingest.reading.pdf.caption import is_caption
from ingest.reading.pdf.styles import looks_like_heading, style_of
from pdfs import LOOK, line, set_lines


def heads(text: str, **print_: float | bool) -> bool:
    return looks_like_heading([line(text, **print_)], text, LOOK)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "print_", [{"size": 14.0}, {"bold": True}, {"italic": True}], ids=["large", "bold", "italic"]
)
def test_a_line_in_other_print_is_a_heading(print_: dict[str, float | bool]) -> None:
    assert heads("Beds in the north", **print_)
    assert not heads("Beds in the north")


def test_a_line_in_capitals_is_a_heading() -> None:
    assert heads("BEDS IN THE NORTH")
    assert not heads("NHS")


@pytest.mark.parametrize(
    "text",
    [
        "They have closed.",
        "they have closed",
        "(all of them)",
        "www.beds.example",
        "2019",
        "£1.5",
        " ".join(["word"] * 40),
    ],
)
def test_what_is_bold_and_reads_as_no_heading_is_none(text: str) -> None:
    assert not heads(text, bold=True)


def test_small_print_is_no_heading() -> None:
    assert not heads("Beds in the north", bold=True, size=8.0)


def test_a_long_bold_sentence_of_the_texts_size_is_no_heading() -> None:
    assert not heads(" ".join(["Word"] * 24), bold=True)
    assert heads(" ".join(["Word"] * 24), size=14.0)


def test_an_italic_quotation_is_no_heading() -> None:
    assert not heads("“Beds have closed”", italic=True)


def test_an_italic_heading_may_end_in_an_abbreviation() -> None:
    assert heads("Space Domain Awareness (SDA)", italic=True)


def test_a_bold_line_that_announces_is_no_heading() -> None:
    assert not heads("We will:", bold=True)


def test_many_bold_lines_are_no_heading() -> None:
    lines = set_lines(["One Two", "Three Four", "Five Six", "Seven"])
    bold = [line(of.text, of.y, bold=True) for of in lines]
    assert looks_like_heading(bold[:2], "One Two Three Four", LOOK)
    assert not looks_like_heading(bold, "One Two Three Four Five Six Seven", LOOK)


@pytest.mark.parametrize(
    "text",
    ["Box 2: Types of beds", "Figure 3. Beds", "Table 1 – Beds", "FIGURE 12", "Fig. 2.1: Beds",
     "Chart 1a: Beds", "Map 4",
     "Figure 9 Applications by year and by route"],
)  # fmt: skip
def test_captions_are_told(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text", ["Figure 2 shows that beds closed.", "Boxes 1: none", "The table 1:", "Table: beds"]
)
def test_sentences_about_figures_are_no_captions(text: str) -> None:
    assert not is_caption(text)


def test_sizes_that_differ_by_a_hair_are_one_style() -> None:
    one, other = line("Beds", size=13.96), line("Beds", size=14.04)
    assert style_of(one, "Beds") == style_of(other, "Beds")
