"""Text is read in the letters that it was written in, and a guess is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import write_corpus
from ingest.corpus import read_corpus
from ingest.errors import DocumentError
from ingest.reading.encoding import decoded
from ingest.reading.markup.html import read_web_page

CASE = (
    "Laundry Policy\r\n\r\n1. Linen costs £1.12 a kilogram – the contractor’s price.\r\n\r\n"
    "2. “Infected” linen goes in red bags…\r\n\r\n3. Bags are never more than two thirds full.\r\n"
)
SENTENCES = [
    CASE,
    "It costs £5.",
    "The Trust’s policy is here.",
    "Café opening hours – 9 to 5.",
    "“Infected” linen goes in red bags…",
    "Temperatures of 21° are kept in each ward.",
    "• Wash hands\n• Dry them\n",
    "The naïve façade of the résumé.",
    "Staff may not leave.\nThe rate is 5% – 6%.",
    "Zoë O’Brien wrote it.",
    "the ‘carer’ and the ward’s ‘buddy’",
    "‘Leave’ means a day’s absence, or £3bn—a year.",
]
SAID = {
    "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}  # fmt: skip


@pytest.mark.parametrize("encoding", SAID)
@pytest.mark.parametrize("text", SENTENCES, ids=range(len(SENTENCES)))
def test_a_short_text_is_told_by_where_its_signs_stand(text: str, encoding: str) -> None:
    file = decoded(text.encode(encoding), "tiny.txt")
    assert file.text == text
    assert file.guess in (SAID[encoding], "Windows-1252")  # £ is the same in both


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [CASE, "It is here.", ""])
def test_what_is_sure_is_not_told(text: str, encoding: str) -> None:
    file = decoded(text.encode(encoding), "tiny.txt")
    assert (file.text, file.remarks) == (text, [])


def test_single_bytes_of_windows_in_unicode_are_read() -> None:
    content = "It’s £5 – caf".encode() + b"\xe9 \x96 so."
    assert decoded(content, "tiny.txt").text == "It’s £5 – café – so."


@pytest.mark.parametrize(
    "content",
    [bytes(range(1, 256)) * 4, b"\xff\xd8\xff\xe0\x10JFIF\xc8\x11\x03\xfa" * 50, b"\xff\xfe\xff",
     bytes(range(128, 256)) * 4, "Привет, это правила.".encode("cp1251")],
    ids=["bytes", "image", "half", "signs", "Russian"],
)  # fmt: skip
def test_what_is_no_english_text_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^tiny\.txt is not UTF-8 text; save it as UTF-8"):
        decoded(content, "tiny.txt")


@pytest.mark.parametrize("content", [b"It is\0here.", b"PK\x03\x04\0\0", b"\xe9t\xe9\0 it is."])
def test_bytes_of_nothing_make_no_text(content: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^tiny\.txt is not a text file"):
        decoded(content, "tiny.txt")


@pytest.mark.parametrize(("name", "mark"), [("a.txt", ""), ("a.md", "# ")])
def test_a_policy_in_windows_letters_is_read_and_the_guess_is_told(
    tmp_path: Path, name: str, mark: str
) -> None:
    corpus = read_corpus(write_corpus(tmp_path, {name: (mark + CASE).encode("cp1252")}))
    assert [(p.number, p.printed, p.body) for p in corpus.paragraphs] == [
        ("1", True, "Linen costs £1.12 a kilogram – the contractor’s price."),
        ("2", True, "“Infected” linen goes in red bags…"),
        ("3", True, "Bags are never more than two thirds full."),
    ]
    assert corpus.warnings == (
        f"{name}: read as Windows-1252, which is a guess and gives “£1.12”, “–”, “contractor’s”; "
        "if that is wrong, save it as UTF-8.",
    )


@pytest.mark.parametrize(
    ("page", "guess"),
    [
        ("<meta charset=windows-1252><p>£5 – so".encode("cp1252"), ""),
        ("<?xml version='1.0' encoding='iso-8859-1'?><p>£5 – so".encode("cp1252"), ""),
        ("<meta charset=macintosh><p>£5 – so".encode("mac_roman"), ""),
        ("<p>£5 – so".encode("utf-16"), ""),
        ("<p>£5 – so".encode("utf-16-le"), "UTF-16"),
        ("<p>£5 – so".encode("cp1252"), "Windows-1252"),
        ("<meta charset=utf-8><p>£5 – so".encode("cp1252"), "Windows-1252"),
        ("<meta charset=iso-8859-1><p>£5 – so".encode(), "UTF-8"),
    ],
)
def test_a_page_is_read_as_it_declares_unless_that_is_wrong(
    tmp_path: Path, page: bytes, guess: str
) -> None:
    (tmp_path / "tiny.html").write_bytes(page)
    whole = read_web_page(tmp_path / "tiny.html")
    assert [block.text for block in whole.blocks] == ["£5 – so"]
    assert [remark.partition(",")[0] for remark in whole.remarks] == (
        [f"read as {guess}"] if guess else []
    )


def test_signs_that_a_declared_encoding_has_not_are_seen_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "tiny.html").write_bytes(b"<meta charset=windows-1252><p>It is \x81 so.")
    assert [block.text for block in read_web_page(tmp_path / "tiny.html").blocks] == [
        "It is \ufffd so."
    ]
