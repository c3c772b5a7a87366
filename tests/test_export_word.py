"""The Word file opens, in python-docx and in LibreOffice, and has its structure and its links."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from assistant.answer import Outcome
from assistant.export.paper import Block, Table, paper
from assistant.export.taken import Taken
from assistant.export.word import to_docx
from kept_answers import turn
from test_export import hostile, news, taken

CONVERSION_SECONDS = 240


def opened(of: Taken) -> WordDocument:
    return docx.Document(BytesIO(to_docx(of)))


def words_of(document: WordDocument) -> list[str]:
    """The text of every paragraph, those in links as well."""
    found = document.element.body.iter(qn("w:p"))
    return ["".join(text.text or "" for text in p.iter(qn("w:t"))) for p in found]


@pytest.fixture(scope="module")
def several() -> Taken:
    """Three answers, of which one refuses, with two sources."""
    refusal = turn("And beds abroad?", Outcome.NOT_IN_DOCUMENTS)
    return taken(turn(), refusal, news("Beds closed."), title="Staff and beds")


def test_the_file_has_every_word_of_the_paper(several: Taken) -> None:
    found = "".join("".join(words_of(opened(several))).split())
    for block in paper(several):
        texts = [block.text] if isinstance(block, Block) else cells(block)
        for text in texts:
            assert "".join(text.split()) in found


def cells(table: Table) -> list[str]:
    return [cell for row in table.rows for cell in row.values()]


def test_headings_make_an_outline(several: Taken) -> None:
    found = [
        (p.style.name, p.text)
        for p in opened(several).paragraphs
        if p.style is not None and p.style.name.startswith(("Title", "Heading"))
    ]
    assert found == [
        ("Title", "Staff and beds"),
        ("Heading 1", "How did staff grow?"),
        ("Heading 1", "And beds abroad?"),
        ("Heading 1", "What of beds?"),
        ("Heading 1", "Documents cited"),
        ("Heading 1", "Appendix: the paragraphs in full"),
        ("Heading 2", "[1] A plan, paragraph 3 of “Annex A”, pages 2 and 3"),
        ("Heading 2", "[2] News of the trust, paragraph 7, counted"),
    ]


def test_every_number_leads_to_its_source(several: Taken) -> None:
    body = opened(several).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert marks == {"source_1", "source_2"}
    assert set(links) == marks


def test_quoted_words_are_marked_by_more_than_colour(several: Taken) -> None:
    document = opened(several)
    marked = {
        run.text
        for p in document.paragraphs
        for run in p.runs
        if run.style is not None and run.style.name == "Quoted Words"
    }
    assert {"Staff grew by $5 to 6%.", "Beds closed."} <= marked
    assert document.styles["Quoted Words"].font.bold


def test_the_table_of_documents_repeats_its_head_and_says_what_it_is(several: Taken) -> None:
    (table,) = opened(several).tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Source", "Document", "Published"]
    assert len(table.rows) == 3
    head = table.rows[0]._tr.trPr
    assert head is not None
    assert head.find(qn("w:tblHeader")) is not None
    about = table._tbl.tblPr.find(qn("w:tblDescription"))
    assert about is not None
    assert "A row for each document" in about.get(qn("w:val"), "")


def test_the_file_says_what_it_is_and_in_which_language(several: Taken) -> None:
    document = opened(several)
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Staff and beds", "Parity")
    assert properties.language == "en-GB"
    assert properties.comments == f"Documents: {'f' * 16}"
    assert properties.created is not None
    assert properties.created.date() == date(2026, 6, 1)
    spoken = {of.get(qn("w:val")) for of in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-GB"}


def test_hostile_words_are_words_in_the_file() -> None:
    found = "\n".join(words_of(opened(hostile())))
    assert "<script>alert(1)</script> [x](javascript:alert(2))" in found
    assert "\N{REPLACEMENT CHARACTER}back" in found
    assert "\u202e" not in found


def test_libreoffice_opens_the_file_with_its_sources_and_links(
    several: Taken, tmp_path: Path
) -> None:
    """What it makes of it is a PDF with pages of A4, all words, and links within it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed, so no Word file was opened with it")
    file = tmp_path / "taken.docx"
    file.write_bytes(to_docx(several))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=CONVERSION_SECONDS)
    pdf = pypdf.PdfReader(file.with_suffix(".pdf"))
    found = "".join("".join(page.extract_text() for page in pdf.pages).split())
    for block in paper(several):
        if isinstance(block, Block):
            assert "".join(block.text.split()) in found
    width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert len(pdf.pages) >= 2
    assert any("/Annots" in page for page in pdf.pages)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Staff and beds"
