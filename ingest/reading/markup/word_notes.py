"""Word numbers footnotes by where the text marks them, and endnotes in small Roman numerals."""

from __future__ import annotations

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, children, local, value
from ingest.reading.markup.word_numbers import SIGNS
from ingest.reading.printed_numbers import numeral

_KINDS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The notes of a document, and those that have been marked since they were last asked for."""

    def __init__(self, document: Element, parts: dict[str, Element | None]) -> None:
        self._notes = {
            kind: {value(note, "id"): note for note in children(parts.get(f"{kind}s"), kind)}
            for kind in _USUAL
        }
        section = child(document, "body", "sectPr")
        self._formats = {
            kind: value(child(section, f"{kind}Pr", "numFmt"))
            or value(child(parts.get("settings"), f"{kind}Pr", "numFmt"))
            or usual
            for kind, usual in _USUAL.items()
        }
        self._counts = dict.fromkeys(_USUAL, 0)
        self._due: list[tuple[str, Element]] = []

    def mark(self, reference: Element, run: Element, *, is_quoted: bool = True) -> str:
        """The marker of a note; empty where there is no such note, or it has been marked before.

        One whose mark is struck out is counted and not given.
        """
        kind = _KINDS[local(reference)]
        note = self._notes[kind].pop(value(reference, "id"), None)
        if note is None:
            return ""
        if value(reference, "customMarkFollows") in ("1", "true"):
            marker = "".join("".join(t.text or "" for t in children(run, "t")).split())
        else:
            self._counts[kind] += 1
            marker = numeral(self._counts[kind], SIGNS.get(self._formats[kind], "1"))
        if not is_quoted:
            return ""
        self._due.append((marker or "*", note))
        return marker or "*"

    def due(self) -> list[tuple[str, Element]]:
        """The markers and texts of the notes marked since the last call."""
        due, self._due = self._due, []
        return due
