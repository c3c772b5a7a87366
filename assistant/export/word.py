"""What is taken away as a Word file, in which every number leads to the paragraph it stands for."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.export.paper import Block, Kind, Run, Table, paper
from assistant.export.taken import Taken
from assistant.export.word_style import (
    CELL_STYLE,
    LANGUAGE,
    MARK_STYLE,
    REFERENCE_STYLE,
    STYLES,
    dress,
    shade,
)

_WIDTHS = (1.6, 6.2, 3.6, 2.2, 2.6)
"""Of the columns of the table of documents, in centimetres."""


def to_docx(taken: Taken) -> bytes:
    """The paper as the bytes of a .docx file; each number is a link to its source's paragraph."""
    document = docx.Document()
    dress(document)
    _describe(document, taken)
    for block in paper(taken):
        if isinstance(block, Table):
            _add_table(document, block)
        else:
            _add_block(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: WordDocument, taken: Taken) -> None:
    """The properties that a file is found by, and what stands at the edge of each page."""
    properties, prints = document.core_properties, ", ".join(taken.fingerprints)
    properties.title = _title(taken)
    properties.author = properties.last_modified_by = "Parity"
    properties.subject = "Answers from policy documents, with the paragraphs that they quote"
    properties.comments = f"Documents: {prints}" if prints else ""
    properties.language = LANGUAGE
    made = datetime.fromisoformat(taken.day).replace(tzinfo=UTC)
    properties.created = properties.modified = made
    section = document.sections[0]
    footer = section.footer.paragraphs[0]
    footer.add_run("Parity · page ")
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _title(taken: Taken) -> str:
    return next(piece.text for piece in paper(taken) if isinstance(piece, Block))


def _add_block(document: WordDocument, block: Block) -> None:
    paragraph = document.add_paragraph(style=STYLES[block.kind])
    if block.kind is Kind.SECTION and "Appendix" in block.text:
        paragraph.paragraph_format.page_break_before = True
    if block.source:
        _begin_bookmark(paragraph, block.source)
    followed = [*block.runs[1:], Run("")]
    for run, after in zip(block.runs, followed, strict=True):
        if run.source:
            _add_reference(paragraph, run, raised=block.kind is not Kind.REFERENCE)
        else:
            # A number that is set above the line stands close to its sentence.
            text = run.text.rstrip() if after.source else run.text
            added = paragraph.add_run(text, style=MARK_STYLE if run.marked else None)
            added.bold = True if run.strong else None
    if block.source:
        _end_bookmark(paragraph, block.source)


def _add_reference(paragraph: WordParagraph, run: Run, *, raised: bool) -> None:
    """A number as a link to the paragraph that it stands for."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _bookmark(run.source))
    link.set(qn("w:tooltip"), f"Source {run.source}")
    link.set(qn("w:history"), "1")
    made = paragraph.add_run(run.text, style=REFERENCE_STYLE if raised else None)
    link.append(made._r)
    paragraph._p.append(link)
    if not raised:
        paragraph.add_run("\t")


def _bookmark(number: int) -> str:
    return f"source_{number}"


def _begin_bookmark(paragraph: WordParagraph, number: int) -> None:
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), str(number))
    mark.set(qn("w:name"), _bookmark(number))
    paragraph._p.append(mark)


def _end_bookmark(paragraph: WordParagraph, number: int) -> None:
    mark = OxmlElement("w:bookmarkEnd")
    mark.set(qn("w:id"), str(number))
    paragraph._p.append(mark)


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """A number that Word works out, such as that of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add_table(document: WordDocument, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(_WIDTHS))
    made.autofit = False
    for column, width in zip(made.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _say_what_it_is(made, table)
    head = tuple(table.rows[0])
    for row in (head, *(tuple(of.values()) for of in table.rows)):
        cells = made.add_row().cells
        for cell, text, width in zip(cells, row, _WIDTHS, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL_STYLE
            paragraph.add_run(text).bold = True if row is head else None
    for at, row_ in enumerate(made.rows):
        properties = row_._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
            for cell in row_.cells:
                shade(cell._tc)


def _say_what_it_is(made: WordTable, table: Table) -> None:
    """Borders between the rows, and the words that a screen reader says of the table."""
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in {"val": "single", "sz": "4", "space": "0", "color": "B9C4CA"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    for name, text in (("tblCaption", "Documents cited"), ("tblDescription", table.about)):
        said = OxmlElement(f"w:{name}")
        said.set(qn("w:val"), text)
        properties.append(said)
