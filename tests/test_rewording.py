"""A question is searched for in the documents' words, and no right word is made a wrong one."""

from __future__ import annotations

import pytest

from assistant.library.rewording import Rewording
from builders import real_corpus

VOCABULARY = (
    "children young people psychological therapies trajectory dormitories nurse nurses framework "
    "commitment staff primary care integrated improving equalities data"
).split()
ENGLISH = frozenset("trains nursery therapist people question bakery weather".split())
HOME = real_corpus().profile.words
REWORDING = Rewording(VOCABULARY, ENGLISH.__contains__, HOME)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("psycological", "psychological"),
        ("framwork", "framework"),
        ("comittment", "commitment"),
        ("equalites", "equalities"),
        ("Trajectry", "trajectory"),
        ("hcildren", "children"),
        ("ramework", "framework"),
    ],
)
def test_a_typing_error_is_mended(typed: str, meant: str) -> None:
    assert REWORDING.reworded(f"is the {typed} here?") == f"is the {meant} here?"


@pytest.mark.parametrize(
    "question",
    [
        "Who trains a nursery therapist?",  # English, though not in the documents
        "nurse or nurses' commitments",  # in the documents, in another form
        "PSYCOL and IAPT",  # typed as an abbreviation
        "xyzzy plugh",  # like no word of the documents
        "the and wich",  # too short to tell
        "£24 million in 2020/21?",
        "",
    ],
)
def test_what_is_no_typing_error_stays(question: str) -> None:
    assert REWORDING.reworded(question) == question


@pytest.mark.parametrize(
    ("asked_for", "theirs"),
    [("paternity", "maternity"), ("vasectomy", "mastectomy"), ("bearings", "hearings")],
)
def test_another_thing_that_ends_alike_is_no_typing_error(asked_for: str, theirs: str) -> None:
    rewording = Rewording([theirs], lambda word: False)
    assert rewording.reworded(f"How long is {asked_for}?") == f"How long is {asked_for}?"


@pytest.mark.parametrize(
    ("everyday", "policy"),
    [
        ("kids", "children young people"),
        ("Kids", "children young people"),
        ("jabs", "vaccinations"),
        ("sectioned", "detained Mental Health Act"),
        ("talking therapies", "psychological therapies"),
        ("Under-18s", "children young people"),
        ("under 18s", "children young people"),
        ("round the clock", "24 hours"),
        ("A&E", "emergency department"),
    ],
)
def test_an_everyday_word_brings_the_policy_words(everyday: str, policy: str) -> None:
    reworded = REWORDING.reworded(f"is it for {everyday} here?")
    assert policy in reworded
    assert everyday not in reworded
    assert reworded.startswith("is it for ")
    assert reworded.endswith(" here?")


@pytest.mark.parametrize("question", ["the skids and kidsgrove", "jabbed", "is casually under 180"])
def test_a_word_that_only_contains_an_everyday_one_stays(question: str) -> None:
    assert Rewording(question.split(), ENGLISH.__contains__).reworded(question) == question


def test_gp_typed_as_an_abbreviation_stays() -> None:
    with_gp = Rewording([*VOCABULARY, "gp"], ENGLISH.__contains__, HOME)
    assert with_gp.reworded("is my GP or gp here?") == "is my GP or primary care GP here?"


@pytest.mark.parametrize(
    ("everyday", "policy"),
    [
        ("gp", "primary care"),  # no "GP" in the documents
        ("employees", "staff"),  # no "workforce"
        ("talking therapies", "psychological therapies"),  # no "IAPT"
        ("improve for kids", "improve for children young people"),
        ("round the clock", "24/7 24 hours"),  # none of them: all
    ],
)
def test_only_policy_words_that_the_documents_have_are_brought(everyday: str, policy: str) -> None:
    assert REWORDING.reworded(f"is it for {everyday}?") == f"is it for {policy}?"


def test_without_words_of_its_own_a_corpus_has_those_of_any() -> None:
    plain = Rewording(VOCABULARY, ENGLISH.__contains__)
    assert plain.reworded("are kids seen?") == "are children young people seen?"
    assert plain.reworded("is he sectioned?") == "is he sectioned?"


def test_a_corpus_may_have_another_word_for_what_others_say() -> None:
    own = [("kids", "goats"), ("the old barn", "dormitory")]
    plain = Rewording(VOCABULARY, ENGLISH.__contains__, own)
    assert plain.reworded("kids in the old barn?") == "goats in dormitory?"
