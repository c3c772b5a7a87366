"""The reader of plain text: lines in, blocks out, with every sign as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from ingest.blocks import BULLET, LETTER, SUPERSCRIPTS, Block, BlockKind, tidy
from ingest.reading.cut import rejoined
from ingest.reading.headings import contents_list, with_headings
from ingest.reading.printed_numbers import printed_number
from ingest.reading.tables import table_at, table_rows

_FOOTNOTE = re.compile(r"^([⁰¹²³⁴-⁹]+|\\\*|\[\^[^\]\s]+\]:)\s*(?=\S)(.*)$")
_ITEM = re.compile(rf"^\s*(?:{BULLET}|{LETTER})\s+\S")
_COUNTED = re.compile(r"^\s*\(?(\d{1,2})\)\s+\S", re.ASCII)
_WORD = re.compile(r"\w")
_INDENTED = 4
"""Spaces before a line from which on it belongs to what is above it."""
_RULE = re.compile(r"^\s*([-*_=]\s*){3,}$")


def read_text(text: str, *, above: str = "") -> list[Block]:
    """Read plain text, of which headings are guessed.

    Of the text ``above`` only the contents list and the page breaks count. A line that opens in
    lower case goes on with the sentence before it, whatever but a heading stands between them:
    that is how a page's footnotes cut a sentence in two.
    """
    before = above.split("\n") if above else []
    lines = before + text.split("\n")
    listed, contents = contents_list(lines)
    pages = _pages(lines)
    shown = ["" if at in listed else line.replace("\f", "") for at, line in enumerate(lines)]
    first = len(before)
    blocks = with_headings(list(_blocks(shown[first:], pages[first:])), contents)
    blocks = [replace(block, text=tidy(block.text)) for block in blocks]
    said = [block for block in blocks if block.number or _WORD.search(block.text)]
    return _without_repeated_headings(rejoined(said))


def _pages(lines: Sequence[str]) -> list[int | None]:
    """Each line's page, told by form feeds; None for all where there are none."""
    if not any("\f" in line for line in lines):
        return [None] * len(lines)
    return list[int | None](accumulate((line.count("\f") for line in lines), initial=1))[1:]


def _blocks(lines: Sequence[str], pages: Sequence[int | None]) -> Iterator[Block]:
    """Blocks as the lines show them, untidied; every prose block is still prose."""

    def opens_block(line: str) -> bool:
        return _RULE.match(line) is not None or _opened(line) is not None

    current: Block | None = None
    after_table = count = 0
    for at, line in enumerate(lines):
        if at < after_table:
            continue
        table = table_at(lines, at, opens_block=opens_block)
        opened = _opened(line)
        if (number := _counted(line)) in (1, count + 1):
            opened, count = Block(BlockKind.ITEM, line), number
        ends = table or opened or not line.strip() or _RULE.match(line)
        if current and (ends or current.kind is BlockKind.HEADING):
            yield current
            current = None
        if table:
            after_table = at + len(table)
            yield from table_rows(table, pages[at:after_table])
        elif opened:
            current = replace(opened, page=pages[at])
        elif current:
            current = replace(current, text=f"{current.text}\n{line}")
        elif not ends:
            current = Block(BlockKind.PROSE, line, page=pages[at])
    if current:
        yield current


def _counted(line: str) -> int:
    """The number of an item such as "2) Heaters"; 0 for another line."""
    match = _COUNTED.match(line)
    return int(match[1]) if match else 0


def _opened(line: str) -> Block | None:
    """The block other than prose that this line opens, if it opens one."""
    if _RULE.match(line):
        return None
    if note := _FOOTNOTE.match(line.strip()):
        marker = note[1].translate(SUPERSCRIPTS).strip("\\[]^:")
        return Block(BlockKind.FOOTNOTE, note[2], marker=marker)
    number, rest = printed_number(line) if line[:_INDENTED].strip() else ("", line)
    if number:
        return Block(BlockKind.PROSE, rest, number=number)
    if _ITEM.match(line):
        return Block(BlockKind.ITEM, line)
    return None


def _without_repeated_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a bullet list that only repeats the page's own headings."""
    headings = {block.text.casefold() for block in blocks if block.kind is BlockKind.HEADING}
    kept: list[Block] = []
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind is BlockKind.ITEM:
            run.append(block)
            continue
        labels = [re.sub(r"^\S+\s+", "", item.text).casefold() for item in run]
        if len(run) < 2 or not all(label in headings for label in labels):
            kept += run
        run = []
        if block is not None:
            kept.append(block)
    return kept
