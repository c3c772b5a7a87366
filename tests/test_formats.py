"""A file's format is told by what it holds before what it is called, or refused in one sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ingest.errors import DocumentError
from ingest.reading.formats import FORMATS, Format, format_of
from pdfs import Sheet, written

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(**entries: bytes) -> bytes:
    """A zip archive; two underscores in a name are a slash."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


PDF = written(Sheet().say("It is here."))
WORD = archive(word__document_xml=b"<w/>")
OPENDOCUMENT = archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<o/>")
HTML = b"\xef\xbb\xbf  <!DOCTYPE html><html><p>It is here."
OF_EACH = {"pdf": PDF, "word": WORD, "opendocument": OPENDOCUMENT, "html": HTML}


def told(folder: Path, name: str, content: bytes) -> Format:
    path = folder / name
    path.write_bytes(content)
    return format_of(path)


def refusal(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        told(folder, name, content)
    message = str(refused.value)
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_is_what_its_name_says_needs_no_remark(tmp_path: Path, suffix: str) -> None:
    name = FORMATS[suffix]
    content = OF_EACH.get(name, b"It is here.")
    assert told(tmp_path, f"plan{suffix.upper()}", content) == Format(name)


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".md", ".html", ".xlsx", "", ".pdf.txt"])
def test_a_pdf_is_one_whatever_its_name_says(tmp_path: Path, suffix: str) -> None:
    found = told(tmp_path, f"plan{suffix}", PDF)
    assert found.name == "pdf"
    assert found.remark == f"plan{suffix} is a PDF, whatever its name says, and was read as one."


@pytest.mark.parametrize("name", ["word", "opendocument", "html"])
def test_other_files_with_the_name_of_a_pdf_are_what_they_are(tmp_path: Path, name: str) -> None:
    found = told(tmp_path, "plan.pdf", OF_EACH[name])
    assert found.name == name
    assert found.remark.startswith("plan.pdf is ")


def test_a_pdf_with_something_before_it_is_one(tmp_path: Path) -> None:
    assert told(tmp_path, "plan.pdf", b"\r\n\r\n" + PDF) == Format("pdf")


def test_plain_text_about_pages_of_the_web_stays_text(tmp_path: Path) -> None:
    assert told(tmp_path, "plan.txt", b"<p>It is here.</p>") == Format("text")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "plan.pdf", b"").startswith("plan.pdf is empty;")


@pytest.mark.parametrize("name", ["plan.doc", "plan.xls", "plan.docx"])
def test_an_old_or_locked_office_file_is_refused(tmp_path: Path, name: str) -> None:
    assert "old Office file or locked with a password" in refusal(tmp_path, name, OLE)


def test_rich_text_is_refused(tmp_path: Path) -> None:
    assert "is Rich Text; save it as .docx" in refusal(tmp_path, "plan.doc", b"{\\rtf1 It is.}")


@pytest.mark.parametrize(
    "content", [archive(xl__workbook_xml=b"<x/>"), archive(mimetype=b"application/epub+zip"),
                b"PK\x03\x04 cut off", b"\x89PNG\r\n", b"It is here."],
    ids=["sheet", "book", "cut", "image", "text"],
)  # fmt: skip
def test_a_file_of_an_unknown_kind_is_refused_with_the_known_ones(
    tmp_path: Path, content: bytes
) -> None:
    message = refusal(tmp_path, "plan.xyz", content)
    assert "is of a kind that Parity cannot read" in message
    assert all(suffix in message for suffix in FORMATS)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(DocumentError, match=r"plan\.pdf is not a file"):
        format_of(tmp_path / "plan.pdf")


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").symlink_to(tmp_path / "gone.pdf")
    with pytest.raises(DocumentError, match=r"plan\.pdf is a link to nothing"):
        format_of(tmp_path / "plan.pdf")
