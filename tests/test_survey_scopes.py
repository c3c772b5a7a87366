"""The documents to look in are told from the thing that is looked for."""

from __future__ import annotations

import pytest

from assistant.question.surveys.request import SurveyRequest
from surveys import SCOPES, documents_asked, things


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which paragraphs in the government response mention wards?", ["response"]),
        ("Which paragraphs of the guidance mention wards?", ["guide"]),
        ("How many paragraphs mention wards in the Government's response?", ["response"]),
        ("In the response, how often are wards mentioned?", ["response"]),
        ("where in the ward guidance do beds come up", ["guide"]),
        ("Where does the guidance mention beds?", ["guide"]),
        ("everything the response says about beds", ["response"]),
        ("How many paragraphs in the CQC's guidance mention beds?", ["guide"]),
        ("How many paragraphs in the 2019 guidance mention beds?", ["guide"]),
        ("All mentions of beds in the response and the guidance", ["response", "guide"]),
        ("Which paragraphs across all the documents mention beds?", []),
        ("Over both documents", None),
        ("How many paragraphs mention beds, looking at everything you've got?", []),
        ("Across the lot, which paragraphs mention beds?", []),
        ("all documents together: how many paragraphs mention beds?", []),
    ],
)
def test_a_scope_is_told_from_a_thing(question: str, wanted: list[str] | None) -> None:
    found = SurveyRequest.of(question, SCOPES)
    assert (None if found is None else [document.id for document in found.documents]) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention the government response?",
        "Where is the government response mentioned?",
        "All mentions of the government response",
    ],
)
def test_a_document_that_is_mentioned_is_a_thing(question: str) -> None:
    assert things(question) == ["government response"]
    assert not documents_asked(question)


def test_an_unknown_document_is_no_scope() -> None:
    assert SurveyRequest.of("Which paragraphs of the panel's report mention beds?", SCOPES) is None
