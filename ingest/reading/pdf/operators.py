"""The operators of a page's content, followed as far as they show text and paint.

Operators and matrices are those of ISO 32000-1, sections 8.3, 8.4 and 9.4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font

from ingest.reading.pdf.fonts import cut_of, font_of
from ingest.reading.pdf.layers import Marked
from ingest.reading.pdf.matrices import (
    UNIT,
    Matrix,
    box_of,
    corners,
    matrix,
    number,
    overlap,
    times,
)
from ingest.reading.pdf.painting import Painter
from ingest.reading.pdf.runs import Run
from ingest.reading.pdf.seen import Drawn, drawn
from ingest.reading.pdf.state import State, dictionary

_DEEPEST_FORM = 8
_MOST_RUNS = 200_000
"""Runs on one page, after which the rest of it is left: no page that people read has as many."""
_FILL_AND_STROKE = 2
UNKNOWN = "\ufffd"
"""What stands for a drawn letter that no table of the file turns into text."""


@dataclass
class Found:
    """What was found of a page: what it paints, its runs as they were drawn, and its images."""

    painter: Painter
    runs: list[Drawn] = field(default_factory=list)
    images: int = 0
    unreadable: int = 0
    fonts: dict[int, tuple[DictionaryObject, Font]] = field(default_factory=dict)


class Interpreter:
    """Follows the operators of a content stream and notes what they show."""

    def __init__(self, pdf: Any, found: Found) -> None:
        self._pdf, self._found = pdf, found
        self._marked = Marked(pdf)

    def read(
        self,
        content: ContentStream,
        resources: DictionaryObject,
        state: State,
        depth: int = 0,
    ) -> None:
        fonts = dictionary(resources.get("/Font"))
        stack: list[State] = []
        text = line = UNIT
        for operands, operator in content.operations:
            if len(self._found.runs) > _MOST_RUNS:
                return
            if operator == b"q":
                stack.append(replace(state))
            elif operator == b"Q":
                state = stack.pop() if stack else state
            elif operator == b"cm" and (by := matrix(operands)):
                state.matrix = times(by, state.matrix)
            elif operator == b"BT":
                text = line = UNIT
            elif operator == b"Tf":
                state.font = self._font(fonts, operands)
                state.size = number(operands, 1, state.size)
            elif operator in (b"Td", b"TD"):
                across, down = number(operands, 0), number(operands, 1)
                if operator == b"TD":
                    state.leading = -down
                text = line = times((1, 0, 0, 1, across, down), line)
            elif operator == b"Tm" and (placed := matrix(operands)):
                text = line = placed
            elif operator == b"T*":
                text = line = times((1, 0, 0, 1, 0, -state.leading), line)
            elif operator in (b"Tj", b"TJ"):
                text = self._show(operands[:1], text, state)
            elif operator in (b"'", b'"'):
                if operator == b'"':
                    state.word_space, state.char_space = number(operands, 0), number(operands, 1)
                line = times((1, 0, 0, 1, 0, -state.leading), line)
                text = self._show(operands[-1:], line, state)
            elif operator == b"Do":
                self._draw(resources, operands, state, depth)
            elif operator == b"INLINE IMAGE":
                self._image(state)
            elif operator in (b"BDC", b"BMC", b"EMC"):
                self._marked.follow(operator, operands, resources)
            else:
                state.set(operator, operands, resources)
                self._found.painter.follow(operator, operands, state)

    def _font(self, fonts: DictionaryObject, operands: Sequence[Any]) -> Font | None:
        wanted = fonts.get(operands[0]) if operands else None
        resource = wanted.get_object() if wanted is not None else None
        if not isinstance(resource, DictionaryObject):
            return None
        known = self._found.fonts
        if id(resource) not in known:
            known[id(resource)] = (resource, font_of(resource))
        return known[id(resource)][1]

    def _show(self, operands: Sequence[Any], text: Matrix, state: State) -> Matrix:
        """Note the strings of one operator; the text matrix behind them."""
        given = operands[0] if operands else b""
        for part in given if isinstance(given, ArrayObject) else [given]:
            if isinstance(part, int | float):
                shift = -float(part) / 1000 * state.size * state.stretch
                text = times((1, 0, 0, 1, shift, 0), text)
            elif isinstance(part, bytes | str) and state.font is not None:
                text = self._show_string(part, text, state, state.font)
        return text

    def _show_string(self, raw: bytes | str, text: Matrix, state: State, font: Font) -> Matrix:
        codes, letters, unread = _decoded(raw, font)
        self._found.unreadable += unread
        width = lettered = 0.0
        for code in codes:
            is_space = code == font.space_char
            glyph = font.space_width if is_space else font.get_text_width(code)
            width += glyph / 1000 * state.size + state.char_space
            if code == " ":
                width += state.word_space
            lettered = lettered if is_space or code.isspace() else width
        width *= state.stretch
        to_page = times(text, state.matrix)
        size = math.hypot(to_page[2], to_page[3]) * abs(state.size)
        angle = round(math.degrees(math.atan2(to_page[1], to_page[0]))) % 360
        scale = math.hypot(to_page[0], to_page[1])
        length, white = width * scale, (width - lettered * state.stretch) * scale
        if letters and size and angle in (0, 90, 180, 270):
            x = to_page[4] + state.rise * to_page[2]
            y = to_page[5] + state.rise * to_page[3]
            bold, italic = _print_of(font, state)
            run = Run(letters, x, x + max(length, 0.0), y, size, bold, italic,
                      self._marked.is_pagination, white)  # fmt: skip
            order = self._found.painter.counted()
            self._found.runs.append(
                drawn(run, angle, order, to_page, width, state, off=self._marked.is_off)
            )
        return times((1, 0, 0, 1, width, 0), text)

    def _draw(
        self, resources: DictionaryObject, operands: Sequence[Any], state: State, depth: int
    ) -> None:
        """Read a form that the page draws, or note an image."""
        named = dictionary(resources.get("/XObject")).get(operands[0]) if operands else None
        form = named.get_object() if named is not None else None
        if not isinstance(form, StreamObject) or self._marked.hides(form):
            return
        if form.get("/Subtype") == "/Image":
            self._image(state)
        elif form.get("/Subtype") == "/Form" and depth < _DEEPEST_FORM:
            inner = state.in_group() if form.get("/Group") is not None else replace(state)
            inner.matrix = times(matrix(form.get("/Matrix", ())) or UNIT, state.matrix)
            box = form.get("/BBox")
            if isinstance(box, ArrayObject) and len(box) == 4:
                x0, y0, x1, y1 = (number(box, at) for at in range(4))
                shown = box_of(corners((x0, y0, x1, y1), inner.matrix))
                inner.clip = overlap(inner.clip, shown)
            own = dictionary(form.get("/Resources")) or resources
            self.read(ContentStream(form, self._pdf), own, inner, depth + 1)

    def _image(self, state: State) -> None:
        if not self._marked.is_off:
            self._found.images += 1
            self._found.painter.image(state)


def _print_of(font: Font, state: State) -> tuple[bool, bool]:
    """Whether letters are bold and italic; those that are filled and outlined are bold."""
    bold, italic = cut_of(font)
    outlined = round(state.mode) == _FILL_AND_STROKE and state.fill == state.stroke
    return bold or outlined, italic


def _decoded(raw: bytes | str, font: Font) -> tuple[str, str, int]:
    """A string's character codes, its text, and how many of its letters mean nothing.

    Where a simple font's two tables differ in nothing but a letter's case, the page shows that of
    the encoding: some programs note small capitals as small letters.
    """
    if isinstance(raw, str):
        raw = getattr(raw, "original_bytes", None) or raw.encode("utf-8", "replace")
    if isinstance(font.encoding, str):
        codes = raw.decode(font.encoding, "surrogatepass" if len(raw) % 2 == 0 else "replace")
        letters = "".join(str(font.character_map.get(code, code)) for code in codes)
    else:
        codes = "".join(map(chr, raw))
        plain = [font.encoding.get(code, chr(code)) for code in raw]
        letters = "".join(_letter(known, font) for known in plain)
    unread = sum(not _is_read(letter) for letter in letters)
    mark = UNKNOWN if font.sub_type == "Type3" else ""
    kept = (x if _is_read(x) or "\uf000" <= x <= "\uf0ff" else mark for x in letters)
    return codes, "".join(kept), unread


def _is_read(letter: str) -> bool:
    """Whether a letter says something; those of a symbol font, as of a bullet, are kept as well."""
    return letter.isprintable() or letter.isspace() or letter == "\u00ad"


def _letter(encoded: str, font: Font) -> str:
    mapped = str(font.character_map.get(encoded, encoded))
    return encoded if mapped.lower() == encoded.lower() else mapped
