"""What was found is refused as an answer where it is about something else than the question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import pytest

from assistant.answer import Claim, Passage, Reading, WordSupport
from assistant.answering.evidence import Evidence
from assistant.answering.refusal import (
    COEFFICIENTS_FILE,
    Signs,
    confidence,
    reason_to_refuse,
    signs,
    unread_coefficients,
)
from assistant.ask import Assistant
from assistant.facts.groups import groups_of
from assistant.library.library import Library
from builders import real_corpus, write_corpus
from ingest.indexing.index import open_index
from ingest.language.dates import quarters, years
from ingest.language.words import Analyser
from ingest.sync import ingest
from passages import PLAN, AskedEncoder, asked, carried, paragraph, passage, quoting

HOME = groups_of(real_corpus().profile)
SEEN = "In 2020/21, some 420,000 children were seen in clinics."


def evidence(question: str, *found: Passage | str, claims: Sequence[Claim] = ()) -> Evidence:
    """Evidence that says all sentences of these passages, or only these claims."""
    passages = [passage(of, [9]) if isinstance(of, str) else of for of in found]
    said = claims or [claim for one in passages for claim in quoting(one)]
    return Evidence(asked(question), passages, said, groups=HOME)


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


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("Q1 2021/22", False),
        ("quarter 1 of 2021/22", False),
        ("the first quarter of 2021/22", False),
        ("quarter 2 of 2021-22", True),
        ("the last quarter of 2021/22", True),
        ("Q1 2020/21", True),
        ("2021/22", False),
    ],
)
def test_a_figure_of_another_quarter_is_refused(asked: str, refused: bool) -> None:
    found = "In quarter 1 of 2021/22, some 420 children were seen."
    assert (reason(f"How many children were seen in {asked}?", found) != "") == refused


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q1 2021/22", {"Q1 2021/22"}),
        ("Quarters 1 and 2 of 2021/22", {"Q1 2021/22", "Q2 2021/22"}),
        ("Q3, Q4 2020-21", {"Q3 2020/21", "Q4 2020/21"}),
        ("the second quarter of 2019", {"Q2 2019"}),
        ("the last quarter, 2019/20", {"Q4 2019/20"}),
        ("a quarter of 2,019 nurses", set()),
        ("a quarter in 2019", set()),
        ("Q1 to Q3 2021/22", {"Q1 2021/22", "Q2 2021/22", "Q3 2021/22"}),
        ("the first and second quarters of 2021/22", {"Q1 2021/22", "Q2 2021/22"}),
    ],
)
def test_quarters_are_put_in_one_form(text: str, found: set[str]) -> None:
    assert quarters(text) == found


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


@pytest.mark.parametrize("named", [True, False])
def test_the_date_of_another_document_that_is_named_may_stand_in_the_question(
    named: bool,
) -> None:
    question = "The 2019 survey spoke of children. How many were seen?"
    found = "Some 420 children were seen in clinics by 2021."
    survey = replace(PLAN, id="survey", title="A survey", date="May 2019")
    of = evidence(question, found)
    if named:
        of = replace(of, question=replace(of.question, documents=(survey,)))
    assert (reason_to_refuse(of) is None) is named


def test_a_figure_of_another_year_is_not_that_of_a_document_that_is_asked_of() -> None:
    survey = replace(PLAN, id="survey", title="A survey", date="May 2019")
    of = evidence("How many were seen in the 2019 survey?", "Some 420 were seen by 2021.")
    assert reason_to_refuse(replace(of, question=replace(of.question, documents=(survey,))))


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
def test_an_acronym_is_refused_where_no_document_has_it_and_nothing_is_like_it(
    similarity: float, known: bool, refused: bool
) -> None:
    word = carried("dvla", similarity, stands=False, known=known)
    found = passage("Some 420 nurses left.", [9], support=[word])
    assert ("“DVLA”" in reason("Does the DVLA leave?", found)) == refused


@pytest.mark.parametrize("typed", ["GPs", "GP", "Es", "PCNs"])
def test_a_short_acronym_names_nothing_by_itself(typed: str) -> None:
    word = carried(typed.lower(), 0.1, stands=False, known=False, name=True)
    found = passage("Some 420 nurses left.", [9], support=[word])
    refused = typed == "PCNs"
    assert (f"“{typed}”" in reason(f"Do {typed} leave?", found)) == refused


def test_an_everyday_word_that_no_document_has_is_no_reason_by_itself() -> None:
    word = carried("dragons", 0.1, stands=False, known=False)
    assert reason("Do dragons leave?", passage("Nurses left.", [9], support=[word])) == ""


@pytest.mark.parametrize(("known", "refused"), [(False, True), (True, False)])
def test_a_member_of_a_set_that_no_document_has_is_refused(known: bool, refused: bool) -> None:
    word = carried("dentists", 0.9, stands=False, known=known)
    found = passage("Some 420 of the staff left.", [9], support=[word])
    assert ("“dentists”" in reason("Did dentists leave?", found)) == refused


@pytest.mark.parametrize(
    "name", ["Mental Capacity Act", "Community Mental Health Framework", "Better Care Fund"]
)
def test_an_act_or_the_like_must_stand_in_the_evidence_as_a_whole(name: str) -> None:
    found = "The Mental Health Act and the care fund's capacity framework are for the community."
    assert f"“{name}”" in reason(f"What does the {name} say?", found)
    assert reason(f"What does the {name} say?", f"The {name} says nothing.") == ""
    assert reason(f"What does the {name.lower()} say?", found) == ""


def test_an_act_in_the_headings_stands_in_the_evidence() -> None:
    found = passage(paragraph("It is old.", section=("The Mental Health Act",)), [9])
    assert reason("Is the Mental Health Act old?", found) == ""


@pytest.mark.parametrize(
    "question",
    ["Who runs it now?", "Who is currently the chair?", "who pays for it these days"],
)
def test_who_it_is_now_is_not_told_from_dated_documents(question: str) -> None:
    assert "dated" in reason(question, "Jane Doe runs it and Health England pays.")


@pytest.mark.parametrize("question", ["Who runs it?", "What is it now?", "Is it open today?"])
def test_another_question_about_now_may_be_answered(question: str) -> None:
    assert reason(question, "Jane Doe runs it and Health England pays.") == ""


def test_a_name_from_earlier_in_the_conversation_is_not_held_against_the_latest() -> None:
    words = [carried("scotland", 0.5, stands=False, name=True)]
    found = passage("Some 420 nurses left.", [9], support=words)
    latest = replace(asked("And nurses?"), alone="Nurses in Scotland? And nurses?")
    of_latest = replace(evidence("", found), question=latest)
    assert reason_to_refuse(of_latest) is None


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
    of_adults = evidence("How many adults were seen?", "Some 420 CYP were seen.")
    assert "adults" in (reason_to_refuse(replace(of_adults, write_out=write_out)) or "")
    of_children = evidence("How many children were seen?", "Some 420 CYP were seen.")
    assert reason_to_refuse(replace(of_children, write_out=write_out)) is None


def test_years_are_put_in_one_form() -> None:
    assert years("from 2019-20 and 2020/2021 to 2022, not 12345 or 1850") == {
        "2019/20",
        "2020/21",
        "2022",
    }


def test_what_is_carried_well_passes_and_what_is_hardly_carried_does_not() -> None:
    def asked(similarity: float, score: float) -> Evidence:
        words = [carried(word, similarity) for word in ("nurses", "clinics", "leeds")]
        return evidence("Nurses clinics Leeds?", passage(SEEN, [9], score=score, support=words))

    weights = unread_coefficients()
    assert confidence(signs(asked(0.95, 0.9)), weights) >= weights["threshold"]
    assert confidence(signs(asked(0.05, 0.2)), weights) < weights["threshold"]


def test_signs_are_those_of_the_claimed_sentences_only() -> None:
    words = [carried("nurses", 0.9, 0.1), carried("clinics", 0.7, 0.2)]
    found = passage("Nurses left clinics. Beds closed.", [12, 3], support=words)
    best = signs(evidence("Did nurses leave clinics?", found, claims=quoting(found, 0)))
    other = signs(evidence("Did nurses leave clinics?", found, claims=quoting(found, 1)))
    assert (best.weakest, other.weakest) == (0.7, 0.1)
    assert (best.mean, other.mean) == pytest.approx((0.8, 0.15))


def test_what_was_read_is_among_the_signs() -> None:
    readings = [Reading(answers, 0.0, (2 * answers,)) for answers in (1.0, -1.0)]
    found = [
        replace(passage(paragraph("Beds closed.", number=str(n)), [9]), reading=reading)
        for n, reading in enumerate(readings)
    ]
    read = signs(evidence("Did beds close?", *found))
    assert (read.best, read.sentence) == (1.0, 2.0)
    assert read.any == pytest.approx(1.1269, abs=1e-4)
    unread = signs(evidence("Did beds close?", "Beds closed."))
    assert (unread.best, unread.any, unread.sentence) == (0.0, 0.0, 0.0)


def test_the_words_that_stand_and_those_that_do_not_are_signs() -> None:
    words = [carried("cats", 0.4, stands=False), carried("wards", 0.9), carried("allowed", 0.8)]
    found = signs(evidence("Are cats allowed on wards?", passage(SEEN, [9], support=words)))
    assert found.absent == 1
    assert found.stand == pytest.approx(2 / 3)
    assert found.spoken_for == 0.0


@dataclass(frozen=True)
class ReadAs:
    """In place of a reader: the logit of each question that it may be asked."""

    logits: dict[str, float]

    def __call__(self, question: str, of: Passage) -> float:
        return self.logits[question]


@pytest.mark.parametrize(("without", "expected"), [(4.0, -2.0), (0.5, 1.5)])
def test_a_passage_that_answers_better_without_a_word_is_not_about_it(
    without: float, expected: float
) -> None:
    words = [
        carried("cats", 0.4, stands=False),
        carried("permitted", 0.7, stands=False),
        carried("wards", 0.1),
    ]
    read = replace(passage(SEEN, [9], support=words), reading=Reading(2.0, 0.0, (2.0,)))
    found = evidence("Are cats permitted on wards?", read)
    assert found.spoken_for() == 0.0, "nothing reads it again"
    reread = ReadAs({"Are permitted on wards?": without})
    assert replace(found, reread=reread).spoken_for() == pytest.approx(expected)


def test_where_every_word_stands_nothing_is_read_again() -> None:
    words = [carried("nurses", 0.9), carried("wards", 0.2)]
    read = replace(passage(SEEN, [9], support=words), reading=Reading(2.0, 0.0, (2.0,)))
    of = replace(evidence("Are nurses on wards?", read), reread=ReadAs({}))
    assert of.spoken_for() == 0.0


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


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """One that answers whatever no reason forbids."""
    folder, encoder = tmp_path_factory.mktemp("refusal"), AskedEncoder()
    text = "1. Some 420 nurses left wards in 2020.\n2. Beds close early in March."
    ingest(write_corpus(folder / "corpus", {"wards.txt": text}), folder / "index", encoder)
    return Assistant(Library.of(open_index(folder / "index", encoder), encoder), threshold=0.0)


def test_what_no_reason_forbids_has_the_confidence_of_its_signs(assistant: Assistant) -> None:
    question = "How many nurses left wards in 2020?"
    finding = assistant.find(asked(question))
    assert finding.statements
    assert finding.evidence is not None
    assert finding.confidence == confidence(signs(finding.evidence), unread_coefficients())
    assert assistant.ask(question).confidence == finding.confidence


def test_a_reason_that_forbids_an_answer_halves_its_confidence(assistant: Assistant) -> None:
    question = "How many nurses left wards in 2019?"
    finding = assistant.find(asked(question))
    assert "2019" in finding.message
    assert not finding.statements
    assert finding.evidence is not None
    assert finding.confidence == confidence(signs(finding.evidence), unread_coefficients()) / 2 > 0
    assert assistant.ask(question).confidence == finding.confidence
