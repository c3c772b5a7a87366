"""Lines are gathered into paragraphs, headings, items and rows, and joined into text."""

from __future__ import annotations

from collections import Counter

import pytest

from ingest.reading.pdf.hyphens import joined, vocabulary
from ingest.reading.pdf.lines import Cell, Line
from ingest.reading.pdf.numbers import without_number
from ingest.reading.pdf.stretches import stretches
from pdfs import LOOK, line, set_lines

PITCH = 13.75
SENTENCE = "Beds have closed."


def gathered(*lines: Line) -> list[tuple[str, list[str]]]:
    """Each stretch's number and its lines."""
    return [(s.number, [line.text for line in s.lines]) for s in stretches(lines, LOOK)]


def below(*texts: str | tuple[str, float], y: float = 700.0) -> list[Line]:
    """Lines one below the other without white between; each with the place where it begins."""
    placed = [text if isinstance(text, tuple) else (text, 72.0) for text in texts]
    return [line(text, y - at * PITCH, x0) for at, (text, x0) in enumerate(placed)]


def numbers(*lines: Line) -> list[str]:
    return [number for number, _ in gathered(*lines) if number]


def items(*lines: Line) -> list[str]:
    return [s.first.text for s in stretches(lines, LOOK) if s.item]


def test_lines_one_below_the_other_are_one_stretch() -> None:
    lines = set_lines(["Beds have closed in", "the north and in", "the south."])
    assert len(gathered(*lines)) == 1


def test_white_parts_two_paragraphs() -> None:
    first, second = set_lines(["One is", "here."]), set_lines(["Two is", "here."], y=660)
    assert [of for _, of in gathered(*first, *second)] == [["One is", "here."], ["Two is", "here."]]


def test_another_size_parts_two_stretches() -> None:
    lines = [line("Beds in the north", size=14), line("They have closed.", 700 - PITCH)]
    assert len(gathered(*lines)) == 2


def test_a_short_bold_line_above_text_is_a_stretch_of_its_own() -> None:
    lines = [line("Beds in the north", bold=True), *set_lines(["They have", "gone."], y=686.25)]
    assert [of for _, of in gathered(*lines)] == [["Beds in the north"], ["They have", "gone."]]


def test_a_line_that_is_bold_by_chance_parts_no_paragraph() -> None:
    first, second, third = set_lines(["All of what we say here is", "of great weight", "to us."])
    strong = line(second.text, second.y, bold=True, x1=522.0)
    assert len(gathered(first, strong, third)) == 1


def test_an_indented_line_after_the_end_of_a_sentence_opens_a_paragraph() -> None:
    assert len(gathered(*below("Beds have closed. It ended.", ("They opened again", 90.0)))) == 2


def test_a_line_on_the_next_page_opens_a_stretch() -> None:
    assert len(gathered(line("Beds have", 80), line("closed.", 70, page=2))) == 2


@pytest.mark.parametrize("number", ["1", "12", "1.10", "4.293", "1.1.1", "282"])
@pytest.mark.parametrize("stop", ["", "."])
def test_a_printed_number_opens_a_paragraph_below_white(number: str, stop: str) -> None:
    if stop or "." in number:
        found = numbers(line("Before it.", 740), line(f"{number}{stop} {SENTENCE}"))
        assert found == [number]


@pytest.mark.parametrize(
    "text", ["2021 was a year.", "12 beds have closed.", "£1.5m was spent.", "(1) It is so."]
)
def test_a_number_that_belongs_to_the_sentence_opens_none(text: str) -> None:
    assert numbers(line("Before it.", 740), line(text)) == []


def test_a_number_at_the_beginning_of_a_line_in_a_paragraph_opens_none() -> None:
    assert (
        numbers(*set_lines(["In all there were some", "1.5 million of them, and", "2.", "So."]))
        == []
    )


def test_a_number_that_hangs_left_of_the_text_opens_a_paragraph_without_white() -> None:
    lines = below(f"1. {SENTENCE}", ("They closed", 108.0), f"2. {SENTENCE}")
    assert numbers(*lines) == ["1", "2"]


def test_a_number_after_a_numbered_sentence_opens_a_paragraph_without_white() -> None:
    assert numbers(*below(f"1. {SENTENCE}", f"2. {SENTENCE}")) == ["1", "2"]


def test_a_number_right_below_a_heading_opens_a_paragraph() -> None:
    lines = [line("Beds", bold=True), line(f"7. {SENTENCE}", 700 - PITCH)]
    assert numbers(*lines) == ["7"]


def test_a_number_in_small_print_opens_none() -> None:
    assert numbers(line("1. A note.", size=8)) == []


def test_a_number_close_to_a_capital_opens_a_paragraph() -> None:
    (found,) = stretches([line("1.Beds have closed.")], LOOK)
    assert found.number == "1"
    assert without_number([found.first.text], "1") == [SENTENCE]


def test_a_number_alone_on_its_line_opens_a_paragraph() -> None:
    lines = below("4.", ("Beds have closed.", 108.0))
    ((number, texts),) = gathered(*lines)
    assert (number, without_number(texts, number)) == ("4", [SENTENCE])


@pytest.mark.parametrize(
    "text",
    ["• Beds.", "\uf0b7 Beds.", "▪ Beds.", "➢ Beds.", "o Beds are.", "- Beds.", "– Beds.",
     "a) Beds.", "(b) Beds.", "(iv) Beds.", "ii. Beds.", "c. Beds."],
)  # fmt: skip
def test_bullets_letters_and_roman_numbers_open_items(text: str) -> None:
    assert items(*below("We ask for these:", (text, 90.0))) == [text]


def test_an_item_goes_on_with_the_lines_below_it() -> None:
    lines = below(("• Beds have", 90.0), ("closed.", 100.0), ("• So.", 90.0), "They opened.")
    assert [of for _, of in gathered(*lines)] == [["• Beds have", "closed."], ["• So."],
                                                   ["They opened."]]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"), [("(a)", "(b)"), ("b.", "c."), ("(i)", "(ii)"), ("iv.", "v.")]
)
def test_the_next_letter_opens_an_item_below_a_line_that_is_full(first: str, second: str) -> None:
    full = f"{first} beds that stand in the north and in the south of the county, which are open"
    assert items(
        line(full, 700.0, 90.0, x1=520.0), line(f"{second} wards with no beds", 686.0, 90.0)
    ) == [full, f"{second} wards with no beds"]


def test_a_letter_that_a_sentence_names_opens_no_item() -> None:
    full = "(a) beds of the kind that is named in the two lists above, those of the letters"
    lines = [line(full, 700.0, 90.0, x1=520.0), line("(d) to (f) of it", 686.0, 90.0)]
    assert items(*lines) == [full]
    wrapped = [line(full, 700.0, 90.0, x1=520.0), line("that are still", 686.0, 90.0, x1=520.0)]
    assert items(*wrapped, line("(b) of it", 672.0, 90.0)) == [full]


def test_a_line_that_only_names_a_unit_is_parted_from_the_text_below_it() -> None:
    found = gathered(*below("Recommendation 1.2.4", "Why it was made is said in full here."))
    assert [lines for _, lines in found] == [
        ["Recommendation 1.2.4"],
        ["Why it was made is said in full here."],
    ]


def test_a_dash_within_a_sentence_opens_no_item() -> None:
    assert (
        items(*set_lines(["Beds have closed in the north", "– all of them – and", "went."])) == []
    )


def row(cells: list[str], y: float, page: int = 1, columns: tuple[float, ...] = (72, 200)) -> Line:
    told = tuple(Cell(text, edge, edge + 90) for text, edge in zip(cells, columns, strict=True))
    return Line(told, y, 9.0, False, False, page, columns[0], 400.0, columns)


def test_rows_of_the_same_columns_are_one_table_on_the_next_page_too() -> None:
    lines = [row(["Year", "Beds"], 100), row(["2019", "Many"], 700, 2), line("It ended.", 500)]
    assert [len(s.lines) for s in stretches(lines, LOOK)] == [2, 1]


def test_rows_of_other_columns_are_another_table() -> None:
    lines = [row(["Year", "Beds"], 100), row(["2019", "Many"], 80, columns=(72, 250))]
    assert [len(s.lines) for s in stretches(lines, LOOK)] == [1, 1]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Beds have", "closed."], "Beds have closed."),
        (["the com-", "munity"], "the community"),
        (["a long-", "term plan"], "a long-term plan"),
        (["the com\u00ad", "munity"], "the community"),
        (["the com‐", "munity"], "the community"),
        (["the risk-", "averse one"], "the risk-averse one"),
        (["North-", "East"], "North-East"),
        (["in 2019-", "20 they"], "in 2019-20 they"),
        (["beds –", "many of them"], "beds – many of them"),
        (["beds -", "many of them"], "beds - many of them"),
        (["see www.beds.example/a-", "b.html now"], "see www.beds.example/a-b.html now"),
        (["see https://beds.example/", "long/way now"], "see https://beds.example/long/way now"),
        (["see https://beds.example", "and go"], "see https://beds.example and go"),
        ([], ""),
        (["", "Beds"], "Beds"),
    ],
)
def test_lines_are_joined_as_they_are_read(lines: list[str], text: str) -> None:
    known = Counter(["community", "long-term", "risk", "averse"])
    assert joined(lines, known) == text


def test_a_hyphen_stays_where_the_document_has_the_word_with_it_more_often() -> None:
    lines = ["co-", "operate"]
    assert joined(lines, Counter({"co-operate": 2, "cooperate": 1})) == "co-operate"
    assert joined(lines, Counter({"co-operate": 1, "cooperate": 2})) == "cooperate"


def test_the_vocabulary_has_hyphenated_words_whole_and_no_halves_of_words() -> None:
    known = vocabulary([line("A long-term plan for the com-"), line("munity, and the plan’s end.")])
    assert known["long-term"] == known["plan"] == known["plan’s"] == 1
    assert not {"com", "com-", "long"} & set(known)


@pytest.mark.parametrize("marks", ["“”", "‘’", '""'])
def test_a_quotation_begins_below_the_end_of_another(marks: str) -> None:
    opening, closing = marks
    first = [f"{opening}Monday, one hour and two hours on", f"the road.{closing}"]
    second = [f"{opening}I love this work.{closing}"]
    assert [of for _, of in gathered(*below(*first, *second))] == [first, second]


def test_a_quotation_within_a_full_line_goes_on() -> None:
    texts = ["“Monday was “one hour.”", "“One hour”, she said."]
    lines = [line(texts[0], 700, x1=521), line(texts[1], 700 - PITCH)]
    assert len(gathered(*lines)) == 1
    assert len(gathered(*below("She said “one hour.”", "“Two” said he."))) == 1
