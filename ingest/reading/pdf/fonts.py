"""A page's fonts: how wide their letters are, and whether they are bold or italic."""

from __future__ import annotations

from dataclasses import replace

from pypdf.generic import ArrayObject, DictionaryObject
from pypdf.generic._font import Font

from ingest.reading.pdf.matrices import matrix, number

_BOLD = ("bold", "black", "heavy", "demi", "cmbx", "sfbx", "cmssbx")
"""Parts of names; the last three are those of Computer Modern, which says it nowhere else."""
_ITALIC = ("italic", "oblique")
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
"""ISO 32000-1, table 123."""
_BOLD_WEIGHT = 600
_CODES = 256
"""How many letters a simple font has."""


def font_of(resource: DictionaryObject) -> Font:
    """The font of a resource.

    The widths of a font of drawn letters (type 3) are in a unit of its own, its matrix says which.
    """
    font = Font.from_font_resource(resource)
    widths = resource.get("/Widths")
    own = matrix(resource.get("/FontMatrix", ()))
    listed = widths.get_object() if widths is not None else None
    if font.sub_type != "Type3" or own is None or not isinstance(listed, ArrayObject):
        return font
    first = round(number([resource.get("/FirstChar")], 0))
    told = {
        chr(first + at): number(listed, at) * own[0] * 1000
        for at in range(len(listed))
        if 0 <= first + at < _CODES
    }
    usual = max(told.values(), default=0.0) / 2
    space = told.get(str(font.space_char), 0.0) or usual / 2
    return replace(font, character_widths={"default": usual, **told}, space_width=space)


def cut_of(font: Font) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it is italic."""
    name, said = font.name.lower(), font.font_descriptor
    weight = str(said.weight)
    heavy = weight.isdecimal() and int(weight) >= _BOLD_WEIGHT
    bold = heavy or bool(said.flags & _FORCE_BOLD_FLAG) or any(mark in name for mark in _BOLD)
    slanted = said.italic_angle != 0 or bool(said.flags & _ITALIC_FLAG)
    return bold, slanted or any(mark in name for mark in _ITALIC)
