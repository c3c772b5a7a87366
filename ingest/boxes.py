"""Where the paragraphs of a PDF stand: each page's lines, put to paragraphs by their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.blocks import SUPERSCRIPTS
from ingest.reading.pdf.lines import Line, Page
from ingest.types import Paragraph

_ABOVE, _BELOW = 0.95, 0.25
"""Of the letters' size: how far a line reaches above and below where its letters stand."""
_WHITE = 2.5
"""Of the letters' size: lines of one paragraph that are further apart are two boxes."""
_LEADING = 1.2


class BoxKind(StrEnum):
    """What stands in a box; of what is left out nothing is in a paragraph."""

    PARAGRAPH = "paragraph"
    DOUBTFUL = "doubtful"
    HEADING = "heading"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the page's lower left corner, and the paragraph's name."""

    kind: BoxKind
    label: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class _Sought:
    """A paragraph's place in its document, and the letters of its text and of its headings."""

    at: int
    paragraph: Paragraph
    letters: str
    headings: tuple[str, ...]


def boxes_of(page: Page, paragraphs: Sequence[Paragraph]) -> list[Box]:
    """The boxes of a page's lines, those of one paragraph that follow each other in one box.

    ``paragraphs`` are the document's, in reading order.
    """
    number = page.number
    near = [at for at, p in enumerate(paragraphs) if {number, number + 1} & set(p.pages)]
    sought = [_sought(at, paragraphs[at]) for at in near]
    boxes: list[Box] = []
    last = near[0] if near else 0
    for line in page.lines:
        box, last = _box(line, sought, number, last)
        if boxes and _goes_on(boxes[-1], box, line.size):
            boxes[-1] = _around(boxes[-1], box)
        else:
            boxes.append(box)
    return boxes


def _sought(at: int, paragraph: Paragraph) -> _Sought:
    text = _letters(paragraph.number + paragraph.text)
    return _Sought(at, paragraph, text, tuple(map(_letters, paragraph.section)))


def _box(line: Line, sought: Sequence[_Sought], page: int, last: int) -> tuple[Box, int]:
    """The box of one line, and the place of its paragraph: of all that have it the nearest."""
    cells = [_letters(cell.text) for cell in line.cells]
    parts = [cell for cell in cells if cell] if line.columns else ["".join(cells)]
    lowest = max(cell.text.count("\n") for cell in line.cells) * _LEADING + _BELOW
    y0, y1 = line.y - lowest * line.size, line.y + _ABOVE * line.size
    box = Box(BoxKind.LEFT_OUT, "", line.x0, y0, line.x1, y1)
    heads = [heading for of in sought for heading in of.headings if _has(heading, parts)]
    here = [of for of in sought if page in of.paragraph.pages and _has(of.letters, parts)]
    if here and "".join(parts) not in heads:
        found = min(here, key=lambda of: abs(of.at - last))
        kind = BoxKind.DOUBTFUL if found.paragraph.doubts else BoxKind.PARAGRAPH
        return replace(box, kind=kind, label=found.paragraph.number), found.at
    return (replace(box, kind=BoxKind.HEADING) if heads else box), last


def _has(letters: str, parts: Sequence[str]) -> bool:
    """Whether letters have all parts of a line, but for a letter that stands for a bullet."""
    first, *rest = parts or [""]
    return bool(first) and (first in letters or (len(first) > 1 and first[1:] in letters)) and all(
        part in letters for part in rest
    )  # fmt: skip


def _letters(text: str) -> str:
    """A text's letters and digits without raised ones, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum() and ord(c) not in SUPERSCRIPTS)


def _goes_on(above: Box, box: Box, size: float) -> bool:
    alike = (above.kind, above.label) == (box.kind, box.label)
    beside = box.x0 > above.x1 or box.x1 < above.x0
    return alike and not beside and -size < above.y0 - box.y1 < _WHITE * size


def _around(box: Box, other: Box) -> Box:
    return replace(
        box,
        x0=min(box.x0, other.x0),
        y0=min(box.y0, other.y0),
        x1=max(box.x1, other.x1),
        y1=max(box.y1, other.y1),
    )
