"""The reference questions are sound: what they say the documents hold, the documents hold."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.bounds import LONGEST_QUESTION
from builders import real_corpus
from evals.metrics import states_facts
from evals.questions import Part, Question, read_questions

QUESTIONS = read_questions()
ANSWERABLE = [question for question in QUESTIONS if question.answerable]
TEXTS = {
    paragraph.key: "\n".join([*paragraph.section, paragraph.text])
    for paragraph in real_corpus().paragraphs
}
COUNT = re.compile(
    r"(?:\d+|none|not any|no commitment|no one|zero|two|three|four|five|six|seven|eight|nine)"
    r"(?: of the (?:9|nine)| commitments)?"
)
"""What is counted stands in no paragraph."""


def ids(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]


def test_there_are_enough_questions_of_each_kind() -> None:
    families = Counter(question.family for question in QUESTIONS)
    assert len(QUESTIONS) >= 200
    assert len(QUESTIONS) - len(ANSWERABLE) >= 60
    assert min(families[band] for band in ("off-subject", "not-in-documents", "adversarial")) >= 20
    assert min(families.values()) >= 10
    assert sum(bool(question.history) for question in QUESTIONS) == families["follow-up"]


def test_no_question_is_there_twice() -> None:
    assert Counter(ids(QUESTIONS)).most_common(1)[0][1] == 1
    asked = Counter((q.question.casefold(), q.history) for q in QUESTIONS)
    assert asked.most_common(1)[0][1] == 1


@pytest.mark.parametrize("question", ANSWERABLE, ids=ids(ANSWERABLE))
def test_every_fact_stands_in_a_gold_paragraph(question: Question) -> None:
    assert set(question.gold) <= set(TEXTS)
    assert question.facts or question.each
    for fact in question.facts:
        assert fact
        if question.family != "count" and not all(map(COUNT.fullmatch, fact)):
            assert any(states_facts(TEXTS[key], [fact]) for key in question.gold), fact


def test_what_must_each_be_cited_is_gold() -> None:
    for question in QUESTIONS:
        assert {key for group in question.each for key in group} <= set(question.gold), question.id
        assert all(question.each), question.id


def test_what_is_left_open_stands_in_the_question() -> None:
    for question in QUESTIONS:
        assert all(word in question.question for word in question.leaves_open), question.id
        assert bool(question.leaves_open) == (question.family == "partial"), question.id


def test_every_wording_of_a_fact_stands_in_a_gold_paragraph() -> None:
    nowhere = [
        (question.id, wording)
        for question in ANSWERABLE
        if question.family != "count"
        for fact in question.facts
        for wording in fact
        if not COUNT.fullmatch(wording)
        and not any(states_facts(TEXTS[key], [(wording,)]) for key in question.gold)
    ]
    assert nowhere == []


def test_what_cannot_be_answered_says_why_and_has_no_facts() -> None:
    for question in QUESTIONS:
        assert bool(question.why) == (not question.answerable), question.id
        assert question.answerable or not question.facts, question.id


def test_every_question_can_be_asked() -> None:
    for question in QUESTIONS:
        for asked in (question.question, *question.history):
            assert 0 < len(asked.strip()) <= LONGEST_QUESTION, question.id


def test_each_document_is_asked_about() -> None:
    of_gold = {key.rpartition("/")[0] for question in ANSWERABLE for key in question.gold}
    assert of_gold == {document.id for document in real_corpus().documents}


@pytest.mark.parametrize(
    ("id_", "part"),
    [
        ("a001", Part.TUNE),
        ("u002", Part.TUNE),
        ("f001", Part.TUNE),
        ("b001", Part.TUNE),
        ("b016", Part.TUNE),
        ("c042", Part.TUNE),
        ("v001", Part.TUNE),
        ("h001", Part.HELD),
        ("h245", Part.HELD),
    ],
)
def test_a_question_s_part_never_changes(id_: str, part: Part) -> None:
    assert Question(id=id_, family="", question="").part is part


def test_both_parts_have_their_share_of_each_kind() -> None:
    for answerable in (True, False):
        parts = Counter(q.part for q in QUESTIONS if q.answerable == answerable)
        assert min(parts[part] for part in Part) >= 0.2 * sum(parts.values())


def test_a_question_file_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "x", "family": "when", "question": "When?", "gold": ["plan/1", "plan/2"], '
        '"facts": [["May", "5/21"], ["June"]], "history": ["Why?"]}\n'
        '{"id": "y", "family": "off", "question": "Rain?", "gold": [], "facts": [], "why": "no"}\n'
    )
    assert read_questions(file) == [
        Question(
            id="x",
            family="when",
            question="When?",
            gold=("plan/1", "plan/2"),
            facts=(("May", "5/21"), ("June",)),
            history=("Why?",),
        ),
        Question(id="y", family="off", question="Rain?", why="no"),
    ]
