"""A follow-up takes its subject from the questions before it, and a new subject is left alone."""

from __future__ import annotations

import pytest

from assistant.facts.groups import groups_of
from assistant.question.followup import as_asked, leans_on_history, standalone, without_preamble
from builders import real_corpus
from ingest.language.words import content_words

HOME = groups_of(real_corpus().profile)
MET = "Did they meet the eating disorder target?"


@pytest.mark.parametrize(
    "follow_up",
    [
        "why?",
        "why not?",
        "when?",
        "how so?",
        "and in 2019?",
        "and before the pandemic?",
        "what about adults?",
        "how many of them?",
        "who runs it?",
        "is that getting better?",
        "are the numbers coming down?",
        "so what are they doing about it?",
        "which ones are they?",
        "how many?",
    ],
)
def test_a_follow_up_is_joined_to_the_question_before(follow_up: str) -> None:
    joined = standalone(follow_up, [MET])
    assert joined == f"{MET} {follow_up[0].upper()}{follow_up[1:]}"


@pytest.mark.parametrize(
    "question",
    [
        "When did the consultation on the Mental Health Act close?",
        "How much money is there for dormitory wards?",
        "What are crisis cafes for?",
        "Is it true that the nursing workforce has grown in England?",
        "Who was in charge of Health Education England?",
        "And how many nursing students were accepted onto mental health courses in 2020?",
        pytest.param(
            "What is HEE?",
        ),
        "Who trains psychiatrists?",
    ],
)
def test_a_question_with_its_own_subject_is_not_dragged_along(question: str) -> None:
    assert standalone(question, [MET]) == question
    assert standalone(question, ["What are hubs?", "and why?"]) == question


@pytest.mark.parametrize("question", ["why?", "and for routine cases?", MET])
def test_the_first_question_stays_as_it_is(question: str) -> None:
    assert standalone(question, []) == question


def test_a_contrast_is_put_in_place_of_the_other() -> None:
    before = "How many urgent cases were seen?"
    assert (
        standalone("and for routine ones?", [before], HOME) == "How many routine cases were seen?"
    )


def test_a_contrast_goes_back_to_the_last_question_only() -> None:
    history = ["What are crisis cafes?", "Are nurses leaving?"]
    assert standalone("and doctors?", history, HOME) == "Are doctors leaving?"


def test_a_follow_up_to_a_follow_up_keeps_the_first_subject() -> None:
    asked = standalone("what are they doing about it?", [MET, "why not?"])
    assert asked == f"{MET} Why not? What are they doing about it?"


def test_a_chain_of_follow_ups_keeps_its_subject() -> None:
    assert MET in standalone("why?", [MET, "how many?", "when?", "who?"])


def test_a_long_conversation_does_not_make_a_long_question() -> None:
    assert len(standalone("why?", [MET, *["and what about them?"] * 50])) < 200


def test_a_new_subject_is_what_the_next_follow_up_is_about() -> None:
    asked = standalone("why?", [MET, "Did the nursing workforce grow in England?"])
    assert asked == "Did the nursing workforce grow in England? Why?"


def test_a_question_without_a_question_mark_is_closed_before_it_is_joined() -> None:
    assert standalone("why", ["eating disorder target"]) == "eating disorder target? Why"


def test_white_space_is_put_right() -> None:
    assert standalone(" why\n not? ", [f"  {MET}\n"]) == f"{MET} Why not?"


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_earlier_question_is_passed_over(empty: str) -> None:
    assert standalone("why?", [MET, empty]) == f"{MET} Why?"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("I'm a trust governor. Did they meet it?", "Did they meet it?"),
        ("As a governor, which directors left?", "Which directors left?"),
        ("As a governor, what do I ask?", "As a governor, what do I ask?"),
        ("I'm a nurse. What is done for people like me?",) * 2,
        ("We're a small trust. What can we do?", "We're a small trust. What can we do?"),
        ("We're a small trust; how many nurses left?", "How many nurses left?"),
        ("I'm a governor.", "I'm a governor."),
        ("Did they meet it? I'm a governor.", "Did they meet it? I'm a governor."),
        ("Assessments, what are they for?", "Assessments, what are they for?"),
        ("Asian people, how many were seen?", "Asian people, how many were seen?"),
        pytest.param(
            "As of 2015, how many were seen?",
            "As of 2015, how many were seen?",
        ),
        pytest.param(
            "As in Scotland, are nurses leaving?",
            "As in Scotland, are nurses leaving?",
        ),
    ],
)
def test_an_opening_that_says_who_asks_is_taken_off(typed: str, asked: str) -> None:
    assert without_preamble(typed) == asked


@pytest.mark.parametrize("question", ["why?", "how many?", "and then?", "Could you tell me more?"])
def test_a_question_about_nothing_has_no_content(question: str) -> None:
    assert content_words(question) == []
    assert leans_on_history(question)


def test_content_is_what_a_question_is_about() -> None:
    assert content_words("How many nurses left the NHS in 2020?") == ["nurses", "nhs", "2020"]


@pytest.mark.parametrize(
    ("earlier", "latest", "asked"),
    [
        ("How many left in 2020/21?", "and the year before?", "How many left in 2019/20?"),
        ("How many left in 2020/21?", "what about the year after?", "How many left in 2021/22?"),
        ("How many left in 2019?", "and the previous year?", "How many left in 2018?"),
        ("How many left in 2019?", "and the following financial year?", "How many left in 2020?"),
        ("How many left in 1999/00?", "and the next year?", "How many left in 2000/01?"),
        ("Was 2018 better than 2020?", "and the year after?", "Was 2018 better than 2021?"),
    ],
)
def test_the_year_before_or_after_is_put_in_place_of_the_last(
    earlier: str, latest: str, asked: str
) -> None:
    assert standalone(latest, [earlier]) == asked


@pytest.mark.parametrize(
    ("earlier", "latest"),
    [
        ("How many left?", "and the year before?"),  # which year?
        ("How many left in 2019?", "and the month before?"),
    ],
)
def test_without_a_year_to_count_from_a_follow_up_is_joined(earlier: str, latest: str) -> None:
    joined = f"{latest[0].upper()}{latest[1:]}"
    assert standalone(latest, [earlier]) == f"{earlier} {joined}"


def test_what_only_swaps_a_year_or_a_member_is_asked_as_a_whole() -> None:
    swapped = "How many adults left in 2019?"
    assert as_asked("and adults?", ["How many children left in 2019?"]) == (swapped, swapped)
    before = "How many children left in 2018?"
    assert as_asked("and the year before?", ["How many children left in 2019?"]) == (before, before)


def test_what_is_joined_to_the_conversation_stays_the_latest() -> None:
    assert as_asked("why not?", [MET]) == ("why not?", f"{MET} Why not?")


def test_a_question_that_stands_alone_is_asked_as_it_is_without_who_asks() -> None:
    asked = "Are nurses leaving their trusts?"
    assert as_asked(f"I'm a governor. {asked}", [MET]) == (asked, asked)
    assert as_asked(asked, []) == (asked, asked)
