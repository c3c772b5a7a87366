"""Documents and questions give the same terms for the same thing."""

from __future__ import annotations

import pytest

from builders import real_corpus
from ingest.entries import entries
from ingest.language.words import Analyser, content_words, stem, stems, words

ANALYSER = Analyser(
    {
        "CYP": "children and young people",
        "ICS": "integrated care systems",
        "HEE": "health education england",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nurses TRAIN here.", ["nurses", "train", "here"]),
        ("£24million, £500m, £2.3bn", ["£24", "million", "£500m", "£2.3bn"]),
        ("59.0% of 2,460", ["59.0%", "of", "2,460"]),
        ("in 2020/21", ["in", "2020/21"]),
        ("the Panel’s and the panels' view", ["the", "panel", "and", "the", "panels", "view"]),
        ("24/7 helpline", ["24/7", "helpline"]),
        ("", []),
    ],
)
def test_words_are_in_lower_case_and_numbers_stay_whole(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("nurses", "nurse"), ("trained", "training"), ("services", "service"), ("funded", "funding")],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("number", ["2020/21", "420,000", "59.0%"])
def test_a_number_is_its_own_stem(number: str) -> None:
    assert stem(number) == number


def test_content_words_are_those_that_do_not_only_ask() -> None:
    assert content_words("How many nurses did they train in 2020?") == ["nurses", "train", "2020"]


@pytest.mark.parametrize(
    "typed", ["CYP", "cyp", "children and young people", "Children and young\npeople"]
)
def test_an_abbreviation_and_its_long_form_give_the_same_terms(typed: str) -> None:
    assert ANALYSER.terms(typed) == ["children", "young", "peopl", "=cyp"]


def test_an_abbreviation_s_plural_is_known() -> None:
    assert ANALYSER.terms("ICSs") == ANALYSER.terms("integrated care systems")


def test_part_of_a_long_form_is_not_the_abbreviation() -> None:
    assert "=cyp" not in ANALYSER.terms("young people")


def test_writing_out_keeps_the_rest_of_the_text() -> None:
    written = ANALYSER.written_out("Did HEE (and the ICSs) pay £5 for a COPY?")
    assert written == (
        "Did health education england (and the integrated care systems) pay £5 for a COPY?"
    )


def test_without_abbreviations_text_stays_as_it_is() -> None:
    assert Analyser({}).written_out("Did HEE pay?") == "Did HEE pay?"
    assert Analyser({}).terms("Did HEE pay?") == ["hee", "pay"]


@pytest.mark.parametrize(
    ("short", "long", "question"),
    [
        ("WHO", "world health organization", "Who chaired the panel?"),
        ("IT", "information technology", "Is it on track?"),
        ("CARE", "campaign against rural exclusion", "Is care free?"),
    ],
)
def test_an_everyday_word_is_not_taken_for_an_abbreviation(
    short: str, long: str, question: str
) -> None:
    assert Analyser({short: long}).written_out(question) == question


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("the MHA", "the mental health act"),
        ("two CTOs", "two community treatment order"),
        ("the mha", "the mha"),
        ("Mha", "Mha"),
        ("CTOS", "CTOS"),
    ],
)
def test_implied_initials_count_only_in_capitals(typed: str, written: str) -> None:
    implied = {"MHA": "mental health act", "CTO": "community treatment order"}
    assert Analyser({}, implied).written_out(typed) == written


def test_what_the_documents_define_goes_before_what_initials_imply() -> None:
    analyser = Analyser({"MHA": "mental health alliance"}, {"MHA": "mental health act"})
    assert analyser.written_out("the MHA") == "the mental health alliance"


def test_implied_initials_leave_no_mark() -> None:
    assert Analyser({}, {"MHA": "mental health act"}).terms("MHA") == ["mental", "health", "act"]


def test_every_stem_of_a_text_has_a_spelling_in_it() -> None:
    corpus = real_corpus()
    analyser = Analyser(entries(corpus)[1], {"CTO": "community treatment order"})
    texts = [paragraph.text for paragraph in corpus.paragraphs] + ["A CTO is dying, is early."]
    for text in texts:
        for stemmed in stems(analyser.written_out(text)):
            assert any(piece in text.lower() for piece in analyser.spellings(stemmed)), stemmed
