"""Plain text marks no heading: its look tells it, and the contents list tells its level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.blocks import SUPERSCRIPTS, Block, BlockKind, goes_on, tidy

_LONGEST_NUMBER, _FEWEST_DOTS, _FEWEST_SPACES = 3, 3, 3
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"^(?:\d{1,2}\s+)?[A-Z][a-z]+\s+\d{4}$")
_MIN_ENTRIES = 3
_REPEATED_SHARE = 0.5
_HEADING_WORDS = 16
_QUESTION_WORDS = 8
_SIMILAR_HEADING = 0.75


def contents_list(lines: Sequence[str]) -> tuple[set[int], list[str]]:
    """The places, counted from 0, of the contents list's lines and title; the headings it names.

    A contents list is a run of lines that name something and end in its page, none before the
    last one's. It stands below a line "Contents", or half of its names are lines further down: a
    table whose last numbers happen to rise is neither.
    """
    places: set[int] = set()
    headings: list[str] = []
    for start, names in _runs_of_entries(lines):
        end = start + len(names)
        above = next((at for at in range(start - 1, -1, -1) if lines[at].strip()), None)
        titled = above is not None and lines[above].strip().lower().endswith("contents")
        below = {line.strip().casefold() for line in lines[end:]}
        repeated = sum(name.casefold() in below for name in names)
        if titled or repeated >= _REPEATED_SHARE * len(names):
            headings += names
            places.update(range(start, end))
            if titled and above is not None:
                places.add(above)
    return places, headings


def _runs_of_entries(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines that could be a contents list: its first line, and the names in it."""
    names: list[str] = []
    pages: list[int] = []
    for at, line in enumerate([*lines, ""]):
        entry = _entry(line.strip())
        if entry and _LETTER.search(entry[0]):
            names.append(entry[0].strip())
            pages.append(entry[1])
            continue
        if len(names) >= _MIN_ENTRIES and pages == sorted(pages):
            yield at - len(names), names
        names, pages = [], []


def _entry(line: str) -> tuple[str, int] | None:
    """The name and the page of a contents list's entry: dots, a tab or wide space part them.

    >>> _entry("Beds ..... 12"), _entry("Beds 12")
    (('Beds', 12), None)
    """
    before = line.rstrip("0123456789")
    number = line[len(before) :]
    name = before.rstrip()
    dotless = name.rstrip(".")
    parted = before.endswith("\t") or len(before) - len(name) >= _FEWEST_SPACES
    dotted = len(name) - len(dotless) >= _FEWEST_DOTS and len(before) - len(name) < 2
    if not 0 < len(number) <= _LONGEST_NUMBER or not (parted or dotted):
        return None
    whole = dotless.rstrip() if dotted else name
    return (whole, int(number)) if whole else None


def with_headings(blocks: Sequence[Block], contents: Sequence[str]) -> list[Block]:
    """Plain text's blocks, as their lines read, with its headings levelled by the contents list.

    A listed heading directly above another heading opens a part (level 1), and so does any listed
    heading before the first part; the other listed ones are sections of it (level 2). A heading
    that the contents list does not have stands below both (level 3).
    """
    blocks = [_unnumbered(block) for block in blocks]
    is_heading = [_is_heading(blocks, at) for at in range(len(blocks))]
    remaining = list(contents)
    in_part = False
    levelled: list[Block] = []
    for at, block in enumerate(blocks):
        if not is_heading[at]:
            levelled.append(block)
            continue
        listed = _listed_at(tidy(block.text), remaining)
        opens_part = at + 1 < len(blocks) and is_heading[at + 1]
        if listed is None:
            level = 3 if contents else 1
        else:
            remaining = remaining[listed + 1 :]
            level = 1 if opens_part or not in_part else 2
            in_part = in_part or opens_part
        levelled.append(replace(block, kind=BlockKind.HEADING, level=level))
    return levelled


def _unnumbered(block: Block) -> Block:
    """A block whose number has parts, with it in its text, if it looks like "1.1 Background"."""
    if "." not in block.number:
        return block
    whole = replace(block, text=block.numbered_text, number="")
    return whole if looks_like_heading(whole) else block


def _is_heading(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block looks like a heading and the text below does not go on with its sentence."""
    if not looks_like_heading(blocks[at]):
        return False
    below = (blocks[after] for after in range(at + 1, len(blocks)))
    following = next((block for block in below if block.kind is not BlockKind.FOOTNOTE), None)
    return following is None or not goes_on(following)


def looks_like_heading(block: Block) -> bool:
    """Whether a block is short, begins like a heading, and ends without a full stop."""
    if block.kind is not BlockKind.PROSE or block.number or "\t" in block.text:
        return False
    text = tidy(block.text)
    words = text.split()
    last = text.rstrip("".join(map(chr, SUPERSCRIPTS)))[-1:]
    return (
        len(words) <= _HEADING_WORDS
        and not text[0].islower()
        and not _DATE.match(text)
        and not text.startswith(("http", "("))
        and last not in tuple(".:;,!”’\"'")
        and (last != "?" or len(words) <= _QUESTION_WORDS)
    )


def _listed_at(heading: str, entries: Sequence[str]) -> int | None:
    """Where the contents list has this heading, as printed or reworded by an abbreviation."""
    for at, entry in enumerate(entries):
        if entry.casefold() == heading.casefold():
            return at
    for at, entry in enumerate(entries[:2]):
        ratio = SequenceMatcher(None, entry.casefold(), heading.casefold()).ratio()
        if ratio >= _SIMILAR_HEADING:
            return at
    return None
