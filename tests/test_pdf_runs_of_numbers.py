"""Numbers in runs: deeper below a heading, without a stop, flush in a list; and no years."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.front import without_front_heads
from ingest.paragraphs import split
from pdfs import BOLD, Sheet, blocks_in

TOLL = (
    "The toll on the bridge is paid by those who cross it at night, when the keeper is asleep and "
    "the box by the gate stands open to anybody who has a coin to put into it."
)
GATE = (
    "The gate was hung in the year of the great flood, and has been mended so often since then "
    "that nobody can say which of its bars are those that the first smith made."
)
ROAD = (
    "The road beyond it belongs to three parishes, none of which will own to the pond in the "
    "middle of it or to the geese that are said to be its only regular users."
)


def test_numbers_go_deeper_below_a_heading_that_they_are_of(tmp_path: Path) -> None:
    sheet = Sheet().say("1. Background", 14, BOLD).numbered("1.1", TOLL).numbered("1.2", GATE)
    sheet.say("2. Findings", 14, BOLD).say("2.1 The gate", 12, BOLD).numbered("2.1.1", ROAD)
    sheet.numbered("2.1.2", TOLL).say("2.2 The road", 12, BOLD).numbered("2.2.1", GATE)
    sheet.say("3. Next steps", 14, BOLD).numbered("3.1", ROAD).numbered("3.2", TOLL)
    found = split("plan", blocks_in(tmp_path, sheet))
    wanted = ["1.1", "1.2", "2.1.1", "2.1.2", "2.2.1", "3.1", "3.2"]
    assert [p.number for p in found if p.printed] == wanted == [p.number for p in found]


def test_numbers_without_a_stop_from_which_text_hangs_are_numbers(tmp_path: Path) -> None:
    sheet = Sheet().say("1 The bridge", 14, BOLD).numbered("1.1.1", TOLL).numbered("1.1.2", GATE)
    sheet.say("Questions for research", 14, BOLD)
    for number, text in enumerate((ROAD, TOLL, GATE), 1):
        sheet.numbered(str(number), text)
    found = split("plan", blocks_in(tmp_path, sheet))
    asked = [p for p in found if p.section[-1:] == ("Questions for research",)]
    assert [p.body for p in asked] == [ROAD, TOLL, GATE]


@pytest.mark.parametrize("year", ["2028.", "1998."])
def test_a_year_at_a_lines_start_is_no_number(year: str, tmp_path: Path) -> None:
    sheet = Sheet().say("The bridge", 16, BOLD).say(TOLL)
    words = "There will be no other bridge here, whatever the parishes say, at any time before"
    sheet.y = sheet.lines([words, f"{year} What can be done at once is done."], 72, sheet.y) - 8
    sheet.say(GATE)
    found = split("plan", blocks_in(tmp_path, sheet))
    assert [p.body for p in found] == [
        TOLL,
        f"{words} {year} What can be done at once is done.",
        GATE,
    ]


def test_items_with_numbers_are_apart_however_full_their_lines(tmp_path: Path) -> None:
    sheet = Sheet(measure=260).say("The bridge will be judged by these aims:")
    items = ["1. A gate that shuts", "2. One toll for all who cross it by night or day",
             "3. A road that is dry in nine months of the year,", "4. Fewer geese"]  # fmt: skip
    y = sheet.lines(items[:3], 72, sheet.y)
    y = sheet.lines(["and passable in the rest"], 86, y)
    sheet.y = sheet.lines(items[3:], 72, y) - 10
    sheet.measure = 330
    sheet.say(GATE)
    listed = [f"{b.number}. {b.text}" for b in blocks_in(tmp_path, sheet) if b.number]
    assert listed == [*items[:2], f"{items[2]} and passable in the rest", items[3]]


def test_a_subtitle_on_a_cover_heads_nothing_behind_it(tmp_path: Path) -> None:
    cover = Sheet().say("Tolls in good time", 30, BOLD).say("A plan for the old bridge", 16, BOLD)
    cover.say("The parishes, 2026")
    later = [Sheet().say(head, 14, BOLD).say(text) for head, text in
             (("Foreword", TOLL), ("The gate", GATE), ("The road", ROAD))]  # fmt: skip
    blocks = without_front_heads(blocks_in(tmp_path, cover, *later), "Tolls in good time")
    found = {p.body: p.section for p in split("plan", blocks, title="Tolls in good time")}
    assert all("A plan for the old bridge" not in found[text] for text in (TOLL, GATE, ROAD))


def test_a_forewords_signature_above_a_box_is_text(tmp_path: Path) -> None:
    sheet = Sheet().say("Foreword", 16, BOLD).say(TOLL).say(GATE)
    sheet.say("Dr Ada Penwarden", 11, BOLD).say("Chair, the parishes of the bridge")
    top = sheet.y + 16
    sheet.left, sheet.measure = 84, 420
    sheet.say("The bridge in numbers", 13, BOLD).say(ROAD)
    sheet.draw(f"72 {sheet.y} 450 {top - sheet.y} re S".encode())
    later = Sheet().say("The gate", 16, BOLD).say(TOLL).say("Its bars", 13, BOLD).say(GATE)
    found = split("plan", blocks_in(tmp_path, sheet, later))
    assert not any("Dr Ada Penwarden" in p.section for p in found)
    assert any("Dr Ada Penwarden" in p.body for p in found)
