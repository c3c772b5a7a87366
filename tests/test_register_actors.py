"""Who can be held to what it says, and with what it does it."""

from __future__ import annotations

import re

import pytest

from ingest.language.actors import ACTOR, INSTRUMENT, OTHERS


@pytest.mark.parametrize(
    "words",
    [
        "we",
        "The Government",
        "this Government",
        "the UK Government",
        "the Department",
        "The Department for Education",
        "the Home Office",
        "the Secretary of State",
        "ministers",
        "the NHS",
        "NHS England",
        "NHSE/I",
        "NHS England and NHS Improvement",
        "Health Education England",
        "the UK Space Agency",
        "all local areas",
        "DHSC",
        "the police",
    ],
)
def test_a_public_body_is_an_actor(words: str) -> None:
    assert re.fullmatch(rf"(?:the )?{ACTOR}", words, re.I)


@pytest.mark.parametrize("words", ["patients", "nurses", "demand", "the panel", "it", "dhscs"])
def test_nobody_else_is_an_actor(words: str) -> None:
    assert not re.fullmatch(ACTOR, words, re.I)


@pytest.mark.parametrize(
    "words", ["the plan", "this new programme", "our mental health strategy", "the fund", "a bill"]
)
def test_a_plan_or_money_is_an_instrument(words: str) -> None:
    assert re.fullmatch(INSTRUMENT, words, re.I)


@pytest.mark.parametrize("words", ["plan", "the ward", "the nurses"])
def test_a_ward_is_no_instrument(words: str) -> None:
    assert not re.fullmatch(INSTRUMENT, words, re.I)


@pytest.mark.parametrize("words", ["the expert panel", "the Committee", "patients", "COVID-19"])
def test_others_are_told_apart(words: str) -> None:
    assert re.fullmatch(OTHERS, words, re.I)
