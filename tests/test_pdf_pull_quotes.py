"""Pull-quotes cut no paragraph in two and head nothing; they are things of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, ITALIC, PLAIN, Sheet, blocks_in, texts, wide, wrapped

LEFT = (
    "Two groups use the baths more than others do: families with a small child, and people who "
    "have left work. Together they make six in ten of all visits, and those who come least are "
    "young people, who told us that the doors had shut before they had come home from work."
)
CUT = (
    "We had each of the baths looked at by an engineer. Nine are sound. Fifteen need work in the "
    "next five years, and for that we shall need some four million pounds. Seven need it at once, "
    "since their roofs or boilers could fail in any winter, and one has been propped for a year."
)
AFTER = "Access is poorer than it should be. Five of them cannot be entered in a wheelchair."
QUOTES = {
    "sentence": "“I came in for the warmth and I stayed for a swim.”",
    "no end": "“warm in here and nobody asks”",
    "own words": "Seven need it at once, since their roofs or boilers could fail",
    "single": "‘It is the one place where I see people.’",
}
WHO = {"": PLAIN, "Swimmer, Harbour Street": PLAIN, "— Ann, aged 64": ITALIC,
       "Member of the friends of the baths": BOLD}  # fmt: skip


def cut_in(text: str, lines: int, measure: float) -> tuple[list[str], list[str]]:
    broken = wrapped(text, measure, 10)
    return broken[:lines], broken[lines:]


def quoted(sheet: Sheet, quote: str, who: str, x: float, y: float, measure: float) -> float:
    """A pull-quote with who said it below; the height below both."""
    y = sheet.lines(wrapped(quote, measure, 14, BOLD), x, y - 18, 14, BOLD)
    if who:
        y = sheet.lines([who], x, y - 2, 8.5, WHO[who])
    return y - 18


def shown(blocks: list[Block]) -> tuple[list[str], list[str], set[tuple[str, ...]]]:
    """The paragraphs of the text, what is apart from it, and all sections."""
    text = [block for block in blocks if not block.aside]
    inside = [block.text for block in blocks if block.aside]
    sections = {paragraph.section for paragraph in split("tiny", blocks)}
    return texts(text, BlockKind.PROSE), inside, sections


def told(quote: str, who: str) -> list[str]:
    return [quote, who] if who else [quote]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES)
@pytest.mark.parametrize("columns", [1, 2])
def test_a_paragraph_is_whole_around_a_pull_quote(
    tmp_path: Path, quote: str, who: str, columns: int
) -> None:
    sheet = Sheet()
    sheet.put("Our baths", 72, 780, 20, BOLD)
    measure = 210.0 if columns == 2 else 440.0
    x, y = (312.0, 745.0) if columns == 2 else (72.0, 745.0)
    rest = sheet.lines(wrapped(LEFT * columns, measure, 10), 72, y, 10) - 10
    y = y if columns == 2 else rest
    above, below = cut_in(CUT, 2, measure)
    y = sheet.lines(above, x, y, 10)
    y = quoted(sheet, quote, who, x, y, measure)
    y = sheet.lines(below, x, y, 10) - 8
    sheet.lines(wrapped(AFTER, measure, 10), x, y, 10)
    prose, inside, sections = shown(blocks_in(tmp_path, sheet))
    assert prose == [LEFT * columns, CUT, AFTER]
    assert inside == told(quote, who)
    assert sections == {("Our baths",)}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", ["sentence", "single"])
def test_a_pull_quote_between_paragraphs_heads_none_of_them(
    tmp_path: Path, name: str, who: str
) -> None:
    sheet = Sheet()
    sheet.say("Our baths", 20, BOLD).say(LEFT)
    sheet.y = quoted(sheet, QUOTES[name], who, 72, sheet.y, 440)
    sheet.say(CUT).say("What we will do", 14, BOLD).say(AFTER)
    prose, inside, sections = shown(blocks_in(tmp_path, sheet))
    assert prose == [LEFT, CUT, AFTER]
    assert inside == told(QUOTES[name], who)
    assert sections == {("Our baths",), ("Our baths", "What we will do")}


def test_words_that_the_text_has_too_are_a_pull_quote_over_two_columns(tmp_path: Path) -> None:
    first = Sheet().say("Our baths", 20, BOLD).say(CUT, 10).say(LEFT, 10)
    sheet = Sheet()
    words = "Nine are sound. Fifteen need work in the next five years."
    y = sheet.lines(wrapped(LEFT, 210, 10), 72, 745, 10)
    sheet.lines(wrapped(LEFT, 210, 10), 312, 745, 10)
    y = sheet.lines(wrapped(words, 440, 16), 72, y - 16, 16) - 10
    for x in (72, 312):
        sheet.lines(wrapped(CUT, 210, 10), x, y, 10)
    prose, inside, _ = shown(blocks_in(tmp_path, first, sheet))
    assert prose == [CUT, LEFT, LEFT, LEFT, CUT, CUT]
    assert inside == [words]


@pytest.mark.parametrize(
    "head", ["“Nothing about us without us”", "Who uses the baths", "‘Just ask’: what we heard"]
)
def test_headings_in_quotation_marks_stay_headings(tmp_path: Path, head: str) -> None:
    sheet = Sheet().say("Our baths", 20, BOLD).say(LEFT)
    sheet.say(head, 14, BOLD).say(CUT).say("Costs", 14, BOLD).say(AFTER)
    _, inside, sections = shown(blocks_in(tmp_path, sheet))
    assert inside == []
    assert ("Our baths", head) in sections


def test_bold_words_within_a_paragraph_are_of_it(tmp_path: Path) -> None:
    sheet = Sheet().say("Our baths", 20, BOLD).say(LEFT)
    y = sheet.y
    broken = wrapped(CUT, 440, 11)
    for at, line in enumerate(broken):
        y = sheet.lines([line], 72, y, 11, BOLD if at == 1 else PLAIN)
    assert wide(broken[1], 11, BOLD) > 400
    prose, inside, _ = shown(blocks_in(tmp_path, sheet))
    assert (prose, inside) == ([LEFT, CUT], [])


def test_a_lead_in_large_print_that_does_not_recur_is_text(tmp_path: Path) -> None:
    lead = "Visits are coming back, but they are not the same visits as they were."
    sheet = Sheet().say("Our baths", 20, BOLD).say(lead, 13).say(LEFT).say(CUT)
    prose, inside, _ = shown(blocks_in(tmp_path, sheet))
    assert (prose, inside) == ([lead, LEFT, CUT], [])
