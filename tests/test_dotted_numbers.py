"""A few paragraphs numbered 1.1, 1.2 and 2.1 are numbered, however much else a paper says."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.paragraphs import split
from pdfs import BOLD, Sheet, blocks_in

TEXT = "The mill stands idle for a month each summer, when the stream is too low to turn the wheel."


def paper(numbers: list[str], kind: BlockKind = BlockKind.PROSE) -> list[Block]:
    """Much text without numbers, and as many numbered blocks, each below a heading or another."""
    blocks = [Block(BlockKind.HEADING, "Foreword", level=1)]
    blocks += [Block(BlockKind.PROSE, f"{TEXT} {at}.") for at in range(len(numbers) + 2)]
    for number in numbers:
        if number.endswith("1"):
            blocks.append(Block(BlockKind.HEADING, f"Chapter {number[0]}", level=1))
        blocks.append(Block(kind, TEXT, level=2, number=number))
        blocks += [Block(BlockKind.PROSE, TEXT)] if kind is BlockKind.HEADING else []
    return blocks


@pytest.mark.parametrize("numbers", [["1.1", "1.2", "2.1", "2.2"], ["1.1", "1.2", "1.3", "2.1"]])
def test_numbers_in_parts_are_paragraphs_where_none_is_left_out(numbers: list[str]) -> None:
    found = split("mill", paper(numbers))
    assert [of.number for of in found if of.printed] == numbers


@pytest.mark.parametrize("numbers", [["1.1", "1.2", "2.1"], ["1.1", "1.3", "2.1", "2.2"]])
def test_fewer_of_them_or_some_left_out_are_none(numbers: list[str]) -> None:
    found = split("mill", paper(numbers))
    assert found
    assert not any(of.printed for of in found)


def test_those_of_headings_are_none() -> None:
    found = split("mill", paper(["1.1", "1.2", "2.1", "2.2"], BlockKind.HEADING))
    assert found
    assert not any(of.printed for of in found)


@pytest.mark.parametrize("apart", [True, False])
def test_two_lettered_numbers_are_some_where_text_hangs_from_them(
    tmp_path: Path, apart: bool
) -> None:
    sheet = Sheet()
    for number in ("1.1", "1.2", "1.3", "1.4"):
        sheet.numbered(number, TEXT)
    sheet.say("Annex A: Water", 14, BOLD)
    for number in ("A1", "A2"):
        if apart:
            sheet.numbered(number, TEXT)
        else:
            sheet.say(f"{number} {TEXT}")
    found = split("mill", blocks_in(tmp_path, sheet))
    assert [of.number for of in found if of.printed][4:] == (["A1", "A2"] if apart else [])
