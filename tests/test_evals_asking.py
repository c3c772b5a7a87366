"""What is worked out for a threshold afterwards is what an assistant with it would have said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.answering.finding import Finding
from assistant.answering.refusal import coefficients_of
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import PassageReader
from evals.asking import Weighed, WeighingAssistant
from passages import PLAN, paragraph

QUESTIONS = (
    "did they meet the target for eating disorders?",
    "How much cash is there for getting rid of dormitory wards?",
    "What is the capital of France?",
    "How many paragraphs mention dormitories?",
    "How was the workforce commitment rated?",
    "How many children and young people accessed treatment in 2020/21, and who chaired the Panel?",
    "hello",
    "I want to kill myself",
)


@pytest.fixture(scope="module")
def library(home_library: Library) -> Library:
    return home_library


def test_the_answer_at_a_threshold_is_what_the_product_says(library: Library) -> None:
    reader = PassageReader()
    weighing, product = WeighingAssistant(library, reader), Assistant(library, reader=reader)
    threshold = coefficients_of(reader)["threshold"]
    for question in QUESTIONS:
        weighed = weighing.weigh(question)
        said = replace(product.ask(question), abbreviations=(), searched="", far_off=False)
        assert weighed.at(threshold) == said


def found(text: str, confidence: float) -> Finding:
    """A finding that says a text from a paragraph that is this text."""
    quoted = paragraph(text)
    return Finding(
        text,
        statements=(Statement(text, 1),),
        citations=(Citation(1, PLAN, quoted, text),),
        confidence=confidence,
    )


BARE = Answer("?", "?", Outcome.NOT_IN_DOCUMENTS)


def test_what_lies_below_the_threshold_is_withheld() -> None:
    weighed = Weighed(BARE, (found("Waits fell.", 0.6),))
    assert weighed.at(0.6).outcome is Outcome.ANSWERED
    assert weighed.at(0.61).outcome is Outcome.NOT_IN_DOCUMENTS
    assert weighed.at(0.61).citations == ()


def test_a_question_of_two_parts_is_answered_in_part_between_their_confidences() -> None:
    weighed = Weighed(BARE, (found("Waits fell.", 0.6), found("Beds closed.", 0.3)))
    outcomes = [weighed.at(threshold).outcome for threshold in (0.3, 0.5, 0.7)]
    assert outcomes == [Outcome.ANSWERED, Outcome.PARTIAL, Outcome.NOT_IN_DOCUMENTS]
    assert weighed.thresholds == [0.3, 0.6]


def test_a_reason_against_an_answer_stays_at_every_threshold() -> None:
    refused = Weighed(BARE, (Finding("?", message="What was found is not about 2019."),))
    assert refused.at(0.0).message.endswith("is not about 2019.")
    assert refused.thresholds == []


def test_what_was_not_weighed_is_the_same_at_every_threshold() -> None:
    answer = replace(BARE, outcome=Outcome.CRISIS_SIGNPOST, message="Call 999.")
    assert Weighed(answer).at(1.0) == answer
