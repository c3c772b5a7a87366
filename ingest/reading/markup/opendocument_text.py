"""An OpenDocument paragraph's text is what is seen of it, with its notes' marks and its boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.reading.leads import letters_in
from ingest.reading.markup.elements import child, local, value
from ingest.reading.markup.layout import note_mark, raised
from ingest.reading.markup.opendocument_pages import Pages
from ingest.reading.markup.opendocument_styles import Styles, TextMarks
from ingest.reading.markup.prints import Piece
from ingest.reading.markup.symbol_fonts import printed

_LEFT_OUT = {
    "annotation", "annotation-end", "ruby-text", "tracked-changes", "number", "forms", "script",
    "event-listeners",
}  # fmt: skip
_BOXES = {"text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path"}
_SIGNS = {"s": " ", "tab": "\t", "line-break": " "}


@dataclass
class Line:
    """A paragraph's text in pieces, its page, and the notes and text boxes that hang on it."""

    page: int | None = None
    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    is_begun: bool = False
    prints: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read_line(paragraph: Element, styles: Styles, pages: Pages) -> Line:
    """A paragraph's line, as it is seen."""
    if is_hidden(paragraph, styles):
        return Line(pages.page)
    pages.part(paragraph)
    reader = _LineReader(styles, pages, Line(pages.page))
    reader.add(paragraph, styles.marks(value(paragraph, "style-name"), TextMarks()))
    return reader.line


def is_hidden(element: Element, styles: Styles) -> bool:
    """Whether a section, a paragraph or a stretch of text is there and not shown."""
    conditional = child(element, "hidden-paragraph")
    default = "true" if local(element) == "hidden-text" else ""
    return (
        value(element, "display") == "none"
        or (value(element, "is-hidden") or default) == "true"
        or (conditional is not None and value(conditional, "is-hidden") == "true")
        or styles.is_hidden(value(element, "style-name"))
    )


@dataclass
class _LineReader:
    styles: Styles
    pages: Pages
    line: Line

    def add(self, element: Element, marks: TextMarks) -> None:
        """Add the text in an element, which is drawn as the marks say."""
        self._say(element.text, marks)
        for inner in element:
            name = local(inner)
            if name == "soft-page-break":
                self.pages.turn()
            elif name == "note":
                _add_note(inner, self.line, is_quoted=not marks.is_struck)
            elif name in _BOXES:
                self.line.boxes.append(inner)
            elif name in _SIGNS:
                self._say(_SIGNS[name], marks)
            elif _is_seen(inner, self.styles):
                self.add(inner, self.styles.marks(value(inner, "style-name"), marks))
            self._say(inner.tail, marks)

    def _say(self, text: str | None, marks: TextMarks) -> None:
        if not text or marks.is_struck:
            return
        if not self.line.is_begun and not text.isspace():
            self.line.page, self.line.is_begun = self.pages.page, True
        text = printed(text, marks.font)
        self.line.prints.append(Piece(marks.is_bold, marks.is_italic, letters_in(text)))
        self.line.pieces.append(raised(text) if marks.is_raised else text)


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


def _add_note(note: Element, line: Line, *, is_quoted: bool) -> None:
    citation = child(note, "note-citation")
    marker = value(citation, "label") or "".join(
        citation.itertext() if citation is not None else []
    )
    marker = "".join(marker.split()) or "*"
    body = child(note, "note-body")
    if body is not None and is_quoted:
        line.pieces.append(note_mark(marker, line.pieces[-1] if line.pieces else ""))
        line.notes.append((marker, body))
