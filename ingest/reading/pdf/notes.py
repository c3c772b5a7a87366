"""A page's footnotes: small print at its foot that opens with a mark, and what goes on from it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import SUPERSCRIPTS
from ingest.markers import marker_names
from ingest.reading.pdf.line_ends import SENTENCE_END
from ingest.reading.pdf.lines import Line, Page
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.runs import Rule

_RAISED = re.compile(r"^([⁰¹²³⁴-⁹]{1,4})\s*(?=\S)")
_PLAIN = re.compile(r"^(\d{1,4})(?=[\s“‘A-Z])\s*(?=\S)")
_SIGN = re.compile(r"^([*†‡§])\s*(?=\S)")
_FAR = 2.5
"""Of the letters' size: a line as far below is no more of a note."""
_NEXT = 6
"""How far a plain number may be from the note before it and still mark one."""
_AT_EDGE = 4.0
_BEFORE, _HANGS = 12.0, 3.0
"""Points by which notes may stand before their rule; and of the text's size, behind it."""


@dataclass(frozen=True)
class Note:
    """A footnote as its lines; ``marker`` is empty for the rest of one from the page before."""

    marker: str
    lines: tuple[Line, ...]

    @property
    def texts(self) -> list[str]:
        """Its lines' texts, without the mark before the first."""
        texts = [" ".join(line.text.split()) for line in self.lines]
        if not self.marker:
            return texts
        opening = next((p for p in (_RAISED, _SIGN, _PLAIN) if p.match(texts[0])), None)
        bare = opening.sub("", texts[0]) if opening else texts[0].removeprefix(f"{self.marker}.")
        return [bare.lstrip(), *texts[1:]]


class Footnotes:
    """Takes the footnotes off one page after the other, as their numbers run on."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._last = 0
        self._raised = False

    def taken_from(self, page: Page) -> tuple[list[Line], list[Note]]:
        """The page's other lines, in reading order, and its footnotes.

        What stands far below the last of these is the page's foot, and neither.
        """
        notes: list[Note] = []
        for column in _columns(page.lines):
            notes += self._in_column(column, page)
        taken = {id(line) for note in notes for line in note.lines}
        notes = [replace(note, lines=_close(note.lines)) for note in notes]
        return [line for line in page.lines if id(line) not in taken], notes

    def _in_column(self, column: Sequence[Line], page: Page) -> list[Note]:
        foot: list[Line] = []
        for line in sorted(column, key=lambda line: line.y):
            if line.columns or not self._look.is_small(line):
                break
            foot.insert(0, line)
        if not foot:
            return []
        ruled = self._rule_above(foot, page)
        edge = min(line.x0 for line in foot)
        marked = {name for line in column if line not in foot for name in marker_names(line.text)}
        notes: list[Note] = []
        for line in foot if ruled is None else [line for line in foot if line.y < ruled]:
            marker = self._marker(line, edge, marked)
            if marker and not _RAISED.match(line.text) and self._raised and _goes_on(notes, line):
                marker = ""
            self._raised = self._raised or bool(_RAISED.match(line.text))
            if marker:
                notes.append(Note(marker, (line,)))
                self._last = int(marker) if marker.isdecimal() else self._last
            elif notes:
                notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
            elif ruled is not None:
                notes.append(Note("", (line,)))
        return notes

    def _marker(self, line: Line, edge: float, marked: Collection[str]) -> str:
        """The mark that opens a footnote.

        A plain number must stand at the edge, and be marked in the column above or run on; with
        a word right behind it, it must be marked.
        """
        if raised := _RAISED.match(line.text):
            return raised[1].translate(SUPERSCRIPTS)
        if line.x0 > edge + _AT_EDGE:
            return ""
        if sign := _SIGN.match(line.text):
            return sign[1]
        plain = _PLAIN.match(line.text)
        if plain is None:
            return ""
        if plain.end(1) == plain.end():
            begins = line.text[plain.end() + 1 :][:1].islower()
            return plain[1] if begins and plain[1] in marked else ""
        if int(plain[1]) == self._last > 1:
            return ""
        runs_on = int(plain[1]) == 1 or 0 < int(plain[1]) - self._last <= _NEXT
        return plain[1] if runs_on or plain[1] in marked else ""

    def _rule_above(self, foot: Sequence[Line], page: Page) -> float | None:
        """The height of the rule that parts footnotes from text; of several, the highest."""
        top = max(line.y for line in foot) + 2.5 * self._look.size
        low = min(line.y for line in foot)
        heights = [
            rule.y0
            for rule in page.rules
            if rule.y1 - rule.y0 < 1
            and 40 < rule.x1 - rule.x0 < 0.5 * page.width
            and low < rule.y0 <= top
            and -_BEFORE < min(line.x0 for line in foot) - rule.x0 < _HANGS * self._look.size
            and not any(_is_underlined(line, rule) for line in page.lines)
            and not any(_are_pieces(rule, of) or _are_pieces(of, rule) for of in page.rules)
        ]
        return max(heights) if heights else None


def _are_pieces(rule: Rule, other: Rule) -> bool:
    """Whether a level rule goes on with another, as those of a table's cells do."""
    return abs(other.y0 - rule.y0) < 1 and 0 <= other.x0 - rule.x1 < 2 and other.x1 > other.x0 + 2


def _goes_on(notes: Sequence[Note], line: Line) -> bool:
    """Whether a line without a raised mark goes on with a note, in a paper that raises them."""
    return not notes or not SENTENCE_END.search(notes[-1].texts[-1])


def _is_underlined(line: Line, rule: Rule) -> bool:
    return 0 <= line.y - rule.y0 < 4 and line.x0 < rule.x1 and line.x1 > rule.x0


def _close(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A note's lines, up to the first that stands far below the one before."""
    pairs = enumerate(pairwise(lines), 1)
    far = (at for at, (a, b) in pairs if a.y - b.y > _FAR * b.size)
    return tuple(lines[: next(far, len(lines))])


def _columns(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines of each column of the text, which are those with one pair of edges."""
    columns: dict[tuple[float, float], list[Line]] = {}
    for line in (line for line in lines if not line.box and not line.label):
        columns.setdefault((line.left, line.right), []).append(line)
    return list(columns.values())
