"""A number comes to the same however it is written, and what only looks like one is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.quantities import quantities

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {
    "": 1,
    "k": 1_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
    " hundred": 100,
    " thousand": 1_000,
    " million": 1_000_000,
    " billion": 1_000_000_000,
}
IN_WORDS = [scale for scale in SCALES if scale == "" or scale.startswith(" ")]
UNITS = {
    "%": "%",
    " per cent": "%",
    " percentage points": "%",
    " pounds": "£",
    " days": "day",
    "-week": "week",
    " months": "month",
    " years": "year",
    " hours": "hour",
    "-mile": "mile",
}


def read(text: str) -> list[tuple[float, str]]:
    return [(quantity.value, quantity.unit) for quantity in quantities(text)]


def written_out(number: int) -> str:
    """A number up to 99 in words."""
    tens, ones = divmod(number, 10)
    if number < len(ONES):
        return ONES[number]
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("420,000 CYP accessed treatment", [(420_000, "")]),
        ("370k people", [(370_000, "")]),
        ("an additional ~£1bn per year", [(1e9, "£")]),
        ("£111million and £57.5m", [(111e6, "£"), (57.5e6, "£")]),
        ("$5m or €3bn", [(5e6, "$"), (3e9, "€")]),
        ("One million extra people", [(1e6, "")]),
        ("an extra one million people", [(1e6, "")]),
        ("a hundred beds and a million pounds", [(100, ""), (1e6, "£")]),
        ("Eighteen collaboratives are live", [(18, "")]),
        ("twenty-one thousand posts", [(21_000, "")]),
        ("95% or 95 per cent or 95 percent", [(95, "%")] * 3),
        ("80.5% (n=284 of 353) of CYP", [(80.5, "%"), (284, ""), (353, "")]),
        ("up by 5 percentage points", [(5, "%")]),
        ("32 days (or fewer)", [(32, "day")]),
        ("over a 3-month period", [(3, "month")]),
        ("within one week for urgent cases", [(1, "week")]),
        ("over two decades", [(20, "year")]),
        ("a decade ago", [(10, "year")]),
        ("ten beds.", [(10, "")]),
        ("£1,000 p/a", [(1_000, "£")]),
        ("14,219, 18,870.", [(14_219, ""), (18_870, "")]),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, wanted: list[tuple[float, str]]) -> None:
    assert read(text) == wanted


FORMS = [
    json.loads(line)
    for line in Path(__file__, "../labelled/number_forms.jsonl")
    .resolve()
    .read_text("utf-8")
    .splitlines()
]
"""Forms of numbers, and of what only looks like one, as papers of the kind write them."""


@pytest.mark.parametrize("form", FORMS, ids=[form["text"] for form in FORMS])
def test_a_form_of_the_table_comes_to_what_is_meant(form: dict[str, Any]) -> None:
    wanted: list[Any] = [
        (pytest.approx(value, rel=1e-3), unit) for value, unit in form["quantities"]
    ]
    assert read(form["text"]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20-25% of pupils", [(20, "%"), (25, "%")]),
        ("20–25 per cent", [(20, "%"), (25, "%")]),
        ("between 20 and 25%", [(20, "%"), (25, "%")]),
        ("12 to 18 months", [(12, "month"), (18, "month")]),
        ("£8m and £13m respectively", [(8e6, "£"), (13e6, "£")]),
        ("by 15% to £24 million", [(15, "%"), (24e6, "£")]),
        ("one million or £24m", [(1e6, ""), (24e6, "£")]),
        ("rose by 5% to 1,200 nurses", [(5, "%"), (1200, "")]),
        ("gave £20 to 50 patients", [(20, "£"), (50, "")]),
        ("3 million, five hundred of them here", [(3e6, ""), (500, "")]),
        ("5 million and two thousand", [(5e6, ""), (2000, "")]),
        ("£5 to 10 million", [(5e6, "£"), (10e6, "£")]),
        ("£4.1 million", [(4_100_000, "£")]),
        ("5,140 out of 20,626 staff", [(5140, ""), (20_626, "")]),
        ("one in a hundred and 1 in 100,000", [(0.01, ""), (0.00001, "")]),
        ("s\u0131x beds, \u017fix wards and 5 m\u0131llion", [(6, ""), (6, ""), (5e6, "")]),
        ("12 people and 18 months", [(12, ""), (18, "month")]),
    ],
)
def test_the_first_number_of_a_range_has_the_unit_of_the_last(
    text: str, wanted: list[tuple[float, str]]
) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "in 2021",
        "2020/21 and 2019-20",
        "24/7 crisis services",
        "COVID-19",
        "NHS 111",
        "CP 642",
        "Figure 2 and Table 3",
        "No. 7",
        "Q4 data",
        "the Five Year Forward View",
        "no one organisation",
        "one of them",
        "paragraph 12",
        "version 2",
        "3.2.1",
        "hundreds of thousands",
        "over the last decade",
        "",
    ],
)
def test_what_names_or_dates_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_sum_is_no_year() -> None:
    assert read("£2020 in 2020") == [(2020, "£")]


@given(st.integers(0, 10**12))
def test_a_number_with_commas_is_read_whole(number: int) -> None:
    text = f"some {number:,} people"
    (found,) = quantities(text)
    assert (found.value, found.unit) == (number, "")
    assert text[found.start : found.end] == f"{number:,}"


@given(st.integers(2, 99), st.sampled_from(IN_WORDS), st.booleans())
def test_words_and_digits_come_to_the_same(number: int, scale: str, hyphen: bool) -> None:
    words = written_out(number) if hyphen else written_out(number).replace("-", " ")
    value = number * SCALES[scale]
    assert read(f"about {words}{scale} people") == [(value, "")]
    assert read(f"about {number}{scale} people") == [(value, "")]


@given(
    st.integers(0, 9_999).map(lambda tenths: f"{tenths / 10:.1f}"),
    st.sampled_from(["£", "~£", "£~", "$", "€"]),
    st.sampled_from(sorted(SCALES)),
)
def test_a_sum_has_its_currency_before_or_after_the_sign_for_roughly(
    number: str, sign: str, scale: str
) -> None:
    (found,) = quantities(f"at {sign}{number}{scale} in all")
    assert found.value == pytest.approx(float(number) * SCALES[scale])
    assert found.unit == sign.strip("~")


@given(st.integers(0, 999), st.sampled_from(sorted(UNITS)))
def test_a_unit_is_read_in_every_wording(number: int, unit: str) -> None:
    assert read(f"It took {number}{unit} in all") == [(number, UNITS[unit])]


@given(
    st.lists(
        st.sampled_from(
            ["£24m", "370k people", "2020/21", "95 per cent", "one million", "in 2019,", "3-month"]
        ),
        max_size=8,
    )
)
def test_numbers_stand_in_the_order_of_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = " or ".join(pieces)
    found = quantities(text)
    ends = [0, *(quantity.end for quantity in found)]
    assert all(end <= quantity.start for end, quantity in zip(ends, found, strict=False))
    assert len(found) == sum(piece not in ("2020/21", "in 2019,") for piece in pieces)
    for quantity in found:
        assert read(text[quantity.start : quantity.end]) == [(quantity.value, quantity.unit)]


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in quantities(text))
