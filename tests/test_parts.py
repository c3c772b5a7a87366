"""A question in several parts is told apart, and one about two documents is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.library.naming import Naming
from assistant.question.parts import MOST_PARTS, documents_compared, parts_of
from ingest.language.words import Analyser
from passages import PLAN

RESPONSE = replace(PLAN, id="response", short="Response", publisher="The Panel", date="March 2022")
NAMING = Naming(
    [replace(PLAN, kind="announcement of a plan"), replace(RESPONSE, kind="response")], Analyser({})
)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How many nurses left, and what did it cost?",
            ["How many nurses left", "what did it cost?"],
        ),
        ("How many nurses left? What did it cost?", ["How many nurses left", "What did it cost?"]),
        ("How many beds closed; how many opened?", ["How many beds closed", "how many opened?"]),
        ("How many beds closed but who says so?", ["How many beds closed", "who says so?"]),
        (
            "Did nurses leave wards and, if so, why did they leave?",
            ["Did nurses leave wards and, if so, why did they leave?"],
        ),
        (
            "Did nurses leave wards and if so, why did they leave?",
            ["Did nurses leave wards", "why did they leave?"],
        ),
        ("What are hubs for, and are there any?", ["What are hubs for", "are there any?"]),
        (
            "How many nurses left, by when will beds open and who pays?",
            ["How many nurses left, by when will beds open", "who pays?"],
        ),
        (
            "How many nurses left, and which wards closed, and who pays for it?",
            ["How many nurses left", "which wards closed", "who pays for it?"],
        ),
    ],
)
def test_joined_questions_are_told_apart_in_order(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Tell me what was promised on waiting times. Was it met?",
        "Please say how many nurses left. What did it cost?",
        "In England, how many nurses left. What did it cost?",
    ],
)
def test_a_request_without_a_question_mark_is_a_part(question: str) -> None:
    assert len(parts_of(question)) == 2


@pytest.mark.parametrize(
    "question",
    [
        "How many nurses left?",
        "How many nurses and doctors left?",
        "How many nurses left, and why?",  # one word is no question by itself
        "Who told them what to do, and why did they do it?",  # nothing before it is a subject
        "Terms and conditions of nurses",
        "Nurses left and what did it cost?",  # the first is no question
        "Can you explain and say why nurses left?",
        "Did it say and explain how nurses left?",
        "What did nurses do when wards closed?",
        "They moaned that nobody knew what it was for. What was the reply?",  # only the last asks
        "",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert parts_of(question) == [question]


def test_what_several_questions_are_about_is_said_with_each() -> None:
    assert parts_of("In crisis care, how many nurses are there, and who pays?") == [
        "In crisis care, how many nurses are there",
        "In crisis care, who pays?",
    ]


def test_more_parts_than_can_be_answered_stay_one_question() -> None:
    joined = [f"how many nurses left in 201{n}" for n in range(MOST_PARTS + 1)]
    assert len(parts_of(" and ".join(joined[:-1]))) == MOST_PARTS
    assert parts_of(" and ".join(joined)) == [" and ".join(joined)]


@pytest.mark.parametrize(
    "question",
    [
        "How does the plan compare with the response?",
        "How do the announcement and the response differ on nurses?",
        "Do the 2017 plan and the response both promise nurses?",
        "Is the response consistent with the plan?",
    ],
)
def test_a_question_that_holds_documents_against_each_other_is_about_both(question: str) -> None:
    compared = documents_compared(question, NAMING)
    assert {document.id for document in compared} == {"plan", "response"}


@pytest.mark.parametrize(
    "question",
    [
        "How does the plan compare with that of Wales?",
        "How do nurses and doctors differ?",
        "Did the response answer the plan?",
    ],
)
def test_a_question_that_names_one_document_or_only_mentions_two_compares_none(
    question: str,
) -> None:
    assert documents_compared(question, NAMING) == []


def test_each_document_is_asked_the_question_without_the_names() -> None:
    question = "What did the 2017 plan promise on wards, and what does the response's text say?"
    assert [d.id for d in documents_compared(question, NAMING)] == ["plan", "response"]
    wanted = "What did the promise on wards, and what does the text say?"
    assert NAMING.without_names(question) == wanted
    assert documents_compared("How many nurses left?", NAMING) == []


def test_documents_compared_are_in_the_order_of_their_names() -> None:
    question = "How does the response differ from the plan?"
    assert [d.id for d in documents_compared(question, NAMING)] == ["response", "plan"]
