"""A page's lines stand in the order in which they are read, with words and marks told."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import accumulate

import pytest

from ingest.reading.pdf.lines import Page, page_of
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown
from pdfs import HEIGHT, SYMBOLS, WIDTH, Sheet, shown_on, wide

LEFT = "In the left column it says that beds have closed"
RIGHT = "In the right one it says that they have opened"


def run(text: str, x0: float, y: float = 700.0, size: float = 10.0, x1: float | None = None) -> Run:
    return Run(text, x0, x0 + wide(text, size) if x1 is None else x1, y, size)


def page(*runs: Run, rules: tuple[Rule, ...] = ()) -> Page:
    return page_of(1, Shown(runs, rules, WIDTH, HEIGHT))


def texts(*runs: Run, rules: tuple[Rule, ...] = ()) -> list[str]:
    return [line.text for line in page(*runs, rules=rules).lines]


def spelled(*parts: tuple[str, float], size: float = 10.0, x: float = 72.0) -> list[Run]:
    """Runs on one line, each given with the gap before it."""
    runs: list[Run] = []
    for text, gap in parts:
        runs.append(run(text, x + gap, size=size))
        x = runs[-1].x1
    return runs


def on_pdf(sheet: Sheet) -> list[str]:
    return [line.text for line in page_of(1, shown_on(sheet)).lines]


def test_a_gap_parts_two_words() -> None:
    assert texts(*spelled(("Beds", 0), ("closed", 2.5))) == ["Beds closed"]


def test_kerning_parts_no_word() -> None:
    assert texts(*spelled(("W", 0), ("ork", -0.8), ("force", 0.5))) == ["Workforce"]


def test_on_a_line_that_has_spaces_a_small_gap_is_none() -> None:
    parts = [("Many of the be", 0), ("ds were closed in the spring", 2.5)]
    assert texts(*spelled(*parts)) == ["Many of the beds were closed in the spring"]


def test_a_space_that_is_shown_alone_parts_two_words() -> None:
    assert texts(*spelled(("Beds", 0), (" ", 0), ("closed", -1))) == ["Beds closed"]


def test_a_space_that_is_kerned_back_parts_no_word() -> None:
    assert texts(*spelled(("be ", 0), ("ds", -3.0))) == ["beds"]


def test_a_space_that_is_kerned_back_half_way_parts_two_words() -> None:
    begun = replace(run("The  ", 72), white=wide("  ", 10))
    assert texts(begun, run("wards", begun.x1 - wide(" ", 10))) == ["The wards"]


def test_a_space_that_is_drawn_over_a_letter_parts_no_word() -> None:
    letter = run("I", 72)
    rest = run("f beds were closed", letter.x1)
    assert texts(letter, run(" ", 72, x1=letter.x1 + 4), rest) == ["If beds were closed"]


def test_less_white_than_a_space_parts_what_follows_the_end_of_a_sentence() -> None:
    parts = [("The beds were closed in May.", 0), ("They opened again", 2.2)]
    assert texts(*spelled(*parts)) == ["The beds were closed in May. They opened again"]


def test_two_spaces_are_one() -> None:
    assert texts(*spelled(("Beds  are ", 0), (" closed", 1))) == ["Beds are closed"]


def test_a_wide_gap_parts_cells() -> None:
    (line,) = page(*spelled(("Beds", 0), ("Many", 60))).lines
    assert [cell.text for cell in line.cells] == ["Beds", "Many"]


def test_ligatures_are_letters() -> None:
    assert texts(run("Oﬃcial ﬁgures", 72)) == ["Official figures"]


def test_a_hyphen_shown_within_a_line_is_kept_and_one_that_cuts_a_word_is_told() -> None:
    assert texts(run("long\u00adterm com\u00ad ", 72)) == ["long-term com\u00ad"]


def test_a_symbol_is_kept_only_where_it_is_a_bullet() -> None:
    sheet = Sheet().put("\xb7", 72, 700, font=SYMBOLS).put("Beds", 86, 700)
    sheet.put("Beds", 72, 600).put("\xb7", 102, 600, font=SYMBOLS).put("opened", 108, 600)
    assert on_pdf(sheet) == ["\uf0b7 Beds", "Beds opened"]


def marked(mark: str, rise: float, size: float = 6.0) -> list[Run]:
    host = run("closed.", 72)
    return [host, run(mark, host.x1, 700 + rise, size)]


def test_raised_digits_are_a_mark() -> None:
    assert texts(*marked("12", 4)) == ["closed.¹²"]


def test_a_mark_and_the_word_after_it_are_parted_by_the_space_between() -> None:
    host, mark = marked("8", 4)
    assert texts(host, mark, run("Then", mark.x1 + 3)) == ["closed.⁸ Then"]


def test_digits_raised_by_their_rise_are_a_mark() -> None:
    sheet = Sheet().draw(b"BT /F1 10 Tf 72 700 Td (closed.) Tj 6 Tf /F1 6 Tf 4 Ts (8) Tj ET")
    assert on_pdf(sheet) == ["closed.⁸"]


@pytest.mark.parametrize(
    "marks", [["12", " ", "13"], ["12", ",", "13"], ["12,13"], ["12, 13"], ["12", "\u2009", "13"]]
)
def test_two_marks_in_a_row_stay_two(marks: list[str]) -> None:
    host = run("closed.", 72)
    x, row = host.x1, [host]
    for mark in marks:
        row.append(run(mark, x, 704, 6, x1=x + 3.5 * len(mark)))
        x = row[-1].x1
    assert texts(*row, run("Then", x + 3)) == ["closed.¹² ¹³ Then"]


@pytest.mark.parametrize("marks", [["[12]"], ["[", "12", "]"], ["[1", "2]"]])
def test_a_mark_in_brackets_is_one(marks: list[str]) -> None:
    host = run("closed.", 72)
    x, row = host.x1, [host]
    for mark in marks:
        row.append(run(mark, x, 704, 6, x1=x + 3.5 * len(mark)))
        x = row[-1].x1
    assert texts(*row) == ["closed.¹²"]


def test_a_mark_in_brackets_that_opens_a_footnote_is_one() -> None:
    marks = [run("[9", 72, 103.4, 6.5, 77), run("5]", 77, 103.4, 6.5, 82)]
    assert texts(*marks, run("See the annex.", 82, 100, 10)) == ["⁹⁵See the annex."]


def test_a_mark_nearly_level_with_a_line_of_the_other_column_is_of_its_own_line() -> None:
    left = [run(LEFT.lower(), 72, 700 - 14 * at) for at in range(10)]
    right = [run(RIGHT.lower(), 330, 696.5 - 14 * at) for at in range(10)]
    mark = run("3", right[4].x1, right[4].y + 3.6, 6.5)
    found = texts(*left, *right, mark)
    assert found[:10] == [LEFT.lower()] * 10
    assert found[14] == f"{RIGHT.lower()}³"
    assert len(found) == 20


def test_marks_of_two_columns_on_one_height_are_each_of_their_own_line() -> None:
    left = [run(LEFT.lower(), 72, 700 - 14 * at) for at in range(10)]
    right = [run(RIGHT.lower(), 330, 700 - 14 * at) for at in range(10)]
    marks = [run(str(at), of.x1, of.y + 3.6, 6.5) for at, of in ((1, left[3]), (2, right[3]))]
    found = texts(*left, *right, *marks)
    assert found[3::10] == [f"{LEFT.lower()}¹", f"{RIGHT.lower()}²"]


def test_a_mark_before_a_note_that_hangs_from_it_opens_its_line() -> None:
    assert texts(run("1", 72, 103.6, 5), run("See the annex.", 92, 100, 9)) == [
        "¹   See the annex."
    ]


def test_small_print_beside_a_line_is_not_drawn_into_it() -> None:
    host = run("closed.", 72)
    small = [run("Source: our", host.x1 + 3, 703, 6), run("own", host.x1 + 40, 703, 6)]
    assert texts(host, *small) == ["own", "closed. Source: our"]


def test_lowered_digits_are_not_raised() -> None:
    assert texts(*marked("2", -2)) == ["closed.2"]


def test_small_digits_on_the_line_are_not_raised() -> None:
    assert texts(*marked("2", 0)) == ["closed.2"]


def test_raised_letters_are_not_lost() -> None:
    assert texts(run("the 19", 72), run("th", 72 + wide("the 19", 10), 704, 6)) == ["the 19th"]


def test_the_mark_that_opens_a_footnote_is_raised() -> None:
    mark = run("8", 72, 103, 5)
    assert texts(mark, run("See the annex.", mark.x1, 100, 8)) == ["⁸See the annex."]


def test_small_print_right_below_a_line_is_a_line_of_its_own() -> None:
    assert texts(run("Beds closed", 72), run("Source 2020", 72, 688, 7)) == [
        "Beds closed", "Source 2020"
    ]  # fmt: skip


def test_a_line_is_bold_if_nearly_all_of_it_is() -> None:
    plain, bold = run("ab", 72), replace(run("Nearly all of this is bold", 90), bold=True)
    (first,), (second,) = page(bold).lines, page(bold, run("but this is not", 230)).lines
    assert (first.bold, second.bold) == (True, False)
    assert page(plain).lines[0].bold is False


def columns(count: int, left: str = LEFT, right: str = RIGHT, top: float = 700.0) -> list[Run]:
    """Two columns of so many lines, drawn line by line across both."""
    heights = list(accumulate([top, *[-12.0] * (count - 1)]))
    return [
        each
        for at, y in enumerate(heights)
        for each in (run(f"{left} {at}", 60, y, 9, 280), run(f"{right} {at}", 310, y, 9, 530))
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    assert texts(*columns(10)) == [f"{LEFT} {n}" for n in range(10)] + [
        f"{RIGHT} {n}" for n in range(10)
    ]


def test_a_line_across_the_page_stands_between_what_is_above_and_below_it() -> None:
    wide_one = run(
        "A heading that goes across the page, from the left to the right", 60, 588, 12, 500
    )
    found = texts(*columns(8), wide_one, *columns(8, top=560))
    assert found.index(wide_one.text) == 16
    assert found[15:18] == [f"{RIGHT} 7", wide_one.text, f"{LEFT} 0"]


def test_the_lines_of_a_column_know_its_edges() -> None:
    lines = page(*columns(10)).lines
    assert {(line.left, line.right) for line in lines} == {(60.0, 280.0), (310.0, 530.0)}


def test_a_column_that_is_longer_than_the_other_is_read_whole() -> None:
    more = [run(f"More {n}", 60, 580 - 12 * n, 9) for n in range(3)]
    found = texts(*columns(10), *more)
    assert found[:13] == [f"{LEFT} {n}" for n in range(10)] + [f"More {n}" for n in range(3)]


def test_a_table_of_figures_is_not_two_columns() -> None:
    found = texts(*columns(10, left="Beds", right="120"))
    assert found[0] == "Beds 0   120 0"


def test_a_ruled_table_is_not_two_columns() -> None:
    found = texts(*columns(10), rules=(Rule(300, 100, 300, 720),))
    assert found[0] == f"{LEFT} 0   {RIGHT} 0"


def test_a_few_lines_with_a_gap_are_not_two_columns() -> None:
    assert texts(*columns(4))[0] == f"{LEFT} 0   {RIGHT} 0"


def test_text_in_another_direction_is_beside_the_page() -> None:
    sheet = Sheet().put("Beds are here.", 72, 700).put("Draft", 30, 300, way=(0, 1))
    sheet.put("2021", 42, 300, way=(0, 1))
    found = page_of(1, shown_on(sheet))
    assert ([line.text for line in found.lines], found.beside) == (
        ["Beds are here."], ("Draft", "2021")
    )  # fmt: skip


def test_letters_count_all_text_of_a_page() -> None:
    sheet = Sheet().put("Beds, 20.", 72, 700).put("Draft", 30, 300, way=(0, 1))
    assert page_of(1, shown_on(sheet)).letters == 11


def test_a_page_survives_being_told_as_json() -> None:
    sheet = Sheet().put("Beds are here.", 72, 700).put("Draft", 30, 300, way=(0, 1))
    sheet.table([["Year", "Beds"], ["2019", "Many"], ["2020", "Few"]], [72, 200, 400])
    found = page_of(3, shown_on(sheet))
    assert any(line.columns for line in found.lines)
    assert Page.from_fields(json.loads(json.dumps(asdict(found)))) == found


@pytest.mark.parametrize("runs", [[], [run("  ", 72)], [run("", 72)]])
def test_a_page_without_words_has_no_lines(runs: list[Run]) -> None:
    assert page(*runs).lines == ()


FULL = "The watch of the lock was asked who had the key and when it was lost"


@pytest.mark.parametrize("mark", ["[footnote 3]", "[note 3]"])
@pytest.mark.parametrize("size", [10.0, 6.0])
def test_a_mark_in_words_alone_below_a_full_line_is_of_that_line(mark: str, size: float) -> None:
    above, below = run(FULL, 72, 712), run("Nobody had it.", 72, 688)
    assert texts(above, run(mark, 72, 700, size), below) == [f"{FULL}³", "Nobody had it."]


@pytest.mark.parametrize(
    "text", ["[see page 3]", "[footnotes are below]", "[May 2027]", "[Annex 2]", "[12]", "note 3"]
)
def test_other_words_in_brackets_are_a_line(text: str) -> None:
    assert texts(run(FULL, 72, 712), run(text, 72, 700))[1:] == [text]


def test_a_mark_in_words_far_below_a_line_is_none_of_it() -> None:
    assert texts(run(FULL, 72, 712), run("[footnote 3]", 72, 640)) == [FULL, "[footnote 3]"]
