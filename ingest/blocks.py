"""A reader, whatever its format, gives a document as a sequence of these blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ASIDE = 9
"""The level of a heading that names a box, figure or table: it ends where numbered text goes on."""

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = {plain: chr(raised) for raised, plain in SUPERSCRIPTS.items()}
"""Each digit's code to its superscript, for ``str.translate``."""

BULLET = r"[-•–▪◦*]"
LETTER = r"\(?[a-z]\)|\(?[ivx]{1,5}[.)]|[a-z]\."


class BlockKind(StrEnum):
    """What a stretch of a page is."""

    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class Block:
    """One heading, prose block, list item, table row or footnote, in reading order.

    ``level`` is a heading's depth, 1 the outermost. ``number`` is the number printed before a
    paragraph, without its closing full stop ("12", "4.293"), empty where there is none; ``marker``
    is a footnote's ("8", "*"). An item's text keeps its printed bullet or letter. ``page`` counts
    the file's pages from 1. An ``aside`` stands in a box beside the text. ``doubt`` says in a short
    phrase why the reading of the block is uncertain; it is empty where it is not.
    """

    kind: BlockKind
    text: str
    level: int = 0
    number: str = ""
    marker: str = ""
    page: int | None = None
    aside: bool = False
    doubt: str = ""

    @property
    def numbered_text(self) -> str:
        """The text with the number before it, as it is printed."""
        if not self.number:
            return self.text
        return f"{self.number}{'' if '.' in self.number else '.'} {self.text}"

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Block:
        """A block from its fields as JSON has them."""
        return cls(**{**fields, "kind": BlockKind(fields["kind"])})


def goes_on(block: Block) -> bool:
    """Whether a block's first word, all in lower case, goes on with a sentence begun before it.

    "iPads are lent" begins one.
    """
    first = next(iter(block.text.split()), "")
    unnumbered = block.kind is BlockKind.PROSE and not block.number
    return unnumbered and first[:1].islower() and first.islower()


def tidy(text: str) -> str:
    """Text without emphasis marks, link targets, escapes and runs of white space."""
    text = re.sub(r"!?\[([^\]]+)\]\([^)\s]*\)", r"\1", text)
    text = re.sub(r"<(https?://[^>]+)>", r"\1", text)
    text = re.sub(r"(?s)(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w\\*/])\*(?=[^\s*])([^*]+)(?<=[^\s\\])\*(?![\w*/])", r"\1", text)
    text = re.sub(r"(?<![\w\\/])_(?=[^\s_])([^_]+)(?<=[^\s\\])_(?![\w/])", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|>~-])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()
