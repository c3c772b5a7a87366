"""Every paragraph has an address that opens it, and an address that leads nowhere says so."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.web.addresses import Asked, address, asked, number_of
from assistant.web.citation import chip_html, marks_of, opens
from builders import real_corpus
from ingest.types import Document, Paragraph
from pages import words_of

PLAN = Document("plan", "A plan", "plan.txt", "0" * 64, date="May 2020")
NOTES = Document("notes & <more>", "Notes", "notes.txt", "1" * 64)
DOCUMENTS = {document.id: document for document in (PLAN, NOTES)}
KEYS = ["plan/1", "plan/2", "plan/Annex A/2", "plan/Recommendation 7", "notes & <more>/front 1"]
NASTY = 'Beds "closed" & <b>5%</b> grew by £3 + 4.'


def paragraph(number: str, text: str = "Beds closed.", within: str = "") -> Paragraph:
    return Paragraph("plan", number, True, (), text, within=within)


@pytest.mark.parametrize("of", real_corpus().paragraphs, ids=lambda of: of.key)
def test_every_address_leads_to_its_paragraph(of: Paragraph) -> None:
    documents = {document.id: document for document in real_corpus().documents}
    keys = [one.key for one in real_corpus().paragraphs]
    parts = parse_qs(urlsplit(address(documents[of.document], of)).query)
    assert asked(parts, documents, keys) == Asked(of.document, of.key)


@pytest.mark.parametrize("key", KEYS)
def test_odd_names_and_numbers_survive_an_address(key: str) -> None:
    id_, _, number = key.partition("/")
    within, _, last = number.rpartition("/")
    of = Paragraph(id_, last, True, (), NASTY, within=within)
    assert number_of(of) == number
    parts = parse_qs(urlsplit(address(DOCUMENTS[id_], of, [NASTY, "grew"])).query)
    assert asked(parts, DOCUMENTS, KEYS) == Asked(id_, key, (NASTY, "grew"))


def test_an_address_of_a_document_opens_its_beginning() -> None:
    assert address(PLAN) == "./?document=plan"
    assert asked({"document": ["plan"]}, DOCUMENTS, KEYS) == Asked("plan")


def test_an_address_without_a_document_asks_for_nothing() -> None:
    assert asked({}, DOCUMENTS, KEYS) is None
    assert asked({"paragraph": ["2"], "document": [" "]}, DOCUMENTS, KEYS) is None


def test_case_does_not_matter_in_an_address() -> None:
    parts = {"document": ["PLAN"], "paragraph": ["recommendation 7"]}
    assert asked(parts, DOCUMENTS, KEYS) == Asked("plan", "plan/Recommendation 7")


@pytest.mark.parametrize("number", ["0", "47", "2/", "../notes", "Annex A", "²"])
def test_a_paragraph_that_is_not_there_is_named_and_the_document_opened(number: str) -> None:
    found = asked({"document": ["plan"], "paragraph": [number]}, DOCUMENTS, KEYS)
    assert found is not None
    assert (found.document, found.paragraph) == ("plan", "")
    assert found.problem.startswith(f"A plan has no paragraph “{number}”. Its paragraphs are 1, 2;")


def test_a_document_without_plain_numbers_lists_none() -> None:
    found = asked({"document": [NOTES.id], "paragraph": ["9"]}, DOCUMENTS, KEYS)
    assert found is not None
    assert found.problem.endswith("“9”. The document is shown from its beginning.")


def test_a_document_that_is_not_there_opens_nothing() -> None:
    found = asked({"document": ["gone"], "paragraph": ["2"]}, DOCUMENTS, KEYS)
    assert found is not None
    assert not found.document
    assert found.problem.startswith("There is no document “gone” here.")


def test_long_quotes_are_left_out_of_an_address() -> None:
    assert "quote" not in address(PLAN, paragraph("2"), ["word " * 100])
    assert "data-marks" in opens(PLAN, paragraph("2", "word " * 100), ["word " * 100])


@pytest.mark.parametrize(
    ("quotes", "marks"),
    [
        ([], ""),
        (["not there"], ""),
        ([""], ""),
        (["Beds closed."], "0-12"),
        (["Wards did.", "Beds"], "0-4 13-23"),
        (["Beds closed.", "closed. Wards"], "0-18"),
        (["Beds", "closed"], "0-4 5-11"),
    ],
)
def test_marks_are_where_the_quotes_stand(quotes: list[str], marks: str) -> None:
    assert marks_of(paragraph("2", "Beds closed. Wards did."), quotes) == marks


def test_marks_are_counted_as_a_browser_counts() -> None:
    assert marks_of(paragraph("2", "𝔞𝔟 Beds 𝔠 closed"), ["Beds 𝔠"]) == "5-12"


def test_a_chip_lets_no_markup_through() -> None:
    nasty = Document('<img onerror="a">', '"><script>', "x", "", date="<b>")
    html = chip_html(nasty, paragraph('"><i>7'), [NASTY], 'x"y')
    assert "<img" not in html
    assert "<script" not in html
    assert "<i>" not in html
    assert '"><script>, <b>' in words_of(html)
