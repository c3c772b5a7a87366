"""A paragraph in the making: its place, and the lines that are put to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind, leads_into
from ingest.numbering import Numbering, Place
from ingest.types import Footnote

_LISTED = (BlockKind.ITEM, BlockKind.ROW)


@dataclass
class Draft:
    """A paragraph in the making; ``voices`` say, line by line, whose words it has.

    ``blocks`` are those that its lines were made of, ``notes`` those of its footnotes.
    """

    place: Place
    section: tuple[str, ...]
    page: int | None
    lines: list[str] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)

    @property
    def body(self) -> str:
        return "\n".join(self.lines)

    @property
    def announces(self) -> bool:
        """Whether the last line leads into what follows."""
        return bool(self.lines) and leads_into(self.lines[-1])

    def add(self, block: Block, voice: str = "") -> None:
        """Add a block's line: running text, unless it is a bullet, a row or announced.

        ``voice`` says whose words it is, where it is not the paper's own.
        """
        listed = bool(block.number) and (bool(self.lines) or not self.place.printed)
        if block.kind not in _LISTED and not listed and not self.announces:
            self.prose.append(len(self.lines))
        self.lines.append(block.numbered_text if listed else block.text)
        self.blocks.append(block)
        self.voices += [voice] * (self.body.count("\n") + 1 - len(self.voices))


class Asides:
    """The paragraphs of the boxes beside the text, which parts none of its paragraphs."""

    def __init__(self, numbers: Numbering) -> None:
        self._numbers = numbers
        self._placed: list[tuple[int, Draft]] = []
        self._heading: tuple[int, tuple[str, ...], Block] | None = None

    def add(self, block: Block, place: int, section: tuple[str, ...], voice: str = "") -> None:
        """Add a block of a box that stands behind so many paragraphs of the text.

        One ``outside`` begins a box.
        """
        last = self._placed[-1] if self._placed else None
        goes_on = last is not None and last[0] == place
        if block.kind is BlockKind.HEADING:
            self._end_heading()
            self._heading = (place, section, block)
            return
        if self._heading is not None and self._heading[0] != place:
            self._end_heading()
        if self._heading is not None:
            self._open(place, (*section, self._heading[2].numbered_text), block, voice)
            self._heading = None
        elif last is not None and goes_on and (block.kind in _LISTED or last[1].announces):
            last[1].add(block, voice)
        else:
            inside = last is not None and goes_on and not block.outside
            self._open(place, last[1].section if last and inside else section, block, voice)

    def placed_in(self, drafts: Sequence[Draft]) -> list[Draft]:
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

    def _open(self, place: int, section: tuple[str, ...], block: Block, voice: str = "") -> None:
        self._placed.append((place, Draft(self._numbers.counted(), section, block.page)))
        self._placed[-1][1].add(block, voice)
