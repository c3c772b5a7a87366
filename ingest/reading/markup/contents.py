"""A contents list, a way back to it, and a mark in a heading are no text of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.blocks import Block, BlockKind
from ingest.markers import marker_names, without_markers
from ingest.reading.headings import contents_list

_TITLES = {"contents", "table of contents", "in this section", "on this page", "in this document"}
_NOTES_TITLES = {"footnotes", "endnotes", "notes", "references"}
_WAY_BACK = re.compile(
    r"(?:back|return) to (?:the )?(?:top|contents|table of contents)(?: of (?:the )?page)?\.?", re.I
)
_ITEM_MARK = re.compile(r"^\S+\s+")
_NUMBER = re.compile(r"^[\d.]+\s*")
_LEAST_ITEMS = 2
_LEAST_LINES = 3
_LONGEST_ENTRY = 300
_NO_TEXT = (BlockKind.HEADING, BlockKind.FOOTNOTE)


def finished(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a whole document, without its contents list, as a reader hands them on."""
    kept = [b for b in blocks if b.text.strip() and not _WAY_BACK.fullmatch(b.text)]
    listed, _ = contents_list([_line(block.text) for block in kept])
    kept = [block for at, block in enumerate(kept) if at not in listed]
    kept = _without_repeated_headings(
        [replace(block, text=re.sub(r"\s+", " ", block.text).strip()) for block in kept]
    )
    return _with_notes_below_headings(_without_empty_titles(kept))


def _line(text: str) -> str:
    """A text as a line that may name a heading and its page; a long one does neither."""
    return text if len(text) <= _LONGEST_ENTRY else text[:_LONGEST_ENTRY] + "…"


def _without_repeated_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a list, or three lines or more, that only repeats the headings."""
    headings = {_bare(block.text) for block in blocks if block.kind is BlockKind.HEADING}
    kept: list[Block] = []
    end = 0
    for (kind, repeats), run in groupby(blocks, lambda block: _repeats(block, headings)):
        lines = list(run)
        start, end = end, end + len(lines)
        beside = [*blocks[max(start - 1, 0) : start], *blocks[end : end + 1]]
        is_part = kind is BlockKind.ITEM and any(block.kind is kind for block in beside)
        least = _LEAST_ITEMS if kind is BlockKind.ITEM else _LEAST_LINES
        if not repeats or is_part or len(lines) < least:
            kept += lines
    return kept


def _repeats(block: Block, headings: set[str]) -> tuple[BlockKind, bool]:
    """A block's kind, and whether it is a line that repeats one of these headings."""
    text = _ITEM_MARK.sub("", block.text) if block.kind is BlockKind.ITEM else block.text
    is_line = block.kind in (BlockKind.ITEM, BlockKind.PROSE)
    return block.kind, is_line and _bare(text) in headings


def _bare(text: str) -> str:
    return _NUMBER.sub("", text).casefold()


def _without_empty_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a heading over a contents list, or over footnotes, that are not here."""
    kept: list[Block] = []
    below: Block | None = None
    for block in reversed(blocks):
        title = block.text.rstrip(":").casefold() if block.kind is BlockKind.HEADING else ""
        over_nothing = below is None or below.kind is BlockKind.HEADING
        over_notes = below is not None and below.kind is BlockKind.FOOTNOTE
        if not ((title in _TITLES and over_nothing) or (title in _NOTES_TITLES and over_notes)):
            kept.append(block)
            below = block
    return kept[::-1]


def _with_notes_below_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each footnote that only a heading marks behind the text below the heading.

    The splitter gives a footnote to the paragraph that marks it, else to the one directly above;
    a heading is no paragraph, and no path of headings holds marks.
    """
    notes = {block.marker for block in blocks if block.kind is BlockKind.FOOTNOTE}
    marks = [(block, marker_names(block.text) & notes) for block in blocks]
    in_text = {name for block, names in marks if block.kind not in _NO_TEXT for name in names}
    in_headings = {
        name for block, names in marks if block.kind is BlockKind.HEADING for name in names
    } - in_text
    moved: dict[str, list[Block]] = {name: [] for name in in_headings}
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE and block.marker in moved:
            moved[block.marker].append(block)
    placed: list[Block] = []
    waiting: list[Block] = []
    for block, names in marks:
        if block.kind is BlockKind.HEADING:
            waiting += [note for name in sorted(names) for note in moved.pop(name, [])]
            placed.append(replace(block, text=without_markers(block.text, notes)))
        elif block.kind is not BlockKind.FOOTNOTE:
            placed += [block, *waiting]
            waiting = []
        elif block.marker not in in_headings:
            placed.append(block)
    return placed + waiting
