"""A footnote's marker stands behind a word: a raised number, an asterisk or Markdown's [^1]."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.blocks import SUPERSCRIPTS

_MARKER = re.compile(
    # The power of a unit or a letter ("50 m²") is no marker; "£57.5m²¹" ends in one.
    r"(?<![A-Za-z])(?:[A-Za-z]|[kcm]m|ft)[²³](?![⁰¹²³⁴-⁹])"
    r"|(?<=[^\s•–▪◦*-]) ?(?P<raised>[⁰¹²³⁴-⁹]+)"
    r"|(?<=[^\s•–▪◦*-]) ?\[\^(?P<label>[^\]\s]+)\]"
    r"|(?<=\w)(?P<asterisk>\*)"
    r"|(?P<before>\*)(?=\w)"
)


def marker_names(text: str) -> set[str]:
    """The names, such as "8" or "*", of the footnotes that the text points at."""
    return {name for match in _MARKER.finditer(text) if (name := _name(match))}


def without_markers(text: str, names: Collection[str] | None = None) -> str:
    """The text without the markers of these footnotes, or, of a note itself, without numbers.

    A marker ends a word, so that a space stands where another word follows without one.

    >>> without_markers("the Strategy ³⁶and the Plan³⁷of May", {"36", "37"})
    'the Strategy and the Plan of May'
    """

    def kept(match: re.Match[str]) -> str:
        mine = _name(match) in names if names is not None else match["raised"] or match["label"]
        if not mine:
            return match.group()
        return " " if not match["before"] and text[match.end() :][:1].isalnum() else ""

    return _MARKER.sub(kept, text)


def _name(match: re.Match[str]) -> str:
    raised = (match["raised"] or "").translate(SUPERSCRIPTS)
    return raised or match["label"] or match["asterisk"] or match["before"] or ""
