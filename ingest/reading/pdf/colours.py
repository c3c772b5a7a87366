"""Colours as a page's content sets them (ISO 32000-1, section 8.6), as red, green and blue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from ingest.reading.pdf.matrices import number

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
_ALIKE = 0.06
_COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3,
               "/DeviceCMYK": 4, "/CMYK": 4}  # fmt: skip
_NO_INK = ("/Separation", "/DeviceN")
SETS = {
    **dict.fromkeys((b"g", b"rg", b"k", b"sc", b"scn"), "fill"),
    **dict.fromkeys((b"G", b"RG", b"K", b"SC", b"SCN"), "stroke"),
}
"""The operators that set a colour, and of what."""
_DEVICE = {b"g": 1, b"rg": 3, b"k": 4}


def colour_of(operator: bytes, operands: Sequence[Any], space: Any) -> Colour | None:
    """The colour that an operator sets; None where it is a pattern or cannot be known."""
    count = _DEVICE.get(operator.lower())
    if count is None:
        if any(not isinstance(value, int | float) for value in operands):
            return None
        count = components_of(space)
        if count == 0:
            return None if any(operands) else WHITE
    if count is None or len(operands) != count:
        return None
    return _from_components([number(operands, at) for at in range(count)])


def components_of(space: Any) -> int | None:
    """How many components a colour space has; 0 for inks, of which none is white; None unknown."""
    space = space.get_object() if space is not None else None
    if not isinstance(space, ArrayObject):
        return _COMPONENTS.get(str(space))
    kind = str(space[0]) if space else ""
    if kind == "/ICCBased" and len(space) > 1:
        profile = space[1].get_object()
        known = profile.get("/N") if isinstance(profile, DictionaryObject) else None
        return int(known) if known in (1, 3, 4) else None
    return 0 if kind in _NO_INK else _COMPONENTS.get(kind)


def _from_components(values: Sequence[float]) -> Colour:
    if len(values) == 1:
        return values[0], values[0], values[0]
    if len(values) == 3:
        return values[0], values[1], values[2]
    cyan, magenta, yellow, black = values
    return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)


def first_of(space: Any) -> Colour | None:
    """The colour that holds when a colour space has just been chosen."""
    return BLACK if components_of(space) else None


def are_alike(one: Colour, other: Colour) -> bool:
    """Whether an eye cannot tell two colours apart."""
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
