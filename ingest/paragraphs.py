"""The one splitter: blocks in, numbered paragraphs out, with nothing of the text lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.doubts import with_doubts
from ingest.markers import marker_names, without_markers
from ingest.numbering import Numbering, Place, told_apart
from ingest.pages import page_starts
from ingest.types import Footnote, Paragraph

SPLITTER_VERSION = "3"
"""Raised whenever the same document would give other paragraphs; the index records it."""

_NO_TEXT = (BlockKind.HEADING, BlockKind.FOOTNOTE)
_TEXT = (BlockKind.PROSE, BlockKind.ITEM)
_LISTED = (BlockKind.ITEM, BlockKind.ROW)
_NAMED = re.compile(r"^((?:Recommendation|Conclusion) \d{1,3})(?:[:.]\s+|\s+[–—-]\s+|$)")


@dataclass
class _Draft:
    place: Place
    section: tuple[str, ...]
    page: int | None
    lines: list[str] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)

    @property
    def body(self) -> str:
        return "\n".join(self.lines)

    @property
    def announces(self) -> bool:
        """Whether the last line ends in a colon, and so leads into what follows."""
        return bool(self.lines) and self.lines[-1].rstrip().endswith(":")

    def add(self, block: Block) -> None:
        """Add a block's line: running text, unless it is a bullet, a row or announced."""
        listed = bool(block.number) and (bool(self.lines) or not self.place.printed)
        if block.kind not in _LISTED and not listed and not self.announces:
            self.prose.append(len(self.lines))
        self.lines.append(block.numbered_text if listed else block.text)
        self.blocks.append(block)


class _Asides:
    """The paragraphs of the boxes beside the text, which parts none of its paragraphs."""

    def __init__(self, numbers: Numbering) -> None:
        self._numbers = numbers
        self._placed: list[tuple[int, _Draft]] = []
        self._heading: tuple[int, tuple[str, ...], Block] | None = None

    def add(self, block: Block, place: int, section: tuple[str, ...]) -> None:
        """Add a block of a box that stands behind so many paragraphs of the text."""
        last = self._placed[-1] if self._placed else None
        goes_on = last is not None and last[0] == place
        if block.kind is BlockKind.HEADING:
            self._end_heading()
            self._heading = (place, section, block)
            return
        if self._heading is not None and self._heading[0] != place:
            self._end_heading()
        if self._heading is not None:
            self._open(place, (*section, self._heading[2].numbered_text), block)
            self._heading = None
        elif last is not None and goes_on and (block.kind in _LISTED or last[1].announces):
            last[1].add(block)
        else:
            self._open(place, last[1].section if last and goes_on else section, block)

    def placed_in(self, drafts: Sequence[_Draft]) -> list[_Draft]:
        """The paragraphs of the text with those of the boxes behind what they stand beside."""
        self._end_heading()
        placed = list(drafts)
        for place, draft in reversed(self._placed):
            placed.insert(place, draft)
        return placed

    def _end_heading(self) -> None:
        """A heading that has nothing below it, as a pull quote in large print, is a paragraph."""
        if self._heading is not None:
            self._open(*self._heading)
            self._heading = None

    def _open(self, place: int, section: tuple[str, ...], block: Block) -> None:
        self._placed.append((place, _Draft(self._numbers.counted(), section, block.page)))
        self._placed[-1][1].add(block)


def split(
    document: str, blocks: Sequence[Block], *, by_machine: Collection[int] = ()
) -> list[Paragraph]:
    """Split one document's blocks into its paragraphs, in reading order.

    A document whose text mostly stands under a run of printed numbers keeps those numbers; any
    other is counted from 1. Numbers are taken as printed, repeats and gaps too: it is for
    :func:`ingest.numbering.check_numbers` to judge them. ``by_machine`` are the pages whose words
    were recognised from an image.
    """
    if all(block.kind is BlockKind.FOOTNOTE for block in blocks):
        blocks = [replace(block, kind=BlockKind.PROSE) for block in blocks]
    numbers = Numbering(blocks)
    asides = _Asides(numbers)
    drafts, notes = _drafts(blocks, numbers, asides)
    _attach_footnotes(drafts, notes)
    drafts = asides.placed_in(drafts)
    sections: dict[int, list[tuple[str, ...]]] = {}
    for draft in drafts:
        if draft.place.printed:
            sections.setdefault(draft.place.run, []).append(draft.section)
    within = told_apart(sections)
    paragraphs = [
        Paragraph(
            document=document,
            number=draft.place.number,
            printed=draft.place.printed,
            section=draft.section,
            body=without_markers(draft.body, {note.marker for note in draft.footnotes}),
            footnotes=tuple(draft.footnotes),
            page=draft.page,
            prose=tuple(draft.prose),
            within=within.get(draft.place.run, ""),
            page_starts=page_starts(draft.page, draft.lines, draft.blocks, draft.notes),
        )
        for draft in drafts
    ]
    paragraphs = [
        replace(paragraph, machine_read=any(page in by_machine for page in paragraph.pages))
        for paragraph in paragraphs
    ]
    own = [[*draft.blocks, *draft.notes] for draft in drafts]
    return with_doubts(paragraphs, own, numbered=numbers.numbered)


def _drafts(
    blocks: Sequence[Block], numbers: Numbering, asides: _Asides
) -> tuple[list[_Draft], list[tuple[int, Block]]]:
    """The paragraphs, and the footnotes, each with the place of the paragraph above it."""
    drafts: list[_Draft] = []
    notes: list[tuple[int, Block]] = []
    path: dict[int, str] = {}
    under_heading = below_heading = True
    name = ""
    text_ends = max(
        (at for at, block in enumerate(blocks) if block.kind not in _NO_TEXT or block.number),
        default=0,
    )
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            notes.append((len(drafts) - 1, block))
            continue
        if block.aside:
            asides.add(block, len(drafts), _section(path))
            continue
        is_heading = block.kind is BlockKind.HEADING
        place = None
        if block.number:
            below = {level: text for level, text in path.items() if level < ASIDE}
            section = _section(below)
            place = numbers.of_run(block.number, below_heading=below_heading)
        if place is not None:
            path = below
            below_heading = False
            if is_heading and _is_label(blocks[at + 1 :]):
                drafts.append(_Draft(place, (*section, block.text), block.page))
                under_heading, name = False, ""
                continue
            drafts.append(_Draft(place, section, block.page))
        elif is_heading and at < text_ends:
            aside = block.level == ASIDE
            path = {level: text for level, text in path.items() if level < block.level}
            path[block.level] = block.numbered_text
            name = "" if numbers.numbered or aside else _name(block.text)
            under_heading = True
            below_heading = below_heading or not aside
            continue
        elif under_heading or _opens_paragraph(block, drafts[-1], numbered=numbers.numbered):
            place = _named_place(block, name, numbers) or numbers.counted()
            drafts.append(_Draft(place, _section(path), block.page))
        drafts[-1].add(block)
        under_heading, name = False, ""
    return drafts, notes


def _is_label(below: Sequence[Block]) -> bool:
    """Whether a numbered heading is the label of the text below it, and not its own paragraph."""
    following = next((block for block in below if block.kind is not BlockKind.FOOTNOTE), None)
    return following is not None and following.kind in _TEXT and not following.number


def _name(text: str) -> str:
    """What a heading such as "Recommendation 7" calls the paragraph below it."""
    match = _NAMED.fullmatch(text)
    return match[1] if match else ""


def _named_place(block: Block, name: str, numbers: Numbering) -> Place | None:
    """The place of a paragraph that has a name of its own, above it or as its first words."""
    inline = _NAMED.match(block.text) if block.kind is BlockKind.PROSE else None
    if numbers.numbered or not (name or inline):
        return None
    return numbers.named(name or (inline[1] if inline else ""))


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
        drafts[owner].notes.append(note)
