"""What a survey says of all paragraphs is true of all of them, and says which were gone through."""

from __future__ import annotations

import pytest

from assistant.answer import LookedUp
from assistant.lookup.gone_through import MOST_QUOTED, searched
from builders import real_corpus
from passages import PLAN, paragraph
from surveys import BOTH, OF_PLAN, PAPER, SURVEY, found, keys, real_survey, surveyed


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention nurses?",
        "How often are nurses mentioned?",
        "Where do the documents discuss nurses?",
        "Everything the documents say about nurses",
        "number of paragraphs that mention nurses?",
        "Which paragraphs have the word 'nurses' in them?",
    ],
)
def test_a_question_for_all_paragraphs_on_a_thing_goes_through_them_all(question: str) -> None:
    answer = found(question)
    assert [claim.paragraph for claim in answer.claims] == ["plan/1", "plan/4", "plan/5"]
    assert answer.message == f"3 paragraphs mention “nurses”. {BOTH}"


def test_a_question_that_is_not_understood_whole_is_left_to_others() -> None:
    assert SURVEY.find("Everything that's supposed to be finished by 2023/24") is None


@pytest.mark.parametrize(
    ("topic", "wanted", "said"),
    [
        ("nurses or psychiatrists", ["plan/1", "plan/4", "plan/5"], "“nurses” or “psychiatrists”"),
        ("dragons or psychiatrists", ["plan/5"], "“dragons” or “psychiatrists”"),
        ("young people, psychiatrists or dragons", ["plan/2", "plan/5"], "“dragons”"),
        ("third sector (CYP)", ["plan/2", "paper/1"], "“third sector” or “CYP”"),
        ("psychiatrists and young people", ["plan/2", "plan/5"], "“psychiatrists” or “young"),
        ("children and young people", ["plan/2"], "mentions “children and young people”"),
        ("dragons or unicorns", [], "No paragraph mentions “dragons” or “unicorns”"),
    ],
)
def test_alternatives_are_looked_for_each(topic: str, wanted: list[str], said: str) -> None:
    answer = found(f"Which paragraphs mention {topic}?")
    assert [claim.paragraph for claim in answer.claims] == wanted
    assert said in answer.message


def test_a_survey_of_one_document_goes_through_no_other() -> None:
    answer = found("Which paragraphs of the paper mention the CQC?")
    assert [claim.paragraph for claim in answer.claims] == ["paper/1"]
    assert answer.message == "1 paragraph mentions “CQC”. Searched the one paragraph of Paper."


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention dragons?",
        "How many paragraphs mention dragons?",
        "Where are dragons mentioned?",
        "Is there any mention of dragons?",
    ],
)
def test_nothing_found_is_said_of_all_that_was_searched(question: str) -> None:
    assert found(question) == LookedUp([], f"No paragraph mentions “dragons”. {BOTH}")


@pytest.mark.parametrize(
    "topic",
    ["nuses", "psychiatrsits", "crsiis care", "chlidren"],
)
def test_a_mistyped_thing_is_not_denied(topic: str) -> None:
    assert SURVEY.find(f"Which paragraphs mention {topic}?") is None


@pytest.mark.parametrize(
    "topic",
    ["care in a crisis", "care crisis", "trained years", "nursing", "length of ward stay"],
)
def test_a_thing_whose_words_stand_in_another_form_or_order_is_not_denied(topic: str) -> None:
    assert SURVEY.find(f"Which paragraphs mention {topic}?") is None


def test_a_subject_of_several_words_may_be_spoken_of_in_others_and_is_not_denied() -> None:
    assert SURVEY.find("Which paragraphs talk about fire dragons?") is None
    assert found("Which paragraphs mention fire dragons?").claims == []


def test_everything_about_a_thing_that_no_paragraph_has_is_left_to_the_search() -> None:
    assert SURVEY.find("Everything about dragons") is None


def test_the_first_sentence_that_has_the_thing_is_quoted_as_an_item() -> None:
    (first, *_) = found("Which paragraphs mention crisis care?").claims
    assert (first.text, first.quote) == ("They train for crisis care.",) * 2
    assert first.item


def test_more_paragraphs_than_are_quoted_are_numbered() -> None:
    many = [paragraph("Nurses left.", number=str(n)) for n in range(1, MOST_QUOTED + 3)]
    answer = found("Which paragraphs mention nurses?", surveyed(many))
    assert len(answer.claims) == MOST_QUOTED
    assert answer.message == (
        "42 paragraphs mention “nurses”. The others are plan/41, plan/42. "
        "Searched all 42 paragraphs of Plan."
    )


def test_what_was_searched_is_counted_and_one_document_is_named() -> None:
    assert searched([p.key for p in OF_PLAN], [PLAN]) == "Searched all 5 paragraphs of Plan."
    assert searched([p.key for p in OF_PLAN], [PLAN, PAPER]) == (
        "Searched all 5 paragraphs of 2 documents."
    )
    assert searched(["plan/1"], [PLAN]) == "Searched the one paragraph of Plan."


def test_the_real_documents_are_gone_through_whole() -> None:
    answer = found("Which paragraphs mention occupational therapists?", real_survey())
    assert answer.message == (
        "3 paragraphs mention “occupational therapists”. "
        "Searched all 159 paragraphs of 4 documents."
    )


def test_one_real_document_is_gone_through_whole() -> None:
    answer = found(
        "How many paragraphs of the government response mention peer support?", real_survey()
    )
    assert answer.message == (
        "4 paragraphs mention “peer support”. "
        "Searched all 129 paragraphs of Government response (CP 642)."
    )
    assert [claim.paragraph.split("/")[1] for claim in answer.claims] == ["19", "33", "100", "107"]


@pytest.mark.parametrize("topic", ["retention", "stigma", "discharge", "autism", "white paper"])
def test_no_paragraph_with_the_words_is_missed(topic: str) -> None:
    having = [p.key for p in real_corpus().paragraphs if topic in p.body.lower()]
    assert having
    assert keys(f"Which paragraphs mention {topic}?", real_survey()) == having


def test_a_thing_that_is_called_as_a_document_is_looked_for_in_all() -> None:
    everywhere = keys("Which paragraphs mention the workforce plan?", real_survey())
    assert keys("All mentions of the workforce plan", real_survey()) == everywhere


def test_signs_in_a_thing_are_passed_over() -> None:
    assert "“dragons”" in found("Which paragraphs mention {dragons}?").message


@pytest.mark.parametrize("topic", ["'the'", "''", "日本", "“ ”"])
def test_a_thing_without_words_is_no_thing(topic: str) -> None:
    assert SURVEY.find(f"Which paragraphs mention {topic}?") is None
