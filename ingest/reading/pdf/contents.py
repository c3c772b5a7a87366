"""A contents list repeats every heading with its page; it is left out, and its names are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.reading.pdf.lines import Line, Page

_TITLE = re.compile(r"^(?:table of )?contents(?: page)?$", re.IGNORECASE)
_ENTRY = re.compile(r"^(.*?[^\W\d_].*?)[\s.…_·]*[\s.…_](\d{1,3})$")
_FEWEST = 3
_ENTRIES_SHARE = 0.4


def without_contents(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without the contents list, and the headings that it names.

    The list runs from its title to the last line that ends in a page number, over as many pages
    as have mostly such lines.
    """
    kept = list(pages)
    start = next(
        (
            (at, line)
            for at, page in enumerate(pages)
            for line, text in enumerate(page.lines)
            if _TITLE.match(text.text.strip())
        ),
        None,
    )
    if start is None:
        return kept, []
    names: list[str] = []
    at, first = start
    while at < len(pages):
        lines = pages[at].lines
        entries = [n for n in range(first, len(lines)) if _ENTRY.match(_plain(lines[n]))]
        if len(entries) < _FEWEST and not names:
            return kept, []
        if not entries or len(entries) < _ENTRIES_SHARE * (entries[-1] + 1 - first):
            break
        names += [match[1] for n in entries if (match := _ENTRY.match(_plain(lines[n])))]
        kept[at] = replace(kept[at], lines=lines[:first] + lines[entries[-1] + 1 :])
        if entries[-1] + 1 < len(lines) - 2:
            break
        at, first = at + 1, 0
    return kept, names


def _plain(line: Line) -> str:
    return " ".join(line.text.split())
