"""What was found is refused as an answer where it is about something else than the question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, replace

import pytest

from assistant.answer import Claim, Passage, WordSupport
from assistant.dates import years
from assistant.evidence import Evidence
from assistant.refusal import (
    COEFFICIENTS_FILE,
    Signs,
    confidence,
    fitted_threshold,
    reason_to_refuse,
    signs,
)
from assistant.words import Analyser
from passages import PLAN, carried, paragraph, passage, quoting

SEEN = "In 2020/21, some 420,000 children were seen in clinics."


def evidence(question: str, *found: Passage | str, claims: Sequence[Claim] = ()) -> Evidence:
    """Evidence that says all sentences of these passages, or only these claims."""
    passages = [passage(of, [9]) if isinstance(of, str) else of for of in found]
    said = claims or [claim for one in passages for claim in quoting(one)]
    return Evidence(question, passages, said)


def reason(question: str, *found: Passage | str, claims: Sequence[Claim] = ()) -> str:
    """Why the evidence is refused, or nothing."""
    return reason_to_refuse(evidence(question, *found, claims=claims)) or ""


@pytest.mark.parametrize(
    "question",
    [
        "How many children were seen?",
        "How many children were seen in 2020/21?",
        "How many children were seen in 2020?",
        "How many children were seen in 2021?",
        "How many children were seen in 2020-21?",
        "How many children were seen in 2020–2021?",
        "Were clinics open?",
    ],
)
def test_what_is_about_the_question_is_not_refused(question: str) -> None:
    assert reason(question, SEEN) == ""


@pytest.mark.parametrize("year", ["2022/23", "2021/22", "2019", "2022", "1999"])
def test_a_figure_of_another_year_is_refused(year: str) -> None:
    assert year in reason(f"How many children were seen in {year}?", SEEN)


def test_a_sentence_without_a_year_is_of_the_year_around_it() -> None:
    found = passage(paragraph("Some 420 were seen. It was so in 2020."), [9, 0])
    claims = quoting(found, 0)
    assert reason("How many were seen in 2020?", found, claims=claims) == ""
    assert "2019" in reason("How many were seen in 2019?", found, claims=claims)


def test_a_figure_of_another_month_is_refused() -> None:
    found = "In March 2021, some 420 children were seen."
    assert reason("How many children were seen in March 2021?", found) == ""
    assert "May 2021" in reason("How many children were seen in May 2021?", found)
    assert "March 2020" in reason("How many children were seen in March 2020?", found)


@pytest.mark.parametrize(
    "question",
    [
        "How many children did the July 2017 announcement say were seen?",
        "What did the 2017 plan say of the clinics?",
    ],
)
def test_the_document_s_own_date_may_stand_in_the_question(question: str) -> None:
    assert PLAN.date == "31 July 2017"
    assert reason(question, "Some 420 children were seen in clinics by 2021.") == ""


def test_another_date_than_the_document_s_is_refused() -> None:
    found = "Some 420 children were seen in clinics by 2021."
    assert "2016" in reason("What did the 2016 plan say of the clinics?", found)


def test_a_name_that_stands_nowhere_is_refused() -> None:
    words = [carried("nurses", 0.9), carried("scotland", 0.5, stands=False, name=True)]
    found = passage("Some 420 nurses left.", [9], support=words)
    assert "“Scotland”" in reason("How many nurses left in Scotland?", found)


def test_a_name_that_another_cited_paragraph_has_is_not_refused() -> None:
    def words(*, stands: bool) -> list[WordSupport]:
        return [carried("leeds", 0.5, stands=stands, name=True)]

    first = passage(paragraph("Nurses left.", number="1"), [9], support=words(stands=False))
    second = passage(paragraph("Leeds lost them.", number="2"), [8], support=words(stands=True))
    assert reason("Did nurses leave Leeds?", first, second) == ""
    assert reason("Did nurses leave Leeds?", second, first) == ""
    assert reason("Did nurses leave Leeds?", first, second, claims=quoting(first)) != ""


@pytest.mark.parametrize(
    ("similarity", "known", "refused"),
    [(0.1, False, True), (0.1, True, False), (0.9, False, False)],
)
def test_a_thing_is_refused_where_no_document_has_it_and_nothing_is_like_it(
    similarity: float, known: bool, refused: bool
) -> None:
    word = carried("dragons", similarity, stands=False, known=known)
    found = passage("Some 420 nurses left.", [9], support=[word])
    assert ("“dragons”" in reason("Do dragons leave?", found)) == refused


def test_a_name_from_earlier_in_the_conversation_is_not_held_against_the_latest() -> None:
    words = [carried("scotland", 0.5, stands=False, name=True)]
    found = passage("Some 420 nurses left.", [9], support=words)
    asked = replace(evidence("Nurses in Scotland? And nurses?", found), latest="And nurses?")
    assert reason_to_refuse(asked) is None


@pytest.mark.parametrize(
    ("question", "found", "group"),
    [
        ("How many adults were seen?", SEEN, "adults"),
        ("How many pensioners were seen?", "Some 420 young people were seen.", "pensioners"),
        ("How many midwives are there?", "Some 420 nurses are there.", "midwives"),
        ("Is it so in Wales?", "In England it is.", "wales"),
    ],
)
def test_a_figure_of_another_group_is_refused(question: str, found: str, group: str) -> None:
    assert group in reason(question, found)


def test_a_group_named_only_by_its_abbreviation_is_the_group() -> None:
    write_out = Analyser({"CYP": "children and young people"}).written_out
    asked = evidence("How many adults were seen?", "Some 420 CYP were seen.")
    assert "adults" in (reason_to_refuse(replace(asked, write_out=write_out)) or "")
    of_children = evidence("How many children were seen?", "Some 420 CYP were seen.")
    assert reason_to_refuse(replace(of_children, write_out=write_out)) is None


@pytest.mark.parametrize(
    ("question", "without", "with_it"),
    [
        ("What share of nurses left?", "Some 420 nurses left.", "Some 9% of nurses left."),
        ("How many nurses left?", "Many nurses left.", "Some 420 nurses left."),
        ("How much was spent?", "Much was spent.", "Some £24 million was spent."),
        ("When did it open?", "It opened late.", "It opened in May."),
        ("How long do people wait?", "They wait for long.", "They wait for 4 weeks."),
        ("What is the email address?", "Please email us.", "Write to a@nhs.uk now."),
    ],
)
def test_what_a_question_demands_must_be_said(question: str, without: str, with_it: str) -> None:
    assert reason(question, without) != ""
    assert reason(question, with_it) == ""


def test_a_question_about_growth_is_not_refused_for_giving_no_money() -> None:
    found = "Over 5 years there was a 16.3% increase in the workforce."
    assert reason("How much has the workforce grown?", found) == ""


@pytest.mark.parametrize(
    ("found", "refused"),
    [("Nurses left some 420 trusts.", True), ("Some 420 of these nurses left.", False)],
)
def test_how_many_is_not_answered_by_a_number_of_something_else(found: str, refused: bool) -> None:
    of_nurses = passage(found, [9], support=[carried("nurses", 0.9)])
    assert (reason("How many nurses left?", of_nurses) != "") == refused
    assert reason("How many of them left?", of_nurses) == ""


@pytest.mark.parametrize(
    ("found", "refused"),
    [
        ("It has six parts.", True),
        ("It has weighing and measuring.", True),
        ("It has weighing, measuring, blood tests, advice, a chat and a plan.", False),
        ("It has:\n- one\n- two\n- three\n- four\n- five\n- six", False),
        ("It has:\n- one\n- two\n- three", True),
    ],
)
def test_a_counted_list_must_be_able_to_name_as_many(found: str, refused: bool) -> None:
    assert (reason("What are the six parts of the check?", found) != "") == refused


def test_years_are_put_in_one_form() -> None:
    assert years("from 2019-20 and 2020/2021 to 2022, not 12345 or 1850") == {
        "2019/20",
        "2020/21",
        "2022",
    }


def test_what_is_carried_well_passes_and_what_is_hardly_carried_does_not() -> None:
    def asked(similarity: float, score: float) -> Evidence:
        words = [carried(word, similarity) for word in ("nurses", "clinics", "leeds")]
        return evidence("Nurses clinics Leeds?", passage(SEEN, [score], support=words))

    assert confidence(signs(asked(0.95, 15))) >= fitted_threshold()
    assert confidence(signs(asked(0.05, 1))) < fitted_threshold()


def test_signs_are_those_of_the_claimed_sentences_only() -> None:
    words = [carried("nurses", 0.9, 0.1), carried("clinics", 0.7, 0.2)]
    found = passage("Nurses left clinics. Beds closed.", [12, 3], support=words)
    best = signs(evidence("Did nurses leave clinics?", found, claims=quoting(found, 0)))
    other = signs(evidence("Did nurses leave clinics?", found, claims=quoting(found, 1)))
    assert (best.weakest, other.weakest) == (0.7, 0.1)
    assert (best.mean, other.mean) == pytest.approx((0.8, 0.15))


def test_confidence_is_the_logistic_function_of_the_weighed_signs() -> None:
    names = [field.name for field in fields(Signs)]
    nothing = Signs(**dict.fromkeys(names, 0.0))
    weights = dict.fromkeys(names, 0.0) | {"intercept": 0.0, "mean": 2.0}
    assert confidence(nothing, weights) == 0.5
    assert confidence(replace(nothing, mean=1.0), weights) == pytest.approx(0.8808, abs=1e-4)
    assert confidence(nothing, weights | {"intercept": -2.0}) == pytest.approx(0.1192, abs=1e-4)


def test_the_coefficients_are_one_a_sign_with_an_intercept_and_a_threshold() -> None:
    coefficients = json.loads(COEFFICIENTS_FILE.read_text(encoding="utf-8"))
    names = {field.name for field in fields(Signs)} | {"intercept", "threshold"}
    assert set(coefficients) == names
    assert 0 < coefficients["threshold"] < 1
    assert all(isinstance(value, float) for value in coefficients.values())
