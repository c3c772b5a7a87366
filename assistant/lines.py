"""The lines of a paragraph as they are shown: running text, items of lists, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.types import Paragraph

_BULLET = re.compile(r"[-•–▪◦*]\s+")
_LETTERED = re.compile(r"\(?(?:[a-z][.)]|[ivx]{1,5}[.)])\s")


def lines_of(paragraph: Paragraph) -> Iterator[tuple[str, range]]:
    """Each line's kind and where its words stand in the paragraph's text, without the bullet."""
    at = 0
    for line in paragraph.body.split("\n"):
        bullet = _BULLET.match(line)
        kind = "bullet" if bullet else "lettered" if _LETTERED.match(line) else "prose"
        yield kind, range(at + (bullet.end() if bullet else 0), at + len(line))
        at += len(line) + 1
    for note in paragraph.footnotes:
        end = at + len(f"[{note.marker}] {note.text}")
        yield "footnotes", range(at, end)
        at = end + 1


def quoted_letters(text: str, quotes: Sequence[str]) -> set[int]:
    """Where in a text the letters of its quotes stand.

    >>> sorted(quoted_letters("Beds closed.", ["Beds", "no words of it"]))
    [0, 1, 2, 3]
    """
    starts = [(text.find(quote), len(quote)) for quote in quotes if quote in text]
    return {at for start, length in starts for at in range(start, start + length)}
