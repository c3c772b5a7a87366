"""What stands on a page of any office format becomes the blocks that its text would become."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.blocks import BULLET, LETTER, RAISED, SUPERSCRIPTS, Block, BlockKind
from ingest.reading.printed_numbers import number_of, printed_number

BREAK = "\u2028"
"""A line that ends within a paragraph."""
BULLET_LABEL = "-"
"""How every bullet that a program draws is written; its shape is a matter of fonts."""

_DIGITS = re.compile(r"\s*\d[\d\s,]*", re.ASCII)
_WORD = re.compile(r"\w")
_MARKED = re.compile(rf"(?:{BULLET}|{LETTER})\s+\S")
_NOTE = re.compile(r"([⁰¹²³⁴-⁹]+)\s*(?=\S)")
_SHORT_LABEL = re.compile(r"\(?\w{1,6}[.)]?")
_HEADING_WORDS = 40
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SHOWN = str.maketrans(
    # Soft hyphens, zero-width spaces and byte-order marks are not seen; the private letters are
    # how Word writes signs of the fonts Symbol and Wingdings.
    {
        "\u00ad": None, "\u200b": None, "\ufeff": None, "\u2011": "-", "\uf0b7": "•",
        "\uf0a7": "▪", "\uf0d8": "•", "\uf0e0": "→", "\uf0fc": "✓", "\uf0fe": "☑",
        "\uf0a8": "☐", "\uf06f": "☐", "\uf0fb": "✗",
    }
)  # fmt: skip


def paragraph(
    text: str,
    *,
    level: int = 0,
    label: str = "",
    nested: bool = False,
    page: int | None = None,
    in_cell: bool = False,
) -> Block | None:
    """The block that a paragraph is; None where it says nothing.

    ``level`` is that of a heading, 0 for none. ``label`` is what a list prints before it: a number
    opens a paragraph, unless the list is ``nested`` in another, and any other label an item.
    What is typed before a paragraph counts like a label. A sign says something only ``in_cell``, in
    a table, where a tick or a dot is the whole of what is said. Tabs are kept, for
    :func:`ingest.reading.markup.contents.finished` to see.
    """
    text = shown(text).strip()
    if not _WORD.search(text) and not (in_cell and any(map(_is_sign, text))):
        return None
    if level and (len(text.split()) <= _HEADING_WORDS or not text.endswith(".")):
        name = "" if label == BULLET_LABEL else label
        return Block(BlockKind.HEADING, f"{name} {text}".strip(), level=level, page=page)
    if label and not (_MARKED.match(text) or printed_number(text)[0]):
        return _labelled(text, label, nested=nested, page=page)
    return _typed(text, nested=nested, page=page)


def paragraphs_within(text: str) -> list[str]:
    """A text cut where two lines end one behind the other, and before each marked line.

    Such a line begins with a bullet, letter, number or raised number.
    """
    lines = [line.strip() for line in text.split(BREAK)]
    parts: list[str] = []
    above = ""
    for line in lines:
        opens = _MARKED.match(line) or printed_number(line)[0] or _NOTE.match(line)
        if not above or opens or not line:
            parts.append(line)
        else:
            parts[-1] += f" {line}"
        above = line
    return parts


def _is_sign(letter: str) -> bool:
    """Whether a letter is a sign of its own, such as a tick or an arrow, and no punctuation."""
    return unicodedata.category(letter) in ("So", "Sm")


def shown(text: str) -> str:
    """Text as it is seen: no soft hyphens, and every white space but a tab a single space."""
    return re.sub(r"[^\S\t]+", " ", _PRIVATE.sub("", text.translate(_SHOWN)))


def raised(text: str) -> str:
    """Superscript text as plain text writes it: digits as raised digits, all else as it is."""
    return text.translate(RAISED) if _DIGITS.fullmatch(text) else text


def note_mark(marker: str, before: str) -> str:
    """How the text points at a footnote (see :mod:`ingest.markers`), behind what stands before.

    Two marks in a row are kept apart: notes 1 and 2 are not note 12.
    """
    if not (marker.isascii() and marker.isdigit()):
        return f"[^{marker}]"
    return (" " if before[-1:] in _NOTE_DIGITS else "") + marker.translate(RAISED)


_NOTE_DIGITS = tuple(RAISED.values())


def footnote(marker: str, blocks: Sequence[Block]) -> Block:
    """A footnote whose text is all of these blocks'."""
    return Block(BlockKind.FOOTNOTE, line_of(blocks), marker=marker)


def line_of(blocks: Sequence[Block]) -> str:
    """The blocks' text in one line, as a table's cell or a footnote shows it."""
    return " ".join(f"{b.number}. {b.text}" if b.number else b.text for b in blocks)


def _labelled(text: str, label: str, *, nested: bool, page: int | None) -> Block:
    number = number_of(label)
    if number and (not nested or "." in number):
        return Block(BlockKind.PROSE, text, number=number, page=page)
    is_item = number or label == BULLET_LABEL or _SHORT_LABEL.fullmatch(label)
    kind = BlockKind.ITEM if is_item else BlockKind.PROSE
    return Block(kind, f"{label} {text}", page=page)


def _typed(text: str, *, nested: bool, page: int | None) -> Block:
    if note := _NOTE.match(text):
        marker = note[1].translate(SUPERSCRIPTS)
        return Block(BlockKind.FOOTNOTE, text[note.end() :], marker=marker, page=page)
    number, rest = printed_number(text)
    if number and (not nested or "." in number):
        return Block(BlockKind.PROSE, rest, number=number, page=page)
    is_item = number or _MARKED.match(text)
    return Block(BlockKind.ITEM if is_item else BlockKind.PROSE, text, page=page)
