"""The link behind a note of a printed web page that leads back to its mark: "Back to text ↩"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.blocks import Block, BlockKind
from ingest.reading.pdf.line_ends import SENTENCE_END

_ARROWS = " ↩↑⤴\ufe0e\ufe0f"
_BACK = ("back", "return")
_MARK = ("text", "content", "reference")
"""What one such link by itself leads back to."""
_MOST_WORDS = 4
"""Behind the word "back"."""
_FEWEST = 2
"""Notes with the same link."""


def without_returns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each footnote without its arrow and the words that lead back.

    Words are a link that stand before or behind an arrow, or at the end of several notes.
    """
    notes = [block for block in blocks if block.kind is BlockKind.FOOTNOTE]
    shared = Counter(_link_of(note).removesuffix(f" {note.marker}") for note in notes)
    return [
        _without_link(block, shared) if block.kind is BlockKind.FOOTNOTE else block
        for block in blocks
    ]


def without_arrow(text: str) -> str:
    """A text without the arrow at its end."""
    return text.rstrip(_ARROWS)


def _without_link(note: Block, shared: Counter[str]) -> Block:
    bare, link = without_arrow(note.text), _link_of(note)
    rest = bare.removesuffix(link).rstrip()
    arrowed = bare != note.text.rstrip() or rest != without_arrow(rest)
    name = link.removesuffix(f" {note.marker}")
    alone = SENTENCE_END.search(rest) and name.split()[-1:] and name.split()[-1] in _MARK
    is_link = bool(link) and bool(arrowed or shared[name] >= _FEWEST or alone)
    return note.part(0, len(without_arrow(rest if is_link and rest else bare)))


def _link_of(note: Block) -> str:
    """The words at a note's end that may lead back to its mark; empty if there are none."""
    words = without_arrow(note.text).split(" ")
    ends = range(max(len(words) - _MOST_WORDS - 1, 1), len(words) - 2)
    for at in ends:
        if words[at].lower() in _BACK and words[at + 1] == "to":
            start = at - (words[at - 1] == "Go")
            link = " ".join(words[start:])
            return link if link[0].isupper() and not SENTENCE_END.search(link) else ""
    return ""
