"""The findings on a question's parts make one answer, and what stays open is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, Claim, LookedUp, Outcome, Passage
from assistant.answering.finding import (
    MAY_NOT_SAY,
    NOT_IN_DOCUMENTS,
    Finding,
    concluded,
    gone_through,
)
from assistant.checking.verify import verify
from passages import paragraph, passage, quoting

ASKED = Answer("q", "q", Outcome.NOT_IN_DOCUMENTS)
NURSES = passage(paragraph("Nurses left. Beds closed.", number="1"), score=0.4)
WARDS = passage(paragraph("Wards opened.", number="2"), score=0.8)


def answered(asked: str, *of: Passage, message: str = "", confidence: float = 0.9) -> Finding:
    """A finding that says all sentences of these passages."""
    claims = [claim for one in of for claim in quoting(one)]
    statements, citations = verify(claims, of)
    return Finding(asked, of, statements, citations, message, confidence)


def refused(asked: str, *of: Passage, message: str = "", confidence: float = 0.1) -> Finding:
    return Finding(asked, of, message=message, confidence=confidence)


def test_one_finding_is_the_answer() -> None:
    answer = concluded(ASKED, [answered("Did nurses leave?", NURSES, WARDS)])
    assert answer.outcome is Outcome.ANSWERED
    assert [s.text for s in answer.statements] == ["Nurses left.", "Beds closed.", "Wards opened."]
    assert answer.passages == (NURSES, WARDS)
    assert (answer.message, answer.confidence) == ("", 0.9)


def test_what_was_counted_is_said_with_the_answer() -> None:
    answer = concluded(ASKED, [answered("How many?", NURSES, message="1 paragraph has it.")])
    assert answer.outcome is Outcome.ANSWERED
    assert answer.message == "1 paragraph has it."


def test_nothing_found_is_refused_with_the_reason() -> None:
    answer = concluded(ASKED, [refused("Did it?", NURSES, message="It is about 2019.")])
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.message == f"{NOT_IN_DOCUMENTS} It is about 2019."
    assert not answer.statements
    assert not answer.citations
    assert answer.passages == (NURSES,)
    assert answer.confidence == 0.1


def test_nothing_found_for_no_reason_is_refused_in_one_sentence() -> None:
    assert concluded(ASKED, [refused("Did it?")]).message == NOT_IN_DOCUMENTS


def test_what_was_found_and_is_not_sure_is_not_said_to_be_missing() -> None:
    unsure = replace(refused("Did it?", NURSES), unsure=True)
    answer = concluded(ASKED, [unsure])
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.message == MAY_NOT_SAY
    assert concluded(ASKED, [refused("Why?"), unsure]).message == MAY_NOT_SAY


def test_parts_that_are_all_refused_are_refused_for_the_first_reason() -> None:
    parts = [refused("a?", message="One."), refused("b?", message="Two.", confidence=0.2)]
    answer = concluded(ASKED, parts)
    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.message == f"{NOT_IN_DOCUMENTS} One."
    assert answer.confidence == 0.1


def test_the_answers_to_all_parts_are_one_answer_in_their_order() -> None:
    parts = [answered("a?", NURSES, confidence=0.6), answered("b?", WARDS, confidence=0.7)]
    answer = concluded(ASKED, parts)
    assert answer.outcome is Outcome.ANSWERED
    assert [s.text for s in answer.statements] == ["Nurses left.", "Beds closed.", "Wards opened."]
    assert [s.citation for s in answer.statements] == [c.n for c in answer.citations] == [1, 2, 3]
    assert answer.confidence == 0.6


@pytest.mark.parametrize("first", [True, False])
def test_a_part_that_stays_open_is_named(first: bool) -> None:
    found, still_open = answered("a?", NURSES, message="Searched all."), refused("Who pays?")
    answer = concluded(ASKED, [found, still_open] if first else [still_open, found])
    assert answer.outcome is Outcome.PARTIAL
    assert not answer.outcome.refuses
    assert answer.message == "No sentence was found that clearly answers “Who pays?”. Searched all."
    assert [s.text for s in answer.statements] == ["Nurses left.", "Beds closed."]
    assert answer.confidence == 0.9


def test_all_parts_that_stay_open_are_named() -> None:
    answer = concluded(ASKED, [refused("Who?"), answered("a?", NURSES), refused("Why?")])
    assert answer.message == "No sentence was found that clearly answers “Who?” and “Why?”."


def test_what_was_said_for_an_earlier_part_is_not_said_again() -> None:
    answer = concluded(ASKED, [answered("a?", NURSES), answered("b?", NURSES, WARDS)])
    assert [s.text for s in answer.statements] == ["Nurses left.", "Beds closed.", "Wards opened."]
    assert [c.n for c in answer.citations] == [1, 2, 3]


def test_the_same_words_of_another_paragraph_are_said_again() -> None:
    same = passage(paragraph("Nurses left.", number="3"))
    answer = concluded(ASKED, [answered("a?", NURSES), answered("b?", same)])
    assert [c.paragraph.number for c in answer.citations] == ["1", "1", "3"]


def test_the_passages_of_all_parts_take_turns_each_once() -> None:
    answer = concluded(ASKED, [answered("a?", NURSES), refused("b?", WARDS, NURSES)])
    assert answer.passages == (NURSES, WARDS)


def test_a_survey_s_finding_cites_what_was_gone_through() -> None:
    by_key = {found.paragraph.key: found for found in (NURSES, WARDS)}
    surveyed = LookedUp([Claim("Wards opened.", "plan/2", "Wards opened.")], "1 paragraph.")
    finding = gone_through("Which?", surveyed, by_key.__getitem__)
    assert finding.passages == (WARDS,)
    assert [(c.n, c.paragraph.key) for c in finding.citations] == [(1, "plan/2")]
    assert (finding.message, finding.confidence) == ("1 paragraph.", 1.0)


def test_a_survey_that_finds_nothing_says_what_was_searched() -> None:
    finding = gone_through("Which?", LookedUp([], "Searched all."), {}.__getitem__)
    assert (finding.statements, finding.confidence) == ((), 0.0)
    assert concluded(ASKED, [finding]).message == f"{NOT_IN_DOCUMENTS} Searched all."
