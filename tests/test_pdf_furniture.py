"""Headers, footers and page numbers are no text; headings that look like them are."""

from __future__ import annotations

import pytest

from ingest.reading.pdf.furniture import without_furniture
from ingest.reading.pdf.lines import Page
from pdfs import line, page_with

TOP, MIDDLE, FOOT = 800.0, 500.0, 40.0


def pages(count: int, *, top: str = "", foot: str = "", first: int = 1) -> list[Page]:
    """Pages with a line of text each; "{n}" in a margin's line is the page's number."""
    found = []
    for number in range(first, first + count):
        lines = [line(f"Text of page {number}, its own.", MIDDLE, page=number)]
        lines = ([line(top.format(n=number), TOP, page=number)] if top else []) + lines
        lines += [line(foot.format(n=number), FOOT, page=number)] if foot else []
        found.append(page_with(number, *lines))
    return found


def left(of: list[Page]) -> list[str]:
    """What is left, without the lines of text."""
    told = [line.text for page in without_furniture(of) for line in page.lines]
    assert sum(text.startswith("Text of") for text in told) == len(of)
    return [text for text in told if not text.startswith("Text of")]


@pytest.mark.parametrize(
    "words", ["The plan", "{n} The plan", "The plan {n}", "Page {n} of 12", "{n}", "– {n} –"]
)
def test_what_runs_through_the_pages_is_left_out(words: str) -> None:
    assert left(pages(6, top=words)) == []
    assert left(pages(6, foot=words)) == []


def test_left_and_right_pages_may_differ() -> None:
    of = pages(8)
    for at, page in enumerate(of):
        head = "The plan" if at % 2 else "Department of Beds"
        of[at] = page_with(page.number, line(head, TOP, page=page.number), *page.lines)
    assert left(of) == []


def test_a_chapters_header_is_left_out_though_other_pages_have_another() -> None:
    of = pages(4, top="1 Beds") + pages(5, top="2 Staff", first=5)
    assert left(of) == []


def test_roman_page_numbers_are_left_out() -> None:
    romans = ["i", "ii", "iii", "iv", "v", "vi"]
    of = [
        page_with(n, line(f"Text of {n}", MIDDLE, page=n), line(roman, FOOT, page=n))
        for n, roman in enumerate(romans, 1)
    ]
    assert left(of) == []


def test_page_numbers_that_begin_anew_behind_the_cover_are_left_out() -> None:
    of = [
        page_with(n, line(f"Text of {n}", MIDDLE, page=n), line(str(n - 3), FOOT, page=n))
        for n in range(4, 12)
    ]
    assert left(of) == []


def test_the_number_of_a_page_is_left_out_of_the_only_page() -> None:
    assert left(pages(1, foot="Page {n} of 1")) == []


def test_a_footer_beside_a_page_number_is_left_out() -> None:
    assert left(pages(6, foot="www.beds.example {n}")) == []


def test_recommendations_with_numbers_of_their_own_stay() -> None:
    of = pages(10)
    said = {2: "Recommendation 4", 4: "Recommendation 5", 5: "Recommendation 6",
            8: "Recommendation 12"}  # fmt: skip
    for number, text in said.items():
        page = of[number - 1]
        of[number - 1] = page_with(number, line(text, TOP, page=number), *page.lines)
    assert left(of) == list(said.values())


def test_recommendations_that_count_the_pages_by_chance_stay() -> None:
    of = pages(40)
    for number in (10, 11, 12):
        page = of[number - 1]
        head = line(f"Recommendation {number - 7}", TOP, page=number)
        of[number - 1] = page_with(number, head, *page.lines)
    assert left(of) == ["Recommendation 3", "Recommendation 4", "Recommendation 5"]


def test_a_heading_at_the_top_of_two_pages_stays() -> None:
    of = pages(10)
    for number in (3, 7):
        page = of[number - 1]
        of[number - 1] = page_with(number, line("Response", TOP, page=number), *page.lines)
    assert left(of) == ["Response", "Response"]


def test_a_heading_at_the_top_of_pages_far_apart_stays() -> None:
    of = pages(30)
    for number in (2, 12, 29):
        page = of[number - 1]
        of[number - 1] = page_with(number, line("Response", TOP, page=number), *page.lines)
    assert left(of) == ["Response"] * 3


def test_words_that_stand_in_the_middle_of_all_pages_stay() -> None:
    of = [
        page_with(n, line(f"Text of {n}", 600, page=n), line("Response", MIDDLE, page=n))
        for n in range(1, 9)
    ]
    assert left(of) == ["Response"] * 8


def test_the_same_words_at_other_heights_stay() -> None:
    of = [
        page_with(n, line("Response", 830 - 20 * (n % 5), page=n), line(f"Text of {n}", MIDDLE))
        for n in range(1, 11)
    ]
    assert left(of) == ["Response"] * 10


def test_a_year_at_the_foot_of_pages_stays() -> None:
    of = [
        page_with(n, line(f"Text of {n}", MIDDLE, page=n), line(str(2000 + 7 * n), FOOT, page=n))
        for n in range(1, 5)
    ]
    assert left(of) == ["2007", "2014", "2021", "2028"]


def test_a_footnote_that_a_few_of_many_pages_repeat_stays() -> None:
    of = pages(40)
    for number in (3, 4, 5):
        page = of[number - 1]
        of[number - 1] = page_with(number, *page.lines, line("Ibid.", FOOT, page=number))
    assert left(of) == ["Ibid."] * 3


def test_what_stands_above_both_of_two_pages_runs_through_them() -> None:
    assert left(pages(2, top="The plan")) == []


def test_what_is_all_that_two_pages_have_stays() -> None:
    of = [page_with(n, line("The plan", TOP, page=n)) for n in (1, 2)]
    assert [at.text for page in without_furniture(of) for at in page.lines] == ["The plan"] * 2


def test_no_pages_are_no_pages() -> None:
    assert without_furniture([]) == []
