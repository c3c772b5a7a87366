"""The graphics state of a page (ISO 32000-1, section 8.4), as far as text depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

from ingest.reading.pdf.colours import BLACK, SETS, Colour, colour_of, first_of
from ingest.reading.pdf.matrices import UNIT, Box, Matrix, number

_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_SPACES = {b"cs": "fill", b"CS": "stroke"}
_UNMIXED = ("/Normal", "/Compatible")
_NUMBERS = {
    b"Tc": ("char_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
    b"Tr": ("mode", 1.0),
    b"w": ("line_width", 1.0),
}


@dataclass
class State:
    """What holds for the next operator.

    ``mode`` is the text rendering mode; a colour that cannot be known is None; ``fill_alpha`` and
    ``stroke_alpha`` go from 0, unseen, to 1, and ``group_alpha`` comes on top of both; what is
    ``masked`` or ``mixed``, or in a ``group`` that is, may be faded or shine through; ``clip`` is
    the box beyond which nothing is drawn.
    """

    matrix: Matrix = UNIT
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: float = 0.0
    line_width: float = 1.0
    fill: Colour | None = BLACK
    stroke: Colour | None = BLACK
    fill_space: Any = None
    stroke_space: Any = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    group_alpha: float = 1.0
    masked: bool = False
    mixed: bool = False
    group: bool = False
    clip: Box = _EVERYWHERE

    @property
    def is_plain(self) -> bool:
        """Whether what is drawn has its own colour alone."""
        return not (self.masked or self.mixed or self.group)

    def in_group(self) -> State:
        """The state in which a group begins that is drawn as one thing in this state."""
        alpha = self.group_alpha * self.fill_alpha
        return replace(self, fill_alpha=1.0, stroke_alpha=1.0, group_alpha=alpha,
                       masked=False, mixed=False, group=not self.is_plain)  # fmt: skip

    def set(self, operator: bytes, operands: Sequence[Any], resources: DictionaryObject) -> None:
        """Set what an operator sets; others change nothing."""
        if operator in _NUMBERS:
            name, scale = _NUMBERS[operator]
            value = number(operands, 0, getattr(self, name) / scale)
            setattr(self, name, value * scale)
        elif operator in SETS:
            of = SETS[operator]
            setattr(self, of, colour_of(operator, operands, getattr(self, f"{of}_space")))
        elif operator in _SPACES and operands:
            of = _SPACES[operator]
            named = dictionary(resources.get("/ColorSpace")).get(operands[0], operands[0])
            setattr(self, f"{of}_space", named)
            setattr(self, of, first_of(named))
        elif operator == b"gs" and operands:
            self._set_more(dictionary(dictionary(resources.get("/ExtGState")).get(operands[0])))

    def _set_more(self, more: DictionaryObject) -> None:
        """Set what a graphics state dictionary holds."""
        values = {name: value.get_object() for name, value in more.items()}
        self.fill_alpha = number([values.get("/ca")], 0, self.fill_alpha)
        self.stroke_alpha = number([values.get("/CA")], 0, self.stroke_alpha)
        if "/SMask" in values:
            self.masked = isinstance(values["/SMask"], DictionaryObject)
        if "/BM" in values:
            self.mixed = values["/BM"] not in _UNMIXED


def dictionary(value: Any) -> DictionaryObject:
    """A value as a dictionary; an empty one where it is none."""
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
