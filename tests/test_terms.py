"""A thing is its words one after the other, singular or plural, short or written out."""

from __future__ import annotations

import pytest

from assistant.lookup.terms import singular
from passages import paragraph
from surveys import found, keys, real_survey, surveyed


@pytest.mark.parametrize(
    "topic", ["length of stay", "the length of stay", "length of a stay", "LENGTH OF STAY"]
)
def test_articles_and_capitals_make_no_difference_to_a_thing(topic: str) -> None:
    assert keys(f"Which paragraphs mention {topic}?") == ["plan/5"]


def test_the_words_of_a_thing_stand_one_after_the_other() -> None:
    assert keys("Which paragraphs mention crisis care?") == ["plan/1", "plan/4"]
    assert keys("Which paragraphs mention 'wards in 2019/20'?") == ["plan/3"]


def test_words_with_another_between_them_are_another_thing() -> None:
    apart = surveyed([paragraph("Some are cared for at home. Most care homes closed.")])
    (claim,) = found("Which paragraphs mention care homes?", apart).claims
    assert claim.text == "Most care homes closed."


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("nurses", "a nurse"),
        ("disparity", "disparities"),
        ("mental illness", "mental illnesses"),
        ("GPs", "a GP"),
        ("GP", "some GPs"),
        ("A&Es", "an A&E"),
        ("A&E", "A&Es"),
        ("CQC", "the Care Quality Commission"),
        ("CYP's", "CYP"),
        ("R&D", "R&D"),
    ],
)
def test_singular_and_plural_are_one_thing(topic: str, wanted: str) -> None:
    survey = surveyed([paragraph(f"They speak of {wanted} here, e.g. often.")])
    assert keys(f"Which paragraphs mention {topic}?", survey) == ["plan/1"]


@pytest.mark.parametrize(
    ("topic", "another"),
    [
        ("indicators", "It indicates much."),
        ("housing", "They closed a house."),
        ("carers", "They care much."),
        ("A&E", "It is, e.g., here."),
    ],
)
def test_another_word_of_the_same_stem_is_another_thing(topic: str, another: str) -> None:
    both = surveyed([paragraph(another), paragraph(f"On {topic} then.", number="2")])
    assert keys(f"Which paragraphs mention {topic}?", both) == ["plan/2"]


def test_any_form_of_a_word_is_found_where_that_is_asked() -> None:
    forms = surveyed([paragraph("They recruit."), paragraph("Recruitment ends.", number="2")])
    assert keys("Which paragraphs mention recruitment?", forms) == ["plan/2"]
    every_form = "Which paragraphs mention recruitment (any form of the word)?"
    assert keys(every_form, forms) == ["plan/1", "plan/2"]


@pytest.mark.parametrize("topic", ["CYP", "cyp", "children and young people"])
def test_an_abbreviation_and_its_long_form_are_one_thing(topic: str) -> None:
    assert keys(f"Which paragraphs mention {topic}?") == ["plan/2"]


def test_an_abbreviation_that_is_part_of_a_word_counts() -> None:
    assert keys("Which paragraphs mention the CQC?") == ["plan/2", "paper/1"]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("CRHT", "crisis resolution and home treatment"),
        ("CCGs", "clinical commissioning groups"),
        ("CYP", "children and young people"),
        ("NHSE/I", "NHS England and NHS Improvement"),
    ],
)
def test_a_real_abbreviation_and_its_long_form_are_one_thing(short: str, long: str) -> None:
    by_short = keys(f"Which paragraphs mention {short}?", real_survey())
    assert by_short == keys(f"Which paragraphs mention {long}?", real_survey())


@pytest.mark.parametrize(
    ("plural", "word"),
    [("illnesses", "illness"), ("boxes", "box"), ("branches", "branch"), ("studies", "study"),
     ("gps", "gp"), ("wards", "ward"), ("crisis", "crisis"), ("access", "access"),
     ("status", "status"), ("2019/20", "2019/20"), ("s", "s")],
)  # fmt: skip
def test_a_singular_is_told_by_its_ending(plural: str, word: str) -> None:
    assert singular(plural) == word
