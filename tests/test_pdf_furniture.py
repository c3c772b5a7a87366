"""Headers, footers and page numbers are no text; headings that look like them are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.reading.pdf.furniture import without_furniture
from ingest.reading.pdf.lines import Cell, Line, Page
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


def test_a_paper_of_two_pages_has_what_runs_through_both_apart_from_the_text() -> None:
    assert left(pages(2, top="The plan")) == []
    assert left(pages(2, foot="Version 4.2 Approved by the Board")) == []
    assert left(pages(2, foot="{n}")) == []
    numbered = [page_with(n, line("Text of", MIDDLE, page=n), line(str(n + 6), FOOT, page=n))
                for n in (1, 2)]  # fmt: skip
    assert left(numbered) == []


def test_a_heading_that_opens_both_of_two_pages_stays() -> None:
    close, bold = [
        [
            page_with(n, line("Response", TOP, page=n, bold=bold), line("Text of", below, page=n))
            for n in (1, 2)
        ]
        for bold, below in ((False, TOP - 16), (True, MIDDLE))
    ]
    assert left(close) == left(bold) == ["Response", "Response"]


def test_two_pages_that_say_the_same_are_not_furniture() -> None:
    same = [
        page_with(n, line("Beds closed.", TOP, page=n), line("They opened.", TOP - 40, page=n))
        for n in (1, 2)
    ]
    assert [len(page.lines) for page in without_furniture(same)] == [2, 2]


def in_cells(*texts: str, y: float = FOOT, page: int = 1) -> Line:
    """A line of several parts, from left to right."""
    places = (72, 270, 450)
    cells = tuple(Cell(text, x, x + 5 * len(text)) for text, x in zip(texts, places, strict=False))
    return Line(cells, y, 9, False, False, page, 72.0, 522.0)


@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize(
    "parts",
    [
        ("Version 4.2", "Approved by the Board", "Page {n} of {count}"),
        ("Printed 28/11/2026, 14:03", "{n}/{count}"),
        ("OFFICIAL", "12 May 2026", "{n}"),
        ("{n} of {count}", "www.beds.example"),
        ("Beds policy v1.10 {n}", "Review: May 2028"),
    ],
)
def test_a_footer_of_several_parts_is_left_out(parts: tuple[str, ...], count: int) -> None:
    of = pages(count)
    for at, page in enumerate(of):
        texts = [part.format(n=page.number, count=count) for part in parts]
        of[at] = page_with(page.number, *page.lines, in_cells(*texts, page=page.number))
    assert left(of) == []


def test_a_footer_that_stands_higher_on_one_page_is_left_out_there_too() -> None:
    of = pages(6)
    for at, page in enumerate(of):
        y = FOOT + (14 if at == 3 else 0)
        foot = in_cells("Version 4.2", f"Page {page.number} of 6", y=y, page=page.number)
        of[at] = page_with(page.number, *page.lines, foot)
    assert left(of) == []


def test_left_and_right_pages_of_a_short_paper_have_their_own_footers() -> None:
    of = pages(4)
    for at, page in enumerate(of):
        n = page.number
        texts = (str(n), "Beds policy") if at % 2 else ("Trust board", str(n))
        of[at] = page_with(n, *page.lines, in_cells(*texts, page=n))
    assert left(of) == []


def test_the_name_of_each_section_beside_the_number_of_the_page_is_left_out() -> None:
    of = pages(9)
    names = ["Beds", "Staff", "Money", "Notes", "Sites", "Cars", "Food", "Noise", "Light"]
    for at, page in enumerate(of):
        head = line(f"{names[at]} {page.number + 4}", TOP, page=page.number, size=9)
        of[at] = page_with(page.number, head, *page.lines)
    assert left(of) == []


def test_what_stands_beside_a_footer_on_one_page_only_stays() -> None:
    of = pages(6)
    for at, page in enumerate(of):
        texts = ("Ask the ward clerk." if at == 2 else "Beds", f"Page {page.number} of 6")
        of[at] = page_with(page.number, *page.lines, in_cells(*texts, page=page.number))
    assert left(of) == ["Ask the ward clerk."]


def test_the_last_row_of_tables_at_the_foot_of_pages_stays() -> None:
    of = pages(6)
    for at, page in enumerate(of):
        row = in_cells("Total", str(14 * at), str(91 - 3 * at), y=100, page=page.number)
        of[at] = page_with(page.number, *page.lines, row)
    assert left(of) == [f"Total   {14 * at}   {91 - 3 * at}" for at in range(6)]


def test_numbered_paragraphs_at_the_foot_of_pages_stay() -> None:
    of = pages(5)
    for at, page in enumerate(of):
        text = f"{page.number + 2}. Beds are counted on floor {page.number}."
        last = line(text, 110, page=page.number)
        of[at] = page_with(page.number, *page.lines, line("Text of", 126, page=page.number), last)
    kept = [text.text for page in without_furniture(of) for text in page.lines]
    assert len([text for text in kept if "counted on floor" in text]) == 5


def test_a_ruled_footer_is_left_out_and_the_names_of_columns_are_not() -> None:
    of = pages(6)
    for at, page in enumerate(of):
        head, foot = (
            replace(in_cells(*texts, y=y, page=page.number), columns=(72.0, 270.0, 450.0))
            for texts, y in (
                (("Ward", "Beds", "Staff"), TOP),
                (("Version 4", "Board", f"Page {page.number}"), FOOT),
            )
        )
        of[at] = page_with(page.number, head, *page.lines, foot)
    assert left(of) == ["Ward   Beds   Staff"] * 6


def test_what_the_file_marks_as_a_footer_is_left_out_of_a_paper_of_one_page() -> None:
    foot = replace(line("Trust board, item 7", FOOT), running=True)
    assert left([page_with(1, line("Text of", MIDDLE), foot)]) == []
    title = replace(line("Night noise", TOP, size=20), running=True)
    assert left([page_with(1, title, line("Text of the ward", MIDDLE))]) == ["Night noise"]


def test_the_head_and_foot_of_a_print_of_one_page_are_left_out() -> None:
    head = in_cells("28/11/2026, 14:03", "Night noise - GOV.UK", y=822)
    foot = in_cells("https://www.example.gov.uk/noise", "", "1/1", y=20)
    body = [line(f"Text of the ward, line {at} of nine.", MIDDLE - 14 * at) for at in range(9)]
    (page,) = without_furniture([page_with(1, head, *body, foot)])
    assert list(page.lines) == body


def test_no_pages_are_no_pages() -> None:
    assert without_furniture([]) == []


@pytest.mark.parametrize("print_", [{}, {"size": 16.0, "bold": True}])
def test_a_chapters_number_that_counts_pages_like_their_foot_is_text(
    print_: dict[str, float | bool],
) -> None:
    of = pages(6, foot="Page {n}")
    names = ["Roads", "Rails", "Boats", "Paths", "Planes", "Bridges"]
    of = [
        page_with(
            page.number,
            line(f"{page.number} {name}", 740.0, page=page.number, **print_),  # type: ignore[arg-type]
            *page.lines,
        )
        if at % 3 == 0
        else page
        for at, (page, name) in enumerate(zip(of, names, strict=True))
    ]
    assert left(of) == ["1 Roads", "4 Paths"]


def test_a_number_beside_other_words_on_each_page_is_left_out_on_a_lower_page_too() -> None:
    of = pages(6, top="{n} Roads")
    names = ["Roads", "Rails", "Boats", "Paths", "Planes", "Bridges"]
    headed = [
        page_with(
            page.number, line(f"{name}  {page.number}", TOP, page=page.number), *page.lines[1:]
        )
        for page, name in zip(of, names, strict=True)
    ]
    lower = headed[2]
    moved = [replace(of, y=of.y - 240.0) for of in lower.lines]
    headed[2] = replace(lower, lines=tuple(moved), height=lower.height - 240.0)
    assert left(headed) == []


NAMES = ["Beds", "Staff", "Money", "Notes", "Sites", "Cars", "Food", "Noise", "Light"]


@pytest.mark.parametrize("count", [3, 4, 9])
def test_a_header_whose_middle_changes_and_whose_sides_are_mirrored_is_left_out(count: int) -> None:
    of = pages(count)
    for at, page in enumerate(of):
        texts = ("HC 418", "The review", "Report") if at % 2 else ("Report", NAMES[at], "HC 418")
        of[at] = page_with(page.number, in_cells(*texts, y=TOP, page=page.number), *page.lines)
    assert left(of) == []


def test_a_header_whose_middle_changes_beside_the_number_of_the_page_is_left_out() -> None:
    of = pages(12)
    for at, page in enumerate(of[3:], 3):
        n = page.number
        texts = (str(n + 8), NAMES[at - 3], "HC 418") if at % 2 else ("Report", "2024", str(n + 8))
        of[at] = page_with(n, in_cells(*texts, y=TOP, page=n), *page.lines)
    assert left(of) == []


def test_a_header_that_begins_in_an_annex_is_left_out() -> None:
    of = pages(9)
    for at, page in enumerate(of[6:], 6):
        head = in_cells("Report", f"Annex {NAMES[at]}", "HC 418", y=TOP, page=page.number)
        of[at] = page_with(page.number, head, *page.lines)
    assert left(of) == []


def test_a_header_of_three_parts_close_above_the_text_is_its_first_row() -> None:
    of = pages(6)
    for at, page in enumerate(of):
        head = in_cells("Ward", NAMES[at + 1], "Beds", y=TOP, page=page.number)
        row = in_cells(NAMES[-at], str(31 - 3 * at), str(7 * at), y=TOP - 14, page=page.number)
        of[at] = page_with(page.number, head, row, *page.lines)
    assert len(left(of)) == 12


def test_two_parts_in_the_texts_own_size_above_the_text_stay() -> None:
    of = pages(6)
    for at, page in enumerate(of):
        head = in_cells("Ward sister", f"{NAMES[at]} and more", y=TOP, page=page.number)
        of[at] = page_with(page.number, replace(head, size=11.0), *page.lines)
    assert len(left(of)) == 6


def test_a_heading_that_counts_the_pages_by_chance_stays_above_a_footer_that_does() -> None:
    of = pages(6, foot="Page {n}")
    for at, page in enumerate(of):
        if at < 3:
            head = line(f"{page.number} {NAMES[at]}", TOP, page=page.number, size=15, bold=True)
            of[at] = page_with(page.number, head, *page.lines)
    assert left(of) == ["1 Beds", "2 Staff", "3 Money"]


CHAPTERS = ["Beds", "Beds", "Beds", "Staff and pay", "Staff and pay", "Money", "Money", "Money"]


@pytest.mark.parametrize("lower", [0.0, 0.6, 2.0])
def test_the_parts_of_a_header_that_are_two_lines_at_one_height_are_left_out(lower: float) -> None:
    of = pages(8)
    for at, page in enumerate(of):
        n, name = page.number, f"{CHAPTERS[at]}: what was found"
        parts = line("Vale Hospitals", TOP, page=n), line(name, TOP - lower, x0=380, page=n)
        of[at] = page_with(n, *parts, *page.lines)
    assert left(of) == []


def test_a_line_beside_a_header_that_stands_on_one_page_only_stays() -> None:
    of = pages(8)
    for at, page in enumerate(of):
        parts = [line("Vale Hospitals", TOP, page=page.number)]
        parts += [line("Ask the ward clerk.", TOP, x0=380, page=page.number)] if at == 4 else []
        of[at] = page_with(page.number, *parts, *page.lines)
    assert left(of) == ["Ask the ward clerk."]


def chaptered(head: str, heading: str, *, size: float = 9.0, at: int = 6) -> list[Page]:
    """Pages with a header on most of them; one has a chapter's, whose heading stands before it."""
    of = pages(9, top="Vale Hospitals")
    begun = line(heading, 640, size=17, bold=True, page=at - 1)
    of[at - 2] = page_with(at - 1, of[at - 2].lines[0], begun, *of[at - 2].lines[1:])
    own = line(head, TOP, size=size, page=at)
    of[at - 1] = page_with(at, own, *of[at - 1].lines[1:])
    return of


@pytest.mark.parametrize("heading", ["Night staff", "4 Pay and pensions", "Annex B: the returns"])
def test_a_header_that_says_a_chapters_heading_on_one_page_is_left_out(heading: str) -> None:
    assert left(chaptered(heading, heading)) == [heading]


@pytest.mark.parametrize(("head", "size"), [("Day staff", 9.0), ("Night staff", 17.0)])
def test_words_in_a_headers_place_that_head_the_text_themselves_stay(
    head: str, size: float
) -> None:
    assert left(chaptered(head, "Night staff", size=size)) == ["Night staff", head]


def test_a_header_in_small_capitals_is_left_out_whatever_the_size_of_most_of_its_letters() -> None:
    of = pages(9)
    for at, page in enumerate(of):
        head = in_cells("the review", NAMES[at].lower(), "hc 418", y=TOP, page=page.number)
        of[at] = page_with(page.number, replace(head, size=7.0 + 0.6 * at), *page.lines)
    assert left(of) == []
