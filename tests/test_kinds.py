"""What asks nothing of the documents is told from what does; the messages were never fitted on."""

from __future__ import annotations

import pytest

from assistant.answer import Outcome
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.question.kinds import MessageKind, kind_of
from ingest.indexing.embedding import Encoder

CLINICAL = [
    "can I take ibuprofen while I'm on sertraline",
    "should i stop my antidepressants before the baby comes",
    "is 40mg of fluoxetine too much for a 15 year old",
    "My dad's lithium level came back high, is that dangerous?",
    "would you switch from quetiapine to something else if it made you sleepy",
    "do my symptoms sound like bipolar",
]
ABOUT_POLICY = [
    "How many people are prescribed antidepressants?",
    "what was promised about physical health checks for people with severe mental illness",
    "Do they plan more talking therapies?",
    "what happens to people waiting for an ADHD assessment under the plan",
    "Who pays for medication reviews in care homes?",
    "did the trusts get money for crisis cafes",
]
OF_PARITY = [
    "what can you do?",
    "which documents do you have, and how old are they?",
    "are you a real person",
    "what's in your library",
    "who made this tool",
    "does anybody read what i type here",
]
COURTESIES = ["hello", "thanks!", "good morning to you", "cheers, that's really useful", "bye now"]
FOLLOW_UPS = ["why?", "and then?", "how many?", "and for adults?", "who pays?", "what was said?"]


@pytest.fixture(scope="module")
def assistant(home_library: Library) -> Assistant:
    return Assistant(home_library)


def kinds(texts: list[str], encoder: Encoder) -> list[MessageKind | None]:
    return [kind_of(encoded.vector.tolist()) for encoded in encoder.encode(texts)]


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (CLINICAL, MessageKind.CLINICAL),
        (OF_PARITY, MessageKind.ABOUT),
        (COURTESIES, MessageKind.PLEASANTRY),
    ],
)
def test_what_asks_nothing_of_the_documents_is_known(
    texts: list[str], kind: MessageKind, encoder: Encoder
) -> None:
    assert kinds(texts, encoder).count(kind) >= len(texts) - 1


@pytest.mark.parametrize("texts", [ABOUT_POLICY, FOLLOW_UPS])
def test_a_question_of_the_documents_is_none_of_these(texts: list[str], encoder: Encoder) -> None:
    assert not any(kinds(texts, encoder))


def test_who_asks_what_there_is_gets_the_documents_with_their_dates(assistant: Assistant) -> None:
    answer = assistant.ask("which documents do you have, and how old are they?")
    assert answer.outcome is Outcome.ABOUT
    for document in assistant.documents:
        assert document.title in answer.text
        assert (document.date or "date not stated") in answer.text


def test_a_greeting_is_answered_with_what_can_be_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask("hello")
    assert answer.outcome is Outcome.ABOUT
    assert answer.text.startswith("Ask anything about these documents")
    assert not answer.passages


@pytest.mark.parametrize("typed", ["yes", "go on", "which document says that?", "how do you know?"])
def test_a_few_words_after_other_questions_ask_of_those(encoder: Encoder, typed: str) -> None:
    vector = encoder.encode([typed])[0].vector.tolist()
    assert kind_of(vector, in_conversation=True) is None


def test_a_question_about_treatment_is_one_in_a_conversation_too(encoder: Encoder) -> None:
    vectors = [encoded.vector.tolist() for encoded in encoder.encode(CLINICAL)]
    assert [kind_of(v, in_conversation=True) for v in vectors] == [kind_of(v) for v in vectors]
