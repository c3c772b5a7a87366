"""A large sign beside a warning opens it, and parts none of its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from pdfs import BOLD, PLAIN, Sheet, blocks_in, texts, wrapped

TEXT = "The fund pays for walls and lofts, and for nothing that was begun before it was opened."
WARNINGS = [
    "You must not begin before we write to you.",
    "You cannot apply for a home that was in an earlier round, even if the work on it was never "
    "completed by those who began it.",
    "You may be asked to pay the money back, with interest from the day on which you had it, if "
    "you have told us anything that is not true, or if you did not tell us that something that "
    "was true when you applied is not so any longer, whoever made it so.",
]


def page(warning: str, sign: str, low: float) -> Sheet:
    """A page with a warning right of a sign, so far below its middle line."""
    sheet = Sheet().say(TEXT, 12)
    broken = wrapped(warning, 420, 12, BOLD)
    top = sheet.y - 14
    middle = top - 15 * (len(broken) - 1) / 2
    sheet.put(sign, 78, middle - low, 17, BOLD)
    sheet.y = sheet.lines(broken, 104, top, 12, BOLD) - 20
    return sheet.say(TEXT, 12)


@pytest.mark.parametrize("warning", WARNINGS)
@pytest.mark.parametrize("low", [0.0, 2.0])
def test_a_sign_opens_its_warning(tmp_path: Path, warning: str, low: float) -> None:
    blocks = blocks_in(tmp_path, page(warning, "!", low))
    assert texts(blocks, BlockKind.HEADING) == []
    assert texts(blocks, BlockKind.PROSE) == [TEXT, f"! {warning}", TEXT]


def test_a_sign_beside_nothing_stays_where_it_is(tmp_path: Path) -> None:
    sheet = Sheet().say(TEXT, 12)
    sheet.put("!", 78, sheet.y - 40, 17, PLAIN)
    assert texts(blocks_in(tmp_path, sheet), BlockKind.PROSE) == [TEXT, "!"]


@pytest.mark.parametrize("warning", WARNINGS[1:])
def test_the_letter_of_an_icon_is_no_word_of_the_text_beside_it(
    tmp_path: Path, warning: str
) -> None:
    sheet = Sheet().say(TEXT, 12)
    broken = wrapped(warning, 420, 12, BOLD)
    sheet.put("i", 84, sheet.y - 14 - 15 * (len(broken) - 1) / 2 + 1, 12, BOLD)
    sheet.y = sheet.lines(broken, 104, sheet.y - 14, 12, BOLD) - 20
    blocks = blocks_in(tmp_path, sheet.say(TEXT, 12))
    assert texts(blocks, BlockKind.PROSE) == [TEXT, warning, TEXT]
