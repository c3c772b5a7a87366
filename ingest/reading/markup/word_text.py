"""A Word paragraph's text is what is seen of its runs, with its notes' marks and its text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from ingest.reading.markup.elements import child, local, value
from ingest.reading.markup.layout import note_mark, raised
from ingest.reading.markup.word_fields import Fields, is_contents
from ingest.reading.markup.word_styles import Styles

_LEFT_OUT = {"del", "moveFrom", "rt", "sdtPr", "rPr", "pPr"}
_SIGNS = {
    "tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "",
}  # fmt: skip
_FORMULA = {"den": "/", "sup": "^"}
_NOTES = ("footnoteReference", "endnoteReference")
_DRAWINGS = ("drawing", "pict", "object")
_PRIVATE = "0xF000"


@dataclass
class Line:
    """A paragraph's text in pieces, the page on which it begins, and the text boxes in it."""

    page: int | None = None
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    is_begun: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Lines:
    """Reads paragraphs' runs in the document's order, across which fields and pages go on.

    ``roots`` are those of the document and of its notes. ``mark_of`` gives a footnote's or
    endnote's marker for its reference and run, and takes note of it; it is empty for one that is
    not shown. ``page`` is that of what is read next.
    """

    def __init__(
        self,
        roots: Sequence[Element],
        styles: Styles,
        mark_of: Callable[[Element, Element], str],
    ) -> None:
        self._styles, self._mark_of = styles, mark_of
        self._fields = Fields(roots)
        self._rendered = any(local(e) == "lastRenderedPageBreak" for e in roots[0].iter())
        manual = any(_is_page_break(e) for e in roots[0].iter())
        self.page = 1 if self._rendered or manual else None

    def read(self, paragraph: Element) -> Line:
        """A paragraph's line, as it is seen."""
        line = Line(page=self.page)
        self._add(paragraph, self._styles.of(paragraph), line)
        return line

    def _add(self, elements: Iterable[Element], style: str, line: Line) -> None:
        for inner in elements:
            name = local(inner)
            if name in _LEFT_OUT or (name == "sdt" and _is_placeholder(inner)):
                continue
            if name == "r":
                self._add_run(inner, style, line)
            elif name == "fldSimple" and is_contents(value(inner, "instr")):
                continue
            elif name == "AlternateContent":
                self._add(chosen(inner), style, line)
            else:
                self._say(_FORMULA.get(name, ""), line)
                self._add(inner, style, line)

    def _add_run(self, run: Element, style: str, line: Line) -> None:
        is_seen = not self._styles.is_hidden(run, style)
        is_raised = self._styles.is_raised(run)
        for mark in run:
            name = local(mark)
            if name == "fldChar":
                self._fields.passed(mark)
            elif name == "instrText":
                self._fields.instruct(mark.text or "")
            elif name == "lastRenderedPageBreak" or _is_page_break(mark):
                self._turn(line, rendered=name == "lastRenderedPageBreak")
            elif name == "AlternateContent":
                self._add_drawing(chosen(mark), line)
            elif name in _DRAWINGS:
                self._add_drawing(mark, line)
            elif not is_seen or not self._fields.show_text:
                continue
            elif name in _NOTES:
                marker = self._mark_of(mark, run)
                before = line.pieces[-1] if line.pieces else ""
                self._say(note_mark(marker, before) if marker else "", line)
                if value(mark, "customMarkFollows") in ("1", "true"):
                    return  # the rest of the run is the mark
            elif name == "t":
                self._say(raised(mark.text or "") if is_raised else mark.text or "", line)
            elif name == "sym":
                self._say(_sign(mark), line)
            elif name == "ruby":
                self._add(mark, style, line)
            else:
                self._say(_SIGNS.get(name, ""), line)

    def _say(self, text: str, line: Line) -> None:
        if not text or not self._fields.show_text:
            return
        if not line.is_begun:
            line.page = self.page
            line.is_begun = not text.isspace()
        line.pieces.append(text)

    def _turn(self, line: Line, *, rendered: bool) -> None:
        """Turn the page; by hand only where Word has not laid the pages out itself."""
        if self.page is not None and rendered == self._rendered:
            self.page += 1
        if not rendered:
            self._say(" ", line)

    def _add_drawing(self, drawing: Iterable[Element], line: Line) -> None:
        """Take note of the text boxes in a drawing, the outermost of each."""
        for inner in drawing:
            if local(inner) == "txbxContent":
                line.boxes.append(inner)
            elif local(inner) == "AlternateContent":
                self._add_drawing(chosen(inner), line)
            else:
                self._add_drawing(inner, line)


def chosen(alternatives: Element) -> list[Element]:
    """What is shown of ``mc:AlternateContent``: its first choice, else its fallback, never both."""
    choices = (child(alternatives, name) for name in ("Choice", "Fallback"))
    return next((list(choice) for choice in choices if choice is not None), [])


def _is_placeholder(control: Element) -> bool:
    """Whether a content control shows only what should be typed into it."""
    return child(control, "sdtPr", "showingPlcHdr") is not None


def _is_page_break(mark: Element) -> bool:
    return local(mark) == "br" and value(mark, "type") == "page"


def _sign(mark: Element) -> str:
    """The letter of a sign that is named by its place in a font."""
    try:
        return chr(int(value(mark, "char")[:4], 16) | int(_PRIVATE, 16))
    except ValueError:
        return ""
