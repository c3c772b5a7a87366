"""Where pages begin within a paragraph, so that a quote is cited with the page it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.blocks import Block, PageStarts
from ingest.markers import without_markers


def page_starts(
    first: int | None, lines: Sequence[str], blocks: Sequence[Block], notes: Sequence[Block]
) -> PageStarts:
    """The offsets in a paragraph's text at which another page begins than before, with that page.

    The paragraph begins on page ``first``; its ``lines`` are those of its ``blocks``, with what is
    printed before them, and its footnotes' markers stand in them yet.
    """
    body, names = "\n".join(lines), {note.marker for note in notes}
    starts: list[tuple[int, int]] = []
    at = 0
    for line, block in zip(lines, blocks, strict=True):
        starts += _starts(block, line, at)
        at += len(line) + 1
    starts = [(len(without_markers(body[:at], names)), page) for at, page in starts]
    at = len(without_markers(body, names))
    for note in notes:
        opening = at + len(f"\n[{note.marker}] ")
        for own, page in _starts(note, note.text, 0):
            within = opening + len(without_markers(note.text[:own]))
            starts.append((within if own else at + 1, page))
        at = opening + len(without_markers(note.text))
    return tuple(_changes(starts, first))


def _starts(block: Block, line: str, at: int) -> Iterator[tuple[int, int]]:
    """The pages of a block as a line that begins at an offset and ends in the block's text."""
    if block.page is not None:
        yield at, block.page
    for start, page in block.page_starts:
        yield at + len(line) - len(block.text) + start, page


def _changes(starts: Sequence[tuple[int, int]], page: int | None) -> Iterator[tuple[int, int]]:
    for at, begins in starts:
        if begins != page:
            yield at, begins
        page = begins
