"""The one splitter: blocks in, numbered paragraphs out, with nothing of the text lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.blocks import Block, BlockKind
from ingest.markers import marker_names, without_markers
from ingest.types import Footnote, Paragraph

SPLITTER_VERSION = "2"
"""Raised whenever the same document would give other paragraphs; the index records it."""

_NO_TEXT = (BlockKind.HEADING, BlockKind.FOOTNOTE)
_LISTED = (BlockKind.ITEM, BlockKind.ROW)
_NUMBERED_SHARE = 0.5
_NUMBER_TOLERANCE = 3


@dataclass
class _Draft:
    number: str
    printed: bool
    section: tuple[str, ...]
    page: int | None
    lines: list[str] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)

    @property
    def body(self) -> str:
        return "\n".join(self.lines)

    @property
    def announces(self) -> bool:
        """Whether the last line ends in a colon, and so leads into what follows."""
        return bool(self.lines) and self.lines[-1].rstrip().endswith(":")

    def add(self, block: Block) -> None:
        """Add a block's line: running text, unless it is a bullet, a row or announced."""
        listed = bool(block.number) and (bool(self.lines) or not self.printed)
        if block.kind not in _LISTED and not listed and not self.announces:
            self.prose.append(len(self.lines))
        self.lines.append(f"{block.number}. {block.text}" if listed else block.text)


def split(document: str, blocks: Sequence[Block]) -> list[Paragraph]:
    """Split one document's blocks into its paragraphs, in reading order.

    A document whose text mostly stands under a run of printed numbers keeps those numbers; any
    other is counted from 1. Numbers are taken as printed, repeats and gaps too: it is for
    :func:`check_numbers` to judge them.
    """
    if all(block.kind is BlockKind.FOOTNOTE for block in blocks):
        blocks = [replace(block, kind=BlockKind.PROSE) for block in blocks]
    drafts, notes = _drafts(blocks, numbered=_is_numbered(blocks))
    _attach_footnotes(drafts, notes)
    return [
        Paragraph(
            document=document,
            number=draft.number,
            printed=draft.printed,
            section=draft.section,
            body=without_markers(draft.body, {note.marker for note in draft.footnotes}),
            footnotes=tuple(draft.footnotes),
            page=draft.page,
            prose=tuple(draft.prose),
        )
        for draft in drafts
    ]


def check_numbers(paragraphs: Sequence[Paragraph], expected: range) -> list[str]:
    """What is wrong with the printed numbers: each expected one once, in order, and no other.

    Returns one phrase a fault, ready to be read; none where the run is as expected.
    """
    found = [int(p.number.split(" ")[0]) for p in paragraphs if p.printed]
    faults = [f"paragraph {n} is missing" for n in expected if n not in found]
    faults += [f"paragraph {n} appears {found.count(n)} times" for n in sorted(set(found))
               if found.count(n) > 1]  # fmt: skip
    faults += [f"paragraph {n} is not expected" for n in found if n not in expected]
    if not faults and found != sorted(found):
        first = next(b for a, b in pairwise(found) if b < a)
        faults.append(f"paragraph {first} is out of order")
    return faults


def _is_numbered(blocks: Sequence[Block]) -> bool:
    """Whether a run of numbers from 1 covers most of what the document says."""
    first = next((at for at, block in enumerate(blocks) if block.number == "1"), None)
    if first is None:
        return False
    run = sum(bool(block.number) for block in blocks)
    under = sum(len(block.text) for block in blocks[first:])
    prose = [block for block in blocks if block.kind is BlockKind.PROSE]
    share = sum(bool(block.number) for block in prose) / len(prose)
    total = sum(len(block.text) for block in blocks)
    return run >= 3 and under >= _NUMBERED_SHARE * total and share >= _NUMBERED_SHARE


class _Numbers:
    """The paragraphs' numbers: as printed, or counted after the last one printed; none twice."""

    def __init__(self, *, numbered: bool) -> None:
        self._numbered = numbered
        self._last = 0
        self._printed, self._counted = Counter[int](), Counter[int]()

    def of_run(self, number: int | None) -> int | None:
        """A printed number, if it belongs to the document's run rather than to a list in it."""
        if number is None or not self._numbered:
            return None
        goes_on = number == 1 if self._last == 0 else abs(number - self._last) <= _NUMBER_TOLERANCE
        return number if goes_on else None

    def printed(self, number: int) -> str:
        self._last = number
        self._printed[number] += 1
        repeats = self._printed[number] - 1
        if not repeats:
            return str(number)
        return f"{number} (repeated)" if repeats == 1 else f"{number} (repeated, {repeats})"

    def counted(self) -> str:
        self._counted[self._last] += 1
        count = self._counted[self._last]
        if not self._numbered:
            return str(count)
        return f"front {count}" if self._last == 0 else f"{self._last} (after, {count})"


def _drafts(
    blocks: Sequence[Block], *, numbered: bool
) -> tuple[list[_Draft], list[tuple[int, Block]]]:
    """The paragraphs, and the footnotes, each with the place of the paragraph above it."""
    drafts: list[_Draft] = []
    notes: list[tuple[int, Block]] = []
    path: dict[int, str] = {}
    numbers = _Numbers(numbered=numbered)
    under_heading = True
    text_ends = max(
        (at for at, block in enumerate(blocks) if block.kind not in _NO_TEXT), default=0
    )
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            notes.append((len(drafts) - 1, block))
        elif block.kind is BlockKind.HEADING and at < text_ends:
            path = {level: text for level, text in path.items() if level < block.level}
            path[block.level] = block.text
            under_heading = True
        else:
            number = numbers.of_run(int(block.number) if block.number else None)
            if number is not None:
                drafts.append(_Draft(numbers.printed(number), True, _section(path), block.page))
            elif under_heading or _opens_paragraph(block, drafts[-1], numbered=numbered):
                drafts.append(_Draft(numbers.counted(), False, _section(path), block.page))
            drafts[-1].add(block)
            under_heading = False
    return drafts, notes


def _section(path: dict[int, str]) -> tuple[str, ...]:
    """The headings above a paragraph, the outermost first."""
    return tuple(text for _, text in sorted(path.items()))


def _opens_paragraph(block: Block, before: _Draft, *, numbered: bool) -> bool:
    """Whether a block that no number or heading opens starts a paragraph of its own.

    Headings with nothing below them at the end of a document do.
    """
    if block.kind is BlockKind.HEADING:
        return True
    if block.kind is not BlockKind.PROSE or block.number:
        return False
    return not numbered and not before.announces


def _attach_footnotes(drafts: Sequence[_Draft], notes: Sequence[tuple[int, Block]]) -> None:
    """Give each footnote to the nearest paragraph above it that marks it.

    If none does it is the first below that marks it, or else the one directly above.
    """
    marked = [marker_names(draft.body) for draft in drafts]
    for above, note in notes:
        marking = [at for at, names in enumerate(marked) if note.marker in names]
        before = [at for at in marking if at <= above]
        owner = (before[-1:] or marking[:1] or [max(above, 0)])[0]
        drafts[owner].footnotes.append(Footnote(note.marker, without_markers(note.text)))
