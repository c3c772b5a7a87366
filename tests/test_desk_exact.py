"""Words stand where their letters do, whatever marks, spaces and capitals they are written with."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.desk.exact import Plain, occurrences

EDGES = " \"'.,;:!?-()[]"
VARIANTS = {
    "'": "'‘’‚‛′`´",
    '"': '"“”„‟″«»',
    "-": "-‐‑‒–—―−",
    " ": " \u00a0\u2007\u202f\u2009\t\n\r",
}
LETTERS = st.sampled_from([*"aBcé1234%£.,;()/", *(v for of in VARIANTS.values() for v in of)])
WORDS = st.lists(st.sampled_from("we will open ten Wards don't over-65s 20 (CYP)".split()))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("ten wards", "We open TEN  wards.", ["TEN  wards"]),
        ("‘one Two’", "Say 'One  two' again.", ["One  two"]),
        ("the “plan”", 'the "plan" is', ['the "plan']),
        ("over 65s", "over–65s", []),
        ("over-65s", "the over–65s", ["over–65s"]),
        ("don't", "We don’t.", ["don’t"]),
        ("ten\nwards", "ten\u00a0wards", ["ten\u00a0wards"]),
        ("wards?", "Ten wards. Wards!", ["wards", "Wards"]),
        ("straße", "Die STRASSE", ["STRASSE"]),
        ("ward", "wards of a ward-round", ["ward"]),
        ("2020", "2020/21", []),
        ("2020/21", "in 2020/21.", ["2020/21"]),
        ("1,000", "1,000.5 and 11,000", []),
        ("20 beds", "£20 beds", []),
        ("£20", "£20m and £20.", ["£20"]),
        ("24m", "~24m", []),
        ("", "text", []),
        ("...", "text...", []),
        ("text", "", []),
    ],
)
def test_a_phrase_is_found_by_whole_words_and_numbers(
    phrase: str, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in occurrences(phrase, text)] == found


@given(st.text(alphabet=LETTERS, max_size=40), st.text(alphabet=LETTERS, max_size=4))
def test_what_is_found_has_the_plain_letters_of_the_phrase(text: str, phrase: str) -> None:
    for start, end in occurrences(phrase, text):
        assert Plain.of(text[start:end]).text == Plain.of(phrase).text.strip(EDGES)


@given(WORDS, WORDS.filter(bool), WORDS, st.data())
def test_a_phrase_of_whole_words_is_always_found_however_it_is_written(
    before: list[str], phrase: list[str], after: list[str], data: st.DataObject
) -> None:
    text = " ".join([*before, *phrase, *after])
    written = "".join(
        data.draw(st.sampled_from(VARIANTS[letter])) if letter in VARIANTS else letter.swapcase()
        for letter in " ".join(phrase)
    )
    start = len(" ".join([*before, ""]))
    end = start + len(" ".join(phrase))
    found = occurrences(written, text)
    assert any(first < end and start < last for first, last in found)


@given(WORDS)
def test_places_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    found = occurrences("we will", " ".join(words))
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.text(max_size=60))
def test_plain_letters_know_where_they_stood(text: str) -> None:
    plain = Plain.of(text)
    assert len(plain.text) == len(plain.places)
    assert list(plain.places) == sorted(plain.places)
    assert all(0 <= place < len(text) for place in plain.places)
    assert "  " not in plain.text


@given(st.text(max_size=60))
def test_plain_letters_are_plain(text: str) -> None:
    once = Plain.of(text).text
    assert Plain.of(once).text == once
