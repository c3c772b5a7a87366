"""A zipped document is read whole and bounded, or refused in one clear sentence."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

import ingest.reading.markup.archive
from ingest.errors import DocumentError
from ingest.reading.markup.archive import Format, opened
from ingest.reading.markup.opendocument import read_odt
from ingest.reading.markup.word import read_docx
from office import ODF, docx_of, odt_of, w_p, zipped

TEST = Format("a test file", ".tst")
SENTENCE = re.compile(r"tiny\.\w+ [^\n]*[^.]\.")
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1000)


def refusal(path: Path, content: bytes, part: str = "a.xml") -> str:
    """The sentence with which a file of this content is refused."""
    path.write_bytes(content)
    with pytest.raises(DocumentError) as refused, opened(path, TEST) as archive:
        archive.required(part)
    assert SENTENCE.fullmatch(str(refused.value))
    return str(refused.value)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tmp_path / "tiny.tst"


def test_a_part_is_read_and_a_missing_one_is_none(tiny: Path) -> None:
    tiny.write_bytes(zipped({"a.xml": "<a><b/></a>"}))
    with opened(tiny, TEST) as archive:
        assert len(archive.required("a.xml")) == 1
        assert archive.xml("b.xml") is None


@pytest.mark.parametrize("content", [b"", b"P", b"It is here.", b"%PDF-1.7", b"<html></html>"])
def test_a_file_that_is_no_archive_is_not_of_the_format(tiny: Path, content: bytes) -> None:
    assert refusal(tiny, content) == (
        "tiny.tst is not a test file, whatever its name says; open it in the program that made it "
        "and save it as .tst."
    )


def test_a_missing_part_makes_it_another_kind_of_file(tiny: Path) -> None:
    assert "is not a test file" in refusal(tiny, zipped({"b.xml": "<a/>"}))


@pytest.mark.parametrize("cut", [10, 60, 120, -30, -1])
def test_a_truncated_archive_is_damaged(tiny: Path, cut: int) -> None:
    assert "is damaged" in refusal(tiny, zipped({"a.xml": "<a>" + "b" * 500 + "</a>"})[:cut])


def test_a_part_whose_bytes_were_changed_is_damaged(tiny: Path) -> None:
    content = bytearray(zipped({"a.xml": "<a>" + "bcd" * 500 + "</a>"}))
    content[45] ^= 0xFF
    assert "is damaged" in refusal(tiny, bytes(content))


@pytest.mark.parametrize("xml", ["", "<a>", "<a></b>", "text", "<a>\x01</a>", "<a>&x;</a>"])
def test_a_part_that_is_no_xml_is_damaged(tiny: Path, xml: str) -> None:
    assert "is damaged" in refusal(tiny, zipped({"a.xml": xml}))


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.docx", tmp_path):
        with pytest.raises(DocumentError, match=f"{path.name} cannot be read"):
            read_docx(path)


def test_an_old_or_protected_office_file_is_told_apart(tiny: Path) -> None:
    assert "is protected with a password or is an Office file of before 2007" in refusal(tiny, OLE)


def test_an_encrypted_part_needs_its_password_taken_off(tiny: Path) -> None:
    content = bytearray(zipped({"a.xml": "<a/>"}))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags_at] |= 1
    assert "protected with a password" in refusal(tiny, bytes(content))


def test_a_protected_opendocument_says_so(tmp_path: Path) -> None:
    path = tmp_path / "tiny.odt"
    manifest = (
        f'<m:manifest {ODF}><m:file-entry m:full-path="content.xml"><m:encryption-data/>'
        "</m:file-entry></m:manifest>"
    )
    path.write_bytes(zipped({"META-INF/manifest.xml": manifest, "content.xml": b"\x93\x01"}))
    with pytest.raises(DocumentError, match=r"tiny\.odt is protected with a password"):
        read_odt(path)


def test_a_bomb_is_refused_while_it_is_unpacked(tiny: Path) -> None:
    bomb = zipped({"a.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
    assert len(bomb) < 100_000
    assert "unpacks to far more text" in refusal(tiny, bomb)


def test_all_parts_together_are_bounded(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.reading.markup.archive, "MOST_BYTES", 1500)
    tiny.write_bytes(zipped({"a.xml": f"<a>{'b' * 1000}</a>", "b.xml": f"<a>{'b' * 1000}</a>"}))
    with opened(tiny, TEST) as archive:
        assert archive.xml("a.xml") is not None
        with pytest.raises(DocumentError, match="unpacks to far more text"):
            archive.xml("b.xml")


def test_a_size_that_the_archive_claims_is_not_believed(tiny: Path) -> None:
    content = bytearray(zipped({"a.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    assert refusal(tiny, bytes(content))


def test_a_packing_that_no_document_uses_is_refused(tiny: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.xml", "<a/>")
    assert "is damaged" in refusal(tiny, file.getvalue())


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x "y">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghx")),
    ],
    ids=["entity", "file", "billion laughs"],
)  # fmt: skip
def test_a_document_type_is_refused_and_its_entities_are_not_read(
    tiny: Path, declared: str
) -> None:
    xml = f'<!DOCTYPE a [{declared}]><a b="1">&x;</a>'
    refused = refusal(tiny, zipped({"a.xml": xml}))
    assert "declares a document type" in refused or ("h;" in declared and "is damaged" in refused)


@pytest.mark.parametrize("depth", [255, 300, 100_000])
def test_elements_nested_without_end_are_damage_and_no_crash(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "tiny.docx"
    for opening, closing in (
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ):
        times = depth // opening.count("<") - 2
        path.write_bytes(docx_of(opening * times + w_p("Here.") + closing * times))
        if depth < 256:
            assert [block.text for block in read_docx(path)] == ["Here."]
        else:
            with pytest.raises(DocumentError, match="is damaged"):
                read_docx(path)


@pytest.mark.parametrize("depth", [240, 300])
def test_an_opendocument_may_nest_as_deeply(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "tiny.odt"
    for name, inner in (("text:list", "text:list-item"), ("text:section", "draw:frame")):
        times = depth // 2
        body = f"<{name}><{inner}>" * times + "<text:p>Here.</text:p>"
        path.write_bytes(odt_of(body + f"</{inner}></{name}>" * times))
        if depth < 256:
            assert [block.text for block in read_odt(path)] == ["Here."]
        else:
            with pytest.raises(DocumentError, match="is damaged"):
                read_odt(path)


def test_another_kind_of_archive_is_no_word_file_and_no_opendocument(tmp_path: Path) -> None:
    sheet = zipped(
        {"content.xml": f"<office:document-content {ODF}/>", "word/document.xml": "<a/>"}
    )
    for name, read in (("tiny.docx", read_docx), ("tiny.odt", read_odt)):
        (tmp_path / name).write_bytes(sheet)
        with pytest.raises(DocumentError, match=rf"{re.escape(name)} is not an? \w+ \w+, whatever"):
            read(tmp_path / name)
