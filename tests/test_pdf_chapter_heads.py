"""Headers that say the chapter's title run through a paper, though each stands on one page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.reading.pdf.furniture import without_furniture
from ingest.reading.pdf.lines import Page
from pdfs import line, page_with

TITLES = ["The price of bread", "Who bakes at night"]


def book(heads: list[str], size: float = 16.0) -> list[Page]:
    """Pages with a header each, or none where a chapter begins with its title."""
    chapters = iter(TITLES)
    found = []
    for number, head in enumerate(heads, 1):
        text = [line(f"Text of page {number}.", 500.0 - 14 * at, page=number) for at in range(3)]
        title = [] if head else [line(next(chapters), 745.0, size=size, bold=True, page=number)]
        top = [line(head, 790.0, size=10.0, italic=True, page=number)] if head else []
        found.append(page_with(number, *top, *title, *text))
    return found


def left(pages: list[Page]) -> list[str]:
    return [of.text for page in without_furniture(pages) for of in page.lines
            if not of.text.startswith("Text")]  # fmt: skip


@pytest.mark.parametrize("named", ["{}", "Chapter {n}: {}", "{n} | {}"])
def test_each_says_the_title_of_its_chapter(named: str) -> None:
    heads = [named.format(title, n=n) for n, title in enumerate(TITLES, 1)]
    assert left(book(["", "The bakers", heads[0], "", "A report of 2025", heads[1]])) == TITLES


def test_one_that_says_a_title_is_not_enough() -> None:
    heads = ["", "Bread and salt", TITLES[0], "", "Late for work", "In the morning"]
    assert left(book(heads)) == [TITLES[0], *heads[1:3], TITLES[1], *heads[4:]]


@pytest.mark.parametrize("named", ["Chapter 1. {}", "1 {}", "CHAPTER 1: {}"])
def test_one_behind_its_number_is_enough(named: str) -> None:
    head = named.format(TITLES[0].upper() if named.isupper() else TITLES[0])
    assert left(book(["", "", head])) == TITLES


def test_a_number_before_a_title_that_comes_later_is_a_heading() -> None:
    head = f"Chapter 1. {TITLES[1]}"
    assert left(book(["", head, ""])) == [TITLES[0], head, TITLES[1]]


@pytest.mark.parametrize(
    ("words", "stays"), [("The price of bread", False), ("Bread was sold until noon.", True)]
)
def test_words_beside_the_number_of_a_page_are_its_foot_and_a_sentence_is_not(
    words: str, stays: bool
) -> None:
    pages = []
    for number in range(1, 7):
        text = [line(f"Text of page {number}.", 500.0 - 14 * at, page=number) for at in range(3)]
        foot = line(str(number), 40.0, x0=500.0, page=number)
        if number == 5:
            cells = (*line(words, 40.0, page=number).cells, *foot.cells)
            foot = replace(foot, cells=cells)
        pages.append(page_with(number, *text, foot))
    assert left(pages) == ([words] if stays else [])


def test_lines_that_say_what_is_printed_no_larger_stay() -> None:
    heads = ["", "Bread and salt", TITLES[0], "", "Late for work", TITLES[1]]
    assert left(book(heads, size=10.0)) == [TITLES[0], *heads[1:3], TITLES[1], *heads[4:]]
