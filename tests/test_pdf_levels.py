"""A heading's level follows the outline, its print and the number printed before it."""

from __future__ import annotations

from ingest.blocks import ASIDE
from ingest.reading.pdf.levels import Bookmark, levels_of
from ingest.reading.pdf.styles import Style

TITLE = Style(24, True, False, False)
LARGE = Style(16, True, False, False)
BOLD = Style(11, True, False, False)
ITALIC = Style(11, False, False, True)
CAPITALS = Style(11, False, True, False)
SMALLER = Style(9, True, False, False)


def test_levels_follow_size_then_bold_then_capitals_then_italic() -> None:
    styles = [ITALIC, BOLD, LARGE, CAPITALS, SMALLER]
    levels = levels_of([(style, f"Heading {at}") for at, style in enumerate(styles, 2000)], [])
    assert levels == [4, 2, 1, 3, 5]


def test_the_outline_says_the_level_of_the_headings_that_it_has() -> None:
    found = [(LARGE, "Beds"), (BOLD, "Closed beds"), (BOLD, "Open beds"), (ITALIC, "Why")]
    outline = [Bookmark("1. BEDS", 1), Bookmark("Beds", 1), Bookmark("Open beds", 3)]
    assert levels_of(found, outline) == [1, 2, 2, 3]


def test_a_heading_whose_title_the_outline_writes_otherwise_is_found() -> None:
    found = [(BOLD, "Beds"), (BOLD, "Beds: open, closed")]
    assert levels_of(found, [Bookmark("Beds", 1), Bookmark("Beds – Open/Closed", 2)]) == [1, 2]


def test_a_heading_is_found_in_an_outline_without_its_number() -> None:
    found = [(LARGE, "1 Roads"), (BOLD, "Snow"), (LARGE, "Chapter 2: Rails"), (BOLD, "Ice")]
    outline = [Bookmark("Roads", 1), Bookmark("Snow", 2), Bookmark("Rails", 1), Bookmark("Ice", 2)]
    assert levels_of(found, outline) == [1, 2, 1, 2]


def test_chapters_stand_above_their_sections_whatever_a_title_page_has() -> None:
    found = [
        (TITLE, "Roads in winter"), (Style(18, True, False, False), "A report"),
        (LARGE, "1 Roads"), (BOLD, "Snow"), (LARGE, "2 Rails"), (BOLD, "Ice"),
        (LARGE, "Annex A: Who was asked"), (BOLD, "Letters"),
    ]  # fmt: skip
    outline = [Bookmark("Roads", 1), Bookmark("Snow", 2), Bookmark("Rails", 1), Bookmark("Ice", 2)]
    title, report, *rest = levels_of(found, outline)
    assert rest == [2, 3, 2, 3, 2, 3]
    assert (title, report) == (1, 2)


def test_chapters_that_the_outline_lacks_stand_above_the_sections_that_it_has() -> None:
    found = [(LARGE, "1 Roads"), (BOLD, "Snow"), (LARGE, "2 Rails"), (BOLD, "Ice")]
    outline = [Bookmark("Snow", 1), Bookmark("Ice", 1)]
    assert levels_of(found, outline) == [1, 2, 1, 2]


def test_sections_that_an_outline_has_beside_their_chapters_stand_below_them() -> None:
    found = [
        (LARGE, "Foreword"), (LARGE, "Chapter 1: Roads"), (CAPITALS, "SNOW"), (CAPITALS, "ICE"),
        (LARGE, "Chapter 2: Rails"), (CAPITALS, "ICE"), (LARGE, "Conclusion"), (CAPITALS, "THANKS"),
    ]  # fmt: skip
    outline = [Bookmark(text, 1) for _, text in found]
    assert levels_of(found, outline) == [1, 1, 2, 2, 1, 2, 1, 1]


def test_titles_that_an_outline_has_twice_are_told_in_their_order() -> None:
    found = [(BOLD, "Summary"), (BOLD, "Roads"), (BOLD, "Summary")]
    outline = [Bookmark("Summary", 1), Bookmark("Roads", 1), Bookmark("Summary", 2)]
    assert levels_of(found, outline) == [1, 1, 2]


def test_numbers_tell_the_levels_of_headings_in_one_print() -> None:
    texts = ["1 Roads", "1.1 Snow", "1.1.1 Ploughs", "1.2 Ice", "2. Rails", "2.1 Points"]
    levels = levels_of([(BOLD, text) for text in texts], [])
    assert levels == [1, 2, 3, 2, 1, 2]


def test_a_section_printed_larger_than_its_chapter_stands_below_it() -> None:
    found = [(BOLD, "Chapter 1: Roads"), (LARGE, "1.1 Snow"), (BOLD, "Chapter 2: Rails")]
    assert levels_of(found, []) == [1, 2, 1]


def test_a_year_is_no_number_of_a_heading() -> None:
    found = [(BOLD, "2024 in figures"), (BOLD, "2024.5 litres"), (BOLD, "Roads")]
    assert levels_of(found, []) == [1, 1, 1]


def test_an_annex_in_smaller_print_ends_the_chapter_before() -> None:
    found = [(LARGE, "1 Roads"), (BOLD, "Snow"), (BOLD, "Appendix 1"), (ITALIC, "Letters")]
    assert levels_of(found, []) == [1, 2, 1, 3]


def test_a_caption_stands_beside_the_headings() -> None:
    found = [(LARGE, "Box 1: Beds"), (BOLD, "Beds")]
    assert levels_of(found, [Bookmark("Box 1: Beds", 1)]) == [ASIDE, 1]


def test_there_are_no_more_levels_than_a_reader_can_follow() -> None:
    styles = [Style(size, True, False, False) for size in range(30, 10, -1)]
    levels = levels_of([(style, "Text") for style in styles], [])
    assert levels[-1] == max(levels) < ASIDE
