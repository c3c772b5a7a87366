"""What a page shows is read from its operators: text with its place and font, and rules."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import shown
from pdfs import BOLD, HEIGHT, ITALIC, SYMBOLS, WIDTH, Sheet, shown_on, wide, written


def runs(operators: bytes) -> list[Run]:
    return list(shown_on(Sheet().draw(operators)).runs)


def only(operators: bytes) -> Run:
    (run,) = runs(operators)
    return run


def test_a_string_stands_where_the_matrices_put_it() -> None:
    run = only(b"2 0 0 2 10 20 cm BT /F1 10 Tf 1 0 0 1 5 6 Tm 3 4 Td (Beds) Tj ET")
    assert (run.text, run.x0, run.y, run.size) == ("Beds", 26.0, 40.0, 20.0)
    assert run.x1 == pytest.approx(26.0 + wide("Beds", 20))


def test_what_follows_a_string_stands_behind_it() -> None:
    first, second = runs(b"BT /F1 10 Tf 72 700 Td (Beds) Tj (closed) Tj ET")
    assert second.x0 == pytest.approx(first.x1)


def test_numbers_between_strings_move_them_apart() -> None:
    first, second, third = runs(b"BT /F1 10 Tf 72 700 Td [(Be) 50 (ds) -300 (closed)] TJ ET")
    assert second.x0 - first.x1 == pytest.approx(-0.5)
    assert third.x0 - second.x1 == pytest.approx(3.0)


def test_spaces_between_letters_and_words_make_a_string_wider() -> None:
    run = only(b"BT /F1 10 Tf 2 Tc 5 Tw 72 700 Td (a b) Tj ET")
    assert run.x1 - run.x0 == pytest.approx(wide("a b", 10) + 3 * 2 + 5)


def test_stretched_letters_make_a_string_wider() -> None:
    run = only(b"BT /F1 10 Tf 200 Tz 72 700 Td (Beds) Tj ET")
    assert run.x1 - run.x0 == pytest.approx(2 * wide("Beds", 10))


def test_raised_text_stands_above_its_baseline() -> None:
    assert only(b"BT /F1 10 Tf 4 Ts 72 700 Td (8) Tj ET").y == 704.0


@pytest.mark.parametrize(
    "moved",
    [
        b"12 TL (One) Tj T* (Two) Tj",
        b"12 TL (One) Tj (Two) '",
        b'12 TL (One) Tj 0 0 (Two) "',
        b"0 -12 TD (One) Tj T* (Two) Tj",
        b"(One) Tj 0 -12 Td (Two) Tj",
    ],
)
def test_every_way_to_a_next_line_leads_there(moved: bytes) -> None:
    one, two = runs(b"BT /F1 10 Tf 72 700 Td " + moved + b" ET")
    assert (one.text, two.text) == ("One", "Two")
    assert (two.x0, one.y - two.y) == (72.0, 12.0)


def test_a_restored_state_has_its_font_and_place_again() -> None:
    found = runs(
        b"/F1 10 Tf q 1 0 0 1 0 90 cm /F2 20 Tf BT (One) Tj ET Q BT 1 0 0 1 0 9 Tm (Two) Tj ET"
    )
    assert [(r.text, r.y, r.size, r.bold) for r in found] == [
        ("One", 90.0, 20.0, True), ("Two", 9.0, 10.0, False)
    ]  # fmt: skip


def test_bold_and_italic_are_told_by_the_fonts_name() -> None:
    sheet = Sheet().put("a", 72, 700).put("b", 72, 680, font=BOLD).put("c", 72, 660, font=ITALIC)
    assert [(r.bold, r.italic) for r in shown_on(sheet).runs] == [
        (False, False), (True, False), (False, True)
    ]  # fmt: skip


def test_brackets_dashes_and_quotation_marks_are_read() -> None:
    text = r"“Beds” (a \ b) – £5 • it’s"
    assert [r.text for r in shown_on(Sheet().put(text, 72, 700)).runs] == [text]


def test_a_bullet_of_a_symbol_font_is_kept() -> None:
    """Its letter is one for private use, which Python calls unprintable."""
    page = shown_on(Sheet().put("\xb7", 72, 700, font=SYMBOLS))
    assert [r.text for r in page.runs] == ["\uf0b7"]


def test_a_soft_hyphen_and_a_hard_space_are_text() -> None:
    page = shown_on(Sheet().put("a\xa0com\xad", 72, 700))
    assert [r.text for r in page.runs] == ["a\xa0com\xad"]
    assert page.unreadable == 0


def test_letters_that_mean_nothing_are_counted_and_left_out() -> None:
    page = shown_on(Sheet().draw(b"BT /F1 10 Tf 72 700 Td (\\001\\002Beds\\003) Tj ET"))
    assert ([r.text for r in page.runs], page.unreadable) == (["Beds"], 3)


def test_lines_and_boxes_are_rules() -> None:
    rules = shown_on(Sheet().draw(b"72 100 m 300 100 l S 50 60 200 80 re S")).rules
    assert rules == (
        Rule(72, 100, 300, 100),
        Rule(50, 60, 250, 60),
        Rule(50, 140, 250, 140),
        Rule(50, 60, 50, 140),
        Rule(250, 60, 250, 140),
    )


def test_a_box_as_thin_as_a_line_is_one_rule() -> None:
    rules = shown_on(Sheet().draw(b"72 100 200 0.5 re f 72 100 0.5 200 re f")).rules
    assert rules == (Rule(72, 100, 272, 100), Rule(72, 100, 72, 300))


def test_a_slanting_line_is_no_rule() -> None:
    assert shown_on(Sheet().draw(b"72 100 m 300 200 l S")).rules == ()


def test_images_are_counted() -> None:
    assert shown_on(Sheet().picture().picture()).images == 2


def with_form(form: bytes, drawing: bytes, *, draws_itself: bool = False) -> PdfReader:
    """A page that draws a form of these operators, moved up by 10 points."""
    writer = PdfWriter(clone_from=BytesIO(written(Sheet().draw(drawing))))
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(form)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/Matrix"): ArrayObject(NumberObject(n) for n in (1, 0, 0, 1, 0, 10)),
        }
    )
    reference = writer._add_object(stream)
    known = DictionaryObject({NameObject("/Fm"): reference})
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/XObject")] = known
    file = BytesIO()
    writer.write(file)
    return PdfReader(file)


def test_the_text_of_a_form_stands_where_the_page_draws_it() -> None:
    pdf = with_form(b"BT /F1 10 Tf 72 9 Td (Beds) Tj ET", b"1 0 0 1 20 0 cm /Fm Do")
    (run,) = shown(pdf.pages[0]).runs
    assert (run.text, run.x0, run.y) == ("Beds", 92.0, 19.0)


def test_a_form_that_draws_itself_ends() -> None:
    pdf = with_form(b"BT /F1 10 Tf 72 9 Td (Beds) Tj ET /Fm Do", b"/Fm Do")
    assert 1 <= len(shown(pdf.pages[0]).runs) <= 10


def upright(sheet: Sheet) -> list[tuple[str, float, float]]:
    return [(run.text, run.x0, run.y) for run in shown_on(sheet).runs]


@pytest.mark.parametrize(
    ("rotated", "way", "at", "size"),
    [
        (0, (1, 0), (72, 500), (WIDTH, HEIGHT)),
        (90, (0, 1), (WIDTH - 500, 72), (HEIGHT, WIDTH)),
        (180, (-1, 0), (WIDTH - 72, HEIGHT - 500), (WIDTH, HEIGHT)),
        (270, (0, -1), (500, HEIGHT - 72), (HEIGHT, WIDTH)),
    ],
)
def test_a_rotated_page_is_read_as_it_is_displayed(
    rotated: int, way: tuple[int, int], at: tuple[float, float], size: tuple[float, float]
) -> None:
    sheet = Sheet(rotated=rotated).put("Beds", *at, way=way)
    page = shown_on(sheet)
    assert upright(sheet) == [("Beds", pytest.approx(72.0), pytest.approx(500.0))]
    assert (page.width, page.height, page.turned) == (*size, ())


def test_rules_turn_with_their_page() -> None:
    sheet = Sheet(rotated=90).put("Beds", 100, 72, way=(0, 1)).rule(110, 72, 110, 300)
    (rule,) = shown_on(sheet).rules
    assert rule == Rule(72, WIDTH - 110, 300, WIDTH - 110)


def test_text_in_another_direction_is_kept_apart() -> None:
    page = shown_on(Sheet().put("Beds are here.", 72, 700).put("Draft", 30, 300, way=(0, 1)))
    assert [run.text for run in page.runs] == ["Beds are here."]
    assert [[run.text for run in way] for way in page.turned] == [["Draft"]]


def test_slanting_text_such_as_a_watermark_is_left_out() -> None:
    page = shown_on(
        Sheet().put("Beds", 72, 700).draw(b"BT /F1 60 Tf .7 .7 -.7 .7 90 90 Tm (DRAFT) Tj ET")
    )
    assert ([run.text for run in page.runs], page.turned) == (["Beds"], ())


def test_text_beyond_the_pages_edges_is_left_out() -> None:
    sheet = Sheet().put("Beds", 72, 700).put("cut", 72, 2000).put("off", 900, 700)
    assert [text for text, _, _ in upright(sheet)] == ["Beds"]


@pytest.mark.parametrize(
    "broken",
    [
        b"Q Q Q BT /F1 10 Tf 72 700 Td (Beds) Tj ET",
        b"BT /F1 10 Tf 72 700 Td (Beds) Tj Td Tm cm Tf Tj TJ re m l Do ' \" ET",
        b"BT /F1 10 Tf 72 700 Td (Beds) Tj /None 10 Tf (lost) Tj ET",
        b"BT (lost) Tj /F1 10 Tf 72 700 Td (Beds) Tj ET",
        b"/F1 0 Tf BT (lost) Tj /F1 10 Tf 72 700 Td (Beds) Tj ET",
    ],
)
def test_operators_that_say_nothing_do_no_harm(broken: bytes) -> None:
    assert [run.text for run in runs(broken)] == ["Beds"]
