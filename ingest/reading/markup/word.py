"""The reader of Word files (.docx): what a person sees in them, as blocks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path

from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.reading.markup.archive import Archive, Format, not_of_format, opened
from ingest.reading.markup.contents import finished
from ingest.reading.markup.elements import child, children, local, switched_on, value
from ingest.reading.markup.layout import footnote, paragraph
from ingest.reading.markup.prints import set_off
from ingest.reading.markup.word_notes import Notes
from ingest.reading.markup.word_numbers import Numbering
from ingest.reading.markup.word_styles import Styles
from ingest.reading.markup.word_tables import read_table
from ingest.reading.markup.word_text import WRAPPERS, Lines, chosen, is_placeholder

WORD = Format("a Word file", ".docx")
_MAIN = "word/document.xml"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")


def read_docx(path: Path) -> list[Block]:
    """Read a Word file as it prints: numbers counted, deletions and hidden text left out.

    The pages are those that Word last laid out; None where the file does not tell them, for breaks
    set by hand alone tell too few. Raises :class:`DocumentError` if the file is no Word file, is
    protected or is damaged.
    """
    with opened(path, WORD) as archive:
        main = _related(archive, "", "officeDocument").get("officeDocument", _MAIN)
        document = archive.required(main)
        body = child(document, "body")
        if local(document) != "document" or body is None:
            raise not_of_format(path, WORD)
        related = _related(archive, main, *_PARTS)
        parts = {name: archive.xml(part) for name, part in related.items()}
    return finished(_Reader(document, parts).whole(body))


def _related(archive: Archive, part: str, *kinds: str) -> dict[str, str]:
    """The parts of these kinds that a part names (ECMA-376 part 2, 9.3)."""
    folder, name = posixpath.split(part)
    root = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    for relation in children(root, "Relationship"):
        kind = value(relation, "Type").rpartition("/")[2]
        if kind in kinds and value(relation, "TargetMode") != "External":
            target = posixpath.join("/", folder, value(relation, "Target"))
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
    return found


class _Reader:
    def __init__(self, document: Element, parts: dict[str, Element | None]) -> None:
        self._styles = Styles(parts.get("styles"))
        self._numbering = Numbering(parts.get("numbering"), self._styles)
        self._notes = Notes(document, parts)
        roots = [document, parts.get("footnotes"), parts.get("endnotes")]
        shown = [root for root in roots if root is not None]
        self._lines = Lines(shown, self._styles, self._notes)
        self._listed: dict[str, set[int]] = {}
        self._carried = ""
        self._carried_page: int | None = None
        self._cells = 0

    def whole(self, body: Element) -> list[Block]:
        """The document's blocks, each footnote behind what stands at the place that marks it."""
        blocks: list[Block] = []
        for part in body:
            blocks += self.blocks([part])
            while due := self._notes.due():
                blocks += [
                    footnote(marker, self._beside(note, local(note))) for marker, note in due
                ]
        return [*blocks, *self._left_over()]

    def _left_over(self) -> list[Block]:
        """What a paragraph without an end has left, where no other follows it."""
        left, self._carried = paragraph(self._carried, page=self._carried_page), ""
        return [left] if left else []

    def _beside(self, container: Element, story: str = "") -> list[Block]:
        """The blocks of a note or a text box: it turns no page, and counts its lists for itself."""
        carried, self._carried = self._carried, ""
        with self._lines.pages.held(), self._numbering.story(story):
            blocks = [*self.blocks(container), *self._left_over()]
        self._carried = carried
        return blocks

    def _cell(self, cell: Element) -> list[Block]:
        self._cells += 1
        blocks = [*self.blocks(cell), *self._left_over()]
        self._cells -= 1
        return blocks

    def blocks(self, container: Iterable[Element]) -> list[Block]:
        """The blocks of the body, of a cell, of a text box or of a note."""
        blocks: list[Block] = []
        for part in container:
            name = local(part)
            if name == "p":
                blocks += self._paragraph(part)
            elif name == "tbl":
                blocks += [*self._left_over(), *read_table(part, self._lines, self._cell)]
            elif name == "sdt" and (_is_contents(part) or is_placeholder(part)):
                self._lines.pages.passed(part)
            elif name == "sdt":
                blocks += self.blocks(children(part, "sdtContent"))
            elif name == "AlternateContent":
                blocks += self.blocks(chosen(part))
            elif name in WRAPPERS:
                blocks += self.blocks(part)
        return blocks

    def _paragraph(self, mark: Element) -> list[Block]:
        line = self._lines.read(mark)
        text = self._carried + line.text
        page = self._carried_page if self._carried.strip() else line.page
        below = [block for box in line.boxes for block in self._beside(box)]
        if self._goes_on(mark):
            self._carried, self._carried_page = text, page
            return below
        self._carried = ""
        number, level = self._numbering.level(mark)
        label = self._numbering.label(number, level) if number else ""
        if self._styles.is_contents(mark):
            return below
        block = paragraph(
            text,
            level=self._styles.level(mark),
            label=label,
            nested=self._is_nested(number, level),
            page=page,
            in_cell=self._cells > 0,
        )
        if block is None:
            return below
        block = set_off(block, line.prints, quoted=self._styles.is_quotation(mark))
        if number and block.kind is not BlockKind.HEADING:
            self._listed.setdefault(number, set()).add(level)
        return [block, *below]

    def _goes_on(self, mark: Element) -> bool:
        """Whether a paragraph goes on in the next one: its end is deleted, moved away or hidden.

        So does the large first letter of a paragraph, which stands in a frame of its own.

        One that is hidden so that a heading stands in a line with its text is an end all the same.
        """
        properties = child(mark, "pPr")
        end = child(properties, "rPr")
        frame = child(properties, "framePr")
        has_first_letter = value(frame, "dropCap") not in ("", "none")
        if has_first_letter or any(child(end, name) is not None for name in ("del", "moveFrom")):
            return True
        run = mark if properties is None else properties
        is_hidden = self._styles.is_hidden(run, self._styles.of(mark))
        return is_hidden and not switched_on(child(end, "specVanish"))

    def _is_nested(self, number: str, level: int) -> bool:
        """Whether a list's level stands below another that is no heading."""
        return any(above < level for above in self._listed.get(number, ()))


def _is_contents(control: Element) -> bool:
    """Whether a content control holds the contents list that Word makes."""
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents"
