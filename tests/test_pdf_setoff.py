"""What is set off by its print: a quotation that is set in, a heading that is underlined, a box."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, Sheet, blocks_in, texts, wide

CAUSE = (
    "The gates of the lock were found open on two nights in the spring, and nobody on the watch "
    "could say who had the key or when the last boat had gone through to the basin."
)
ASKED = (
    "“The watch is one man and a lamp, and he has four gates to see to in an hour, so that the "
    "last of them is never seen at all before the morning comes.”"
)
DONE = (
    "The trust has bought two lamps since then, and a second man walks with the first one from "
    "dusk until the tide has turned, whatever the weather on the night may be."
)


def apart(folder: Path, *sheets: Sheet) -> list[str]:
    blocks = blocks_in(folder, *sheets)
    return texts((block for block in blocks if block.apart), BlockKind.PROSE)


def set_in(title: str = "The lock and its watch") -> Sheet:
    """A page whose text is set in below a title at its edge."""
    sheet = Sheet(left=60, measure=470).say(title, 20, BOLD)
    sheet.put("Vale Canal Trust", 60, sheet.y)
    sheet.left, sheet.measure, sheet.y = 90, 440, sheet.y - 30
    return sheet


@pytest.mark.parametrize("pages", [1, 3])
def test_text_set_in_below_a_title_at_the_edge_is_not_apart(pages: int, tmp_path: Path) -> None:
    sheets = [set_in().say(CAUSE).say(DONE).say(CAUSE)]
    sheets += [Sheet(left=90, measure=440).say(DONE).say(CAUSE)] * (pages - 1)
    assert apart(tmp_path, *sheets) == []


@pytest.mark.parametrize("pages", [1, 3])
def test_a_quotation_set_in_from_such_text_is_apart(pages: int, tmp_path: Path) -> None:
    sheets = [set_in().say(CAUSE).say(ASKED, indent=30).say(DONE).say(CAUSE)]
    sheets += [Sheet(left=90, measure=440).say(DONE).say(CAUSE).say(DONE)] * (pages - 1)
    assert apart(tmp_path, *sheets) == [ASKED]


def boxed(sheet: Sheet, label: str, text: str) -> Sheet:
    """A recommendation in a frame, as wide as the text."""
    top = sheet.y + 16
    sheet.say(label, font=BOLD).say(text)
    sheet.draw(f"{sheet.left - 8} {sheet.y} {sheet.measure + 16} {top - sheet.y} re S".encode())
    sheet.y -= 24
    return sheet


def test_numbers_above_boxed_recommendations_are_the_papers_own(tmp_path: Path) -> None:
    wishes = ["The trust should buy a third lamp.", "The watch should be two men on all nights."]
    sheet = set_in("Report on the lock and its watch")
    for number, text in enumerate((CAUSE, DONE), 1):
        sheet.numbered(f"{number}.", f"{text} The trust should say so in its next report.")
    for number, wish in enumerate(wishes, 1):
        boxed(sheet, f"Recommendation {number}", wish)
    more = Sheet(left=90, measure=440)
    for number in range(3, 9):
        more.numbered(f"{number}.", CAUSE if number % 2 else DONE)
    found = split("plan", blocks_in(tmp_path, sheet, more))
    named = ["Recommendation 1", "Recommendation 2"]
    assert [p.number for p in found if p.printed] == ["1", "2", *named, *map(str, range(3, 9))]
    assert [p.body.startswith((CAUSE, DONE)) for p in found if p.number in "12"] == [True, True]


def underlined(sheet: Sheet, text: str, *, end: float | None = None) -> Sheet:
    """A line in the print of the text, with a rule right below its letters."""
    low = sheet.y - 2
    sheet.rule(sheet.left, low, end or sheet.left + wide(text), low)
    return sheet.say(text)


def heads(folder: Path, *sheets: Sheet) -> list[str]:
    return texts(blocks_in(folder, *sheets), BlockKind.HEADING)


@pytest.mark.parametrize("head", ["Who has the key", "4. The lamps", "Money for the watch"])
def test_a_line_underlined_from_end_to_end_above_a_numbered_paragraph_is_a_heading(
    head: str, tmp_path: Path
) -> None:
    sheet = underlined(Sheet().numbered("7.", CAUSE), head).numbered("8.", DONE)
    assert [of.removeprefix("4. ") for of in heads(tmp_path, sheet)] == [head.removeprefix("4. ")]


def test_an_underlined_line_above_other_text_is_a_link(tmp_path: Path) -> None:
    sheet = underlined(Sheet().numbered("7.", CAUSE), "Who has the key").say(DONE)
    assert heads(tmp_path, sheet) == []


def test_several_underlined_lines_above_text_are_headings(tmp_path: Path) -> None:
    sheet = underlined(Sheet().say(CAUSE), "Who has the key").say(DONE)
    sheet = underlined(sheet, "Well-known lamps").say(CAUSE)
    assert heads(tmp_path, sheet) == ["Who has the key", "Well-known lamps"]


@pytest.mark.parametrize("link", ["www.lamps.example/keys", "Recommendation 2.1", "Ask for it."])
def test_underlined_lines_that_point_elsewhere_are_none(link: str, tmp_path: Path) -> None:
    sheet = underlined(Sheet().say(CAUSE), link).say(DONE)
    assert heads(tmp_path, underlined(sheet, link).say(CAUSE)) == []


def test_underlined_lines_one_below_the_other_are_links(tmp_path: Path) -> None:
    sheet = Sheet().say(CAUSE)
    for link in ("Who has the key", "Lamps of the year", "Money for the watch"):
        sheet = underlined(sheet, link)
    assert heads(tmp_path, sheet.say(DONE)) == []


@pytest.mark.parametrize("end", [522.0, 110.0], ids=["column", "word"])
def test_a_rule_of_another_length_makes_no_heading(end: float, tmp_path: Path) -> None:
    sheet = underlined(Sheet().numbered("7.", CAUSE), "Who has the key", end=end)
    assert heads(tmp_path, sheet.numbered("8.", DONE)) == []


def test_what_a_web_page_underlines_is_a_link(tmp_path: Path) -> None:
    sheets = []
    for number in (1, 2, 3):
        sheet = Sheet().put(f"https://www.lock.example/watch {number}/3", 30, 20, 8)
        sheet.put("The watch", 30, 825, 8)
        sheet = underlined(sheet.numbered("7.", CAUSE), f"Read who has key {number}")
        sheets.append(sheet.numbered("8.", DONE))
    assert heads(tmp_path, *sheets) == []


def labelled(*, low: float, high: float) -> Sheet:
    """A box whose label stands on a ground of its own, from ``low`` to ``high`` above its edge."""
    sheet = Sheet().say("The lock", 18, BOLD).say(CAUSE).say(DONE)
    edge = sheet.y - 30
    sheet.draw(f"q 0.9 g 72 {edge - 70} 450 70 re f 0.7 g 84 {edge + low} 130 {high - low} re f Q"
               .encode())  # fmt: skip
    sheet.put("What we heard", 90, edge + low + 6, 11, BOLD)
    sheet.left, sheet.measure, sheet.y = 84, 420, edge - 24
    sheet.say(ASKED)
    sheet.left, sheet.measure, sheet.y = 72, 450, edge - 100
    return sheet.say(CAUSE)


@pytest.mark.parametrize(("low", "high"), [(-10.0, 10.0), (-4.0, 18.0)])
def test_a_label_over_the_edge_of_a_box_heads_it_and_ends_with_it(
    low: float, high: float, tmp_path: Path
) -> None:
    found = split("plan", blocks_in(tmp_path, labelled(low=low, high=high)))
    assert [(p.section[-1], p.body) for p in found if p.body == ASKED] == [("What we heard", ASKED)]
    assert [p.section for p in found if p.body == CAUSE] == [("The lock",)] * 2
