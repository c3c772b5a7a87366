"""The operators of a page's content, followed as far as they show text and draw lines.

Operators and matrices are those of ISO 32000-1, sections 8.3, 8.4 and 9.4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font

from ingest.reading.pdf.fonts import cut_of
from ingest.reading.pdf.runs import Rule, Run

Matrix = tuple[float, float, float, float, float, float]

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 8
_MOST_RUNS = 200_000
"""Runs on one page, after which the rest of it is left: no page that people read has as many."""
_THIN_RULE = 2.0


@dataclass
class State:
    """The graphics state as far as text and rules depend on it."""

    matrix: Matrix = _UNIT
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass
class Found:
    """What was found of a page: runs with the angle of their text in degrees, rules and images."""

    runs: list[tuple[Run, int]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: int = 0
    unreadable: int = 0
    fonts: dict[int, tuple[DictionaryObject, Font]] = field(default_factory=dict)


class Interpreter:
    """Follows the operators of a content stream and notes what they show."""

    def __init__(self, pdf: Any, found: Found) -> None:
        self._pdf, self._found = pdf, found

    def read(
        self,
        content: ContentStream,
        resources: DictionaryObject,
        state: State,
        depth: int = 0,
    ) -> None:
        fonts = _dictionary(resources.get("/Font"))
        stack: list[State] = []
        text = line = _UNIT
        corner: tuple[float, float] | None = None
        for operands, operator in content.operations:
            if len(self._found.runs) > _MOST_RUNS:
                return
            if operator == b"q":
                stack.append(replace(state))
            elif operator == b"Q":
                state = stack.pop() if stack else state
            elif operator == b"cm" and (matrix := _matrix(operands)):
                state.matrix = _times(matrix, state.matrix)
            elif operator == b"BT":
                text = line = _UNIT
            elif operator == b"Tf":
                state.font = self._font(fonts, operands)
                state.size = _number(operands, 1, state.size)
            elif operator in (b"Td", b"TD"):
                across, down = _number(operands, 0), _number(operands, 1)
                if operator == b"TD":
                    state.leading = -down
                text = line = _times((1, 0, 0, 1, across, down), line)
            elif operator == b"Tm" and (matrix := _matrix(operands)):
                text = line = matrix
            elif operator == b"T*":
                text = line = _times((1, 0, 0, 1, 0, -state.leading), line)
            elif operator in (b"Tj", b"TJ"):
                text = self._show(operands[:1], text, state)
            elif operator in (b"'", b'"'):
                if operator == b'"':
                    state.word_space, state.char_space = _number(operands, 0), _number(operands, 1)
                line = _times((1, 0, 0, 1, 0, -state.leading), line)
                text = self._show(operands[-1:], line, state)
            elif operator in _TEXT_STATE:
                name, scale = _TEXT_STATE[operator]
                setattr(state, name, _number(operands, 0, getattr(state, name) / scale) * scale)
            elif operator == b"Do":
                self._draw(resources, operands, state, depth)
            elif operator == b"INLINE IMAGE":
                self._found.images += 1
            elif operator == b"m" and len(operands) >= 2:
                corner = (_number(operands, 0), _number(operands, 1))
            elif operator == b"l" and corner and len(operands) >= 2:
                to = (_number(operands, 0), _number(operands, 1))
                self._rule(*corner, *to, state.matrix)
                corner = to
            elif operator == b"re" and len(operands) >= 4:
                self._box([_number(operands, at) for at in range(4)], state.matrix)

    def _font(self, fonts: DictionaryObject, operands: Sequence[Any]) -> Font | None:
        wanted = fonts.get(operands[0]) if operands else None
        resource = wanted.get_object() if wanted is not None else None
        if not isinstance(resource, DictionaryObject):
            return None
        known = self._found.fonts
        if id(resource) not in known:
            known[id(resource)] = (resource, Font.from_font_resource(resource))
        return known[id(resource)][1]

    def _show(self, operands: Sequence[Any], text: Matrix, state: State) -> Matrix:
        """Note the strings of one operator; the text matrix behind them."""
        given = operands[0] if operands else b""
        for part in given if isinstance(given, ArrayObject) else [given]:
            if isinstance(part, int | float):
                shift = -float(part) / 1000 * state.size * state.stretch
                text = _times((1, 0, 0, 1, shift, 0), text)
            elif isinstance(part, bytes | str) and state.font is not None:
                text = self._show_string(part, text, state, state.font)
        return text

    def _show_string(self, raw: bytes | str, text: Matrix, state: State, font: Font) -> Matrix:
        codes, letters, unread = _decoded(raw, font)
        self._found.unreadable += unread
        width = 0.0
        for code in codes:
            is_space = code == font.space_char
            glyph = font.space_width if is_space else font.get_text_width(code)
            width += glyph / 1000 * state.size + state.char_space
            if code == " ":
                width += state.word_space
        width *= state.stretch
        to_page = _times(text, state.matrix)
        size = math.hypot(to_page[2], to_page[3]) * abs(state.size)
        angle = round(math.degrees(math.atan2(to_page[1], to_page[0]))) % 360
        length = width * math.hypot(to_page[0], to_page[1])
        if letters and size and angle in (0, 90, 180, 270):
            x = to_page[4] + state.rise * to_page[2]
            y = to_page[5] + state.rise * to_page[3]
            bold, italic = cut_of(font)
            run = Run(letters, x, x + max(length, 0.0), y, size, bold, italic)
            self._found.runs.append((run, angle))
        return _times((1, 0, 0, 1, width, 0), text)

    def _draw(
        self, resources: DictionaryObject, operands: Sequence[Any], state: State, depth: int
    ) -> None:
        """Read a form that the page draws; count an image."""
        drawn = _dictionary(resources.get("/XObject")).get(operands[0]) if operands else None
        form = drawn.get_object() if drawn is not None else None
        if not isinstance(form, StreamObject):
            return
        if form.get("/Subtype") == "/Image":
            self._found.images += 1
        elif form.get("/Subtype") == "/Form" and depth < _DEEPEST_FORM:
            matrix = _matrix(form.get("/Matrix", ())) or _UNIT
            inner = replace(state, matrix=_times(matrix, state.matrix))
            own = _dictionary(form.get("/Resources")) or resources
            self.read(ContentStream(form, self._pdf), own, inner, depth + 1)

    def _box(self, box: Sequence[float], matrix: Matrix) -> None:
        """Note the edges of a box; of one as thin as a line, the line."""
        x, y, wide, high = box
        if abs(high) <= _THIN_RULE:
            self._rule(x, y, x + wide, y, matrix)
        elif abs(wide) <= _THIN_RULE:
            self._rule(x, y, x, y + high, matrix)
        else:
            for edge in ((x, y, x + wide, y), (x, y + high, x + wide, y + high),
                         (x, y, x, y + high), (x + wide, y, x + wide, y + high)):  # fmt: skip
                self._rule(*edge, matrix)

    def _rule(self, x0: float, y0: float, x1: float, y1: float, matrix: Matrix) -> None:
        (ax, ay), (bx, by) = _point(x0, y0, matrix), _point(x1, y1, matrix)
        if abs(ax - bx) <= _THIN_RULE or abs(ay - by) <= _THIN_RULE:
            self._found.rules.append(Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


_TEXT_STATE = {
    b"Tc": ("char_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}


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
    return codes, "".join(x for x in letters if _is_read(x) or "\uf000" <= x <= "\uf0ff"), unread


def _is_read(letter: str) -> bool:
    """Whether a letter says something; those of a symbol font, as of a bullet, are kept as well."""
    return letter.isprintable() or letter.isspace() or letter == "\u00ad"


def _letter(encoded: str, font: Font) -> str:
    mapped = str(font.character_map.get(encoded, encoded))
    return encoded if mapped.lower() == encoded.lower() else mapped


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _number(operands: Sequence[Any], at: int, default: float = 0.0) -> float:
    try:
        number = float(operands[at])
    except (IndexError, TypeError, ValueError):
        return default
    return number if math.isfinite(number) else default


def _matrix(operands: Any) -> Matrix | None:
    if len(operands) < 6:
        return None
    a, b, c, d, e, f = (_number(operands, at) for at in range(6))
    return (a, b, c, d, e, f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that does first ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    return (x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])
