"""Short lines that print or markup makes headings, and that head nothing: dates, names, ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.language.dates import is_date

_FEWEST, _MOST = 2, 6
"""Words of a name."""
_LONGEST_PARTICLE = 3
"""Letters of a small word within a name ("van")."""
_LINES, _LINE_WORDS = 3, 14
"""Of what stands below a name that is signed: so many lines, of no more words each."""
_LONGEST_DATE = 4
"""Words of a date, with its weekday."""
_ENDS = (".", "!", "?")


def without_false_heads(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the headings as text that are only a date, a name signed or a rating.

    A date is no heading that stands alone of its kind and level, as on a cover or below a title;
    one of several, as in a timeline, is. Right above a heading it stays one of the innermost level,
    which that ends: so it heads nothing, and is no paragraph either.
    """
    dates: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        if _is_heading(block) and is_date(block.text):
            dates.setdefault(block.level, []).append(at)
    alone = [at for of in dates.values() if len({blocks[at].text for at in of}) == 1 for at in of]
    none = {blocks[at].text for at in alone if _heads_nothing(blocks, at)}
    false = {at for at in alone if blocks[at].text in none}
    rated, posts = _ratings(blocks), set[int]()
    names = [at for at, block in enumerate(blocks) if _is_heading(block) and _is_name(block.text)]
    signed = {at for at in names if _is_signature(blocks, at)}
    others = {of.level for at, of in enumerate(blocks) if _is_heading(of) and at not in signed}
    signed = {
        at
        for at in signed
        if _is_dated(blocks, at) or (blocks[at].level not in others and _ends_page(blocks, at))
    }
    for at in signed:
        posts.update(range(at + 1, at + 1 + len(list(_own(blocks, at)))))
    found: list[Block] = []
    for at, block in enumerate(blocks):
        below = _below(blocks, at) if at in false else None
        if below is not None and _is_heading(below):
            found.append(replace(block, level=ASIDE - 1))
        elif at in false | rated or at in signed:
            found.append(replace(block, kind=BlockKind.PROSE, level=0))
        elif at in posts:
            found.append(replace(block, kind=BlockKind.ITEM))
        else:
            found.append(block)
    return found


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level < ASIDE and not block.number


def _ratings(blocks: Sequence[Block]) -> set[int]:
    """The places of headings that say what a table's row says of the heading right above them.

    "Is it safe?" stands above "Good", and a row is "Is it safe?: Rating – Good".
    """
    said = {_sides(block.text) for block in blocks if block.kind is BlockKind.ROW}
    return {
        at + 1
        for at, (head, block) in enumerate(pairwise(blocks))
        if _is_heading(head) and _is_heading(block) and (head.text, block.text) in said
    }


def _sides(row: str) -> tuple[str, str]:
    """The first cell of a row, as a row's text has it, and the last."""
    first, _, rest = row.partition(": ")
    return first, rest.rpartition("; ")[2].rpartition(" – ")[2]


def _heads_nothing(blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading stands above all text, or has no text of its own on its page."""
    above = (block for block in blocks[:at] if not block.aside)
    if all(block.kind is BlockKind.HEADING for block in above):
        return True
    below = _below(blocks, at)
    if below is None or below.page != blocks[at].page:
        return True
    return _is_heading(below) and below.level <= blocks[at].level


def _below(blocks: Sequence[Block], at: int) -> Block | None:
    """The next block that is no footnote."""
    return next((of for of in blocks[at + 1 :] if of.kind is not BlockKind.FOOTNOTE), None)


def _is_signature(blocks: Sequence[Block], at: int) -> bool:
    """Whether a name stands below text, and above a post, and perhaps a date, with nothing more."""
    before = blocks[at - 1] if at else None
    if before is None or before.kind is BlockKind.HEADING:
        return False
    lines = [block.text for block in _own(blocks, at)]
    short = 0 < len(lines) <= _LINES and all(map(_is_line, lines))
    return short and not all(map(is_date, lines)) and _ends_text(before) | _is_dated(blocks, at)


def _ends_page(blocks: Sequence[Block], at: int) -> bool:
    """Whether no text stands on a page below a name and its post, but for a box with its title.

    So do forewords end; the next page begins with a heading.
    """
    below = blocks[at + 1 + len(list(_own(blocks, at))) :]
    after = next((of for of in below if of.kind is not BlockKind.FOOTNOTE), None)
    if after is None or after.kind is not BlockKind.HEADING:
        return False
    return (after.page or 0) > (blocks[at].page or 0) or after.level == ASIDE


def _ends_text(block: Block) -> bool:
    return block.text.endswith(_ENDS)


def _is_dated(blocks: Sequence[Block], at: int) -> bool:
    """Whether what stands below a name ends in a date."""
    lines = [block.text for block in _own(blocks, at)]
    words = lines[-1].replace(",", " ").split()
    return any(is_date(" ".join(words[-count:])) for count in range(2, _LONGEST_DATE + 1))


def _own(blocks: Sequence[Block], at: int) -> Iterator[Block]:
    """What stands below a heading, on its page, before the next."""
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.FOOTNOTE:
            continue
        if block.kind is BlockKind.HEADING or block.page != blocks[at].page:
            return
        yield block


def _is_line(text: str) -> bool:
    return len(text.split()) <= _LINE_WORDS and text[:1].isupper() and not text.endswith(_ENDS)


def _is_name(text: str) -> bool:
    """Whether a text may name somebody: some words with capitals, and small ones between."""
    words = text.split()
    if not _FEWEST <= len(words) <= _MOST or any(map(str.isdecimal, text)):
        return False
    capitals = [word for word in words if word[0].isupper()]
    small = [word for word in words if word not in capitals]
    short = all(len(word) <= _LONGEST_PARTICLE and word.isalpha() for word in small)
    return short and len(capitals) >= _FEWEST and words[0] in capitals and words[-1] in capitals
