"""A page's lines in the order in which they are read, with its columns and footnote marks told.

A line is what stands on one baseline of one column. Raised digits become superscripts, as plain
text has them, and gaps too wide for a space part a line into cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from statistics import median
from typing import Any
from unicodedata import normalize

from ingest.reading.pdf.aligned import with_tables
from ingest.reading.pdf.baselines import (
    MARKS,
    baseline,
    baselines,
    capital_size,
    is_address,
    is_mark,
)
from ingest.reading.pdf.columns import Part, parts_of
from ingest.reading.pdf.grids import Row, tables_of
from ingest.reading.pdf.key_figures import key_figures
from ingest.reading.pdf.raised_letters import with_raised_letters
from ingest.reading.pdf.runs import Rule, Run
from ingest.reading.pdf.shown import Shown

_SPACE, _BESIDE_SPACES = 0.15, 0.35
"""Of the letters' size: a gap as wide parts two words. A space is some .25 wide, kerning .05; on a
line that has spaces of its own only a wider gap is one more."""
_SPACES = 0.08
_DRAWN_OVER = 0.1
"""Points: a space that begins as near to where a letter does stands in that letter."""
_CELL = 1.8
"""Of the letters' size: a gap as wide is no space, not even in a justified line."""
_EVEN, _AFTER_SENTENCE, _FULL = 1.15, 3.0, 2.0
"""How much wider than the narrowest the spaces of a justified line are, and those behind a
sentence; points by which the line misses its column's edge."""
_NEXT_LINE = 1.5
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_SHOWN_HYPHEN = re.compile(r"\u00ad(?=\s*\S)")
_SYMBOL = re.compile(r"(?<=.)[\uf000-\uf0ff]")


@dataclass(frozen=True)
class Cell:
    """Words of a line without a gap among them, from ``x0`` to ``x1`` in points."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Line:
    """One line of one column; ``left`` and ``right`` are the column's edges, in points.

    ``size``, ``bold`` and ``italic`` are those of most of its letters; ``page`` counts from 1.
    Of a table's row, ``columns`` are the columns' left edges, there is a cell for each, and the
    lines within a cell are parted by line ends; ``named`` says whether the table's first row may
    name its columns, and ``spans`` how many columns each cell goes over, if one goes over several.
    ``box`` counts the boxes beside the text, and is 0
    in the text itself; a ``label`` is the heading, in the margin, of the line after it. ``doubt``
    says why the reading of the line is uncertain. ``running`` is a line that the file marks as a
    header or footer. ``bold_letters`` counts the letters that open it in bold; it is ``framed`` in
    a drawn frame, or beside a bar. ``frame`` counts the page's closed frames, and is 0 outside.
    ``quote`` says that a line is of a pull-quote, or names who said it.
    """

    cells: tuple[Cell, ...]
    y: float
    size: float
    bold: bool
    italic: bool
    page: int
    left: float = 0.0
    right: float = 0.0
    columns: tuple[float, ...] = ()
    box: int = 0
    label: bool = False
    named: bool = True
    doubt: str = ""
    running: bool = False
    bold_letters: int = 0
    framed: bool = False
    spans: tuple[int, ...] = ()
    frame: int = 0
    quote: str = ""

    @property
    def text(self) -> str:
        return "   ".join(cell.text for cell in self.cells)

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1].x1


@dataclass(frozen=True)
class Page:
    """A page as its lines, in reading order, and its rules; sizes in points.

    ``beside`` is text that stands in another direction, a line each; ``images`` and ``unreadable``
    tell a page that shows something which is not text.
    """

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float
    beside: tuple[str, ...] = ()
    images: int = 0
    unreadable: int = 0

    @property
    def letters(self) -> int:
        """How many letters and digits the page has as text."""
        texts = [*(line.text for line in self.lines), *self.beside]
        return sum(letter.isalnum() for text in texts for letter in text)

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Page:
        """A page from its fields as JSON has them."""
        lines = tuple(
            Line(
                **{
                    **line,
                    "cells": tuple(Cell(**cell) for cell in line["cells"]),
                    "columns": tuple(line["columns"]),
                    "spans": tuple(line["spans"]),
                }
            )
            for line in fields["lines"]
        )
        rules = tuple(Rule(**rule) for rule in fields["rules"])
        beside = tuple(fields["beside"])
        return cls(**{**fields, "lines": lines, "rules": rules, "beside": beside})


def page_of(number: int, shown: Shown) -> Page:
    """The lines of what a page shows."""
    shown = replace(shown, runs=with_raised_letters(shown.runs))
    tables, runs = tables_of(shown, _texts, goes_on=number > 1)
    figures, runs = key_figures(runs, _texts)
    tables += figures
    lines = [
        line
        for part in parts_of(
            baselines(runs), shown.rules, [(t.columns[0], t.right, t.y) for t in tables]
        )
        for line in _of_part(part, number, shown.rules)
    ]
    for row in tables:
        above = [at for at, line in enumerate(lines) if line.y > row.y and _is_over(line, row)]
        size = median(line.size for line in lines) if lines else 10.0
        lines.insert(above[-1] + 1 if above else 0, _of_table(row, number, size))
    beside = tuple(
        _line(row.runs, number, row.y, 0.0, 0.0).text
        for runs in shown.turned
        for row in baselines(runs)
    )
    return Page(number, tuple(lines), shown.rules, shown.width, shown.height,
                beside, shown.images, shown.unreadable)  # fmt: skip


def _of_part(part: Part, page: int, rules: Sequence[Rule]) -> Iterator[Line]:
    """The lines of one part of a page, top first."""
    size = median(row.size for row in part.rows)
    above: Line | None = None
    for row, doubt in with_tables(part.rows, rules, _texts):
        if isinstance(row, Row):
            line = _of_table(row, page, size)
        else:
            line = _line(row.runs, page, row.y, part.left, part.right)
        if above is not None and _is_broken_address(line, above):
            line = replace(line, size=above.size)
        above = line
        yield replace(line, box=part.box, label=part.label, doubt=part.doubt or doubt)


def _is_broken_address(line: Line, above: Line) -> bool:
    """Whether a line is a small web address, or part of one, in text that goes on around it."""
    near = above.y - line.y < _NEXT_LINE * above.size
    return line.size < above.size and near and is_address(line.text)


def _is_over(line: Line, row: Row) -> bool:
    """Whether a line's column is one that a table's row stands in."""
    return line.left < row.right and line.right > row.columns[0]


def _texts(runs: Sequence[Run]) -> list[str]:
    """The lines of one column, top first."""
    return [_line(row.runs, 0, row.y, 0.0, 0.0).text for row in baselines(runs)]


def _of_table(row: Row, page: int, size: float) -> Line:
    ends = (*row.columns[1:], row.right)
    cells = tuple(
        Cell("\n".join(" ".join(text.split()) for text in texts), x0, x1)
        for texts, x0, x1 in zip(row.cells, row.columns, ends, strict=True)
    )
    return Line(cells, row.y, size, False, False, page, row.columns[0], row.right, row.columns,
                named=row.named, spans=row.spans)  # fmt: skip


def _line(runs: Sequence[Run], page: int, y: float, left: float, right: float) -> Line:
    """The cells of runs on one baseline."""
    cells: list[Cell] = []
    spaces: list[tuple[str, float]] = []
    size = baseline(runs).size
    letters = sum(len(run.text.strip()) for run in runs)
    own_spaces = sum(run.text.count(" ") for run in runs) > _SPACES * letters
    wide = _BESIDE_SPACES if own_spaces else _SPACE
    spaced, above = False, runs[0]
    for run in runs:
        if not run.text.strip():
            spaced = spaced or (bool(run.text) and run.x0 - above.x0 > _DRAWN_OVER)
            continue
        last = cells[-1] if cells else None
        gap = run.x0 - last.x1 if last else 0.0
        if last is None or gap > _CELL * size:
            spaces += [(last.text, gap)] if last else []
            cells.append(Cell(run.text, run.x0, run.x1))
        else:
            beside = last.text[-1:] in MARKS
            enough = _SPACE if _may_part(last.text, run.text) else wide
            parted = (spaced or gap > enough * size) and (beside or not is_mark(run))
            covered = gap < -_SPACE * size and gap + above.white < _SPACE * size
            before = last.text.rstrip() if covered else last.text
            space = " " if parted else ""
            spaces += [(last.text, gap)] if parted else []
            cells[-1] = Cell(before + space + run.text, last.x0, max(last.x1, run.x1))
        spaced, above = False, run
    if cells and right - cells[-1].x1 < _FULL and _are_even(spaces):
        cells = [Cell(" ".join(cell.text for cell in cells), cells[0].x0, cells[-1].x1)]
    tidied = [replace(cell, text=_tidy(cell.text)) for cell in cells]
    words = list(dropwhile(_is_number, runs)) or runs
    letters = sum(len(run.text.strip()) for run in words)
    bold = sum(len(run.text.strip()) for run in words if run.bold) > 0.9 * letters
    italic = sum(len(run.text.strip()) for run in words if run.italic) > 0.9 * letters
    running = all(run.running for run in runs if run.text.strip())
    opening = "".join(run.text for run in takewhile(_is_bold, runs))
    bold_letters = len("".join(_tidy(opening).split()))
    return Line(tuple(tidied), y, capital_size(words) or size, bold, italic, page, left, right,
                running=running, bold_letters=bold_letters)  # fmt: skip


def _are_even(spaces: Sequence[tuple[str, float]]) -> bool:
    """Whether spaces, each with the text before it, are those of a justified line.

    A row of numbers may stand as evenly.
    """
    if len(spaces) < 2 or 2 * sum(text[-1:].isdigit() for text, _ in spaces) >= len(spaces):
        return False
    narrowest = min(space for _, space in spaces)
    return all(
        space <= (_AFTER_SENTENCE if text.rstrip()[-1:] in ".?!" else _EVEN) * narrowest
        for text, space in spaces
    )


def _may_part(before: str, text: str) -> bool:
    """Whether a text ends as a sentence, a part of it or an item's letter may, before words.

    Then a space follows.
    """
    return before[-1:] in ".?!,;:)”" and (text[0].isalpha() or text[0] in "“‘(")


def _is_bold(run: Run) -> bool:
    return run.bold or not run.text.strip()


def _is_number(run: Run) -> bool:
    """Whether a run is no more than figures and points, as the number before a heading is."""
    return not run.text.strip(" .0123456789")


def _tidy(text: str) -> str:
    """Words parted by one space; ligatures as letters; symbols gone, but for a bullet.

    A soft hyphen that is shown within a line is a hyphen; at its end it cuts a word.
    """
    letters = _LIGATURE.sub(lambda m: normalize("NFKC", m.group()), text).lstrip()
    return " ".join(_SYMBOL.sub("", _SHOWN_HYPHEN.sub("-", letters)).split())
