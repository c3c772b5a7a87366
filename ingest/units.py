"""What opens a place of its own without a printed number: recommendations, lead-ins, long text.

A unit is a recommendation, or the like, with the reply under it: it opens with its printed name,
as a heading or as first words, and ends at the next one, printed number or other heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from ingest.blocks import ASIDE, Block, BlockKind, goes_on, leads_into
from ingest.captions import notes_among, parted, with_captions
from ingest.language.acceptance import accepts, is_acceptance
from ingest.language.labels import (
    Label,
    is_reply_label,
    is_unit_label,
    label_of,
    opening_label,
)
from ingest.language.sentences import spans

_LONG, _FEW = 3_000, 1_000
"""Letters: longer text below a number is cut at its paragraphs; text of few is not at its
lead-ins."""

_MOST_APART = 0.6
"""Of the text: where as much is set off by its print, that is the paper's usual print."""

_TITLE_WORDS = 10
LOWEST = 8
"""The level of a heading that only its print tells, below all others."""

_TEXT = (BlockKind.PROSE, BlockKind.ITEM, BlockKind.ROW)


@dataclass(frozen=True)
class Piece:
    """A block with what it is to a unit.

    ``label`` is what it opens with or, of a heading, is; ``unnumbered`` says that it opens a unit
    without a number ("Recommendation:"); ``replies`` that a reply begins with it; ``follows`` that
    it belongs to the paragraph of the text above it; ``opens`` that it opens a place of its own;
    ``anew`` that a reply names its unit, which does not stand above it; ``parted`` that a
    caption, or the end of what one names, parts it from the text above; ``noted`` that it is a note
    to rows above it.
    """

    block: Block
    label: Label | None = None
    unnumbered: bool = False
    replies: bool = False
    follows: bool = False
    opens: bool = False
    anew: bool = False
    parted: bool = False
    noted: bool = False

    @property
    def begins_unit(self) -> bool:
        if self.label is None:
            return self.unnumbered
        return self.anew or not self.label.replies

    @property
    def is_heading(self) -> bool:
        return self.block.kind is BlockKind.HEADING


def pieces_of(blocks: Sequence[Block]) -> list[Piece]:
    """The blocks as pieces, each with its label; a line that accepts something is no heading.

    Where a recommendation and the reply to it stand in one block, they are two.
    """
    blocks = with_captions(blocks)
    apart, noted = parted(blocks), notes_among(blocks)
    blocks = _with_bold_headings(_plain_alike(blocks))
    headings = Counter(block.text for block in blocks if block.kind is BlockKind.HEADING)
    whole = [
        replace(_piece(block, recurring=headings[block.text] > 1), parted=is_parted, noted=note)
        for block, is_parted, note in zip(blocks, apart, noted, strict=True)
    ]
    said = [_as_text(whole, at) for at in range(len(whole))]
    return _anew([part for piece in said for part in _cut_at_reply(piece)])


def _plain_alike(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, none apart where most of the text is printed like that."""
    apart = sum(len(block.text) for block in blocks if block.apart and block.kind in _TEXT)
    if apart <= _MOST_APART * sum(len(block.text) for block in blocks if block.kind in _TEXT):
        return list(blocks)
    return [replace(block, apart=False) for block in blocks]


def _with_bold_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those as headings that are a few words in bold above text."""
    return [
        replace(block, kind=BlockKind.HEADING, level=LOWEST) if _is_title(block, below) else block
        for block, below in zip_longest(blocks, blocks[1:])
    ]


def _is_title(block: Block, below: Block | None) -> bool:
    if block.kind is not BlockKind.PROSE or block.number or below is None:
        return False
    if _is_title_of_unit(block, below):
        return True
    if block.lead != block.text:
        return False
    is_text = below.kind in _TEXT and not below.apart
    short = len(block.text.split()) <= _TITLE_WORDS and block.text[-1:].isalnum()
    return is_text and short and block.text[:1].isupper() and not is_acceptance(block.text)


def _is_title_of_unit(block: Block, below: Block) -> bool:
    """Whether a unit's name and title stand above its words, both set off, as in one box."""
    label = label_of(block.text, lead=block.lead)
    if label is None or label.replies or not label.rest or not block.text[-1:].isalnum():
        return False
    in_box = block.apart and below.apart and below.kind is BlockKind.PROSE
    return in_box and not below.text[-1:].isalnum() and not _is_reply(below.text)


def _anew(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those of replies marked that do not follow the unit to which they reply."""
    found: list[Piece] = []
    name = ""
    for piece in pieces:
        own = piece.label.name.casefold() if piece.label else ""
        replies = piece.label is not None and piece.label.replies
        found.append(replace(piece, anew=replies and own != name))
        name = own or ("" if _ends_unit(piece) else name)
    return found


def _ends_unit(piece: Piece) -> bool:
    """Whether a unit ends above a piece: an unnumbered unit begins, or a heading stands there."""
    heads = piece.is_heading and not piece.replies and piece.block.level != ASIDE
    return piece.begins_unit or heads


def _piece(block: Block, *, recurring: bool) -> Piece:
    may_open = block.kind in (BlockKind.HEADING, BlockKind.PROSE) and not block.refers
    if not may_open or block.level == ASIDE:
        return Piece(block)
    heading = block.kind is BlockKind.HEADING
    label = label_of(block.text, heading=heading or block.apart, lead=block.lead)
    labelled = opening_label(block.text)
    opening = block.text if heading else labelled or block.lead
    replies = is_reply_label(opening, recurring=recurring) or is_reply_label(labelled)
    return Piece(
        block,
        label,
        unnumbered=label is None and is_unit_label(opening),
        replies=label.replies if label else replies,
    )


def _as_text(pieces: Sequence[Piece], at: int) -> Piece:
    """A heading that says that something is accepted as text, unless others stand below it."""
    piece = pieces[at]
    if not piece.is_heading or not is_acceptance(piece.block.text):
        return piece
    before, after = _next(reversed(pieces[:at])), _next(pieces[at + 1 :])
    if before is None or (before.is_heading and not before.begins_unit):
        return piece
    heads = after is not None and after.is_heading and after.begins_unit
    if heads and not any(other.begins_unit for other in pieces[:at]):
        return piece
    return Piece(replace(piece.block, kind=BlockKind.PROSE, level=0), replies=True)


def _next(pieces: Iterable[Piece]) -> Piece | None:
    return next((p for p in pieces if p.block.kind is not BlockKind.FOOTNOTE), None)


def _cut_at_reply(piece: Piece) -> Iterator[Piece]:
    """A piece, in two where a reply follows a recommendation within it."""
    block = piece.block
    if piece.is_heading or not piece.begins_unit:
        short = block.kind is BlockKind.PROSE and is_acceptance(block.text)
        yield replace(piece, replies=piece.replies or short, follows=short and not block.number)
        return
    for start, _ in list(spans(block.text))[1:]:
        if _is_reply(block.text[start:]):
            opening = len(block.text[:start].rstrip())
            yield replace(piece, block=block.part(0, opening))
            rest = replace(block.part(start, len(block.text)), number="", lead="")
            yield Piece(rest, replies=True, follows=True)
            return
    yield piece


def _is_reply(text: str) -> bool:
    """Whether a text begins with a reply's label, or with a sentence that accepts something."""
    start, end = next(spans(text), (0, 0))
    return is_reply_label(opening_label(text)) or accepts(text[start:end])


def begins_reply(piece: Piece) -> bool:
    """Whether a piece of a unit is where its reply begins."""
    return piece.replies or (piece.block.kind is BlockKind.PROSE and _is_reply(piece.block.text))


def units(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Each piece that begins a unit, with those below it: to the next unit or other heading."""
    head: Piece | None = None
    below: list[Piece] = []
    for piece in pieces:
        if _ends_unit(piece):
            if head:
                yield head, below
            head, below = (piece if piece.begins_unit else None), []
        elif head and piece.block.kind is not BlockKind.FOOTNOTE:
            below.append(piece)
    if head:
        yield head, below


def outside_units(pieces: Sequence[Piece]) -> list[Block]:
    """The blocks without the text of units that no printed number opens."""
    kept: list[Block] = []
    inside = False
    for piece in pieces:
        if piece.begins_unit:
            inside = True
        elif piece.block.number or (piece.is_heading and not piece.replies):
            inside = False
        if piece.is_heading or not inside or piece.block.number:
            kept.append(piece.block)
    return kept


def with_places(pieces: Sequence[Piece]) -> list[Piece]:
    """A numbered paper's pieces, with those marked that open a place where the text is long.

    Below a number, or a unit's name, all paragraphs of long text are places, and of shorter text
    those that open with a lead-in in bold; below a heading alone, all are.
    """
    places: list[Piece] = []
    stretch = 0
    stretches: list[tuple[int, Piece]] = []
    for piece in pieces:
        stretch += bool(piece.block.number or piece.begins_unit or piece.is_heading)
        stretches.append((stretch, piece))
    for _, group in groupby(stretches, key=lambda pair: pair[0]):
        below = [piece for _, piece in group]
        letters = sum(len(p.block.text) for p in below if p.block.kind in _TEXT)
        numbered = bool(below[0].block.number) or below[0].begins_unit
        limit = _LONG if numbered else 0
        before = ""
        for piece in below:
            own = letters > limit or (letters > _FEW and bool(piece.block.lead))
            opens = own and before != "" and _opens(piece, before)
            places.append(replace(piece, opens=opens or _is_outside(piece)))
            said = piece.block.kind in _TEXT and not piece.block.refers
            before = piece.block.text if said else "" if piece.block.refers else before
    return places


def _is_outside(piece: Piece) -> bool:
    """Whether a piece stands outside the paragraph above it, and is no note to rows or reply."""
    return piece.block.outside and not (piece.noted or piece.follows or piece.replies)


def _opens(piece: Piece, before: str) -> bool:
    """Whether a piece is a paragraph that goes on with nothing before it."""
    block = piece.block
    if block.kind is not BlockKind.PROSE or piece.follows or piece.noted or leads_into(before):
        return False
    return not goes_on(block)
