"""The contents list is left out, over as many pages as it has, and nothing else is."""

from __future__ import annotations

import pytest

from ingest.reading.pdf.contents import without_contents
from ingest.reading.pdf.lines import Page
from pdfs import page_with, set_lines

ENTRIES = [
    "Contents",
    "Foreword 3",
    "1 Beds .......... 4",
    "Growing the",
    "workforce … 12",
    "Annex A 20",
]
TEXT = ["Foreword", "Beds have closed in the north.", "They opened in the south.", "It ended."]


def pages(*texts: list[str]) -> list[Page]:
    return [page_with(n, *set_lines(lines, page=n)) for n, lines in enumerate(texts, 1)]


def left(*texts: list[str]) -> list[list[str]]:
    kept, _ = without_contents(pages(*texts))
    return [[line.text for line in page.lines] for page in kept]


def test_a_contents_list_is_left_out_and_its_names_are_kept() -> None:
    kept, names = without_contents(pages(ENTRIES, TEXT))
    assert [[line.text for line in page.lines] for page in kept] == [[], TEXT]
    assert names == ["Foreword", "1 Beds", "workforce", "Annex A"]


@pytest.mark.parametrize("title", ["Contents", "CONTENTS", "Table of contents", "Contents page"])
def test_its_title_may_be_written_in_several_ways(title: str) -> None:
    assert left([title, *ENTRIES[1:]], TEXT) == [[], TEXT]


def test_it_goes_over_pages_that_have_mostly_such_lines() -> None:
    more = ["Annex B 21", "Annex C 22", "Annex D 23"]
    assert left(ENTRIES, more, TEXT) == [[], [], TEXT]


def test_text_below_it_on_its_page_stays() -> None:
    assert left([*ENTRIES, *TEXT], TEXT) == [TEXT, TEXT]


def test_text_above_it_stays() -> None:
    assert left(["The plan", *ENTRIES], TEXT) == [["The plan"], TEXT]


def test_a_page_of_text_with_few_numbers_at_line_ends_stays() -> None:
    text = [*TEXT, *TEXT, "It was in June 2021 and by May 12", "there were many more of them."]
    assert left(ENTRIES, text) == [[], text]


def test_a_heading_called_contents_over_text_is_no_list() -> None:
    text = ["Contents", "The contents of the box are beds.", "It was sent on 12", "May by post."]
    assert left(text, TEXT) == [text, TEXT]


def test_two_lines_that_end_in_numbers_are_no_list() -> None:
    text = [
        "Contents",
        "There were beds, of which 12",
        "were closed, and staff, of which 13",
        "left.",
    ]
    assert left(text, TEXT) == [text, TEXT]


def test_a_document_without_one_is_left_as_it_is() -> None:
    assert left(TEXT, TEXT) == [TEXT, TEXT]
    assert left() == []


@pytest.mark.parametrize(
    "line",
    ["1. The committee said so on 1", "1. Of all the beds in the north there were 21"],
)
def test_a_first_line_of_text_that_ends_in_a_number_is_no_entry(line: str) -> None:
    text = ["Foreword", line, "May 2025.", *TEXT[1:]]
    assert left(ENTRIES, text) == [[], text]
    assert left([*ENTRIES, *text], TEXT) == [text, TEXT]


@pytest.mark.parametrize("heading", ["Beds", "2. Beds", "BEDS"])
def test_a_heading_is_known_again_however_it_is_numbered(heading: str) -> None:
    text = [heading, "Of beds there were 21", "in the north."]
    assert left(ENTRIES, text) == [[], text]


def test_where_dots_lead_to_the_page_numbers_a_line_without_is_text() -> None:
    entries = ["Contents", *(f"Chapter {name} ........ {n}" for n, name in enumerate("abc", 3))]
    text = ["It closed on 12", "May 2025."]
    more = ["Chapter d ........ 21", "Chapter e ........ 22"]
    assert left(entries, text) == [[], text]
    assert left(entries, more, text) == [[], [], text]


LINKED = ["Contents", "Foreword", "Beds in the north", "Who pays"]
SITE = ["Foreword", "It was cold.", "Beds in the north", "They closed.", "Who pays", "We do."]


@pytest.mark.parametrize("bullet", ["", "• ", "– ", "◦ "])
def test_the_contents_of_a_web_page_have_no_page_numbers(bullet: str) -> None:
    listed = ["The plan", LINKED[0], *(f"{bullet}{name}" for name in LINKED[1:])]
    assert left([*listed, *SITE]) == [["The plan", *SITE]]
    assert left(listed, SITE[:3], SITE[3:]) == [["The plan"], SITE[:3], SITE[3:]]
    assert without_contents(pages([*listed, *SITE]))[1] == LINKED[1:]


def test_what_does_not_stand_again_below_is_no_entry_of_it() -> None:
    assert left([*LINKED, "They are links.", *SITE]) == [["They are links.", *SITE]]
    for few in (LINKED[:2], [*LINKED[:2], "Money", *LINKED[2:]]):
        assert left([*few, *SITE]) == [[*few, *SITE]]


def test_contents_with_page_numbers_end_at_the_last_of_them() -> None:
    listed = ["Contents", "Foreword 3", "Beds in the north 4", "Who pays 9"]
    assert left(listed, SITE) == [[], SITE]
    assert without_contents(pages(listed, SITE))[1] == LINKED[1:]
