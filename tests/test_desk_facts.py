"""The facts of a sentence are found in every wording, and come to the same in each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.facts.denials import Denial, denials
from assistant.facts.facts import Kind, dates
from assistant.facts.names import names, stands
from assistant.facts.numbers import Limit, carries, limit, numbers
from assistant.facts.units import units
from ingest.language.quantities import quantities
from ingest.language.words import Analyser, stem

ANALYSER = Analyser({"HEE": "Health Education England", "CYP": "children and young people"})
COMMON = frozenset(map(stem, "the trust opened wards nurses work children service plan".split()))
KNOWN = COMMON | frozenset(map(stem, "nhs england leeds panel government".split()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 31 July 2017", [("31 July", "31 July"), ("2017", "2017")]),
        ("on the 1st of May 2020", [("1st of May", "1 May"), ("2020", "2020")]),
        ("in March 2021", [("March", "March"), ("2021", "2021")]),
        ("by 2020-2021 or 2020/21", [("2020-2021", "2020/21"), ("2020/21", "2020/21")]),
        ("Q4 2019/20", [("Q4 2019/20", "Q4 2019/20")]),
        ("Quarter 2 of 2021/22", [("Quarter 2 of 2021/22", "Q2 2021/22")]),
        ("the last quarter of 2019/20", [("last quarter of 2019/20", "Q4 2019/20")]),
        ("It may be so. May I?", []),
        ("in May 2020", [("May", "May"), ("2020", "2020")]),
        ("24/7 care for 2,020 people", []),
        ("", []),
    ],
)
def test_a_date_comes_to_the_same_in_every_wording(text: str, found: list[tuple[str, str]]) -> None:
    facts = dates(text)
    assert [(text[fact.start : fact.end], fact.value) for fact in facts] == found
    assert {fact.kind for fact in facts} <= {Kind.DATE}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("370k people on 31 July 2017", [("370k", 370_000, "")]),
        ("£24 million in Q4 2019/20", [("£24 million", 24e6, "£")]),
        ("one million", [("one million", 1e6, "")]),
        ("95 per cent", [("95 per cent", 95, "%")]),
        ("quarter 2 of 2021/22", []),
        ("two quarters later", []),
        ("two quarters of the beds", [("two quarters", 0.5, "")]),
    ],
)
def test_the_numbers_of_dates_are_no_numbers(
    text: str, found: list[tuple[str, float, str]]
) -> None:
    assert [(text[q.start : q.end], q.value, q.unit) for q in numbers(text)] == found


@pytest.mark.parametrize(
    ("before", "how"),
    [
        ("", None),
        ("beds for ", None),
        ("about ", Limit.ABOUT),
        ("More than ", Limit.LEAST),
        ("no more than ", Limit.MOST),
        ("no fewer than ", Limit.LEAST),
        ("up to ", Limit.MOST),
        ("nearly ", Limit.MOST),
    ],
)
def test_the_words_before_a_number_say_how_it_is_set(before: str, how: Limit | None) -> None:
    assert limit(f"{before}40 beds", len(before)) is how


@pytest.mark.parametrize(
    ("claim", "source", "is_carried"),
    [
        ("370k people", "370,000 people", True),
        ("£24m", "£24 million", True),
        ("£24m", "24 million", False),
        ("24 million", "£24 million", False),
        ("95%", "95 per cent", True),
        ("95%", "95 people", False),
        ("a year", "12 months", None),
        ("one year", "12 months", True),
        ("two weeks", "14 days", True),
        ("two weeks", "15 days", False),
        ("3 months", "3", True),
        ("3 areas", "3 months", False),
        ("over 40,000", "41,000", True),
        ("over 42,000", "41,000", False),
        ("fewer than 40,000", "41,000", False),
        ("nearly 42,000", "41,000", True),
        ("nearly a fifth of staff", "19.2%", True),
        ("a quarter of staff", "30%", False),
        ("about 40,000 people", "41,000 people", True),
        ("nearly 18,000", "17,900", True),
        ("about 30,000 people", "41,000 people", False),
        ("40,000 people", "41,000 people", False),
        ("39.6%", "39.6%", True),
        ("40%", "39.6%", False),
        ("five", "nothing", False),
    ],
)
def test_a_number_is_carried_by_its_like_and_a_rough_one_by_what_is_near(
    claim: str, source: str, is_carried: bool | None
) -> None:
    found = [carries(quantity, claim, quantities(source)) for quantity in quantities(claim)]
    assert found == ([] if is_carried is None else [is_carried])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2020 the Expert Panel met NHS England.", ["Expert Panel", "NHS England"]),
        ("The trust in Leeds opened wards.", ["Leeds"]),
        ("Leeds opened wards.", ["Leeds"]),
        ("Wards opened.", []),
        ("The Trust opened wards.", []),
        ("HEE leads it", ["HEE"]),
        ("It is of HEE and the Panel.", ["HEE", "Panel"]),
        ("It was Mr Smith and Professor Jones.", ["Mr Smith", "Professor Jones"]),
        ("It was in March.", []),
        ("It rose in Q4 2020/21.", []),
        ("He said: “Nurses work.”", []),
        ("Zorblax opened it.", []),
        ("it is so", []),
        ("", []),
    ],
)
def test_a_name_has_a_capital_that_no_sentence_s_opening_explains(
    text: str, found: list[str]
) -> None:
    facts = names(text, COMMON, KNOWN)
    assert [fact.value for fact in facts] == found
    assert [text[fact.start : fact.end] for fact in facts] == found


@pytest.mark.parametrize(
    ("name", "texts", "is_there"),
    [
        ("HEE", ["led by Health Education England"], True),
        ("Health Education England", ["HEE led it"], True),
        ("Expert Panel", ["the Expert Panel's view"], True),
        ("Expert Panels", ["the expert panel"], True),
        ("Mr Smith", ["says Smith"], True),
        ("NHS England", ["England and the NHS"], False),
        ("NHS England", ["the NHS", "in England"], False),
        ("Leeds", [], False),
    ],
)
def test_a_name_stands_where_its_words_stand_in_a_row(
    name: str, texts: Sequence[str], is_there: bool
) -> None:
    assert stands(name, texts, ANALYSER) is is_there


def denied(text: str) -> list[tuple[str, list[str]]]:
    of = units(text, ANALYSER)
    return [(of[d.at].word, [of[at].word for at in d.denied]) for d in denials(of)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The target was not met in Leeds.", [("not", ["met", "leeds"])]),
        ("It wasn’t met.", [("wasn’t", ["met"])]),
        ("There was a failure to meet the target.", [("failure", ["meet", "target"])]),
        ("Nobody met it.", [("nobody", ["met"])]),
        ("without wards or nurses or pay", [("without", ["wards", "nurses"])]),
        ("not only wards", []),
        ("no more than ten, never before", []),
        ("staff outside of the NHS", [("outside", ["nhs"])]),
        ("speakers from outside who teach", []),
        ("The target was met.", []),
        ("", []),
    ],
)
def test_a_denial_denies_the_next_words_that_say_something(
    text: str, wanted: list[tuple[str, list[str]]]
) -> None:
    assert denied(text) == wanted


def test_a_denial_at_the_end_denies_nothing() -> None:
    assert denials(units("It was not", ANALYSER)) == [Denial(2, ())]
