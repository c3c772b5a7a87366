"""A reader, whatever its format, gives a document as a sequence of these blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

ASIDE = 9
"""The level of a heading that names a box, figure or table: it ends where numbered text goes on."""

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = {plain: chr(raised) for raised, plain in SUPERSCRIPTS.items()}
"""Each digit's code to its superscript, for ``str.translate``."""

BULLET = r"[-•–▪◦*]"
LETTER = r"\(?[a-z]\)|\(?[ivx]{1,5}[.)]|[a-z]\."

PageStarts = tuple[tuple[int, int], ...]
"""Where pages begin within a text: the offset of a page's first letter, and the page."""


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
    ``lead`` are the words that open it in bold, as a heading run in with its text is, and all words
    of a paragraph in bold that may be a heading; a block is
    ``apart`` whose print sets all of it off from the running text, as a quotation is.
    ``page_starts`` are the later pages that a block goes on over. A block that ``refers`` is a
    line that only points to a numbered paragraph, as a link does. One ``outside`` is no part of the
    numbered paragraph, or of the box, above it, as its place on the page tells.
    """

    kind: BlockKind
    text: str
    level: int = 0
    number: str = ""
    marker: str = ""
    page: int | None = None
    aside: bool = False
    doubt: str = ""
    lead: str = ""
    apart: bool = False
    page_starts: PageStarts = ()
    refers: bool = False
    outside: bool = False

    @property
    def numbered_text(self) -> str:
        """The text with the number before it, as it is printed."""
        if not self.number:
            return self.text
        return f"{self.number}{'' if '.' in self.number else '.'} {self.text}"

    def with_rest(self, rest: Block, text: str) -> Block:
        """This block together with the rest of it; ``text`` is that of both and ends in the rest's.

        What it has besides is its own, but for where pages begin, and a doubt of either.
        """
        at = len(text) - len(rest.text)
        last = self.page_starts[-1][1] if self.page_starts else self.page
        own = ((at, rest.page),) if rest.page is not None and rest.page != last else ()
        later = tuple((at + start, page) for start, page in rest.page_starts)
        starts = (*self.page_starts, *own, *later)
        return replace(self, text=text, doubt=self.doubt or rest.doubt, page_starts=starts)

    def part(self, start: int, end: int) -> Block:
        """The block's text from ``start`` to ``end``, with the pages on which that stands."""
        before = [page for at, page in self.page_starts if at <= start]
        later = tuple((at - start, page) for at, page in self.page_starts if start < at < end)
        page = before[-1] if before else self.page
        return replace(self, text=self.text[start:end], page=page, page_starts=later)

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Block:
        """A block from its fields as JSON has them."""
        starts = tuple((start, page) for start, page in fields["page_starts"])
        return cls(**{**fields, "kind": BlockKind(fields["kind"]), "page_starts": starts})


def goes_on(block: Block) -> bool:
    """Whether a block's first word, all in lower case, goes on with a sentence begun before it.

    "iPads are lent" begins one. A reference alone, "[5].", is a sentence's end.
    """
    first, *rest = block.text.split() or [""]
    unnumbered = block.kind is BlockKind.PROSE and not block.number
    ends = not rest and first[:1] in "[(" and first.endswith((".", ";", ","))
    return unnumbered and ((first[:1].islower() and first.islower()) or ends)


def leads_into(text: str) -> bool:
    """Whether a text leads into what follows: its last sign is a colon or semicolon.

    >>> leads_into("We will:"), leads_into("open ten wards; and"), leads_into("We will.")
    (True, True, False)
    """
    end = text.rstrip().removesuffix(" and").removesuffix(" or")
    return end.endswith((":", ";"))


def tidy(text: str) -> str:
    """Plain text in one line, without the signs of strong words, link targets and addresses.

    >>> tidy("It is **so**:  <https://a.uk/> and [here](#), 2**3 and *5")
    'It is so: https://a.uk/ and here, 2**3 and *5'
    """
    text = re.sub(r"!?\[([^\]]{1,1000})\]\([^)\s]{0,1000}\)", r"\1", text)
    text = text.replace("\\*", "*")
    text = re.sub(r"<(https?://[^<>]+)>", r"\1", text)
    text = re.sub(r"(?s)(?<![\w*])\*\*(?=[^\s*])(.{1,2000}?)(?<=[^\s*])\*\*(?![\w*])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()
