"""Of a large corpus only what must be is read, and what is said of it is the same."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.nearest import SourceFinder
from assistant.commitments.selection import Selection, Wanted
from assistant.desk import wording
from assistant.desk.said import result_line
from assistant.desk.wording import Found, look_up
from assistant.library.naming import Naming
from assistant.lookup import gone_through
from assistant.lookup.survey import Survey
from assistant.lookup.terms import Terms
from builders import real_corpus
from ingest.indexing.texts import Texts, open_texts
from ingest.language.sentences import sentences
from ingest.language.words import Analyser
from passages import paragraph
from surveys import SHORT_FORMS

ANALYSER = Analyser(SHORT_FORMS)
TERMS = Terms(ANALYSER)
THINGS = ("young people", "nurses", "care homes", "CQC", "people", "A&E", "10 wards", "the nurse")
SIGNS = (" ", " ", ". ", "\n- ", "-", "’s", "'", '"', "é", "&", "a ")
PIECES = (*THINGS, *SIGNS, "nurse", "Young", "CYP")


@pytest.fixture(scope="module")
def texts(home_index: Path) -> Texts:
    return open_texts(home_index)


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs mention children?",
        "Which paragraphs mention mental health?",
        "How many paragraphs mention workforce?",
        "Which paragraphs mention NHS England?",
        "Which paragraphs mention CYP?",
        "Which paragraphs mention nurses or psychiatrists?",
        "Which paragraphs mention eating disorders and crisis care?",
        "Which paragraphs of the workforce plan mention staff?",
        "Which paragraphs mention dragons?",
        "List every sum over £100 million",
        "Which paragraphs mention 2020/21?",
    ],
)
def test_a_survey_finds_the_same_where_it_reads_only_what_it_must(
    texts: Texts, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    naming = Naming(texts.documents.values(), texts.analyser)
    vocabulary = texts.statistics.vocabulary
    survey = Survey(texts.documents, texts.paragraphs, texts.analyser, naming, vocabulary)
    small = survey.find(question)
    monkeypatch.setattr(gone_through, "KEPT", 0)
    assert small is not None
    assert survey.find(question) == small


@pytest.mark.parametrize(
    "theme",
    ["workforce", "children", "CYP", "eating disorders", "crisis care", "the Government", "NHS",
     "nurses in schools", "dragons"],
)  # fmt: skip
def test_a_theme_is_the_same_where_plain_words_suffice(texts: Texts, theme: str) -> None:
    quick, slow = Selection(texts), Selection(texts)
    slow._stays = lru_cache(maxsize=1)(lambda _: False)
    wanted = Wanted(theme=theme)
    assert quick.all(wanted) == slow.all(wanted)


@given(st.sampled_from(THINGS), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_surely_has_a_thing_has_it_in_a_sentence(thing: str, text: str) -> None:
    body = json.dumps(text, ensure_ascii=False).lower()
    if TERMS.surely_stand_in(thing)(body):
        wanted = TERMS.of(thing, str)
        of = sentences(paragraph(text))
        assert any(TERMS.stand_in(sentence.text, wanted, str) for sentence in of)


@pytest.mark.parametrize(
    ("thing", "body", "sure"),
    [
        ("young people", '"Many young people wait."', True),
        ("young people", '"Young people"', True),
        ("the nurse", '"A nurse."', True),
        ("young people", '"They are young.\\nPeople wait."', False),
        ("young people", '"young people-led"', False),
        ("nurse", '"nurses"', False),
        ("CQC", '"the cqc came"', True),
        ("care quality", '"the cqc’s rating"', True),
        ("care quality", '"the cqcs’ rating"', False),
        ("care quality", '"a cqc-style rating"', False),
        ("commission care", '"the cqc"', False),
        ("people", '"x\\npeople"', False),
        ("people", '"people’s"', True),
        ("people", '"people’ve"', False),
    ],
)
def test_only_what_stands_there_plainly_is_sure(thing: str, body: str, sure: bool) -> None:
    assert TERMS.surely_stand_in(thing)(body.lower()) == sure


def test_a_phrase_that_stands_everywhere_is_given_in_some_places_only(
    finder: SourceFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = look_up("mental health", finder)
    assert every.found is Found.EXACT
    assert not every.more
    monkeypatch.setattr(wording, "MOST_EXACT", 20)
    monkeypatch.setattr(wording, "KEPT", 0)
    some = look_up("mental health", finder)
    assert (len(some.places), some.more) == (20, True)
    assert set(some.places) <= set(every.places)
    assert some.places[0] == every.places[0], "one that makes a commitment"
    assert "more than 20 places" in result_line(some)


def test_a_phrase_that_stands_in_few_places_is_given_whole(
    finder: SourceFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = look_up("eating disorders", finder)
    monkeypatch.setattr(wording, "KEPT", 0)
    assert look_up("eating disorders", finder) == every
    assert len(real_corpus().paragraphs) > len(every.places) > 1
