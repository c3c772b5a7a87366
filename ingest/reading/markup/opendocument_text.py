"""An OpenDocument paragraph's text is what is seen of it, with its notes' marks and its boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, local, value
from ingest.reading.markup.layout import note_mark, raised
from ingest.reading.markup.opendocument_styles import Styles

_LEFT_OUT = {
    "annotation", "annotation-end", "ruby-text", "tracked-changes", "hidden-text", "number",
    "forms", "script", "event-listeners",
}  # fmt: skip
_BOXES = {"text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path"}
_SIGNS = {"s": " ", "tab": "\t", "line-break": " "}


@dataclass
class Line:
    """A paragraph's text in pieces, and the notes and text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read_line(paragraph: Element, styles: Styles) -> Line:
    """A paragraph's line, as it is seen."""
    line = Line()
    if not is_hidden(paragraph, styles):
        _add(paragraph, styles, line, is_raised=False)
    return line


def is_hidden(element: Element, styles: Styles) -> bool:
    """Whether a section, a paragraph or a stretch of text is there and not shown."""
    conditional = child(element, "hidden-paragraph")
    return (
        value(element, "display") == "none"
        or (conditional is not None and value(conditional, "is-hidden") == "true")
        or styles.is_hidden(value(element, "style-name"))
    )


def _add(element: Element, styles: Styles, line: Line, *, is_raised: bool) -> None:
    def say(text: str | None) -> None:
        if text:
            line.pieces.append(raised(text) if is_raised else text)

    say(element.text)
    for inner in element:
        name = local(inner)
        if name == "note":
            _add_note(inner, line)
        elif name in _BOXES:
            line.boxes.append(inner)
        elif name in _SIGNS:
            say(_SIGNS[name])
        elif _is_seen(inner, styles):
            lifts = is_raised or styles.is_raised(value(inner, "style-name"))
            _add(inner, styles, line, is_raised=lifts)
        say(inner.tail)


def _is_seen(element: Element, styles: Styles) -> bool:
    """Whether an element within a paragraph holds text of it; what SVG names is a picture's."""
    name = local(element)
    is_of_picture = "svg-compatible" in str(element.tag)
    return (
        bool(name)
        and name not in _LEFT_OUT
        and not is_of_picture
        and not is_hidden(element, styles)
    )


def _add_note(note: Element, line: Line) -> None:
    citation = child(note, "note-citation")
    marker = value(citation, "label") or "".join(
        citation.itertext() if citation is not None else []
    )
    marker = "".join(marker.split()) or "*"
    body = child(note, "note-body")
    if body is not None:
        line.pieces.append(note_mark(marker, line.pieces[-1] if line.pieces else ""))
        line.notes.append((marker, body))
