"""Postcodes with the house before them, and dates of birth, are masked; other figures stay."""

from __future__ import annotations

import pytest

from assistant.personal.kinds import Kind
from assistant.personal.masking import found_in, kinds_in, masked

PLACES = [
    ("SW1A 1AA", Kind.POSTCODE),
    ("sw1a 1aa", Kind.POSTCODE),
    ("M1 1AE", Kind.POSTCODE),
    ("LS1\u00a04AP", Kind.POSTCODE),
    ("EC1A1BB", Kind.POSTCODE),
    ("12 Acacia Avenue, Bristol BS1 4DJ", Kind.ADDRESS),
    ("221B Baker Street, London, NW1 6XE", Kind.ADDRESS),
    ("7 Fiction Close\nSampleton\nB33 8TH", Kind.ADDRESS),
    ("12 acacia avenue bristol bs1 4dj", Kind.ADDRESS),
]
BORN = ["3 May 1990", "3rd of May 1990", "May 3rd, 1990", "03/05/1990", "3.5.90", "1990-05-03"]
SAID = [
    "DOB {}",
    "dob: {}",
    "D.O.B. {}",
    "my date of birth is {}",
    "I was born on {}",
    "my son, born {},",
    "her birthday is {}",
    "{} is my date of birth",
    "({}, DOB)",
]
FRAMES = ["{}", "is it {}?", "they wrote to {} and paragraph 39 says why", "({}), of 2020/21"]


@pytest.mark.parametrize(("text", "kind"), PLACES)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_postcode_is_masked_with_the_house_before_it(text: str, kind: Kind, frame: str) -> None:
    assert masked(frame.format(text)) == frame.format(kind.mask)


def test_the_number_of_a_flat_goes_with_the_house() -> None:
    assert masked("Flat 3, 12 Acacia Avenue, BS1 4DJ") == f"Flat {Kind.ADDRESS.mask}"


@pytest.mark.parametrize("date", BORN)
@pytest.mark.parametrize("said", SAID)
def test_a_date_that_is_said_to_be_of_birth_is_masked(date: str, said: str) -> None:
    assert masked(f"Is {said.format(date)} right?") == f"Is {said.format(Kind.BIRTH.mask)} right?"


@pytest.mark.parametrize("digits", ["03051990", "030590"])
def test_a_date_of_birth_may_be_one_run_of_digits(digits: str) -> None:
    assert masked(f"dob {digits} please") == f"dob {Kind.BIRTH.mask} please"


@pytest.mark.parametrize(
    "text",
    [
        "due on 1 April 2020, 31 March 2021 and 01/02/2023",
        "babies born on 1 January 2020",
        "children born after 1 September 2015",
        "people who were born on 29 February 2000",
        "recording the date of birth began on 1 April 2020",
        "a birth in 1990, born in 1990, aged 30",
        "and objectives of 1 April 2020",
        "the G7 2nd meeting and the G20 4bn",
        "M1 1st, E1 3bn and S1 2nd",
        "CP 642, HC 123, NG225, CG90 and Q1 2021",
        "bands 5 to 8A, B2 to B6, tables A1 and 2B",
        "paragraphs 12 to 15 of 39 in Leeds",
        "F20 5AM and J45 2PM",
        "Samaritans 116 123, NHS 111, 999, 85258, 0800 58 58 58 and 0300 123 3393",
    ],
)
def test_figures_that_are_nobody_s_stay(text: str) -> None:
    assert masked(text) == text


def test_words_before_a_postcode_stay_where_no_house_stands_there() -> None:
    text = "do paragraphs 12 to 15 speak of services near {}?"
    assert masked(text.format("LS1 4AP")) == text.format(Kind.POSTCODE.mask)


@pytest.mark.parametrize(
    ("valid", "invalid"),
    [
        ("943 476 5919", "943 476 5918"),
        ("9434765919", "9434765910"),
        ("4111 1111 1111 1111", "4111 1111 1111 1112"),
        ("5555555555554444", "5555555555554445"),
        ("AB 12 34 56 C", "AB 12 34 56 E"),
        ("JG103759A", "DG103759A"),
    ],
)
def test_a_wrong_check_digit_or_form_is_no_personal_number(valid: str, invalid: str) -> None:
    assert len(found_in(f"Is {valid} in it?")) == 1
    assert found_in(f"Is {invalid} in it?") == []


def test_two_of_a_kind_and_two_kinds_in_one_sentence_are_all_found() -> None:
    text = "943 476 5919 and 401 023 2137, of SW1A 1AA and a@b.example, born 3 May 1990"
    assert kinds_in(text) == ("NHS number", "postcode", "e-mail address", "date of birth")
    assert [one.kind for one in found_in(text)].count(Kind.NHS_NUMBER) == 2


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("0161 496 0000", "(0161) 496-0000"),
        ("0161 496 0000", "+44 (0)161 496 0000"),
        ("0161 496 0000", "0044 161 496 0000"),
        ("Board@Trust.example", "board@trust.example"),
        ("1 Board Street, Leeds LS1 4AP", "ls1 4ap"),
    ],
)
def test_what_the_documents_print_is_nobody_s_own_however_it_is_typed(
    printed: str, typed: str
) -> None:
    same = [one.same for one in found_in(printed)]
    assert masked(f"is it {typed}?") != f"is it {typed}?"
    assert masked(f"is it {typed}?", same) == f"is it {typed}?"
    assert masked(f"is it {typed} or 0161 496 0999?", same).endswith(f"{Kind.TELEPHONE.mask}?")
