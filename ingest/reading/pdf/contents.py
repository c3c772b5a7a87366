"""A contents list repeats every heading with its page; it is left out, and its names are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading.pdf.lines import Line, Page

_TITLE = re.compile(r"^(?:table of )?contents(?: page)?$", re.IGNORECASE)
_ENTRY = re.compile(r"^(.*?[^\W\d_].*?)[\s.…_·]*[\s.…_](\d{1,3})$")
_FEWEST = 3
_ENTRIES_SHARE = 0.4
_LEADER = 4
"""Signs between a heading and its page number: as many are dots that lead to it."""


def without_contents(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without the contents list, and the headings that it names.

    A web page's has no page numbers. Any other runs from its title to the last line that ends in
    one, over as many pages as have mostly such lines. Where one of its headings stands again,
    alone, the text begins.
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
    at, first = start
    if (listed := _linked(pages, at, first)) is not None:
        lines = pages[at].lines
        names = [_without_bullet(_plain(line)) for line in lines[first + 1 : listed]]
        kept[at] = replace(pages[at], lines=lines[:first] + lines[listed:])
        return kept, names
    names = []
    led = True
    while at < len(pages):
        lines = pages[at].lines
        found = list(_entries(lines, first, names, led=led))
        entries = [n for n, _ in found]
        if len(entries) < _FEWEST and not names:
            return kept, []
        if not entries or len(entries) < _ENTRIES_SHARE * (entries[-1] + 1 - first):
            break
        led = led and all(_is_led(of) for _, of in found)
        names += [of[1] for _, of in found]
        kept[at] = replace(kept[at], lines=lines[:first] + lines[entries[-1] + 1 :])
        if entries[-1] + 1 < len(lines) - 2:
            break
        at, first = at + 1, 0
    return kept, names


def _linked(pages: Sequence[Page], at: int, first: int) -> int | None:
    """Where the list of a web page ends, which has no page numbers; None where it is not one.

    Each of its lines, perhaps with a bullet, stands again further down, alone.
    """
    lines = pages[at].lines
    later = {_heading(_plain(line)) for page in pages[at + 1 :] for line in page.lines}
    end = first + 1
    for place in range(first + 1, len(lines)):
        text = _without_bullet(_plain(lines[place]))
        own = "" if _ENTRY.match(text) else _heading(text)
        again = sum(_heading(_plain(line)) == own for line in lines[place + 1 :])
        if not own or not (again or own in later):
            break
        end = place + 1
    return end if end - first > _FEWEST else None


def _without_bullet(text: str) -> str:
    return text.lstrip("•–—-◦▪ ")


def _entries(
    lines: Sequence[Line], first: int, names: Sequence[str], *, led: bool
) -> Iterator[tuple[int, re.Match[str]]]:
    """The places of the list's lines on a page, each with its match, until the text begins.

    ``names`` are those of the pages before, each of which dots have ``led`` to its number.
    """
    known = set(map(_heading, names))
    for at in range(first, len(lines)):
        text = _plain(lines[at])
        match = _ENTRY.match(text)
        if match is None and _heading(text) in known:
            return
        if match is not None and (not names or not led or _is_led(match)):
            known.add(_heading(match[1]))
            yield at, match


def _is_led(entry: re.Match[str]) -> bool:
    """Whether dots lead from a heading to its page number."""
    return len(entry[0]) - len(entry[1]) - len(entry[2]) >= _LEADER


def _heading(text: str) -> str:
    """The letters of a heading, by which it is known again without its number."""
    return "".join(filter(str.isalpha, text)).casefold()


def _plain(line: Line) -> str:
    return " ".join(line.text.split())
