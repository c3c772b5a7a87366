"""Headings of a reply within the unit that it answers, which stand below the unit's name."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import ASIDE, BlockKind
from ingest.numbering import chapter_of
from ingest.units import Piece


def headings_inside(pieces: Sequence[Piece]) -> frozenset[int]:
    """The places of the headings that stand inside a unit, such as "Recommendation 5", of a reply.

    They have no number, are lower than the last heading above the unit, and text stands below
    them; between two units of one section there are some of their level, and above a unit none.
    """
    within: list[list[int]] = []
    followed: set[int] = set()
    outer: list[int] = []
    inside: list[int] | None = None
    for at, piece in enumerate(pieces):
        if piece.begins_unit and piece.label is not None:
            followed |= {pieces[of].block.level for of in inside or ()}
            outer = [of for of in outer if not piece.is_heading or of < piece.block.level]
            inside = []
            within.append(inside)
        elif not piece.is_heading or piece.replies or piece.block.level == ASIDE:
            continue
        elif inside is not None and _may_be_inside(piece, outer):
            inside.append(at)
        else:
            inside = None
            outer = [*(of for of in outer if of < piece.block.level), piece.block.level]
    levels = followed - _above_units(pieces)
    found: set[int] = set()
    for places in within:
        for at in places:
            if pieces[at].block.level not in levels:
                break
            found.add(at)
    return frozenset(found)


def _may_be_inside(piece: Piece, outer: Sequence[int]) -> bool:
    """Whether a heading has no number and is lower than the last one above its unit."""
    numbered = piece.block.number or chapter_of(piece.block.text)
    return not numbered and piece.block.level > max(outer, default=0)


def _above_units(pieces: Sequence[Piece]) -> set[int]:
    """The levels of the headings that stand right above the name of a unit."""
    levels: set[int] = set()
    above: list[int] = []
    for piece in pieces:
        if piece.begins_unit:
            levels |= set(above)
            above = []
        elif piece.is_heading:
            above.append(piece.block.level)
        elif piece.block.kind is not BlockKind.FOOTNOTE:
            above = []
    return levels
