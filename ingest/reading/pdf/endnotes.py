"""Notes gathered at the end of a document, as the prints of web pages have them.

They are told line by line, whatever their print; or, where that fails, by their paragraphs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.blocks import SUPERSCRIPTS, Block, BlockKind
from ingest.markers import marker_names
from ingest.reading.pdf.baselines import MARKS
from ingest.reading.pdf.lines import Line
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.notes import Note
from ingest.reading.pdf.numbers import PRINTED_NUMBER
from ingest.reading.pdf.styles import LARGER

_MOST_WORDS = 4
"""Of the heading of a list of notes."""
_INDENT = 2.0
"""Of the letters' size: so far a shorter number stands further in than a longer one."""


@dataclass(frozen=True)
class Listed:
    """A list of notes: its lines in a document's, from ``start`` to before ``end``.

    ``start`` is that of its heading, where it has one.
    """

    start: int
    end: int
    notes: tuple[Note, ...]


def listed_notes(lines: Sequence[Line], taken: Collection[str], look: Look) -> Listed | None:
    """The last list of notes among a document's lines; None if there is none.

    Its numbers run from 1 without a gap, as the marks in the text above it do. It stands in the
    second half of the document, which has no numbered notes at the feet of its pages; ``taken``
    are the marks of those that it has there.
    """
    if any(map(str.isdecimal, taken)):
        return None
    marked = marker_names(" ".join(line.text for line in lines))
    for start in reversed(range(len(lines) // 2, len(lines))):
        if _opening(lines[start]) != 1:
            continue
        notes, end = _run_from(lines, start, look)
        names = {note.marker for note in notes}
        if not names <= marked:
            continue
        marks = marker_names(" ".join(line.text for line in lines[:start]))
        if names <= marks and str(len(notes) + 1) not in marks:
            headed = start > 0 and _is_heading(lines[start - 1], look)
            return Listed(start - headed, end, tuple(notes))
    return None


def _opening(line: Line) -> int:
    """The number that opens a line of the text; 0 where there is none."""
    if line.box or line.columns:
        return 0
    printed = PRINTED_NUMBER.match(line.text)
    number = printed[1] if printed else _raised(line.text)
    return int(number) if number.isdecimal() else 0


def _run_from(lines: Sequence[Line], start: int, look: Look) -> tuple[list[Note], int]:
    """The notes of a list that begins with a line, and the place of the line behind it."""
    first = lines[start]
    notes = [Note("1", (first,))]
    for at, line in enumerate(lines[start + 1 :], start + 1):
        opens = _opening(line) == len(notes) + 1
        if opens and abs(line.x0 - first.x0) < _INDENT * first.size:
            notes.append(Note(str(len(notes) + 1), (line,)))
        elif _goes_on(line, lines[at - 1], first, look):
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
        else:
            return notes, at
    return notes, len(lines)


def _goes_on(line: Line, before: Line, first: Line, look: Look) -> bool:
    alike = abs(line.size - first.size) < 0.6 and not line.box and not line.columns
    if not alike or line.x0 < first.x0 - _INDENT:
        return False
    return line.page != before.page or not look.opens_gap(before, line)


def _is_heading(line: Line, look: Look) -> bool:
    stands_out = line.bold or line.size >= LARGER * look.size
    return stands_out and len(line.text.split()) <= _MOST_WORDS


def with_endnotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the notes of a list as footnotes, and without the heading of the list.

    Such a list is numbered from 1 without a gap, as the marks are in the text above it, and the
    document has no other notes with these numbers.
    """
    numbers = [_number(block) for block in blocks]
    starts = [at for at, number in enumerate(numbers) if number == 1]
    for start in reversed(starts):
        end = start
        while end < len(blocks) and numbers[end] == end - start + 1:
            end += 1
        if _are_marked(blocks, start, end - start):
            notes = [_note(block) for block in blocks[start:end]]
            above = start - (start > 0 and blocks[start - 1].kind is BlockKind.HEADING)
            return [*blocks[:above], *notes, *blocks[end:]]
    return list(blocks)


def _number(block: Block) -> int:
    """The number that may be a note's; 0 where there is none."""
    if block.kind not in (BlockKind.PROSE, BlockKind.ITEM):
        return 0
    number = block.number or _raised(block.text)
    return int(number) if number.isdecimal() else 0


def _raised(text: str) -> str:
    """The raised number that opens a text, in plain digits."""
    digits = takewhile(lambda letter: letter in MARKS, text)
    return "".join(digits).translate(SUPERSCRIPTS)


def _are_marked(blocks: Sequence[Block], start: int, count: int) -> bool:
    names = {str(number) for number in range(1, count + 1)}
    marks = {name for block in blocks[:start] for name in marker_names(block.text)}
    taken = {block.marker for block in blocks if block.kind is BlockKind.FOOTNOTE}
    return names <= marks and str(count + 1) not in marks and not names & taken


def _note(block: Block) -> Block:
    marker = block.number or _raised(block.text)
    text = block.text if block.number else block.text[len(marker) :].lstrip()
    return replace(block, kind=BlockKind.FOOTNOTE, number="", marker=marker, text=text)
