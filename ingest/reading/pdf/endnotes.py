"""Notes gathered at the end of a document, as the prints of web pages have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.blocks import SUPERSCRIPTS, Block, BlockKind
from ingest.markers import marker_names
from ingest.reading.pdf.baselines import MARKS

_RETURN = " ↩\ufe0e\ufe0f"
"""The arrow behind a note that leads back to its mark."""


def with_endnotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the notes of a list as footnotes, and without the heading of the list.

    Such a list is numbered from 1 without a gap, as the marks are in the text above it, and the
    document has no other notes with these numbers.
    """
    numbers = [_number(block) for block in blocks]
    starts = [at for at, number in enumerate(numbers) if number == 1]
    for start in reversed(starts):
        end = start
        while end < len(blocks) and numbers[end] == end - start + 1:
            end += 1
        if _are_marked(blocks, start, end - start):
            notes = [_note(block) for block in blocks[start:end]]
            above = start - (start > 0 and blocks[start - 1].kind is BlockKind.HEADING)
            return [*blocks[:above], *notes, *blocks[end:]]
    return list(blocks)


def _number(block: Block) -> int:
    """The number that may be a note's; 0 where there is none."""
    if block.kind not in (BlockKind.PROSE, BlockKind.ITEM):
        return 0
    number = block.number or _raised(block)
    return int(number) if number.isdecimal() else 0


def _raised(block: Block) -> str:
    """The raised number that opens a block, in plain digits."""
    digits = takewhile(lambda letter: letter in MARKS, block.text)
    return "".join(digits).translate(SUPERSCRIPTS)


def _are_marked(blocks: Sequence[Block], start: int, count: int) -> bool:
    names = {str(number) for number in range(1, count + 1)}
    marks = {name for block in blocks[:start] for name in marker_names(block.text)}
    taken = {block.marker for block in blocks if block.kind is BlockKind.FOOTNOTE}
    return names <= marks and str(count + 1) not in marks and not names & taken


def _note(block: Block) -> Block:
    marker = block.number or _raised(block)
    text = block.text if block.number else block.text[len(marker) :].lstrip()
    return replace(
        block, kind=BlockKind.FOOTNOTE, number="", marker=marker, text=text.rstrip(_RETURN)
    )
