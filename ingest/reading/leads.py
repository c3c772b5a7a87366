"""The words that open a text in bold, counted by letters: spaces and numbers may go astray."""

from __future__ import annotations

_MOST_WORDS = 14


def letters_in(text: str) -> int:
    """How many characters of a text are no spaces."""
    return len("".join(text.split()))


def lead_in(text: str, total: int, bold: int) -> str:
    """The words of a text that are bold, where words in other print follow; empty if none are.

    ``bold`` of ``total`` letters open in bold what was read, of which a number before the text may
    be left out.

    >>> lead_in("Beds. We will open ten.", 21, 7)
    'Beds.'
    """
    gone = total - letters_in(text)
    if gone < 0:
        return ""
    count = bold - gone
    words: list[str] = []
    for word in text.split():
        count -= len(word)
        if count < 0:
            break
        words.append(word)
    return " ".join(words) if bold < total and len(words) <= _MOST_WORDS else ""
