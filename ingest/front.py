"""The headings of a paper's first pages that are its title, or stand around it, and head nothing.

A title is the document's, and no section's; nor is whoever made the paper, its kind, a subtitle,
or who wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.language.words import folded

_MOST_LINES = 20
"""Headings that a title may be read as."""
_INNERMOST = ASIDE - 1
"""A heading of this level ends at the next one."""

_MOST_COVER_WORDS = 14
"""Words of a line of a cover: what is longer is text."""
_FEWEST_BELOW = 2
"""Headings on the level below one that stands above all."""


def is_title(text: str, title: str) -> bool:
    """Whether a heading is a paper's title, whatever signs stand in it."""
    return bool(title) and folded(text) == folded(title)


def without_front_heads(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks, with the headings around the printed ``title`` of the innermost level.

    Those above it on its page head nothing, also where it stands in a table, nor do any on a cover.
    Right below it and above another heading, one of a level that no later heading has, with deeper
    ones after it, is a subtitle or a name.
    """
    blocks = _with_whole_title(blocks, title)
    at = next((at for at, of in enumerate(blocks) if _heads(of) and is_title(of.text, title)), None)
    at = _row_of_title(blocks, title) if at is None else at
    if at is None:
        return blocks
    page = blocks[at].page
    above = {of for of in range(at) if _heads(blocks[of]) and blocks[of].page == page}
    end = next((of for of in range(at + 1, len(blocks)) if not _heads(blocks[of])), len(blocks))
    later = {of.level for of in blocks[end:] if _heads(of)}
    below = {
        of
        for of in range(at + 1, end - 1)
        if blocks[of].level not in later and any(level > blocks[of].level for level in later)
    }
    own = [of for of in range(at + 1, len(blocks)) if blocks[of].page == page]
    cover = {of for of in own if _heads(blocks[of])} if _is_cover(blocks, at) else set()
    inner = above | below | cover
    placed = [
        replace(block, level=_INNERMOST) if of in inner else block
        for of, block in enumerate(blocks)
    ]
    return _without_lone_top(placed, {*inner, at})


def _is_cover(blocks: Sequence[Block], at: int) -> bool:
    """Whether the page of a title has no text but a few words a line, and others follow."""
    own = [block for block in blocks if block.page == blocks[at].page]
    short = all(len(block.text.split()) <= _MOST_COVER_WORDS for block in own)
    return (
        bool(own) and short and blocks[at].page is not None and blocks[-1].page != blocks[at].page
    )


def _without_lone_top(blocks: list[Block], front: set[int]) -> list[Block]:
    """The blocks; a heading above all others but those in ``front`` as one of the next level.

    In larger print than all that follow it, on pages of its own, it heads only what is above the
    next. What stands on the title's page before it is of a cover.
    """
    cover = {blocks[at].page for at in front}
    heads = [at for at, of in enumerate(blocks) if at not in front and _is_of_text(of)]
    top = min(heads, key=lambda at: blocks[at].level, default=None)
    if top is None or blocks[top].number:
        return blocks
    level = blocks[top].level
    if sum(blocks[at].level == level for at in heads) > 1:
        return blocks
    later = [blocks[at].level for at in heads if at > top]
    following = min(later, default=level)
    before = [at for at in heads if at < top and blocks[at].page not in cover]
    alike = any(blocks[at].level <= following for at in before)
    if alike or later.count(following) < _FEWEST_BELOW:
        return blocks
    first = next(at for at in heads if at > top and blocks[at].level == following)
    if blocks[first].page == blocks[top].page:
        return blocks
    return [
        replace(block, level=following) if at == top else block for at, block in enumerate(blocks)
    ]


def _row_of_title(blocks: Sequence[Block], title: str) -> int | None:
    """The place of what names the title, as a table of a cover does, if that is what is said."""
    own = folded(title)
    texts = (block.text.partition(":")[2] for block in blocks)
    return next((at for at, text in enumerate(texts) if own and folded(text) == own), None)


def _with_whole_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks, a title that is read as several headings, one below the other, as one."""
    own = folded(title)
    for at, first in enumerate(blocks if own else ()):
        whole, end = first, at + 1
        last = min(at + _MOST_LINES, len(blocks))
        while _heads(first) and not is_title(whole.text, title) and end < last:
            text = f"{whole.text} {blocks[end].text}"
            if not _heads(blocks[end]) or not own.startswith(folded(text)):
                break
            whole, end = whole.with_rest(blocks[end], text), end + 1
        if end > at + 1 and is_title(whole.text, title):
            return [*blocks[:at], whole, *blocks[end:]]
    return list(blocks)


def _heads(block: Block) -> bool:
    """Whether a block is a heading of the text, without a number."""
    return _is_of_text(block) and not block.number


def _is_of_text(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and not block.aside and block.level < ASIDE
