"""What stands below the caption of a table or figure, and where that ends.

A caption is a heading of the rows, or of the words drawn in a figure, that stand next to it. Where
none do it is a line of the text: what follows is no part of a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.doubts import BESIDE
from ingest.reading.pdf.caption import is_caption
from ingest.reading.printed_numbers import is_next

BOX = "Box"
"""The first word above a box, which may hold text and a list of its own."""

_NOTES = ("source", "note")
"""The first words of a line that goes with the rows above it."""

_LISTS = ("notes", "note", "sources")
"""Words that stand alone above such lines."""

_MARK = 5
"""Letters of a note's mark in brackets: "[12]". What stands longer in them is text."""

_DRAWN_WORDS = 8
_UNIT_WORDS = 15
"""Words: a line as short may stand between a caption and its rows."""


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each caption above what it names, or as a line of text where that is nothing.

    As a line it keeps its level.
    """
    found: list[Block] = []
    blocks = _with_heads_of_rows(blocks)
    for at, block in enumerate(blocks):
        if not _is_caption(block) or _heads(_texts_below(blocks, at), is_box=_is_box(block)):
            found.append(block)
            continue
        first = _first_named(found, block)
        if first < len(found):
            found.insert(first, block)
        else:
            found.append(replace(block, kind=BlockKind.PROSE))
    return found


def _with_heads_of_rows(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a heading of rows alone, behind which the numbers go on, as a caption."""
    found: list[Block] = []
    before = ""
    for at, block in enumerate(blocks):
        heads = block.kind is BlockKind.HEADING and block.level < ASIDE
        alone = heads and not block.number and not block.aside and _heads_rows(blocks, at, before)
        found.append(replace(block, level=ASIDE) if alone else block)
        before = block.number or before
    return found


def _heads_rows(blocks: Sequence[Block], at: int, before: str) -> bool:
    """Whether rows alone stand below a block, and behind them the number after the one before."""
    below = _texts_below(blocks, at)
    first = next(below, None)
    if first is None or first.kind is not BlockKind.ROW:
        return False
    behind = next((of for of in below if not (of.kind is BlockKind.ROW or _is_note(of))), None)
    return behind is not None and is_next(behind.number, before)


def _texts_below(blocks: Sequence[Block], at: int) -> Iterator[Block]:
    """The blocks below one, without notes and words beside the text."""
    below = (blocks[index] for index in range(at + 1, len(blocks)))
    return (of for of in below if of.kind is not BlockKind.FOOTNOTE and not of.aside)


def parted(blocks: Iterable[Block]) -> list[bool]:
    """For each block, whether it is a caption without rows, or the first behind a part with a name.

    A table or figure ends before the first text that is no row, note or drawn word; another part
    before text that its print does not set apart; a box where a heading or number does.
    """
    found: list[bool] = []
    head: Block | None = None
    blocks = list(blocks)
    for block, noted in zip(blocks, notes_among(blocks), strict=True):
        ended = head is not None and not block.aside and not noted and _is_behind(head, block)
        named = block.level == ASIDE and not block.aside
        found.append(ended or (named and block.kind is BlockKind.PROSE))
        if named:
            head = block
        elif ended or block.number or (block.kind is BlockKind.HEADING and not block.aside):
            head = None
    return found


def notes_among(blocks: Sequence[Block]) -> list[bool]:
    """For each block, whether it goes with the rows above it: a source, or a note to them.

    Below "Notes" stand such as open with a figure.
    """
    found: list[bool] = []
    listed = False
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE or block.aside:
            found.append(False)
            continue
        plain = block.kind is BlockKind.PROSE and not block.number
        counts = listed and block.text.split(" ", 1)[0].rstrip(".").isdecimal()
        found.append(plain and (_is_note(block) or counts))
        listed = found[-1] and (counts or block.text.rstrip(":").lower() in _LISTS)
    return found


def _is_behind(head: Block, block: Block) -> bool:
    if block.kind is not BlockKind.PROSE or block.number or _is_box(head):
        return False
    if _is_caption(head):
        return not _is_drawn(block)
    return not block.apart


def _is_caption(block: Block) -> bool:
    """Whether a block names a box, table or figure by its number or letter: "Table 2: …"."""
    return block.level == ASIDE and not block.aside and is_caption(block.text)


def _is_box(head: Block) -> bool:
    return head.text.startswith(BOX)


def _heads(below: Iterator[Block], *, is_box: bool) -> bool:
    """Whether a caption stands above rows, drawn words or a list; that of a box, above any text."""
    text = list(islice(below, 2))
    if not text or text[0].number or text[0].kind is BlockKind.HEADING:
        return False
    if is_box or text[0].kind is not BlockKind.PROSE or _is_drawn(text[0]):
        return True
    unit = len(text[0].text.split()) <= _UNIT_WORDS
    return unit and len(text) > 1 and text[1].kind is BlockKind.ROW


def _first_named(above: Sequence[Block], caption: Block) -> int:
    """Where the rows or drawn words begin that stand right above a caption, without one of theirs.

    It is behind the last block where there are none.
    """
    first = len(above)
    for at in range(len(above) - 1, -1, -1):
        block = above[at]
        if block.kind is BlockKind.FOOTNOTE or block.aside:
            continue
        if block.page != caption.page or not (block.kind is BlockKind.ROW or _is_drawn(block)):
            named = block.kind is BlockKind.HEADING and block.level == ASIDE
            return len(above) if named else first
        first = at
    return first


def _is_drawn(block: Block) -> bool:
    """Whether words are those of a picture: figures, or a few words side by side."""
    ends = block.text.rstrip("”’\"')]").endswith(tuple(".?!:;"))
    if block.kind is not BlockKind.PROSE or block.number or ends:
        return False
    letters, figures = (sum(map(of, block.text)) for of in (str.isalpha, str.isdecimal))
    return figures > letters or (block.doubt == BESIDE and len(block.text.split()) <= _DRAWN_WORDS)


def _is_note(block: Block) -> bool:
    """Whether a line says where figures come from, or what a mark in them means."""
    first = block.text[:1]
    marked = not first.isalnum() and first not in "“‘\"'(£©"
    marked = marked and (first != "[" or "]" in block.text[:_MARK])
    text = block.text.lower()
    return marked or text in _LISTS or (text.startswith(_NOTES) and ":" in text[:12])
