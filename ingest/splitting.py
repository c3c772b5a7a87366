"""A document's pieces put to paragraphs: what opens one, and what belongs to the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import ASIDE, Block, BlockKind
from ingest.captions import BOX
from ingest.drafts import Asides, Draft
from ingest.front import is_title
from ingest.language.acceptance import is_acceptance
from ingest.numbering import Numbering, Place, chapter_of
from ingest.reading.printed_numbers import parts_of
from ingest.unit_headings import headings_inside
from ingest.units import LOWEST, Piece, outside_units, with_places
from ingest.voices import is_answering, voices_of

_TEXT = (BlockKind.PROSE, BlockKind.ITEM)
_TITLE = 0
"""The level of a printed title, above every other heading."""

_UNIT = 7
"""The level at which the name of a unit stands above its further paragraphs."""


class Splitting:
    """A document's pieces put to paragraphs, one after the other.

    ``notes`` are the footnotes, each with the place of the paragraph above it. A heading that is
    the ``printed`` title ends those before it, and stands above all that follow: what is searched
    for is found by it, and what is shown leaves it out.
    """

    def __init__(self, pieces: Sequence[Piece], title: str, printed: str = "") -> None:
        self._numbers = Numbering(outside_units(pieces))
        self._pieces = with_places(pieces) if self._numbers.numbered else list(pieces)
        self._title = printed
        self._voices = voices_of(self._pieces, title)
        self._answering = is_answering(self._pieces, title)
        nested = self._answering and not self._numbers.numbered
        self._inside = headings_inside(self._pieces) if nested else frozenset()
        self.drafts: list[Draft] = []
        self.notes: list[tuple[int, Block]] = []
        self.asides = Asides(self._numbers)
        self._path: dict[int, str] = {}
        self._under_heading = self._below_heading = True
        self._name = ""
        self._unit = _Unit()
        self._leading: Draft | None = None

    @property
    def numbered(self) -> bool:
        """Whether the document's paragraphs have printed numbers."""
        return self._numbers.numbered

    def run(self) -> None:
        """Put every piece to its paragraph."""
        ends = max(
            (at for at, piece in enumerate(self._pieces) if _says_text(piece.block)), default=0
        )
        for at, piece in enumerate(self._pieces):
            block = piece.block
            if block.kind is BlockKind.FOOTNOTE:
                self.notes.append((len(self.drafts) - 1, block))
            elif block.aside:
                place = len(self.drafts)
                self.asides.add(block, place, _section(self._path), self._voices[at])
            elif block.number and (place_of := self._printed(block)):
                self._open_numbered(at, place_of)
            elif piece.is_heading and at < ends:
                self._head(piece, inside=at in self._inside)
            else:
                self._say(at)

    def _printed(self, block: Block) -> Place | None:
        if parts_of(block.number)[0]:
            head = block.kind is BlockKind.HEADING and not self._numbers.numbered
            return None if head else self._numbers.named(block.number)
        above = [text for level, text in sorted(self._path.items()) if level < ASIDE]
        chapters = (chapter_of(text) for text in reversed(above))
        return self._numbers.of_run(
            block.number,
            below_heading=self._below_heading,
            chapter=next(filter(None, chapters), ""),
        )

    def _open_numbered(self, at: int, place: Place) -> None:
        """Begin a paragraph with its printed number."""
        block = self._pieces[at].block
        self._path = self._unit.left(self._path, answering=self._answering)
        self._path = {level: text for level, text in self._path.items() if level < ASIDE}
        section = _section(self._path)
        label = block.kind is BlockKind.HEADING and _is_label(self._pieces[at + 1 :])
        self._open(place, block, (*section, block.text) if label else section)
        self._below_heading = False
        if not label:
            self._add(at)

    def _head(self, piece: Piece, *, inside: bool) -> None:
        """Put a heading above what follows; a reply's within a unit of a numbered paper is text.

        One ``inside`` a unit stands below its name.
        """
        block = piece.block
        aside, replies = block.level == ASIDE, piece.replies and not piece.anew
        if replies and self._unit.is_open and self._numbers.numbered and not self._under_heading:
            self.drafts[-1].add(replace(block, kind=BlockKind.PROSE))
            return
        self._leading = self._leading or self._led(block) if aside else None
        level = max(block.level, self._unit.level + 1) if replies else block.level
        if inside:
            level = min(level + self._unit.deeper, ASIDE - 1)
        elif not aside and not replies:
            self._unit = self._next_unit(piece)
            level = self._unit.level or level
        if is_title(block.text, self._title):
            level = _TITLE
        self._path = {of: text for of, text in self._path.items() if of < level}
        self._path[level] = block.numbered_text
        self._name = _name(piece) if not aside else ""
        self._under_heading = True
        self._below_heading = self._below_heading or not aside

    def _next_unit(self, piece: Piece, name: str = "") -> _Unit:
        """The unit that a piece begins; none, with its headings gone, where a heading ends one.

        Where headings stand inside units, what its print alone makes a unit's name stands right
        below the last heading above the unit.
        """
        block = piece.block
        level = block.level if piece.is_heading else _UNIT
        if self._inside and self._unit.level and (self._unit.lowest or piece.begins_unit):
            self._path = {of: text for of, text in self._path.items() if of < self._unit.level}
        if not piece.begins_unit:
            return _Unit()
        outer = max((of for of in self._path if of < level), default=0)
        lowest = level in (_UNIT, LOWEST)
        if self._inside and lowest:
            level = outer + 1
        return _Unit(level, name, deeper=level - outer, lowest=lowest)

    def _led(self, figure: Block) -> Draft | None:
        """The paragraph that leads into a list which a figure parts from it."""
        last = self.drafts[-1] if self.drafts else None
        return last if last and last.announces and not figure.text.startswith(BOX) else None

    def _say(self, at: int) -> None:
        """Put text to the paragraph above it, or begin one with it."""
        piece = self._pieces[at]
        block = piece.block
        if self._leading and block.kind is BlockKind.ITEM:
            self._leading.add(block, self._voices[at])
            return
        if piece.parted:
            self._path.pop(ASIDE, None)
        name = self._name or (_name(piece) if piece.begins_unit else "")
        below = not self._under_heading or (self._inside and not self._unit.is_open)
        if piece.begins_unit and below:
            self._unit = self._next_unit(piece, name)
            self._path = {of: text for of, text in self._path.items() if of < self._unit.level}
        if self._under_heading or piece.parted or piece.begins_unit or self._opens(piece):
            place = self._numbers.named(name) if name else self._numbers.counted()
            self._open(place, block, _section(self._path))
        if self._unit.name and not self._numbers.numbered:
            self._path[self._unit.level] = self._unit.name
        self._add(at)

    def _opens(self, piece: Piece) -> bool:
        """Whether a piece that no number, name or heading opens begins a paragraph.

        Headings with nothing below them at the end of a document do.
        """
        block = piece.block
        if block.kind is BlockKind.HEADING or piece.opens:
            return True
        if block.kind is not BlockKind.PROSE or block.number:
            return False
        last = self.drafts[-1]
        if piece.noted and ASIDE in self._path:
            return False
        if piece.follows and self._answering and not _ends_box(last, block):
            return False
        leads = last.announces or any(of.refers for of in last.blocks[-1:])
        return not self._numbers.numbered and not leads

    def _open(self, place: Place, block: Block, section: tuple[str, ...]) -> None:
        self.drafts.append(Draft(place, section, block.page))
        self._under_heading, self._name, self._leading = False, "", None

    def _add(self, at: int) -> None:
        piece, voice = self._pieces[at], self._voices[at]
        self.drafts[-1].add(piece.block, voice)
        self._under_heading, self._name = False, ""
        if not (piece.replies and is_acceptance(piece.block.text)):
            self._unit.add(piece.block, voice)


@dataclass
class _Unit:
    """The unit that a paragraph stands in: the ``level`` of its name, 0 where there is none.

    ``name`` is set where it is no heading; ``said`` and ``replied`` say whether text without a
    number stands in it, and whether any of that is the paper's own: a line that only accepts
    something is the head of the reply below it, and does not count. It is the ``lowest`` where its
    print alone tells its name, and ``deeper`` is by how much the headings inside it are.
    """

    level: int = 0
    name: str = ""
    said: bool = False
    replied: bool = False
    deeper: int = 0
    lowest: bool = False

    @property
    def is_open(self) -> bool:
        return self.level > 0

    def add(self, block: Block, voice: str) -> None:
        if not block.number:
            self.said = True
            self.replied = self.replied or not voice

    def left(self, path: dict[int, str], *, answering: bool) -> dict[int, str]:
        """The headings above a numbered paragraph: without the unit's, if that ends before it.

        It ends where it has text of its own, and of a reply, where that has been given.
        """
        if not self.level or not (self.replied if answering else self.said):
            return path
        level, self.level = self.level, 0
        return {of: text for of, text in path.items() if of < level}


def _says_text(block: Block) -> bool:
    return bool(block.number) or block.kind not in (BlockKind.HEADING, BlockKind.FOOTNOTE)


def _ends_box(last: Draft, block: Block) -> bool:
    """Whether a unit's further paragraph is set off by its print, as in a box, and a block not."""
    return not last.place.printed and all(of.apart for of in last.blocks) and not block.apart


def _name(piece: Piece) -> str:
    """What a heading or first words such as "Recommendation 7" call a paragraph."""
    return piece.label.name if piece.begins_unit and piece.label else ""


def _is_label(below: Sequence[Piece]) -> bool:
    """Whether a numbered heading is the label of the text below it, and not its own paragraph."""
    blocks = (piece.block for piece in below)
    following = next((block for block in blocks if block.kind is not BlockKind.FOOTNOTE), None)
    return following is not None and following.kind in _TEXT and not following.number


def _section(path: dict[int, str]) -> tuple[str, ...]:
    """The headings above a paragraph, the outermost first."""
    return tuple(text for _, text in sorted(path.items()))
