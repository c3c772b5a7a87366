"""Questions to go on with have an answer, and one that says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Outcome
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.search.reader import PassageReader
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index

ASKED = (
    "did they hit the eating disorder target?",
    "Has the mental health workforce grown?",
    "What should governors look at?",
    "How much does a stamp cost?",
    "Is the money for children ringfenced?",
)


@pytest.fixture(scope="module")
def assistant(home_index: Path, encoder: Encoder) -> Assistant:
    library = Library.of(open_index(home_index, encoder), encoder)
    return Assistant(library, reader=PassageReader())


@pytest.mark.parametrize("question", ASKED)
def test_each_has_an_answer_that_says_something_else(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    said = {citation.paragraph.key for citation in answer.citations}
    offered = assistant.follow_ups(answer)
    assert 1 <= len(offered) <= 3
    assert len(set(offered)) == len(offered)
    for one in offered:
        then = assistant.ask(one)
        assert then.outcome in (Outcome.ANSWERED, Outcome.PARTIAL)
        assert {citation.paragraph.key for citation in then.citations} - said


def test_they_keep_to_the_documents_that_were_asked(assistant: Assistant) -> None:
    within = ["equalities-strategy"]
    answer = assistant.ask("What should governors look at?", within=within)
    for one in assistant.follow_ups(answer, within):
        citations = assistant.ask(one, within=within).citations
        assert {citation.document.id for citation in citations} == set(within)


def test_the_question_itself_is_not_offered(assistant: Assistant) -> None:
    first = assistant.follow_ups(assistant.ask(ASKED[1]))[0]
    assert first not in assistant.follow_ups(assistant.ask(first))


def test_nothing_is_offered_to_somebody_in_distress(assistant: Assistant) -> None:
    assert not assistant.follow_ups(assistant.ask("I want to die"))
