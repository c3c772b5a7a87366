"""Who published a document, when, and what it holds is read from the document, not searched for."""

from __future__ import annotations

import pytest

from assistant.answer import Outcome
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.lookup.documents import documents_asked_about
from assistant.question.question import read_question


@pytest.fixture(scope="module")
def library(home_library: Library) -> Library:
    return home_library


def asked_about(question: str, library: Library) -> list[str]:
    return [d.id for d in documents_asked_about(read_question(question, (), library), library)]


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("When was the government response published?", "government-response"),
        ("when did the Government response come out", "government-response"),
        ("who wrote the workforce plan?", "workforce-plan"),
        ("date of the announcement?", "workforce-plan"),
        ("What does the guidance contain?", "provider-support"),
        ("what are the sections of the response", "government-response"),
    ],
)
def test_a_question_about_one_document_is_about_it(
    question: str, document: str, library: Library
) -> None:
    assert asked_about(question, library) == [document]


def test_a_question_about_these_documents_is_about_all(library: Library) -> None:
    assert asked_about("How old are these documents?", library) == list(library.documents)


@pytest.mark.parametrize(
    "question",
    [
        "When was the Mental Health Act published?",
        "When will the new strategy be published?",
        "Who wrote the foreword of the response?",
        "How many nurses does the plan contain?",
        "Which report was published before the response?",
        "Why was the response published?",
        "When was the target in the response published?",
        "Who published it?",
        "When?",
    ],
)
def test_a_question_that_asks_more_or_of_something_else_is_left_to_the_search(
    question: str, library: Library
) -> None:
    assert asked_about(question, library) == []


def test_a_date_that_the_document_prints_is_cited(library: Library) -> None:
    answer = Assistant(library).ask("What date is on the workforce plan announcement?")
    assert answer.outcome is Outcome.ANSWERED
    assert [citation.paragraph.key for citation in answer.citations] == ["workforce-plan/1"]
    assert "31 July 2017" in answer.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the workforce plan announcement?",
        "What are the sections of the workforce plan announcement?",
        "When was the workforce plan announcement published and by whom?",
        "When were these papers published?",
    ],
)
def test_a_date_alone_answers_no_question_that_asks_for_more(
    question: str, library: Library
) -> None:
    answer = Assistant(library).ask(question)
    assert answer.outcome is Outcome.ABOUT
    assert "Health Education England, 31 July 2017" in answer.message


def test_a_date_that_only_the_publisher_states_is_told_with_the_publisher(library: Library) -> None:
    answer = Assistant(library).ask("When was the government response published?")
    assert answer.outcome is Outcome.ABOUT
    assert "Secretary of State for Health and Social Care, March 2022" in answer.message
    assert "129 paragraphs" in answer.message
    assert "Introduction" in answer.message


def test_a_document_without_a_date_says_so(library: Library) -> None:
    answer = Assistant(library).ask("When was the guidance published?")
    assert answer.outcome is Outcome.ABOUT
    assert "NHS Improvement, date not stated" in answer.message
    assert "2022" not in answer.message
