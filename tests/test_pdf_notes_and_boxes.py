"""Whole papers as LaTeX, LibreOffice and Chromium print them: notes, margins, boxes, menus."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split
from ingest.reading.pdf.reader import blocks_of
from ingest.types import Paragraph
from pdfs import read_pages, texts

CASES = Path(__file__).parent / "cases" / "notes-and-boxes"


@cache
def blocks(name: str) -> tuple[Block, ...]:
    return tuple(blocks_of(*read_pages(CASES / f"{name}.pdf")))


@cache
def paragraphs(name: str) -> tuple[Paragraph, ...]:
    return tuple(split(name, blocks(name)))


def noted(name: str) -> dict[str, str]:
    """The first words of the paragraph that has a note, and of the note, by its mark."""
    return {
        note.marker: f"{paragraph.body[:24]} / {note.text[:24]}"
        for paragraph in paragraphs(name)
        for note in paragraph.footnotes
    }


def boxes(name: str) -> list[str]:
    return [block.text for block in blocks(name) if block.aside]


def all_text(name: str) -> str:
    return "\n".join(block.text for block in blocks(name))


def test_each_column_has_its_notes_with_their_marks_though_lines_stand_nearly_level() -> None:
    assert noted("coast") == {
        "1": "The Commission was set u / Letter from the Secretar",
        "2": "We held hearings in nine / The second hearing was o",
        "3": "The shore goes back by t / East Riding survey, prof",
        "4": "The walls that are there / At 2021 prices, without ",
        "5": "To raise them all by one / HM Treasury, Green Book,",
        "6": "Where a wall is left, th / Hearing of 3 July 2022, ",
        "7": "The Commission will meet / Open from Tuesday to Fri",
        "8": "Three of our nine member / Volume 2, pages 3 to 19.",
    }
    assert [p.number for p in paragraphs("coast") if p.printed] == [str(n) for n in range(1, 12)]


@pytest.mark.parametrize("name", ["coast", "islands", "rivers", "roads"])
def test_no_mark_of_a_note_is_a_line_or_stands_in_the_text(name: str) -> None:
    kept = [block.text for block in blocks(name) if block.kind is not BlockKind.FOOTNOTE]
    assert not [text for text in kept if text.strip().isdecimal()]
    marks = "⁰¹²³⁴⁵⁶⁷⁸⁹"
    assert not [p.body for p in paragraphs(name) if any(mark in p.body for mark in marks)]


def test_notes_that_go_over_columns_and_pages_are_whole() -> None:
    notes = [block for block in blocks("letters") if block.kind is BlockKind.FOOTNOTE]
    assert [note.marker for note in notes] == [str(number) for number in range(1, 15)]
    for note in notes:
        assert note.text.startswith(f"Note {note.marker} begins.")
        assert note.text.endswith(f"Note {note.marker} ends.")
    assert any(note.page_starts for note in notes)
    for paragraph in paragraphs("letters"):
        assert [note.marker for note in paragraph.footnotes] == [paragraph.number]
        assert paragraph.body.startswith(f"Paragraph {paragraph.number} begins.")
        assert paragraph.body.endswith(f"Paragraph {paragraph.number} ends.")


def test_notes_that_hang_from_plain_numbers_are_told_in_each_column() -> None:
    assert noted("islands") == {
        "1": "There are 61 schools on  / Scottish Government, Sch",
        "2": "The teachers of the smal / The flight from Westray ",
        "3": "We were asked whether sc / Director of Education, e",
        "4": "A place in a school with / Accounts Commission, 202",
        "5": "Heating is the one thing / They said so at a meetin",
        "6": "A school that is shut sh / Land Reform Act 2016, pa",
    }


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("coast", ["CC/12", "Part 1.", "Part 2.", "The Coast Commission"]),
        ("roads", ["CM 31", "Annual account", "Road Safety Board", "2 – Learning", "A – Members"]),
        ("rivers", ["RB 7", "Third review", "River Basin Council"]),
        ("islands", ["SP Paper 88", "Second report", "Island Committee", "Printed in May"]),
    ],
)
def test_headers_of_three_parts_that_change_and_are_mirrored_are_left_out(
    name: str, heads: list[str]
) -> None:
    said = all_text(name)
    assert [head for head in heads if head in said] == []


def test_headings_that_the_headers_repeat_stay() -> None:
    assert texts(blocks("roads"), BlockKind.HEADING) == [
        "1 Speed", "2 Learning to drive", "3 What the Board will do", "A Members"
    ]  # fmt: skip
    assert "1 What was asked" in texts(blocks("coast"), BlockKind.HEADING)
    assert "Schools by the sea" in texts(blocks("islands"), BlockKind.HEADING)


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        (
            "farms",
            {
                "1": "You can be paid if your  / Horses and goats do not ",
                "2": "We will look at a map of / The 28 days begin on the",
                "3": "We pay in December. A pa / In 2024 this was done by",
            },
        ),
        (
            "libraries",
            {
                "1": "There were 247 public li / Welsh Government, Annual",
                "2": "Loans fell by a third in / Survey of 3,204 visitors",
                "3": "The third is a collectio / Our estimate, from the r",
            },
        ),
        (
            "parks",
            {
                "1": "The eleven parks of the  / By-laws of 1934, number ",
                "2": "The eleven parks of the  / Town survey, 2016 to 202",
                "3": "The police told us that  / Letter from the city of ",
            },
        ),
    ],
)
def test_the_notes_listed_below_a_printed_web_page_are_with_their_marks(
    name: str, notes: dict[str, str]
) -> None:
    assert noted(name) == notes
    assert "↩" not in all_text(name)
    headings = texts(blocks(name), BlockKind.HEADING)
    assert not {"Notes", "References"} & set(headings)


@pytest.mark.parametrize(
    ("name", "last", "menu"),
    [
        ("farms", "Write to us within 60 days.", ["Back to top", "useful", "Cookies", "©"]),
        ("libraries", "We shall report on all of this", ["Return to", "helpful", "About us", "©"]),
        ("parks", "• paths under water", ["Tell us whether", "Jobs", "Cookies", "©"]),
    ],
)
def test_the_menus_below_a_printed_web_page_are_left_out(
    name: str, last: str, menu: list[str]
) -> None:
    said = [block.text for block in blocks(name) if block.kind is not BlockKind.FOOTNOTE]
    assert said[-1].startswith(last)
    assert [words for words in menu if words in all_text(name)] == []


def test_a_side_box_that_goes_over_a_page_is_apart_from_the_text() -> None:
    assert boxes("libraries") == [
        "See also",
        "Standards for libraries in Wales, sixth framework",
        "Museums and archives: figures for 2024",
        "Grants for buildings that the public uses",
        "How to join a library",
    ]
    (led,) = [text for text in texts(blocks("libraries"), BlockKind.PROSE) if "one card" in text]
    assert "and it will not expire when the child moves" in led
    assert led.endswith("the one that costs least.")


@pytest.mark.parametrize(
    ("name", "heading", "count"),
    [("farms", "Related content", 4), ("libraries", "See also", 4), ("parks", "Dates for", 2)],
)
def test_the_name_of_a_box_beside_the_text_is_the_heading_of_all_in_it(
    name: str, heading: str, count: int
) -> None:
    """Also where only the name stands on the first of two pages."""
    under = [p.body for p in paragraphs(name) if p.section[-1].startswith(heading)]
    assert under == boxes(name)[-count:]


def test_the_figure_that_opens_a_box_is_of_its_sentence() -> None:
    (roads,), (rivers,) = boxes("roads"), boxes("rivers")
    assert roads.startswith("1,620 people were killed on the roads in 2023")
    assert rivers.startswith("9 days was the longest time for which a street stood under water")


@pytest.mark.parametrize(
    ("name", "begins", "inside"),
    [
        ("roads", "A surgeon in Preston", "on a Friday, when the theatres are full"),
        ("rivers", "We asked those who live there", "Our engineers say that this would help"),
        ("farms", "Most farms hear from us", "ring the number on your form, and have"),
    ],
)
def test_text_that_is_led_around_a_box_is_one_paragraph_with_what_is_below(
    name: str, begins: str, inside: str
) -> None:
    (led,) = [text for text in texts(blocks(name), BlockKind.PROSE) if text.startswith(begins)]
    assert inside in led
    assert led.endswith(".")


def test_what_two_speakers_say_in_one_box_is_two_paragraphs() -> None:
    assert boxes("farms")[:2] == [
        "“We had the letter on a Monday and the money by the Friday week.” (Farmer, Bowes)",
        "“It took eleven months, and nobody could say why.” (Farmer, Alston)",
    ]
    assert boxes("parks")[:3] == [
        "“I go round by the ring road. It is a mile longer, and there are no houses on it.” "
        "(Nurse, aged 44)",
        "“Leave the dark to the bats.” (Member of the wildlife group)",
        "“Both can be had. Lamps at the height of a knee do not trouble a bat.” "
        "(Lighting engineer)",
    ]
