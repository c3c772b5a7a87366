"""A file that is read as a whole, and not page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from ingest.blocks import Block

_NAMED = 5
_LONGEST = 60


@dataclass(frozen=True)
class Whole:
    """A file's blocks; its title, where no heading opens it; and what a reader should be told.

    Each of the ``remarks`` is the rest of a sentence that begins with the file's name and a colon.
    """

    blocks: list[Block]
    title: str = ""
    remarks: tuple[str, ...] = ()

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Whole:
        """From its fields as JSON has them."""
        blocks = [Block.from_fields(block) for block in fields["blocks"]]
        return cls(blocks, fields["title"], tuple(fields["remarks"]))


def left_out(
    deleted: Sequence[str], hidden: Sequence[str], furniture: Sequence[str]
) -> Iterator[str]:
    """The remarks on what stands in a file and is no text of it in force."""
    if deleted:
        yield f"text that is marked as deleted was left out: {_quoted(deleted)}."
    if hidden:
        yield f"text that is hidden was left out: {_quoted(hidden)}."
    if furniture:
        yield f"what looks like a menu or footer was left out: {_quoted(furniture)}."


def _quoted(texts: Sequence[str]) -> str:
    named = ", ".join(f"“{shorten(text, _LONGEST, placeholder=' …')}”" for text in texts[:_NAMED])
    return f"{named} and {len(texts) - _NAMED} more" if len(texts) > _NAMED else named
