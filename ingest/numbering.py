"""A document's printed numbers: which of them are its paragraphs', and where one stands again.

The numbers of a document make runs: 1, 2, 3 …, or 1.1, 1.2 … 2.1 …. A run that starts again below
a heading, as annexes and policies do, is another run, told apart by the heading it stands within.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.blocks import Block, BlockKind

Printed = tuple[int, ...]
"""A printed number as its parts: (4, 293) for "4.293"."""

_TOLERANCE = 3
_TEXT_SHARE = 0.5
_NUMBERED_SHARE = 0.5
_LONG_RUN, _LONG_RUN_SHARE = 10, 0.35
_FEWEST_DOTTED, _DOTTED_SHARE = 4, 0.2
_RUN_SECTIONS = 3
"""A run without a gap below as many headings is the paper's, however far apart its numbers are."""
_OUTSIDE_SHARE = 0.15


@dataclass(frozen=True)
class Place:
    """A paragraph's number, whether it is printed, and which of the document's runs it is in."""

    number: str
    printed: bool
    run: int = 0


@dataclass
class _Run:
    last: Printed
    number: int


class Numbering:
    """Gives each paragraph its number: as printed, or counted after the last one; none twice."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._depth = _depth(blocks)
        self.numbered = self._depth > 0 and _is_numbered(blocks, self._depth)
        self._runs: list[_Run] = []
        self._begun = 0
        self._given = Counter[tuple[int, str]]()
        self._counted = Counter[tuple[int, str]]()
        self._latest = Place("", False)

    def of_run(self, number: str, *, below_heading: bool, chapter: str = "") -> Place | None:
        """The place of a printed number, if it is a paragraph's and not one of a list in it.

        ``below_heading`` says whether a heading stands between it and the last such number;
        ``chapter`` is the number of the heading above it, which its own may go on from.
        """
        printed = parsed(number)
        if printed is None or not self.numbered:
            return None
        deep = len(printed) >= self._depth
        run = self._run(printed, below_heading=below_heading) if deep else None
        run = run or self._of_chapter(printed, chapter)
        if run is None:
            return None
        run.last = printed + (0,) * (self._depth - len(printed))
        return self.named(number, run.number)

    def named(self, number: str, run: int = 0) -> Place:
        """The place of a paragraph by a number or name that is printed, told from its repeats."""
        self._given[run, number] += 1
        repeats = self._given[run, number] - 1
        again = "" if not repeats else " (repeated)" if repeats == 1 else f" (repeated, {repeats})"
        self._latest = Place(number + again, True, run)
        return self._latest

    def counted(self) -> Place:
        """The place of a paragraph that has no number: our count, after the last printed one."""
        run = self._latest.run if self.numbered else 0
        last = self._latest.number.partition(" (repeated")[0] if self.numbered else ""
        self._counted[run, last] += 1
        count = self._counted[run, last]
        if not self.numbered:
            return Place(str(count), False)
        return Place(f"{last} (after, {count})" if last else f"front {count}", False, run)

    def _run(self, printed: Printed, *, below_heading: bool) -> _Run | None:
        """The run that this number goes on with or begins; None if it is no paragraph's.

        The paper's first may have more parts than most.
        """
        if not self._runs:
            return self._begin(printed) if printed[-1] == 1 else None
        begins = printed[-1] == 1 and len(printed) == self._depth
        if begins and below_heading and not _goes_on(self._runs[-1].last, printed, backwards=-1):
            del self._runs[1:]
            return self._begin(printed)
        for at in range(len(self._runs) - 1, -1, -1):
            if _goes_on(self._runs[at].last, printed, backwards=_TOLERANCE):
                del self._runs[at + 1 :]
                return self._runs[at]
        return None

    def _of_chapter(self, printed: Printed, chapter: str) -> _Run | None:
        """The last run, if a number goes on from it in the chapter whose number stands above.

        It may have fewer parts, or more: 2.1 below the heading 2, behind 1.5.2; 2.1.1 below the
        heading 2.1, behind 1.3.
        """
        last = self._runs[-1].last if self._runs else ()
        later = bool(last) and len(printed) > 1 and printed > last[: len(printed)]
        return self._runs[-1] if later and printed[:-1] == parsed(chapter) else None

    def _begin(self, printed: Printed) -> _Run:
        self._runs.append(_Run(printed, self._begun))
        self._begun += 1
        return self._runs[-1]


def told_apart(sections: Mapping[int, Sequence[tuple[str, ...]]]) -> dict[int, str]:
    """What tells each run of numbers, by the sections of its paragraphs, from those before it.

    That is the innermost heading that all of its paragraphs stand below; nothing for the first.
    """
    names: dict[int, str] = {}
    given = Counter[str]()
    for run, of_run in sections.items():
        shared = _shared(of_run) or of_run[0]
        name = shared[-1] if shared else ""
        given[name] += 1
        again = f"{name} ({given[name]})".strip()
        names[run] = "" if run == 0 else name if name and given[name] == 1 else again
    return names


def _shared(sections: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all of these sections begin with."""
    shared = sections[0]
    for section in sections[1:]:
        alike = 0
        while alike < min(len(shared), len(section)) and shared[alike] == section[alike]:
            alike += 1
        shared = shared[:alike]
    return shared


def chapter_of(heading: str) -> str:
    """The number that a heading opens with; empty if it opens with none.

    >>> chapter_of("1.6 Medicines"), chapter_of("Medicines")
    ('1.6', '')
    """
    number = heading.split(" ", 1)[0].rstrip(".")
    return number if parsed(number) else ""


def parsed(number: str) -> Printed | None:
    """The parts of a printed number; None if it is none.

    >>> parsed("4.293"), parsed("A1")
    ((4, 293), None)
    """
    parts = number.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else None


def _goes_on(last: Printed, printed: Printed, *, backwards: int) -> bool:
    """Whether one number follows another: near it, in the next chapter's first, or below it."""
    if len(printed) == len(last) + 1:
        return printed[:-1] == last and printed[-1] == 1
    if len(printed) != len(last):
        return len(printed) < len(last) and printed > last and _goes_on(
            last[: len(printed)], printed, backwards=0
        )  # fmt: skip
    if printed[:-1] == last[:-1]:
        return -backwards <= printed[-1] - last[-1] <= _TOLERANCE
    next_chapter = printed[:-1] > last[:-1] and printed[0] - last[0] <= _TOLERANCE
    return next_chapter and printed[-1] <= _TOLERANCE


def _depth(blocks: Sequence[Block]) -> int:
    """How many parts the paragraphs' numbers have; 0 if nothing is numbered."""
    depths = Counter(len(parts) for block in blocks if (parts := parsed(block.number)))
    return max(depths, key=lambda depth: (depths[depth], depth)) if depths else 0


def _is_numbered(blocks: Sequence[Block], depth: int) -> bool:
    """Whether a run of numbers from 1 covers most of what the document says."""
    numbers = [parsed(block.number) for block in blocks]
    first = next((at for at, n in enumerate(numbers) if n and len(n) == depth and n[-1] == 1), None)
    if first is None:
        return False
    run = [n for n in numbers if n and len(n) == depth]
    prose = [block for block in blocks if block.kind is BlockKind.PROSE or block.number]
    share = sum(bool(block.number) for block in prose) / len(prose)
    under = sum(len(block.text) for block in blocks[first:])
    total = sum(len(block.text) for block in blocks)
    if len(run) >= 3 and under >= _TEXT_SHARE * total and share >= _NUMBERED_SHARE:
        return True
    if _longest(run) == len(run) == 2 and _is_all_numbered(blocks):
        return True
    if _is_dotted(blocks, depth) and _said_under(blocks) >= _DOTTED_SHARE * total:
        return True
    if _longest(run) < _LONG_RUN:
        return False
    whole = _longest(run) == len(run) and _sections(blocks, depth) >= _RUN_SECTIONS
    return whole or _said_under(blocks) >= _LONG_RUN_SHARE * total


def _is_dotted(blocks: Sequence[Block], depth: int) -> bool:
    """Whether all numbers of so many parts, "2.1" and deeper, are paragraphs' and none is left out.

    No list counts like that.
    """
    own = [block for block in blocks if len(parsed(block.number) or ()) == depth]
    run = [parts for block in own if (parts := parsed(block.number))]
    text = all(block.kind is BlockKind.PROSE for block in own)
    return depth > 1 and text and len(run) >= _FEWEST_DOTTED and _longest(run) == len(run)


def _is_all_numbered(blocks: Sequence[Block]) -> bool:
    """Whether two numbers have next to all text under them, and are no list of two items.

    A list has text that leads into it, or text behind it that goes on with what stood above.
    """
    blocks = [block for block in blocks if not block.aside]
    numbered = [at for at, block in enumerate(blocks) if parsed(block.number)]
    if not numbered:
        return False
    first, last = numbered[0], numbered[-1]
    own = [0 if b.number or b.kind is not BlockKind.PROSE else len(b.text) for b in blocks]
    before, between, behind = sum(own[:first]), sum(own[first:last]), sum(own[last:])
    led_into = any(block.text.endswith(":") for block in blocks[:first])
    outside = before + (0 if between else behind)
    said = sum(len(b.text) for b in blocks if b.kind is not BlockKind.HEADING or b.number)
    return not led_into and outside <= _OUTSIDE_SHARE * said


def _sections(blocks: Sequence[Block], depth: int) -> int:
    """Below how many headings numbers of so many parts stand: a list stands below one."""
    found: set[int] = set()
    heading = 0
    for block in blocks:
        heading += block.kind is BlockKind.HEADING and not block.number
        if (printed := parsed(block.number)) and len(printed) == depth:
            found.add(heading)
    return len(found)


def _said_under(blocks: Sequence[Block]) -> int:
    """How many letters stand in numbered paragraphs and in the lists below them."""
    said, under = 0, False
    for block in blocks:
        if block.number or block.kind in (BlockKind.HEADING, BlockKind.PROSE):
            under = bool(block.number)
        said += len(block.text) if under else 0
    return said


def _longest(run: Sequence[Printed]) -> int:
    """How many numbers follow each other without a gap, at most."""
    longest = length = 1
    for before, number in pairwise(run):
        follows = number[:-1] == before[:-1] and number[-1] == before[-1] + 1
        new_chapter = number[:-1] > before[:-1] and number[-1] == 1
        length = length + 1 if follows or new_chapter else 1
        longest = max(longest, length)
    return longest
