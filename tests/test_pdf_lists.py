"""Each item of a printed list is one: numbers set flush right, lists in lists, drawn squares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from pdfs import Sheet, blocks_in, wide, wrapped

TEXT = (
    "The overflow is what keeps water from going over the top. An earth bank may be lost within an "
    "hour if water goes over it, and what is below it is lost with it. "
)
EDGE = 100.0


def right(sheet: Sheet, mark: str, words: str, y: float, *, by: float = 0.0) -> None:
    """An item whose mark ends where its words begin."""
    sheet.put(f"{mark} {words}", EDGE + by - wide(f"{mark} "), y)


def page(items: Sequence[tuple[str, str, float]]) -> Sheet:
    """A lead-in, a list with its lines a little further apart, and a paragraph."""
    sheet = Sheet()
    y = sheet.lines(wrapped(TEXT * 2, 440), 72, 760)
    y = sheet.lines(["Keep the overflow clear of:"], 72, y) - 6
    for mark, words, by in items:
        right(sheet, mark, words, y, by=by)
        y -= 15.5
    sheet.lines(wrapped(TEXT, 440), 72, y - 10)
    return sheet


def listed(blocks: Sequence[Block]) -> list[str]:
    """The list's items as they are printed."""
    at = next(at for at, block in enumerate(blocks) if block.text.endswith("clear of:"))
    items = [b for b in blocks[at + 1 :] if b.number or b.kind is BlockKind.ITEM]
    return [f"{b.number}. {b.text}" if b.number else b.text for b in items]


NESTED = [
    ("1.", "branches and weed", 0.0),
    ("2.", "fish screens, unless we agree:", 0.0),
    ("i.", "the bars must be apart", 30.0),
    ("ii.", "the screen must lift out by hand", 30.0),
    ("iii.", "nobody may walk on it", 30.0),
    ("3.", "boards put there to raise the level", 0.0),
    ("4.", "boats and all that floats", 0.0),
]
LETTERED = [(f"{letter}.", f"matter of the kind {letter}", 0.0) for letter in "abcd"]
LONG = [(f"{n}.", f"matter of the place {n}", 0.0) for n in range(1, 13)]


@pytest.mark.parametrize("items", [NESTED, LETTERED, LONG], ids=["nested", "lettered", "long"])
def test_items_with_marks_set_flush_right_are_one_each(
    items: list[tuple[str, str, float]], tmp_path: Path
) -> None:
    found = listed(blocks_in(tmp_path, page(items)))
    assert found == [f"{mark} {words}" for mark, words, _ in items]


def test_a_number_that_begins_a_line_of_a_paragraph_opens_nothing(tmp_path: Path) -> None:
    full = "1. Some of the wards that we saw in the first week of May and in the next are ward"
    sheet = Sheet()
    sheet.lines([full, "2. and ward 3. of the old house."], 72, 700)
    sheet.lines(wrapped(TEXT * 2, wide(full)), 72, 640)
    found = [block.text for block in blocks_in(tmp_path, sheet)]
    assert any("are ward 2. and ward 3." in of for of in found)


def square(side: float, up: float, *, drawn: str) -> Sheet:
    """A list under a bullet, whose second item has a square of this side before it."""
    sheet = Sheet()
    y = sheet.lines(wrapped(TEXT * 2, 440), 72, 760)
    y = sheet.lines(["Keep the overflow clear of:"], 72, y) - 6
    sheet.put("- a hotel or a golf course", 80, y)
    y -= 15.5
    x0, y0 = 100.0, y + up
    path = {
        "box": f"{x0} {y0} {side} {side} re f",
        "path": f"{x0} {y0} m {x0 + side} {y0} l {x0 + side} {y0 + side} l {x0} {y0 + side} l h f",
        "ring": f"{x0} {y0} {side} {side} re S",
    }
    sheet.draw(path[drawn].encode())
    sheet.put("lakes that are there to be looked at", 110, y)
    sheet.put("- water for stock", 80, y - 15.5)
    return sheet


@pytest.mark.parametrize("drawn", ["box", "path"])
@pytest.mark.parametrize("side", [3.2, 4.4])
def test_a_small_square_before_a_line_is_its_bullet(
    drawn: str, side: float, tmp_path: Path
) -> None:
    assert listed(blocks_in(tmp_path, square(side, 2.0, drawn=drawn))) == [
        "- a hotel or a golf course", "▪ lakes that are there to be looked at", "- water for stock",
    ]  # fmt: skip


@pytest.mark.parametrize(("side", "up", "drawn"), [(7.0, 0, "box"), (4, -3, "box"), (4, 2, "ring")])
def test_the_key_of_a_chart_and_a_box_to_tick_are_no_bullets(
    side: float, up: float, drawn: str, tmp_path: Path
) -> None:
    found = blocks_in(tmp_path, square(side, up, drawn=drawn))
    assert found
    assert not any("▪" in block.text for block in found)
