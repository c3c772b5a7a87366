"""Where a line of text ends: with a sentence, and with room for the next word or without."""

from __future__ import annotations

import re

from ingest.reading.pdf.lines import Line

SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]]*[⁰¹²³⁴-⁹]*$")
"""The end of a text that ends a sentence or announces what follows."""


def fits(before: Line, line: Line) -> bool:
    """Whether the first word of a line had room at the end of the one before it."""
    word = line.text.split(" ", 1)[0]
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    return before.right - before.x1 > letter * (len(word) + 1) + before.size
