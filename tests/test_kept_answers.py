"""An answer that was kept is shown again exactly as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from assistant.kept.answers import as_kept, from_object, to_object
from assistant.kept.turn import Turn, history, in_place_of, is_private, lean
from assistant.library.library import Library
from assistant.personal.kinds import Kind
from assistant.settings import Settings
from assistant.web.render import answer_html
from builders import write_corpus
from ingest.indexing.index import open_index
from ingest.sync import ingest
from kept_answers import answer, turn
from passages import AskedEncoder


def read_again(kept: Turn) -> Turn:
    return from_object(json.loads(json.dumps(to_object(kept))))


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_of_every_outcome_comes_back_as_it_was(outcome: Outcome) -> None:
    before = turn(outcome=outcome)
    if outcome in (Outcome.CRISIS_SIGNPOST, Outcome.CLINICAL_SIGNPOST):
        with pytest.raises(ValueError, match="private"):
            read_again(before)
        return
    again = read_again(before)
    assert again == as_kept(before)
    assert before.answer
    assert again.answer == lean(before.answer)
    assert answer_html(again.answer, 1) == answer_html(before.answer, 1)
    assert again.answer.text == before.answer.text


QUESTIONS = [
    "How many children and young people accessed treatment in 2020/21?",
    "Was the target for treating eating disorders met?",
    "How many staff work there and what does a place in a clinic in Paris cost?",
    "What does a place in a private clinic in Paris cost?",
    "which commitments were rated inadequate for funding?",
    "list every sum over £100 million",
    "who are you?",
    "and then?",
]


@pytest.fixture(scope="module")
def home(home_index: Path) -> Assistant:
    return Assistant.open(Settings(index_dir=home_index))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_real_answer_comes_back_as_it_was(home: Assistant, question: str) -> None:
    made = home.ask(question)
    again = read_again(Turn(question, made))
    assert again.answer is not None
    assert answer_html(again.answer, 1) == answer_html(made, 1)
    assert replace(again.answer, passages=()) == replace(made, passages=())


def test_what_weighing_and_searching_needed_is_not_kept() -> None:
    kept = json.dumps(to_object(turn()))
    assert '"support": []' in kept
    assert '"reading": null' in kept


def test_the_questioner_s_words_are_masked_and_the_documents_are_not() -> None:
    question = "I am 943 476 5919: how did staff grow?"
    made = replace(answer(question=question), message="These do not say “0161 496 0001”.")
    again = read_again(Turn(question, made))
    assert again.answer
    for words in (again.question, again.answer.question, again.answer.standalone):
        assert Kind.NHS_NUMBER.mask in words
        assert "943" not in words
    assert again.answer.message == f"These do not say “{Kind.TELEPHONE.mask}”."
    assert again.answer.citations == made.citations
    assert again.answer.statements == made.statements


def test_a_private_turn_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="private"):
        to_object(replace(turn(), private=True))


@pytest.mark.parametrize(
    ("made", "private"),
    [
        (answer(), False),
        (answer(Outcome.NOT_IN_DOCUMENTS), False),
        (answer(Outcome.ABOUT), False),
        (answer(Outcome.CRISIS_SIGNPOST), True),
        (answer(Outcome.CLINICAL_SIGNPOST), True),
        (replace(answer(), help="Please talk to somebody."), True),
        (replace(answer(Outcome.PARTIAL), help="Please talk to somebody."), True),
    ],
)
def test_messages_in_distress_and_about_treatment_are_private(made: Answer, private: bool) -> None:
    assert is_private(made, []) is private


def test_a_follow_up_that_may_repeat_words_of_distress_is_private_and_a_new_question_is_not() -> (
    None
):
    before = [replace(turn("I want to die"), private=True)]
    alone = replace(answer(), standalone=answer().question)
    assert is_private(answer(), before)
    assert not is_private(alone, before)
    assert not is_private(answer(), [turn()])


def test_only_answered_questions_are_history() -> None:
    assert history([turn("One?"), Turn("Two?", failure="No."), turn("Three?")]) == [
        "One?",
        "Three?",
    ]


def test_a_second_try_takes_the_place_of_the_first_unless_it_fails() -> None:
    first = turn()
    again = in_place_of(first, turn("How did beds grow?"))
    assert (again.id, again.question) == (first.id, "How did beds grow?")
    failed = in_place_of(first, Turn("How did beds grow?", failure="It is too long."))
    assert failed == replace(first, failure="It is too long.")


def test_a_fingerprint_changes_with_the_documents_and_not_with_an_ingest(tmp_path: Path) -> None:
    def fingerprint(text: str) -> str:
        write_corpus(tmp_path / "corpus", {"plan.txt": text})
        encoder = AskedEncoder()
        ingest(tmp_path / "corpus", tmp_path / "index", encoder)
        return Library.of(open_index(tmp_path / "index", encoder), encoder).fingerprint

    one = fingerprint("1. Nurses train.\n2. Beds close early.\n")
    other = fingerprint("1. Nurses train.\n2. Beds close late.\n")
    assert one == fingerprint("1. Nurses train.\n2. Beds close early.\n")
    assert one != other
    assert len(one) == 16
