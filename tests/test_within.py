"""A question that is asked of some documents is answered from no other."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from assistant.kept.answers import from_object, to_object
from assistant.kept.turn import in_place_of
from assistant.library.library import Library
from assistant.lookup.gone_through import MOST_QUOTED
from assistant.search.retrieve import Search
from assistant.web.asking import answer_to
from ingest.errors import UsageError
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
    answer = home_assistant.ask(question, within=within)
    assert documents(answer) <= set(within)
    assert documents(answer) or answer.searched or "Searched all" in answer.message


@pytest.mark.parametrize(
    ("asked", "count", "size"),
    [
        (RESPONSE, 71, 129),
        (PLAN, 6, 8),
        ("equalities-strategy", 9, 10),
        ("provider-support", 10, 12),
    ],
)
@pytest.mark.parametrize(
    "question",
    ["Which paragraphs mention mental health?", "how many paragraphs mention mental health"],
)
def test_all_mentions_are_those_of_the_document_that_was_asked(
    home_assistant: Assistant, question: str, asked: str, count: int, size: int
) -> None:
    answer = home_assistant.ask(question, within=[asked])
    assert answer.outcome is Outcome.ANSWERED
    assert documents(answer) == {asked}
    assert len(answer.statements) == min(count, MOST_QUOTED)
    assert answer.message.startswith(f"{count} paragraphs mention “mental health”.")
    assert f"Searched all {size} paragraphs of " in answer.message


@pytest.mark.parametrize("asked", [RESPONSE, "provider-support"])
@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention governors?",
        "Which paragraphs mention dragons?",
        "Which sums above £1 million are given?",
        "What are all the figures for 2021?",
        "Which commitments name a date?",
        "What is due by 2023/24?",
        "Which commitments were rated inadequate?",
        "Which of the nine were missed?",
        "What were the nine commitments?",
        "What does page 1 say?",
        "What does paragraph 200 say?",
        "What does recommendation 3 say?",
        "When were the documents published?",
    ],
)
def test_nothing_is_said_of_a_document_that_was_not_asked(
    home_assistant: Assistant, question: str, asked: str
) -> None:
    answer = home_assistant.ask(question, within=[asked])
    said = " ".join([answer.message, answer.searched])
    assert documents(answer) <= {asked}
    assert next(d.name for d in home_assistant.documents if d.id == asked) in said
    for other in home_assistant.documents:
        assert other.id == asked or (other.name not in said and other.id not in said)


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs of the workforce plan mention staff?",
        "What does paragraph 3 of the workforce plan say?",
        "Which commitments of the workforce plan name a date?",
        "Summarise the workforce plan",
    ],
)
def test_what_is_looked_up_in_another_document_has_no_answer(
    home_assistant: Assistant, question: str
) -> None:
    assert documents(home_assistant.ask(question, within=[PLAN])) == {PLAN}
    answer = home_assistant.ask(question, within=[RESPONSE])
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert not documents(answer)
    assert answer.searched == "Searched all 129 paragraphs of Government response (CP 642)."


def test_what_only_another_document_says_is_refused_with_what_was_searched(
    home_assistant: Assistant,
) -> None:
    answer = home_assistant.ask(TARGET, within=[PLAN])
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.searched == "Searched all 8 paragraphs of Workforce plan announcement."


@pytest.mark.parametrize(
    ("within", "named"),
    [
        (["old-plan"], "document 'old-plan'"),
        ([PLAN, "old-plan"], "document 'old-plan'"),
        (["old-plan", RESPONSE, "old\x1b\n"], "documents 'old-plan', 'old'"),
        ([""], "document ''"),
        ([PLAN.upper()], "document 'WORKFORCE-PLAN'"),
    ],
)
@pytest.mark.parametrize("question", [TARGET, "Which paragraphs mention staff?", "What?"])
def test_a_document_that_is_not_there_is_said_in_a_sentence(
    home_assistant: Assistant, question: str, within: list[str], named: str
) -> None:
    said = f"There is no {named} here; ask all documents, or others."
    with pytest.raises(UsageError, match=f"^{re.escape(said)}$"):
        home_assistant.ask(question, within=within)


def test_help_is_shown_whatever_documents_are_not_there(home_assistant: Assistant) -> None:
    for message in ("I want to die", "I cannot go on like this, is there a plan for adults?"):
        assert home_assistant.ask(message, within=["old-plan"]).outcome is Outcome.CRISIS_SIGNPOST


def test_a_turn_of_a_document_that_is_gone_says_so_and_keeps_its_answer(
    home_assistant: Assistant,
) -> None:
    kept = answer_to(home_assistant, TARGET, [], within=(RESPONSE,))
    gone = from_object(to_object(replace(kept, within=("old-plan",))))
    again = in_place_of(gone, answer_to(home_assistant, gone.question, [], within=gone.within))
    assert again.answer == gone.answer
    assert again.failure == "There is no document 'old-plan' here; ask all documents, or others."
    assert kept.answer is not None
    assert home_assistant.follow_ups(kept.answer, ("old-plan",)) == ()


def test_a_search_of_documents_that_are_not_there_finds_nothing(home_library: Library) -> None:
    search = Search(home_library)
    assert search.passages("How many staff?", within=["old-plan"]) == []
    assert search.passages_of(["How many staff?", "staff"], within=["old-plan"]) == []
    (found,) = search.passages("staff?", within=["old-plan"], always=[f"{PLAN}/3"])
    assert found.paragraph.key == f"{PLAN}/3"


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
