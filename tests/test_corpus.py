"""The real corpus is read whole, and a corpus that is not whole is refused."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from builders import (
    GOVERNMENT_RESPONSE,
    REAL_CORPUS,
    real_corpus,
    real_paragraph,
    write_corpus,
)
from ingest.corpus import read_corpus
from ingest.errors import CorpusError

SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]")
CYP = "Children and Young People (CYP)"
SMI = "Adult Severe Mental Illness (SMI)"


def edited_copy(folder: Path, old: str, new: str) -> Path:
    """A copy of the real corpus whose Government response has ``new`` in place of ``old``."""
    files = {path.name: path.read_bytes() for path in REAL_CORPUS.iterdir() if path.is_file()}
    text = files[GOVERNMENT_RESPONSE].decode()
    assert text.count(old) == 1
    return write_corpus(folder, {**files, GOVERNMENT_RESPONSE: text.replace(old, new).encode()})


def one_document(folder: Path, content: str | bytes, file: str = "tiny.txt", **fields: str) -> Path:
    listed = "".join(f'{name} = "{value}"\n' for name, value in fields.items())
    sources = f'[[document]]\nid = "tiny"\nfile = "{file}"\n{listed}'
    return write_corpus(folder, {file: content, "sources.toml": sources})


def test_the_response_gives_paragraphs_1_to_129_once_each_and_in_order() -> None:
    of_response = [p for p in real_corpus().paragraphs if p.document == "government-response"]
    assert [p.number for p in of_response] == [str(n) for n in range(1, 130)]
    assert all(p.printed for p in of_response)


def test_the_documents_without_printed_numbers_are_counted_from_one() -> None:
    for document in ("workforce-plan", "equalities-strategy", "provider-support"):
        paragraphs = [p for p in real_corpus().paragraphs if p.document == document]
        assert [p.number for p in paragraphs] == [str(n + 1) for n in range(len(paragraphs))]
        assert not any(p.printed for p in paragraphs)


def test_every_paragraphs_key_is_its_own() -> None:
    keys = [p.key for p in real_corpus().paragraphs]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("number", "across_the_cut"),
    [
        (27, "employers and managers are supported to value, support and retain their staff, both"),
        (32, "working to ensure the supply of new staff, we know that demand has increased"),
        (72, "The estimated cost saving from one such evaluation (Thames Valley) was £329"),
        (78, "an additional £12 million in 2021/22 as part of the wider Mental Health Recovery"),
        (85, "in receipt of increased baseline and transformation funding from April 2021."),
        (89, "infection prevention and control requirements, increasing demand/acuity and a"),
        (110, "patient experience survey was in response to the questions on crisis care."),
    ],
)
def test_a_sentence_cut_by_footnotes_is_read_whole(number: int, across_the_cut: str) -> None:
    assert across_the_cut in real_paragraph(number).body


@pytest.mark.parametrize(
    ("number", "last_item"),
    [(3, "- “[...] all areas will provide crisis resolution"), (102, "- iv. Appropriate – good")],
)
def test_a_list_cut_by_footnotes_or_a_page_keeps_its_last_item(number: int, last_item: str) -> None:
    assert real_paragraph(number).body.split("\n")[-1].startswith(last_item)


def test_paragraph_128_has_its_four_metrics_and_its_two_notes() -> None:
    paragraph = real_paragraph(128)
    assert len([line for line in paragraph.body.split("\n") if line.startswith("- ")]) == 4
    assert [note.marker for note in paragraph.footnotes] == ["35", "36"]


def test_paragraph_14_has_its_five_notes_and_no_markers() -> None:
    paragraph = real_paragraph(14)
    assert [note.marker for note in paragraph.footnotes] == ["4", "5", "6", "7", "8"]
    assert paragraph.footnotes[1].text == "Between March 2016 and March 2021"
    assert "a baseline of 109,118. The 19,000 new staff" in paragraph.body
    assert not SUPERSCRIPT.search(paragraph.text)


def test_no_marker_is_left_in_any_paragraph() -> None:
    assert [p.key for p in real_corpus().paragraphs if SUPERSCRIPT.search(p.text)] == []


def test_footnotes_1_to_36_each_belong_to_one_paragraph() -> None:
    response = [p for p in real_corpus().paragraphs if p.document == "government-response"]
    assert [note.marker for p in response for note in p.footnotes] == [str(n) for n in range(1, 37)]


def test_paragraph_5_has_the_ratings_with_their_column_names_and_groups() -> None:
    rows = real_paragraph(5).body.split("\n")[1:]
    assert len(rows) == 10
    assert rows[0] == "Overall: Overall – Requires improvement"
    assert rows[3] == (
        f"{CYP} – 95% CYP accessing treatment for eating disorders: "
        "Commitment Met – Requires improvement; Funding/Resourcing – Good; "
        "Impact – Requires improvement; Appropriate – Outstanding; Overall – Good"
    )


@pytest.mark.parametrize(
    ("number", "section"),
    [
        (10, ("Workforce", "Growing the workforce")),
        (39, (CYP, "Additional treatment", "Response")),
        (47, (CYP, "95% CYP accessing treatment for eating disorders")),
        (89, (SMI, "Integrated community models", "Out of area placements (OAPs)")),
        (113, ("Inequality in Mental Health", "Response")),
        (
            125,
            (
                "Inequality in Mental Health",
                "NHS England and NHS Improvement commitments to addressing inequalities",
            ),
        ),
    ],
)
def test_a_paragraphs_section_is_the_path_of_headings(
    number: int, section: tuple[str, ...]
) -> None:
    assert real_paragraph(number).section == section


def test_page_furniture_is_no_text_of_a_document() -> None:
    told = "\n".join(p.text for p in real_corpus().paragraphs)
    assert "quote HEE facebook" not in told
    assert "Is there anything wrong with this page?" not in told
    assert "Crown copyright" not in told


def test_the_asterisked_note_of_the_strategy_stands_with_its_paragraph() -> None:
    noted = [p for p in real_corpus().paragraphs if p.footnotes and p.footnotes[0].marker == "*"]
    assert [p.key for p in noted] == ["equalities-strategy/2"]
    assert "Those leading Integrated Care Systems (ICSs) have" in noted[0].body


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\n58. For this", "\nFor this", "paragraph 58 is missing"),
        ("\n58. For this", "\n57. For this", "paragraph 57 appears 2 times"),
        ("\n58. For this", "\n180. For this", "paragraph 58 is missing"),
        ("\n129. The range", "\n130. The range", "paragraph 130 is not expected"),
        ("\n1. This is the", "\nThis is the", "paragraph 1 is missing"),
    ],
)
def test_a_response_whose_numbers_are_not_1_to_129_is_refused(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    corpus = read_corpus(edited_copy(tmp_path, old, new))
    (unread,) = corpus.unread
    assert fault in unread.why
    assert GOVERNMENT_RESPONSE in unread.why
    assert (unread.document, unread.whole) == ("government-response", True)
    assert "government-response" not in {document.id for document in corpus.documents}


def test_a_response_with_two_numbers_swapped_is_refused(tmp_path: Path) -> None:
    folder = edited_copy(tmp_path, "\n40. This equated", "\n41. This equated")
    text = (folder / GOVERNMENT_RESPONSE).read_text(encoding="utf-8")
    swapped = text.replace("\n41. We note that the Panel", "\n40. We note that the Panel")
    (unread,) = read_corpus(write_corpus(folder, {GOVERNMENT_RESPONSE: swapped})).unread
    assert "paragraph 40 is out of order" in unread.why


def test_a_changed_file_is_read_with_a_warning(tmp_path: Path) -> None:
    corpus = read_corpus(edited_copy(tmp_path, "420,000 CYP accessed", "421,000 CYP accessed"))
    (warning,) = corpus.warnings
    assert GOVERNMENT_RESPONSE in warning
    assert "SHA-256" in warning
    assert real_corpus().warnings == ()


def test_a_digest_may_be_written_in_capitals(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"It is here.").hexdigest().upper()
    assert read_corpus(one_document(tmp_path, "It is here.", sha256=digest)).warnings == ()


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("text", ["Opening hours", "# Opening hours", "Opening\thours"])
def test_a_file_of_one_line_gives_a_paragraph(tmp_path: Path, name: str, text: str) -> None:
    (paragraph,) = read_corpus(write_corpus(tmp_path, {name: text})).paragraphs
    assert paragraph.body.endswith("hours")


def test_a_table_above_the_start_is_no_text_of_the_document(tmp_path: Path) -> None:
    text = "Year\tBeds\n2019\tMany\n\nThe plan\n\nIt is here."
    (paragraph,) = read_corpus(one_document(tmp_path, text, starts_at="The plan")).paragraphs
    assert paragraph.text == "It is here."


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    text = "1. One goes\nNorth here.\n\n2. Two.\n3. Three:\n - item\n"
    plain = read_corpus(one_document(tmp_path / "a", text))
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_corpus(one_document(tmp_path / "b", windows)).paragraphs == plain.paragraphs


def test_only_the_lines_between_start_and_end_are_read(tmp_path: Path) -> None:
    text = "Menu\n\nThe plan\n\nIt is here.\n\nWas this page useful?\n\nTell us more."
    fields = {"starts_at": "The plan", "ends_before": "Was this page useful?"}
    paragraphs = read_corpus(one_document(tmp_path, text, **fields)).paragraphs
    assert [p.text for p in paragraphs] == ["It is here."]


CONTENTS = "Annex A\n\nThe plan\n\nIt is here.\n\n"


@pytest.mark.parametrize("name", ["tiny.txt", "tiny.md", "tiny.html"])
@pytest.mark.parametrize("above", ["Annex A", "Annex A\n\nMenu\n\nAnnex A"])
def test_an_end_that_stands_above_the_start_too_is_the_one_below(
    tmp_path: Path, name: str, above: str
) -> None:
    text = CONTENTS.replace("Annex A", above) + "Annex A\n\nMore.\n\nAnnex A\n\nStill more."
    if name.endswith("html"):
        text = "".join(f"<p>{line}</p>" for line in filter(None, text.split("\n")))
    fields = {"starts_at": "The plan", "ends_before": "Annex A"}
    paragraphs = read_corpus(one_document(tmp_path, text, name, **fields)).paragraphs
    said = " ".join(p.text for p in paragraphs)
    assert "It is here." in said
    assert "ore." not in said


@pytest.mark.parametrize("end", ["Annex A", "The plan"])
def test_an_end_that_stands_only_above_the_start_is_refused(tmp_path: Path, end: str) -> None:
    fields = {"starts_at": "The plan", "ends_before": end}
    why = rf'^tiny\.txt has no line "{end}" below "The plan", which sources\.toml gives as its ends'
    with pytest.raises(CorpusError, match=why):
        read_corpus(one_document(tmp_path, CONTENTS, **fields))


def test_an_end_with_nothing_above_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match='has nothing above the line "Annex A"'):
        read_corpus(one_document(tmp_path, f"\n\n{CONTENTS}", ends_before="Annex A"))


@pytest.mark.parametrize("field", ["starts_at", "ends_before"])
def test_a_start_or_end_that_is_not_there_is_refused(tmp_path: Path, field: str) -> None:
    with pytest.raises(CorpusError, match=f'tiny.txt has no line "Never".*{field}'):
        read_corpus(one_document(tmp_path, "It is here.", **{field: "Never"}))


def test_a_lone_first_heading_is_the_title_where_none_is_given(tmp_path: Path) -> None:
    files = {"a.md": "# The plan\n\n## P\n\nHere.", "b.txt": "It has no title."}
    corpus = read_corpus(write_corpus(tmp_path, files))
    assert [d.title for d in corpus.documents] == ["The plan", "b"]
    assert corpus.paragraphs[0].section == ("P",)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b" \n\n\t\n", "holds no text"),
        (b"-----\n\n...\n", "holds no text"),
        (b"\xff\xd8\xff\xe0\x10JFIF\x01\xc8\x11\x03", "is not UTF-8 text"),
        ("It is here.".encode("utf-16")[:-1], "is not a text file"),
        (b"It is\0here.", "is not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    with pytest.raises(CorpusError, match=rf"tiny\.txt {complaint}"):
        read_corpus(one_document(tmp_path, content))


def test_pages_are_counted_from_the_beginning_of_the_file(tmp_path: Path) -> None:
    text = "Cover\n\fInside\n\fThe plan\n\nIt is here."
    folder = one_document(tmp_path, text, starts_at="The plan")
    assert [p.page for p in read_corpus(folder).paragraphs] == [3]
