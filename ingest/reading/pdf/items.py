"""The bullet, letter or Roman number that opens an item of a list."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.blocks import BULLET, LETTER
from ingest.reading.printed_numbers import numeral

_DRAWN = r"[•▪◦●○■□➢►‣⁃\uf000-\uf0ff]"
_PLAIN_BULLET = re.compile(rf"^{_DRAWN}")
_ITEM = re.compile(rf"^(?:{_DRAWN}|[o§Øü](?=\s+[^\W\d])|{BULLET}(?=\s)|(?:{LETTER})(?=\s))")

_MOST_ITEMS = 26


def opens_item(text: str) -> bool:
    """Whether a text opens with a bullet or an item's letter."""
    return _ITEM.match(text) is not None


def has_drawn_bullet(text: str) -> bool:
    """Whether a text opens with a bullet that is nothing else."""
    return _PLAIN_BULLET.match(text) is not None


def is_lettered(text: str) -> bool:
    """Whether a text opens as an item with a letter or Roman number, and with no drawn bullet."""
    match = _ITEM.match(text)
    return match is not None and any(letter.isalpha() for letter in match.group().strip("o§Øü"))


def is_next_letter(text: str, before: str) -> bool:
    """Whether an item's letter or Roman number is the next after another's."""
    mark, last = (of.split(" ", 1)[0].strip("().") for of in (text, before))
    counted = [[numeral(at, style) for at in range(1, _MOST_ITEMS)] for style in ("a", "i")]
    return any((last, mark) in pairwise(of) for of in counted)


def without_letter(text: str) -> str:
    """An item's text without the bullet or letter that opens it."""
    return _ITEM.sub("", text).strip()


def as_item(text: str) -> str:
    r"""An item's text, its bullet one that plain text has.

    >>> as_item("\uf0b7 Beds closed.")
    '• Beds closed.'
    """
    text = re.sub(r"^[●‣⁃\uf000-\uf0ff](?=\s)", "•", text)
    return re.sub(r"^[o○](?=\s)", "◦", text)
