"""A definition list: each definition is read with the terms that it defines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.layout import line_of, paragraph
from ingest.reading.printed_numbers import printed_number

_LONGEST_ROW = 300
_LONGEST_LABEL = 6
_ENDED = (".", "?", "!")


@dataclass
class Definitions:
    """A ``dl`` that is read: its terms in force, and each definition with its terms."""

    terms: list[str] = field(default_factory=list)
    entries: list[tuple[str, list[Block]]] = field(default_factory=list)
    is_defined: bool = False

    def add_term(self, blocks: Sequence[Block]) -> None:
        """Add a term; one behind a definition begins another entry."""
        if self.is_defined:
            self.terms, self.is_defined = [], False
        self.terms += [text] if (text := line_of(blocks)) else []

    def add_definition(self, blocks: list[Block]) -> None:
        """Add a definition of the terms in force."""
        self.entries.append((", ".join(self.terms), blocks))
        self.is_defined = True

    def blocks(self) -> list[Block]:
        """A row for each definition; paragraphs, where one of them is long or has several parts.

        A term that is a number or letter is the definition's own label.
        """
        if self.terms and not self.is_defined:
            self.add_definition([])
        is_long = any(
            len(blocks) > 1 or len(line_of(blocks)) > _LONGEST_ROW for _, blocks in self.entries
        )
        kind = BlockKind.PROSE if is_long else BlockKind.ROW
        return [b for term, blocks in self.entries for b in _defined(term, blocks, kind)]


def _defined(term: str, blocks: list[Block], kind: BlockKind) -> list[Block]:
    if not term:
        return blocks
    if not blocks:
        return [Block(kind, term)]
    first = blocks[0]
    if first.kind is BlockKind.PROSE and not first.number:
        labelled = paragraph(first.text, label=term) if _is_label(term) else None
        if labelled:
            return [labelled, *blocks[1:]]
        return [replace(first, kind=kind, text=f"{_opening(term)} {first.text}"), *blocks[1:]]
    if all(block.kind is BlockKind.ROW for block in blocks):
        return [replace(b, kind=kind, text=f"{term.rstrip(': ')} – {b.text}") for b in blocks]
    return [Block(BlockKind.PROSE, term if term.endswith(":") else f"{term}:"), *blocks]


def _is_label(term: str) -> bool:
    """Whether a term is the number or letter of a paragraph; a year is none."""
    number = printed_number(f"{term.rstrip('.')}. {term}")[0]
    return bool(number) or (len(term) <= _LONGEST_LABEL and term.endswith((".", ")")))


def _opening(term: str) -> str:
    """The term with what parts it from its definition, and yet leaves both one sentence."""
    if term.endswith(":"):
        return term
    return f"{term} –" if term.endswith(_ENDED) else f"{term}:"
