"""Texts are compared word by word: equal words first, then forms of one word, then slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts.units import Pairs, moved, order, paired, share, similarity, units, weights
from ingest.language.words import Analyser

ANALYSER = Analyser({"CYP": "children and young people", "NHSE/I": "NHS England and Improvement"})
WORDS = st.lists(st.sampled_from("we will open ten wards in 2020/21 for CYP rose".split()))


def words(text: str) -> list[str]:
    return [unit.word for unit in units(text, ANALYSER)]


def pairs_of(one: str, other: str, *, mistyped: bool = True) -> dict[str, str]:
    """The words of one text, each with the word of the other that it is."""
    of, to = units(one, ANALYSER), units(other, ANALYSER)
    pairs = paired(of, to, mistyped=mistyped)
    return {of[at].word: to[there].word for at, there in pairs.of.items()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ten wards opened.", ["ten", "wards", "opened"]),
        ("The trust’s 2,500 nurses’ pay", ["the", "trust", "2,500", "nurses", "pay"]),
        ("95% in 2020/21", ["95%", "in", "2020/21"]),
        ("don't and co-op", ["don't", "and", "co", "op"]),
        ("CYP", ["children", "and", "young", "people"]),
        ("– … £", []),
        ("", []),
    ],
)
def test_a_text_is_its_words_and_numbers(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_every_unit_knows_its_place_and_an_abbreviation_is_all_at_one() -> None:
    text = "More CYP rose, 5%"
    assert [text[unit.start : unit.end] for unit in units(text, ANALYSER)] == [
        "More", "CYP", "CYP", "CYP", "CYP", "rose", "5%",
    ]  # fmt: skip


def test_an_irregular_past_has_the_base_of_its_verb() -> None:
    rose, rise, met, meeting = units("rose rise met meeting", ANALYSER)
    assert (rose.base, met.base) == (rise.base, meeting.base)
    assert rose.stem != rise.stem
    assert [unit.is_irregular_past for unit in (rose, rise)] == [True, False]


def test_small_words_only_join() -> None:
    assert [unit.is_small for unit in units("the wards of Leeds", ANALYSER)] == [
        True, False, True, False,
    ]  # fmt: skip


def test_units_can_be_moved_without_their_words() -> None:
    of = units("ten wards", ANALYSER)
    assert [(unit.word, unit.start, unit.end) for unit in moved(of, 10)] == [
        ("ten", 10, 13),
        ("wards", 14, 19),
    ]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("ten wards", "Wards: ten", {"ten": "ten", "wards": "wards"}),
        ("waits rise", "a wait rose", {"waits": "wait", "rise": "rose"}),
        ("goverment wards", "government ward", {"goverment": "government", "wards": "ward"}),
        ("recieve", "receive", {"recieve": "receive"}),
        ("CYP", "young people", {"young": "young", "people": "people"}),
        ("2020 was ten", "2021 was ten", {"was": "was", "ten": "ten"}),
        ("not", "now", {}),
        ("", "wards", {}),
    ],
)
def test_words_are_paired_by_form_then_stem_then_likeness(
    one: str, other: str, wanted: dict[str, str]
) -> None:
    assert pairs_of(one, other) == wanted


def test_mistyped_words_are_slips_and_may_be_left_out() -> None:
    of, has = units("the goverment acts", ANALYSER), units("the government acts", ANALYSER)
    assert paired(of, has).slips == frozenset({1})
    assert paired(of, has, mistyped=False) == Pairs({0: 0, 2: 2})


def test_of_equal_words_the_one_beside_the_neighbour_s_is_taken() -> None:
    of = units("long waits", ANALYSER)
    has = units("waits fell but long waits rose", ANALYSER)
    assert paired(of, has).of == {0: 3, 1: 4}


@given(WORDS, WORDS)
def test_each_word_is_paired_once_and_with_itself(one: list[str], other: list[str]) -> None:
    of, has = units(" ".join(one), ANALYSER), units(" ".join(other), ANALYSER)
    pairs = paired(of, has)
    assert len(set(pairs.of.values())) == len(pairs.of)
    assert all(of[at].base == has[to].base for at, to in pairs.of.items() if at not in pairs.slips)


@given(WORDS)
def test_a_text_has_all_of_its_own_words_in_order(of: list[str]) -> None:
    own = units(" ".join(of), ANALYSER)
    pairs = paired(own, own)
    assert len(pairs.of) == len(own)
    weighed = weights(own, lambda stem: 2.0)
    assert share(pairs, weighed) == (pytest.approx(1) if own else 0)
    assert paired(own, [*own, *own]).of == pairs.of


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ({}, 0),
        ({0: 0, 1: 1}, 1),
        ({0: 1, 1: 0}, 0.5),
        ({0: 0, 1: 5, 2: 1, 3: 2}, 0.75),
        ({5: 9, 0: 3, 2: 4}, 1),
    ],
)
def test_order_is_the_share_that_stands_in_one_order(pairs: dict[int, int], wanted: float) -> None:
    assert order(Pairs(pairs)) == wanted


def test_a_small_word_weighs_little_and_a_rare_one_much() -> None:
    of = units("the wards", ANALYSER)
    small, rare = weights(of, lambda stem: 3.0)
    assert (small < 1, rare) == (True, 3.0)
    assert share(Pairs({1: 0}), [small, rare]) > 0.9


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("receive", "recieve", True),
        ("mental", "metal", True),
        ("ward", "card", True),
        ("bed", "nurse", False),
        ("2020", "2021", False),
        ("2020", "2020", True),
    ],
)
def test_words_are_alike_but_for_a_letter_in_four_and_numbers_only_if_equal(
    one: str, other: str, alike: bool
) -> None:
    assert (similarity(one, other) >= 0.74) is alike
