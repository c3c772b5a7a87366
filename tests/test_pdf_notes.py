"""Footnotes are taken off the foot of the page they stand on, each with its mark."""

from __future__ import annotations

from dataclasses import replace

from ingest.reading.pdf.endnotes import listed_notes
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.notes import Footnotes, Note
from ingest.reading.pdf.runs import Rule
from pdfs import HEIGHT, LOOK, WIDTH, line, page_with

RULE = Rule(72, 110, 216, 110)
TEXT = line("Beds have closed.¹", 700)


def small(text: str, y: float, x0: float = 72.0, page: int = 1, size: float = 8.0) -> Line:
    return line(text, y, x0, size, page=page)


def taken(*pages: Page) -> tuple[list[str], list[tuple[str, str]]]:
    """The text of the lines that are left, and the notes with their marks."""
    footnotes = Footnotes(LOOK)
    left: list[str] = []
    notes: list[Note] = []
    for page in pages:
        lines, found = footnotes.taken_from(page)
        left += [of.text for of in lines]
        notes += found
    return left, [(note.marker, " ".join(note.texts)) for note in notes]


def test_small_print_with_a_raised_number_is_a_footnote() -> None:
    page = page_with(1, TEXT, small("¹ See the annex,", 100), small("which is long.", 90))
    assert taken(page) == ([TEXT.text], [("1", "See the annex, which is long.")])


def test_each_mark_opens_a_footnote() -> None:
    page = page_with(1, TEXT, small("¹See A.", 100), small("¹²See B.", 90), small("* See C.", 80))
    assert taken(page)[1] == [("1", "See A."), ("12", "See B."), ("*", "See C.")]


def test_a_plain_number_opens_a_footnote_where_numbers_run_on() -> None:
    first = page_with(1, TEXT, small("1 See A.", 100), small("2 See B.", 90))
    second = page_with(2, TEXT, small("3 See C of", 100, page=2), small("2021 and D.", 90, page=2))
    assert taken(first, second)[1] == [
        ("1", "See A."), ("2", "See B."), ("3", "See C of 2021 and D.")
    ]  # fmt: skip


def test_a_plain_number_that_is_set_in_opens_no_footnote() -> None:
    page = page_with(1, TEXT, small("1 See A of", 100), small("2 May.", 90, x0=90))
    assert taken(page)[1] == [("1", "See A of 2 May.")]


def test_text_of_the_usual_size_is_no_footnote() -> None:
    page = page_with(1, TEXT, line("1 It is not small.", 100))
    assert taken(page) == ([TEXT.text, "1 It is not small."], [])


def test_small_print_without_a_mark_or_rule_stays() -> None:
    page = page_with(1, TEXT, small("Source: our own figures.", 100))
    assert taken(page) == ([TEXT.text, "Source: our own figures."], [])


def test_small_print_above_text_is_no_footnote() -> None:
    page = page_with(1, small("¹ of a table", 720), TEXT)
    assert taken(page) == (["¹ of a table", TEXT.text], [])


def test_what_goes_on_from_the_page_before_stands_below_the_rule_without_a_mark() -> None:
    first = page_with(1, TEXT, small("¹ It goes over", 100), rules=[RULE])
    second = page_with(
        2, TEXT, small("the page.", 100, page=2), small("² See B.", 90, page=2), rules=[RULE]
    )
    assert taken(first, second)[1] == [("1", "It goes over"), ("", "the page."), ("2", "See B.")]


def test_small_print_above_the_rule_belongs_to_the_text() -> None:
    page = page_with(
        1, TEXT, small("Source: our figures.", 130), small("¹ See A.", 100), rules=[RULE]
    )
    assert taken(page) == ([TEXT.text, "Source: our figures."], [("1", "See A.")])


def test_a_line_under_a_web_address_parts_no_footnotes() -> None:
    """It stands close below the letters of a line."""
    lines = [small("Source: www.beds.example", 100), small("and our own figures.", 90)]
    page = page_with(1, TEXT, *lines, rules=[Rule(72, 98, 180, 98)])
    assert taken(page) == ([TEXT.text, *(of.text for of in lines)], [])


def test_a_rule_across_the_page_parts_no_footnotes() -> None:
    page = page_with(1, TEXT, small("Small.", 100), rules=[Rule(72, 110, 522, 110)])
    assert taken(page) == ([TEXT.text, "Small."], [])


def test_each_column_has_its_footnotes() -> None:
    left, right = (72.0, 280.0), (310.0, 522.0)
    lines = [
        Line(of.cells, of.y, of.size, False, False, 1, *edges)
        for of, edges in [
            (line("Left text.", 700), left),
            (small("¹ See A.", 100), left),
            (line("Right text.", 700, 310), right),
            (small("² See B.", 100, 310), right),
        ]
    ]
    page = Page(1, tuple(lines), (), WIDTH, HEIGHT)
    assert taken(page) == (["Left text.", "Right text."], [("1", "See A."), ("2", "See B.")])


def test_a_number_far_from_the_last_opens_no_footnote() -> None:
    page = page_with(1, TEXT, small("¹ See A and", 100), small("2019 figures.", 90))
    assert taken(page)[1] == [("1", "See A and 2019 figures.")]


def test_a_number_far_from_the_last_opens_a_footnote_where_the_text_marks_it() -> None:
    """As after pages that could not be read."""
    page = page_with(1, line("Beds have closed.⁴⁸", 700), small("48 See A.", 100))
    assert taken(page)[1] == [("48", "See A.")]


def test_a_page_without_lines_has_no_footnotes() -> None:
    assert taken(page_with(1)) == ([], [])


def listed(*lines: Line, taken: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The notes of a list at the end of these lines, with their marks."""
    found = listed_notes(lines, taken, LOOK)
    return [(note.marker, " ".join(note.texts)) for note in found.notes] if found else []


TEXTS = (line("Beds have closed.¹ They opened.²", 700), line("Nobody was told.", 660))
LIST = (line("1. See A, which", 600), line("is long.", 586, x0=84), line("2. See B.", 572))


def test_a_numbered_list_at_the_end_is_the_notes_of_as_many_marks() -> None:
    assert listed(*TEXTS, *LIST) == [("1", "See A, which is long."), ("2", "See B.")]


def test_a_numbered_list_is_no_notes_where_marks_are_more_or_fewer_or_have_their_notes() -> None:
    assert listed(TEXTS[1], TEXTS[1], *LIST) == []
    assert listed(line("See this too.³", 720), *TEXTS, *LIST) == []
    assert listed(*TEXTS, *LIST, taken=("1", "2")) == []


def test_a_numbered_list_in_the_midst_of_text_is_no_notes() -> None:
    below = [line(f"Text of line {at}.", 540 - 14 * at) for at in range(8)]
    assert listed(*TEXTS, *LIST, *below) == []


def test_a_plain_number_right_before_a_word_opens_a_footnote_only_where_it_is_marked() -> None:
    glued = small("1Scottish Government, 2023.", 100)
    assert taken(page_with(1, TEXT, glued))[1] == [("1", "Scottish Government, 2023.")]
    assert taken(page_with(1, line("Beds.", 700), glued))[1] == []
    postcode = small("1DU, or write to us.", 100)
    assert taken(page_with(1, TEXT, postcode))[1] == []


def test_a_number_within_a_note_opens_none_where_the_marks_are_raised() -> None:
    page = page_with(1, TEXT, small("¹ See note", 100), small("2 of the annex.", 90))
    assert taken(page)[1] == [("1", "See note 2 of the annex.")]


def test_the_rest_of_a_note_stands_at_the_foot_of_the_next_column() -> None:
    """Though a line of the other column stands close above its rule."""
    left, right = (72.0, 280.0), (310.0, 522.0)
    lines = [
        replace(of, left=edges[0], right=edges[1])
        for of, edges in [
            (line("Left text.¹", 700), left),
            (small("¹ It goes", 102), left),
            (small("over the", 92), left),
            (line("Right text.", 700, 310), right),
            (small("column.", 90, 326), right),
        ]
    ]
    rules = (Rule(72, 112, 216, 112), Rule(310, 100, 454, 100))
    page = Page(1, tuple(lines), rules, WIDTH, HEIGHT)
    assert taken(page)[1] == [("1", "It goes over the"), ("", "column.")]
