"""The reader of plain text and Markdown: lines in, blocks out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from ingest.blocks import BULLET, LETTER, SUPERSCRIPTS, Block, BlockKind, goes_on, tidy
from ingest.reading.headings import contents_list, with_headings
from ingest.reading.printed_numbers import printed_number
from ingest.reading.tables import table_at, table_rows

_FOOTNOTE = re.compile(r"^([⁰¹²³⁴-⁹]+|\\\*|\[\^[^\]\s]+\]:)\s*(?=\S)(.*)$")
_ITEM = re.compile(rf"^\s*(?:{BULLET}|{LETTER})\s+\S")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_WORD = re.compile(r"\w")
_INDENTED = 4
"""Spaces before a line from which on it belongs to what is above it."""
_RULE = re.compile(r"^\s*([-*_=]\s*){3,}$")


def read_text(text: str, *, markdown: bool, above: str = "") -> list[Block]:
    """Read plain text (headings are guessed) or Markdown (headings are marked).

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
    blocks = list(_blocks(shown[first:], pages[first:], markdown=markdown))
    if not markdown:
        blocks = with_headings(blocks, contents)
    blocks = [replace(block, text=tidy(block.text)) for block in blocks]
    said = [block for block in blocks if block.number or _WORD.search(block.text)]
    return _without_repeated_headings(_rejoined(said))


def _pages(lines: Sequence[str]) -> list[int | None]:
    """Each line's page, told by form feeds; None for all where there are none."""
    if not any("\f" in line for line in lines):
        return [None] * len(lines)
    return list[int | None](accumulate((line.count("\f") for line in lines), initial=1))[1:]


def _blocks(
    lines: Sequence[str], pages: Sequence[int | None], *, markdown: bool
) -> Iterator[Block]:
    """Blocks as the lines show them, untidied; every prose block of plain text is still prose."""

    def opens_block(line: str) -> bool:
        return _RULE.match(line) is not None or _opened(line, markdown=markdown) is not None

    current: Block | None = None
    after_table = 0
    for at, line in enumerate(lines):
        if at < after_table:
            continue
        table = table_at(lines, at, markdown=markdown, opens_block=opens_block)
        opened = _opened(line, markdown=markdown)
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


def _opened(line: str, *, markdown: bool) -> Block | None:
    """The block other than prose that this line opens, if it opens one."""
    if _RULE.match(line):
        return None
    if markdown and (heading := _MARKDOWN_HEADING.match(line)) and heading[2]:
        return Block(BlockKind.HEADING, heading[2], level=len(heading[1]))
    if note := _FOOTNOTE.match(line.strip()):
        marker = note[1].translate(SUPERSCRIPTS).strip("\\[]^:")
        return Block(BlockKind.FOOTNOTE, note[2], marker=marker)
    number, rest = printed_number(line) if line[:_INDENTED].strip() else ("", line)
    if number:
        return Block(BlockKind.PROSE, rest, number=number)
    if _ITEM.match(line):
        return Block(BlockKind.ITEM, line)
    return None


def _rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Sentences cut in two by footnotes or a page's end, whole again."""
    joined: list[Block] = []
    cut: int | None = None  # the last text since the last heading
    for block in blocks:
        last = joined[-1] if joined else None
        is_prose = block.kind is BlockKind.PROSE and not block.number
        if is_prose and last and last.kind is BlockKind.FOOTNOTE and block.text.startswith("http"):
            joined[-1] = replace(last, text=f"{last.text} {block.text}")
            continue
        if cut is not None and goes_on(block):
            joined[cut] = replace(joined[cut], text=f"{joined[cut].text} {block.text}")
            continue
        if block.kind in (BlockKind.PROSE, BlockKind.ITEM):
            cut = len(joined)
        elif block.kind is BlockKind.HEADING:
            cut = None
        joined.append(block)
    return joined


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
