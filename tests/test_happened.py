"""What happened is answered by what is reported, not by a promise or by what might have been."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.happened import FIRST_PLANNED, ONLY_PLANNED
from assistant.ask import Assistant
from assistant.facts.firmness import asks_what_was_done
from assistant.facts.reading import Facts
from assistant.library.library import Library
from assistant.question.parts import parts_of
from assistant.question.question import Question
from builders import write_corpus
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.language.fulfilment import is_no_outcome
from ingest.sync import ingest

PLAN = """\
1. The trust will open ten wards in Ely by March 2025.
2. By 2026 the trust will train 240 nurses in Wisbech.
3. The kitchens in Soham were closed in May 2024.
"""
REPORT = """\
1. The trust missed its target to train 240 nurses in Wisbech: 150 nurses had been trained.
2. The canteen is open every day.
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("plans")
    corpus = write_corpus(folder / "corpus", {"plan.txt": PLAN, "report.txt": REPORT})
    ingest(corpus, folder / "index", encoder)
    return Assistant(Library.of(open_index(folder / "index", encoder), encoder), threshold=0.0)


@pytest.mark.parametrize(
    "question",
    [
        "Did they hit the target?", "Has the ward been opened?", "How many had a check?",
        "Were the beds built?", "Have they hired the nurses they promised?",
        "What share of patients got seen in time?", "Was the promise kept?",
        "How many people received help?", "Has the wait come down to ten days?",
        "Is the hub open in every town yet?", "Are they on course or slipping?",
    ],
)  # fmt: skip
def test_a_question_of_what_was_done_is_told(question: str) -> None:
    assert asks_what_was_done(Facts(question).units)


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("My niece is ill. Was the target met?", True),
        ("Was the target met? My board wants to know.", True),
        ("Nurses were promised. How many have come? Thanks.", True),
        ("The target was met. Who runs the clinics?", False),
        ("was the target met", True),
        ("Was the target met. Can you help me?", True),
    ],
)
def test_what_is_told_beside_a_question_is_not_the_question(message: str, asks: bool) -> None:
    told = (Facts(sentence).units for sentence in Question("", "", message).asking)
    assert any(map(asks_what_was_done, told)) is asks


@pytest.mark.parametrize(
    "question",
    [
        "What is the target?", "Will the ward be opened?", "What was promised to patients?",
        "Did they promise to hire nurses?", "How many nurses do they plan to train?",
        "What should have been done?", "Who runs the clinics?", "", "Who was asked to draw it up?",
        "How many were supposed to come?", "When were the figures due to be published?",
        "How many areas did the body promise action in?", "How much is going there, as was said?",
        "Why were payments stopped?", "Was a new ward promised?",
        "Which areas do need improved care?",
    ],
)  # fmt: skip
def test_a_question_of_what_is_to_come_or_was_promised_is_none(question: str) -> None:
    assert not asks_what_was_done(Facts(question).units)


@pytest.mark.parametrize(
    ("sentence", "no_outcome"),
    [
        ("Had staff stayed, the goal could have been reached.", True),
        ("The Panel concluded that the target was met.", True),
        ("If funds had come, the trust would have met its target.", True),
        ("The target was met in March.", False),
        ("The commitment was not met.", False),
        ("Beds would have been opened.", False),
    ],
)
def test_what_might_have_been_and_what_others_found_is_no_outcome(
    sentence: str, no_outcome: bool
) -> None:
    assert is_no_outcome(sentence) == no_outcome


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [
        ("How many people with SMI had an annual physical check?", 77),
        ("Have patients with SMI been given their annual physical health check?", 77),
        ("Were eating disorder treatment targets reached?", 49),
        ("Have they achieved the eating disorder standard?", 49),
        ("Has the 95% for patients with eating disorders been reached?", 49),
        ("Is the physical health check target on track?", 77),
        ("Is crisis resolution and home treatment in place in every area yet?", 106),
        ("How many additional young people received evidence-based treatment?", 39),
        ("Did 70,000 more young people get treatment?", 39),
    ],
)
def test_what_became_of_an_evaluated_commitment_comes_first(
    question: str, paragraph: int, home_assistant: Assistant
) -> None:
    answer = home_assistant.ask(question)
    assert answer.citations[0].paragraph.key == f"government-response/{paragraph}"
    assert "would have" not in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Was the target for treating eating disorders met?", "not met"),
        ("Have the eating disorder waiting time targets been hit?", "not met"),
        (
            "Did they manage to keep the promise on health checks for severe mental illness?",
            "not met",
        ),
        ("Is the crisis response for children on track?", "on track"),
        ("Have the crisis teams fallen behind?", ""),  # of which commitment is not told
        ("Was there decent money behind the community models?", ""),
        ("Who fell behind with the eating disorder target?", ""),
        ("Have school teams met 20% of pupils?", ""),
    ],
)
def test_a_verdict_stands_over_what_became_of_a_commitment_that_is_asked_of(
    question: str, outcome: str, home_assistant: Assistant
) -> None:
    verdict = home_assistant.ask(question).verdict
    assert (verdict.outcome if verdict else "") == outcome


@pytest.mark.parametrize(
    "question",
    [
        "What is the commitment on physical health checks?",
        "How many children are meant to get extra treatment?",
        "Have mental health support teams reached every school?",
    ],
)
def test_what_asks_something_else_is_answered_as_it_was(
    question: str, home_assistant: Assistant
) -> None:
    standing = {q.text for e in home_assistant._library.register.evaluated for q in e.standing}
    assert not standing & {citation.quote for citation in home_assistant.ask(question).citations}


def test_a_promise_is_told_from_a_report_where_nothing_is_reported(small: Assistant) -> None:
    answer = small.ask("Were ten wards opened in Ely?")
    assert answer.statements
    assert answer.message == ONLY_PLANNED


@pytest.mark.parametrize(
    "question", ["Were the kitchens in Soham closed?", "How many wards will be opened in Ely?"]
)
def test_what_was_done_and_what_is_asked_of_the_future_need_no_such_line(
    question: str, small: Assistant
) -> None:
    answer = small.ask(question)
    assert answer.statements
    assert ONLY_PLANNED not in answer.text


def test_what_another_document_reports_of_the_number_promised_comes_first(small: Assistant) -> None:
    answer = small.ask("Were 240 nurses trained in Wisbech?")
    assert answer.citations[0].paragraph.key == "report/1"


@pytest.mark.parametrize(
    "question",
    [
        "Is the PCREF used by all mental health trusts yet?",
        "Did the Government recruit 950 peer support workers?",
    ],
)
def test_promises_alone_are_told_to_be_such(question: str, home_assistant: Assistant) -> None:
    assert ONLY_PLANNED in home_assistant.ask(question).message


def test_a_promise_beside_what_was_done_is_told_to_be_one(home_assistant: Assistant) -> None:
    assert home_assistant.ask("Did they find the 50,000 nurses?").message == FIRST_PLANNED
    counted = home_assistant.ask("How many separate promises did the Expert Panel look at?")
    assert FIRST_PLANNED not in counted.message


def test_another_commitment_of_the_same_part_does_not_answer(home_assistant: Assistant) -> None:
    assert "on track" not in home_assistant.ask("Were out of area placements stopped?").text


@pytest.mark.parametrize("question", ["Is it in use, and how much?", "Are they open; how many?"])
def test_how_much_by_itself_is_no_part_of_a_question(question: str) -> None:
    assert parts_of(question) == [question]


def test_what_is_on_track_is_told_and_not_called_a_promise(home_assistant: Assistant) -> None:
    answer = home_assistant.ask("Are the new community models on course for 370,000 people?")
    assert "on track" in answer.text
    assert FIRST_PLANNED not in answer.message
    assert ONLY_PLANNED not in answer.message


def test_no_verdict_stands_over_other_words_than_those_that_tell_it(
    home_assistant: Assistant,
) -> None:
    for within in (["workforce-plan"], ["equalities-strategy", "provider-support"]):
        for asked in ("Was the target for treating eating disorders met?",
                      "Was the ambition to grow the workforce achieved?"):  # fmt: skip
            answer = home_assistant.ask(asked, within=within)
            assert answer.verdict is None
            assert "as the Government response" not in answer.message


def test_nothing_is_told_from_documents_that_are_left_out(home_assistant: Assistant) -> None:
    only = ["workforce-plan"]
    answer = home_assistant.ask("Were 70,000 more children treated?", within=only)
    assert {citation.paragraph.document for citation in answer.citations} <= set(only)
    assert ONLY_PLANNED in answer.message
