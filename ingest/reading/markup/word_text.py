"""A Word paragraph's text is what is seen of its runs, with its notes' marks and its text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.reading.leads import letters_in
from ingest.reading.markup.elements import child, local, value
from ingest.reading.markup.layout import note_mark, raised
from ingest.reading.markup.prints import Piece
from ingest.reading.markup.symbol_fonts import UNKNOWN, is_symbolic, printed, sign
from ingest.reading.markup.word_fields import Fields, is_contents
from ingest.reading.markup.word_math import around
from ingest.reading.markup.word_notes import Notes
from ingest.reading.markup.word_pages import Pages, is_page_break
from ingest.reading.markup.word_styles import Styles

WRAPPERS = ("ins", "moveTo", "customXml", "smartTag", "sdtContent")
"""Elements that hold what is printed, and print nothing of their own."""

_LEFT_OUT = {"del", "moveFrom", "rt", "sdtPr", "rPr"}
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "",
}  # fmt: skip
_NOTES = ("footnoteReference", "endnoteReference")
_DRAWINGS = ("drawing", "pict", "object")


@dataclass
class Line:
    """A paragraph's text in pieces, with their print, its page, and the text boxes in it."""

    page: int | None = None
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    is_begun: bool = False
    prints: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Lines:
    """Reads paragraphs' runs in the document's order, across which fields and pages go on.

    ``roots`` are those of the document and of its notes.
    """

    def __init__(self, roots: Sequence[Element], styles: Styles, notes: Notes) -> None:
        self._styles, self._notes = styles, notes
        self._fields = Fields(roots)
        self.pages = Pages(roots[0])

    def read(self, paragraph: Element) -> Line:
        """A paragraph's line, as it is seen."""
        self.pages.paragraph(breaks=self._styles.breaks_before(paragraph))
        line = Line(page=self.pages.page)
        self._add(paragraph, self._styles.of(paragraph), line)
        self.pages.ended(paragraph)
        return line

    def _add(self, elements: Iterable[Element], style: str, line: Line) -> None:
        for inner in elements:
            name = local(inner)
            is_contents_list = name == "fldSimple" and is_contents(value(inner, "instr"))
            if name == "pPr":
                continue
            if name in _LEFT_OUT or is_contents_list or is_placeholder(inner):
                self.pages.passed(inner)
            elif name == "r":
                self._add_run(inner, style, line)
            elif name == "AlternateContent":
                self._add(chosen(inner), style, line)
            else:
                before, behind = around(inner)
                self._say(before, line)
                self._add(inner, style, line)
                self._say(behind, line)

    def _add_run(self, run: Element, style: str, line: Line) -> None:
        is_hidden = self._styles.is_hidden(run, style)
        is_struck = self._styles.is_struck(run, style)
        for mark in _marks(run):
            name = local(mark)
            if name == "lastRenderedPageBreak":
                self.pages.rendered()
            elif name == "fldChar":
                drawn = self._fields.passed(mark)
                self._say("" if is_hidden or is_struck else drawn, line)
            elif name == "instrText":
                self._fields.instruct(mark.text or "")
            elif is_hidden:
                continue
            elif is_page_break(mark):
                self.pages.by_hand()
                self._say(" ", line)
            elif name in _DRAWINGS:
                self._add_drawing([mark], line)
            elif not self._fields.show_text:
                continue
            elif name in _NOTES:
                self._add_note(mark, run, line, is_quoted=not is_struck)
                if value(mark, "customMarkFollows") in ("1", "true"):
                    return  # the rest of the run is the mark
            elif name == "ruby":
                self._add(mark, style, line)
            elif not is_struck:
                text = self._sign(mark, run, style)
                line.prints.append(Piece(*self._styles.prints(run, style), letters_in(text)))
                self._say(text, line)

    def _sign(self, mark: Element, run: Element, style: str) -> str:
        """What a mark within a run prints; nothing for most."""
        name = local(mark)
        if name == "t":
            text = self._printed(mark.text or "", run, style)
            return raised(text) if self._styles.is_raised(run) else text
        if name in ("sym", "symEx"):
            try:
                return sign(int(value(mark, "char")[:6], 16), value(mark, "font"))
            except ValueError:
                return UNKNOWN
        return _SIGNS.get(name, "")

    def _printed(self, text: str, run: Element, style: str) -> str:
        """A run's text as its fonts print it."""
        ascii_font, font = self._styles.fonts(run, style)
        if is_symbolic(ascii_font) == is_symbolic(font):
            return printed(text, font)
        return "".join(printed(at, ascii_font if at.isascii() else font) for at in text)

    def _add_note(self, mark: Element, run: Element, line: Line, *, is_quoted: bool) -> None:
        marker = self._notes.mark(mark, run, is_quoted=is_quoted)
        before = line.pieces[-1] if line.pieces else ""
        self._say(note_mark(marker, before) if marker else "", line)

    def _say(self, text: str, line: Line) -> None:
        if not text or not self._fields.show_text:
            return
        if not text.isspace():
            page = self.pages.text()
            line.page = line.page if line.is_begun else page
            line.is_begun = True
        line.pieces.append(text)

    def _add_drawing(self, drawing: Iterable[Element], line: Line) -> None:
        """Take note of the text boxes in a drawing, the outermost of each."""
        for inner in drawing:
            if local(inner) == "txbxContent":
                line.boxes.append(inner)
            elif local(inner) == "AlternateContent":
                self._add_drawing(chosen(inner), line)
            elif value(child(inner, "docPr"), "hidden") not in ("1", "true"):
                self._add_drawing(inner, line)


def _marks(run: Iterable[Element]) -> Iterator[Element]:
    """What a run holds, of each alternative content what is shown."""
    for mark in run:
        if local(mark) == "AlternateContent":
            yield from _marks(chosen(mark))
        else:
            yield mark


def chosen(alternatives: Element) -> list[Element]:
    """What is shown of ``mc:AlternateContent``: its first choice, else its fallback, never both."""
    choices = (child(alternatives, name) for name in ("Choice", "Fallback"))
    return next((list(choice) for choice in choices if choice is not None), [])


def is_placeholder(element: Element) -> bool:
    """Whether an element is a content control that shows only what should be typed into it."""
    is_control = local(element) == "sdt"
    return is_control and child(element, "sdtPr", "showingPlcHdr") is not None
