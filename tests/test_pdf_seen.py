"""Only text that a reader of the page sees is read, and words drawn twice are read once."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from ingest.reading.pdf.runs import Run
from ingest.reading.pdf.shown import shown
from ingest.reading.pdf.twice import without_copies
from pdfs import BOLD, Sheet, shown_on, wide, written

SEEN = "Gifts worth 25 pounds are declared."
OTHER = "Every gift may be kept."
_OTHER_AT = b"1 0 0 1 72 680 Tm (Every gift may be kept.) Tj"


def texts(sheet: Sheet) -> list[str]:
    return [run.text for run in shown_on(sheet).runs]


def beside_seen(operators: bytes, **resources: object) -> list[str]:
    """What is read of a page with a line that is seen, and what these operators draw."""
    sheet = Sheet(resources=dict(resources)).put(SEEN, 72, 700)
    return texts(sheet.draw(operators))


def text(*before: bytes) -> bytes:
    return b" ".join([b"q", *before, b"BT /F1 11 Tf", _OTHER_AT, b"ET Q"])


@pytest.mark.parametrize(
    "operators",
    [
        text(b"3 Tr"),
        text(b"1 g"),
        text(b"1 1 1 rg"),
        text(b"0 0 0 0 k"),
        text(b".97 .98 1 rg"),
        text(b"/DeviceRGB cs 1 1 1 sc"),
        text(b"1 Tr 1 G"),
        text(b"2 Tr 1 g 1 G"),
        text(b"0 g 60 670 300 30 re f"),
        text(b"0 0 .5 rg 60 670 300 30 re f 0 0 .5 rg"),
        text(b"0 0 0 0 re W n"),
        text(b"60 600 300 30 re W n"),
        text(b"1 0 0 1 0 300 cm"),
        text(b"1 0 0 1 -400 0 cm"),
        text(b".05 0 0 .05 60 600 cm"),
        text() + b" q 0 g 60 670 300 30 re f Q",
        text() + b" q 1 g 60 670 m 360 670 l 360 700 l 60 700 l h f Q",
    ],
)
def test_text_that_cannot_be_seen_is_not_read(operators: bytes) -> None:
    assert beside_seen(operators) == [SEEN]


@pytest.mark.parametrize(
    "operators",
    [
        text(b".6 g"),
        text(b"0 .3 .6 rg 60 670 300 30 re f 1 g"),
        text(b"0 .3 .6 rg 60 670 m 360 670 l 360 700 l 60 700 l h f 1 g"),
        text(b"0 G 30 w 60 684 m 360 684 l S 1 g"),
        text(b"60 670 m 360 670 l 380 690 360 700 340 700 c 60 700 l h f 1 g"),
        text(b"q 60 670 300 30 re W n /S1 sh Q 1 g"),
        text(b"/Pattern cs /P1 scn"),
        text(b"2 Tr 1 g 0 G"),
        text(b"7 Tr"),
        text(b"60 670 300 30 re W n"),
        text(b"1 g 60 670 300 30 re f 0 g"),
        b"1 g 60 670 300 30 re f " + text(b"0 g"),
        text() + b" q 60 670 300 30 re S Q",
        text() + b" q 1 0 0 RG 60 670 300 6 re f Q",
    ],
)
def test_text_that_can_be_seen_is_read(operators: bytes) -> None:
    assert beside_seen(operators) == [SEEN, OTHER]


@pytest.mark.parametrize(
    ("state", "seen"),
    [({"/ca": 0}, False), ({"/ca": 0, "/CA": 0}, False), ({"/ca": 0.4}, True), ({"/CA": 0}, True)],
)
def test_text_that_shines_through_wholly_is_not_read(state: dict[str, float], seen: bool) -> None:
    read = beside_seen(text(b"/G1 gs"), **{"/ExtGState": {"/G1": state}})
    assert read == [SEEN, OTHER] if seen else [SEEN]


@pytest.mark.parametrize("state", [{"/ca": 0.3}, {"/BM": "/Multiply"}])
def test_a_mark_that_shines_through_hides_no_text(state: dict[str, object]) -> None:
    marked = text() + b" q /G1 gs 1 1 0 rg 60 670 300 30 re f Q"
    assert beside_seen(marked, **{"/ExtGState": {"/G1": state}}) == [SEEN, OTHER]


def test_a_band_with_white_words_on_a_part_of_it_keeps_them_whole() -> None:
    band = b"0 .3 .6 rg 60 670 40 30 re f 1 g"
    assert beside_seen(text(band)) == [SEEN, OTHER]


@pytest.mark.parametrize("before", [b"3 Tr", b"1 g"])
def test_unseen_text_over_an_image_is_what_a_machine_has_read_there(before: bytes) -> None:
    sheet = Sheet().picture(0, 0, 595, 842).draw(text(before))
    assert texts(sheet) == [OTHER]
    assert texts(Sheet().draw(text(before)).picture(0, 0, 595, 842)) == [OTHER]


def test_unseen_text_beside_an_image_is_not_read() -> None:
    assert texts(Sheet().picture(72, 100, 200, 200).draw(text(b"3 Tr"))) == []


def test_what_was_left_out_is_counted() -> None:
    assert shown_on(Sheet().put(SEEN, 72, 700).draw(text(b"3 Tr"))).unseen == 23
    assert shown_on(Sheet().put(SEEN, 72, 700)).unseen == 0


def test_text_outside_the_page_as_it_is_cropped_is_not_read() -> None:
    writer = PdfWriter(clone_from=BytesIO(written(Sheet().put(SEEN, 72, 700).put(OTHER, 72, 790))))
    writer.pages[0].cropbox = RectangleObject((0, 0, 595, 780))
    writer.write(file := BytesIO())
    assert [run.text for run in shown(PdfReader(file).pages[0]).runs] == [SEEN]


@pytest.mark.parametrize("base", [False, True])
def test_text_on_a_layer_that_is_off_is_not_read(base: bool) -> None:
    sheet = Sheet().put(SEEN, 72, 700).draw(b"/OC /L1 BDC " + text() + b" EMC")
    writer = PdfWriter(clone_from=BytesIO(written(sheet)))
    layer = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
        )
    )
    of = DictionaryObject({NameObject("/OFF"): ArrayObject([] if base else [layer])})
    if base:
        of[NameObject("/BaseState")] = NameObject("/OFF")
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): of}
    )
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L1"): layer})
    writer.write(file := BytesIO())
    assert [run.text for run in shown(PdfReader(file).pages[0]).runs] == [SEEN]


def test_a_form_shows_nothing_beyond_its_box() -> None:
    from pypdf.generic import DecodedStreamObject

    writer = PdfWriter(clone_from=BytesIO(written(Sheet().put(SEEN, 72, 700).draw(b"/X1 Do"))))
    form = DecodedStreamObject()
    form.set_data(text())
    form.update(
        {
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(NumberObject, (0, 0, 50, 50))),
        }
    )
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/XObject")] = DictionaryObject(
        {NameObject("/X1"): writer._add_object(form)}
    )
    writer.write(file := BytesIO())
    assert [run.text for run in shown(PdfReader(file).pages[0]).runs] == [SEEN]


@pytest.mark.parametrize(
    ("across", "down"), [(0, 0), (0.3, 0), (0.3, -0.3), (1.5, -1.5), (2, 0), (0, 1.2)]
)
def test_words_drawn_twice_are_read_once(across: float, down: float) -> None:
    sheet = Sheet().put("Parking Charges", 72, 700, 18)
    assert texts(sheet.put("Parking Charges", 72 + across, 700 + down, 18)) == ["Parking Charges"]


def test_words_drawn_again_in_pieces_are_read_once() -> None:
    sheet = Sheet().put("Parking Charges", 72, 700).put("Parking ", 72.3, 700)
    sheet.put("Charges", 72.3 + wide("Parking "), 700)
    assert texts(sheet) == ["Parking Charges"]
    pieces = Sheet().put("Parking ", 72.3, 700).put("Charges", 72.3 + wide("Parking "), 700)
    assert texts(pieces.put("Parking Charges", 72, 700)) == ["Parking Charges"]


def test_letters_drawn_one_by_one_and_twice_are_read_once() -> None:
    x, sheet = 72.0, Sheet()
    for letter in "full hill":
        sheet.put(letter, x, 700).put(letter, x + 0.3, 700)
        x += wide(letter)
    assert "".join(texts(sheet)).split() == ["full", "hill"]


def test_letters_and_words_that_follow_each_other_are_not_taken_for_copies() -> None:
    x, sheet = 72.0, Sheet()
    for part in ("wi", "l", "l", " ", "had ", "had ", "11", "1", "1"):
        sheet.put(part, x, 700, 6)
        x += wide(part, 6)
    assert "".join(texts(sheet)) == "will had had 1111"


def test_the_same_figures_in_neighbouring_cells_are_all_read() -> None:
    sheet = Sheet()
    for row in range(3):
        for column in range(3):
            sheet.put("7", 72 + 9 * column, 700 - 8 * row, 7)
    assert texts(sheet) == ["7"] * 9


def test_words_drawn_twice_side_by_side_are_bold_and_those_with_a_shadow_are_not() -> None:
    plain = Run("Charges", 72, 120, 700, 11)
    (bold,) = without_copies([plain, Run("Charges", 72.3, 120.3, 700, 11)])
    (shadow,) = without_copies([plain, Run("Charges", 73.3, 121.3, 698.7, 11)])
    assert (bold.bold, shadow.bold) == (True, False)


def test_letters_that_are_filled_and_outlined_are_bold() -> None:
    sheet = Sheet().draw(text(b"2 Tr")).put(SEEN, 72, 640).put(SEEN, 72, 620, font=BOLD)
    assert [run.bold for run in shown_on(sheet).runs] == [True, False, True]
