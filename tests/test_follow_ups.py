"""Questions to go on with have an answer, and one that says something else."""

from __future__ import annotations

import pytest

from assistant.answer import Outcome
from assistant.ask import Assistant

ASKED = (
    "did they hit the eating disorder target?",
    "Has the mental health workforce grown?",
    "What should governors look at?",
    "How much does a stamp cost?",
    "Is the money for children ringfenced?",
)


@pytest.mark.parametrize("question", ASKED)
def test_each_has_an_answer_that_says_something_else(
    home_assistant: Assistant, question: str
) -> None:
    answer = home_assistant.ask(question)
    said = {citation.paragraph.key for citation in answer.citations}
    offered = home_assistant.follow_ups(answer)
    assert 1 <= len(offered) <= 3
    assert len(set(offered)) == len(offered)
    for one in offered:
        then = home_assistant.ask(one)
        assert then.outcome in (Outcome.ANSWERED, Outcome.PARTIAL)
        assert {citation.paragraph.key for citation in then.citations} - said


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("equalities-strategy", "What should governors look at?"),
        ("provider-support", "What support do providers get?"),
        ("government-response", "How many extra staff were planned?"),
    ],
)
def test_they_keep_to_the_documents_that_were_asked(
    home_assistant: Assistant, asked: str, question: str
) -> None:
    within = [asked]
    offered = home_assistant.follow_ups(home_assistant.ask(question, within=within), within)
    assert offered
    for one in offered:
        citations = home_assistant.ask(one, within=within).citations
        assert {citation.document.id for citation in citations} == set(within)


def test_the_question_itself_is_not_offered(home_assistant: Assistant) -> None:
    first = home_assistant.follow_ups(home_assistant.ask(ASKED[1]))[0]
    assert first not in home_assistant.follow_ups(home_assistant.ask(first))


@pytest.mark.parametrize(
    "question", ["Who won the tennis?", "Which wine goes with duck?", "How high is Ben Nevis?"]
)
def test_what_is_about_something_else_gets_neither_paragraphs_nor_questions(
    home_assistant: Assistant, question: str
) -> None:
    answer = home_assistant.ask(question)
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert (answer.nearest, home_assistant.follow_ups(answer)) == ((), ())


def test_nothing_is_offered_to_somebody_in_distress(home_assistant: Assistant) -> None:
    assert not home_assistant.follow_ups(home_assistant.ask("I want to die"))
