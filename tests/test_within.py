"""A question that is asked of some documents is answered from no other."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from ingest.language.fulfilment import Fulfilment

RESPONSE, PLAN = "government-response", "workforce-plan"
TARGET = "did they hit the eating disorder target?"


def documents(answer: Answer) -> set[str]:
    found = {citation.document.id for citation in answer.citations}
    return found | {passage.document.id for passage in answer.passages}


@pytest.mark.parametrize("within", [[RESPONSE], [PLAN], [PLAN, "provider-support"]])
@pytest.mark.parametrize(
    "question",
    [
        TARGET,
        "How many extra staff were planned?",
        "Which paragraphs mention governors?",
        "Which commitments were missed?",
        "How do the workforce plan and the Government response differ on crisis care?",
        "What does paragraph 3 say?",
    ],
)
def test_nothing_comes_from_another_document(
    home_assistant: Assistant, question: str, within: list[str]
) -> None:
    assert documents(home_assistant.ask(question, within=within)) <= set(within)


def test_what_only_another_document_says_is_refused_with_what_was_searched(
    home_assistant: Assistant,
) -> None:
    answer = home_assistant.ask(TARGET, within=[PLAN])
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.searched == "Searched all 8 paragraphs of Workforce plan announcement."


def test_what_became_of_a_commitment_is_said_first(home_assistant: Assistant) -> None:
    for within in ([], [RESPONSE]):
        answer = home_assistant.ask(TARGET, within=within)
        assert answer.verdict is not None
        assert answer.verdict.outcome is Fulfilment.NOT_MET
        assert "eating disorders" in answer.verdict.subject
        assert ("CYP", "children and young people") in answer.abbreviations


def test_two_questions_in_one_have_no_single_verdict(home_assistant: Assistant) -> None:
    both = "did they hit the eating disorder target? And who wrote the workforce plan?"
    assert home_assistant.ask(both).verdict is None
