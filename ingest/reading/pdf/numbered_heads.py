"""Numbered headings in a paper whose paragraphs are numbered too: 1.1 in bold above 1.1.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import BlockKind
from ingest.reading.pdf.found import Found


def with_numbered_heads(found: Sequence[Found]) -> list[Found]:
    """What was found, with the numbered headings above numbers that are parts of theirs as such.

    Such a heading is no paragraph, and says its number; nor are those in its print whose numbers
    are parts of the same.
    """
    numbered = [at for at, of in enumerate(found) if of.block.number and not of.block.aside]
    below = pairwise(numbered)
    above = {at for at, after in below if _is_part(found[after].block.number, found[at])}
    kinds = {(found[at].style, _outer(found[at].block.number)) for at in above}
    heads = {at for at in numbered if (found[at].style, _outer(found[at].block.number)) in kinds}
    return [_as_heading(of) if at in heads else of for at, of in enumerate(found)]


def _is_part(number: str, head: Found) -> bool:
    """Whether a number is the first part of a heading's."""
    return head.style is not None and number == f"{head.block.number}.1"


def _outer(number: str) -> str:
    """The number that one is a part of."""
    return number.rpartition(".")[0]


def _as_heading(found: Found) -> Found:
    block = found.block
    head = replace(block, kind=BlockKind.HEADING, text=block.numbered_text, number="", lead="")
    return replace(found, block=head)
