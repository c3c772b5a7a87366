"""A document is named by what no other document is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.library.naming import Naming, listing
from builders import real_corpus
from ingest.entries import entries
from ingest.language.words import Analyser
from ingest.types import Document
from passages import PLAN

STRATEGY = Document(
    "strategy", "Strategy for wards", "s.txt", "1" * 64, short="Ward strategy", kind="strategy"
)
NAMING = Naming(
    [
        replace(PLAN, short="Workforce plan", publisher="Health Education England", kind="plan"),
        STRATEGY,
    ],
    Analyser({"HEE": "health education england"}),
)


@pytest.fixture(scope="module")
def home() -> Naming:
    corpus = real_corpus()
    return Naming(corpus.documents, Analyser(entries(corpus)[1]))


def named(text: str, naming: Naming = NAMING) -> list[str]:
    return [document.id for document in naming.named(text)]


@pytest.mark.parametrize(
    "text",
    [
        "What does the plan say?",
        "What do plans say?",
        "What does Health Education England want?",
        "What does HEE want?",
        "What was promised in 2017?",
        "What did the workforce report say?",
        "The workforce later said so",
    ],
)
def test_a_document_is_named_by_kind_publisher_year_or_as_one_that_says(text: str) -> None:
    assert named(text) == ["plan"]


@pytest.mark.parametrize(
    "text",
    [
        "Has the workforce grown?",  # a word of its name, but nobody who says something
        "Is the NHS Long Term Plan kept?",  # part of another name
        "What was seen in 2017/18?",  # a period
        "What was seen in 2018?",
        "What do they say?",
        "What does hee want?",  # an abbreviation in small letters is a word
        "Is health education in England good?",
        "",
    ],
)
def test_a_text_that_names_no_document(text: str) -> None:
    assert named(text) == []


def test_documents_are_in_the_order_in_which_they_are_named() -> None:
    assert named("How does the strategy differ from the plan?") == ["strategy", "plan"]
    assert named("How does HEE differ from the strategy?") == ["plan", "strategy"]


def test_a_word_that_several_documents_have_tells_none_of_them() -> None:
    two = [replace(STRATEGY, id=id_, kind="strategy") for id_ in ("one", "two")]
    assert named("What does the strategy say?", Naming(two, Analyser({}))) == []


def test_a_capital_that_opens_a_sentence_makes_no_other_name() -> None:
    assert named("The Plan is good") == ["plan"]
    assert named("Its Long Term Plan is good") == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("What does the government response say?", ["government-response"]),
        ("What did the Government say?", ["government-response"]),
        ("What did HEE promise in 2017?", ["workforce-plan"]),
        ("Is it what NHS Providers is asking for?", ["equalities-strategy"]),
        ("What does NHS Providers say?", ["equalities-strategy"]),
        ("What does NHS Improvement offer?", ["provider-support"]),
        ("Does the announcement match the response?", ["workforce-plan", "government-response"]),
        ("How many nurses left the NHS?", []),
        ("Who wrote the NHS Long Term Plan?", []),
    ],
)
def test_the_real_documents_are_told_apart(home: Naming, text: str, ids: list[str]) -> None:
    assert named(text, home) == ids


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed_as_a_sentence_lists_them(names: list[str], text: str) -> None:
    assert listing(names) == text
