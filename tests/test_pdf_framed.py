"""Boxes around which the text is led are apart from it, with a frame or without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wrapped

FIRST = (
    "The kitchen is told by noon how many will come, and those who were not counted are given soup "
    "until the cook has gone home. "
)
LED = (
    "Nobody eats at the desk of the nurses, where the records are kept and where visitors can see "
    "it, and nobody takes a meal home from the ward, since there are few of them at night and the "
    "last of those who come would have none, as happened in the winter of the year before that one "
    "when the lift was out of order for a week and the trolley did not go up."
)
LAST = "A member of staff who is ill after a meal tells the head of catering on the same day."


def led_around(sheet: Sheet, x: float, y: float, *, rows: int, narrow: float, at: float) -> float:
    """A text whose first rows, from ``at`` on, are narrower; the height below it."""
    broken = wrapped(LED, narrow, 10)[:rows]
    rest = LED.removeprefix(" ".join(broken)).strip()
    y = sheet.lines(broken, at, y, 10)
    return sheet.lines(wrapped(rest, 440, 10), x, y, 10) - 8


def framed(sheet: Sheet, box: tuple[float, float, float, float], *, fill: bool) -> None:
    x0, y0, x1, y1 = box
    area = f"{x0} {y0} {x1 - x0} {y1 - y0} re"
    sheet.draw(f"q 0.9 g {area} f Q".encode() if fill else f"{area} S".encode())


def page(*, right: bool, drawn: str, size: float) -> Sheet:
    """A page with a text led around a box on its right or left."""
    sheet = Sheet()
    y = sheet.lines(wrapped(FIRST * 4, 440, 10), 72, 740, 10) - 8
    left = 372 if right else 72
    if drawn:
        framed(sheet, (left, y - 62, left + 140, y + 12), fill=drawn == "fill")
    sheet.put("What to ask", left + 8, y - 4, size, BOLD)
    sheet.lines(["Who is on the ward tonight", "and who has the key"], left + 8, y - 22, size)
    at = 72 if right else 232
    y = led_around(sheet, 72, y, rows=6, narrow=280, at=at)
    sheet.lines(wrapped(LAST, 440, 10), 72, y, 10)
    return sheet


def told(blocks: list[Block]) -> tuple[list[str], list[str]]:
    """The paragraphs of the text, and what stands in the box."""
    text = [block for block in blocks if not block.aside]
    return texts(text, BlockKind.PROSE), [block.text for block in blocks if block.aside]


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize(("drawn", "size"), [("line", 8), ("line", 10), ("fill", 9), ("", 8)])
def test_a_box_is_apart_from_the_text_that_is_led_around_it(
    tmp_path: Path, right: bool, drawn: str, size: float
) -> None:
    text, box = told(blocks_in(tmp_path, page(right=right, drawn=drawn, size=size)))
    assert text == [(FIRST * 4).strip(), LED, LAST]
    assert box == ["What to ask", "Who is on the ward tonight and who has the key"]


def test_one_line_of_a_box_that_goes_over_the_page_is_apart_from_the_text(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(wrapped(FIRST * 4, 440, 10), 72, 740, 10)
    narrow = wrapped(LED, 280, 10)[:4]
    sheet.lines(narrow, 72, 60 + 3 * 12.5, 10)
    sheet.put("What to ask", 380, 64, 8, BOLD)
    text, box = told(blocks_in(tmp_path, sheet))
    assert text == [(FIRST * 4).strip(), " ".join(narrow)]
    assert box == ["What to ask"]


def test_a_box_as_broad_as_its_column_stands_in_the_column(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(wrapped(f"{FIRST}{LED}{FIRST}", 210, 10), 60, 740, 10)
    framed(sheet, (310, 680, 530, 756), fill=False)
    sheet.lines(wrapped(LAST, 200, 10), 318, 740, 10)
    sheet.lines(wrapped(f"{FIRST}{LED}", 210, 10), 310, 660, 10)
    blocks = blocks_in(tmp_path, sheet)
    said = [block.text for block in blocks]
    assert said == [f"{FIRST}{LED}{FIRST}".strip(), LAST, f"{FIRST}{LED}"]


def test_the_cells_of_a_shaded_column_are_no_box(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(wrapped(FIRST * 2, 440, 10), 72, 740, 10)
    for at, ward in enumerate(["Elm ward", "Oak ward", "Ash ward", "Yew ward"]):
        y = 660 - 40 * at
        framed(sheet, (72, y - 24, 172, y + 14), fill=True)
        sheet.put(ward, 76, y, 10)
        sheet.lines(wrapped("It has ten beds, and two of them are kept free", 180, 10), 190, y, 10)
    sheet.lines(wrapped(LAST, 440, 10), 72, 480, 10)
    assert not [block.text for block in blocks_in(tmp_path, sheet) if block.aside]


def test_two_speakers_in_a_frame_have_a_paragraph_each(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(wrapped(LAST, 440, 10), 72, 740, 10)
    framed(sheet, (72, 640, 520, 716), fill=False)
    said = ["“We had ten meals for twelve people.” (cook)", "“I had soup.” (nurse)"]
    sheet.lines(said, 80, 700, 10)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.PROSE) == [LAST, *said]


def test_the_sentences_of_one_speaker_in_a_frame_are_one_paragraph(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.lines(wrapped(LAST, 440, 10), 72, 740, 10)
    framed(sheet, (72, 600, 520, 716), fill=False)
    sheet.lines(wrapped(f"{FIRST}{LAST} {FIRST}", 420, 10, PLAIN), 80, 700, 10)
    found = texts(blocks_in(tmp_path, sheet), BlockKind.PROSE)
    assert found == [LAST, f"{FIRST}{LAST} {FIRST}".strip()]


CARDS = [
    ("Before you come", "Ring the ward, and say who you are and whom you would like to see there."),
    ("When you are here", "Wash your hands at the door and sit on a chair, not on the bed itself."),
    ("When you leave", "Tell a nurse what you brought, so that she knows what was eaten today."),
]


def cards(sheet: Sheet, edges: list[tuple[float, float]], y: float, *, fill: bool) -> float:
    """Frames side by side, each with a name and a text; the height below them."""
    for (x0, x1), (name, text) in zip(edges, CARDS, strict=False):
        framed(sheet, (x0, y - 84, x1, y), fill=fill)
        sheet.put(name, x0 + 8, y - 16, 10, BOLD)
        sheet.lines(wrapped(text, x1 - x0 - 16, 9), x0 + 8, y - 32, 9)
    return y - 110


@pytest.mark.parametrize(
    "edges", [[(72, 290), (302, 520)], [(72, 240), (250, 520)], [(72, 215), (225, 365), (375, 520)]]
)
@pytest.mark.parametrize("fill", [True, False])
def test_cards_side_by_side_are_read_one_after_the_other(
    edges: list[tuple[float, float]], fill: bool, tmp_path: Path
) -> None:
    sheet = Sheet()
    y = sheet.lines(wrapped(FIRST * 2, 440, 10), 72, 740, 10)
    y = cards(sheet, edges, y, fill=fill)
    sheet.lines(wrapped(LAST, 440, 10), 72, y, 10)
    found = [block.text for block in blocks_in(tmp_path, sheet)]
    inside = [part for name_and_text in CARDS[: len(edges)] for part in name_and_text]
    assert found == [(FIRST * 2).strip(), *inside, LAST]


def test_the_cells_of_a_table_of_two_columns_are_no_cards(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.lines(wrapped(FIRST * 2, 440, 10), 72, 740, 10) - 10
    for at, row in enumerate([CARDS[:2], CARDS[1:]]):
        low = y - 60 * (at + 1)
        for x, (name, text) in zip((72, 296), row, strict=True):
            framed(sheet, (x, low, x + 224, low + 60), fill=False)
            sheet.lines([f"{name}:", *wrapped(text, 204, 9)], x + 6, low + 44, 9)
    found = blocks_in(tmp_path, sheet)
    assert not any(block.aside for block in found)
    assert texts(found, BlockKind.ROW) == [
        f"{CARDS[at][0]}: {CARDS[at][1]}: {CARDS[at + 1][0]}: {CARDS[at + 1][1]}" for at in (0, 1)
    ]


def test_frames_with_words_outside_them_at_their_height_are_no_cards(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.lines(wrapped(FIRST * 2, 440, 10), 72, 740, 10)
    sheet.lines(["One:", "Two:", "Three:"], 72, y - 20, 9)
    y = cards(sheet, [(120, 310), (320, 520)], y, fill=False)
    sheet.lines(wrapped(LAST, 440, 10), 72, y, 10)
    found = blocks_in(tmp_path, sheet)
    assert found
    assert not any(block.aside for block in found)
