"""The cut of a font: whether it is bold or italic, by its name and by what the file says of it."""

from __future__ import annotations

from pypdf.generic._font import Font

_BOLD = ("bold", "black", "heavy", "demi", "cmbx", "sfbx", "cmssbx")
"""Parts of names; the last three are those of Computer Modern, which says it nowhere else."""
_ITALIC = ("italic", "oblique")
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
"""ISO 32000-1, table 123."""
_BOLD_WEIGHT = 600


def cut_of(font: Font) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it is italic."""
    name, said = font.name.lower(), font.font_descriptor
    weight = str(said.weight)
    heavy = weight.isdecimal() and int(weight) >= _BOLD_WEIGHT
    bold = heavy or bool(said.flags & _FORCE_BOLD_FLAG) or any(mark in name for mark in _BOLD)
    slanted = said.italic_angle != 0 or bool(said.flags & _ITALIC_FLAG)
    return bold, slanted or any(mark in name for mark in _ITALIC)
