"""Where a line of text ends: with a sentence, and with room for the next word or without."""

from __future__ import annotations

import re

from ingest.reading.pdf.lines import Line

_HEADING_PITCH = 1.7
"""Of the letters' size: so far apart are the lines of one heading in bold."""
SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]]*[⁰¹²³⁴-⁹]*$")
"""The end of a text that ends a sentence or announces what follows."""


def fits(before: Line, line: Line) -> bool:
    """Whether the first word of a line had room at the end of the one before it."""
    word = line.text.split(" ", 1)[0]
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    return before.right - before.x1 > letter * (len(word) + 1) + before.size


def are_one_heading(before: Line, line: Line) -> bool:
    """Whether bold lines of one size and edge are one heading: the first is full, and no end."""
    near = line.page == before.page and 0 < before.y - line.y <= _HEADING_PITCH * line.size
    alike = before.bold and line.bold and abs(before.size - line.size) < 0.1
    level = abs(before.x0 - line.x0) < 1 and before.box == line.box and not line.columns
    full = not fits(before, line) and SENTENCE_END.search(before.text) is None
    return near and alike and level and full
