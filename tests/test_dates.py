"""Years, periods and quarters are read in every way in which documents write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.dates import last_year, quarters, years

SEPARATORS = st.sampled_from(["/", "-", "–", " – ", " / ", "- "])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It opened in 2021.", {"2021"}),
        ("by 2020/21 and 2023/24", {"2020/21", "2023/24"}),
        ("2019/20 – 2023/24", {"2019/20", "2023/24"}),
        ("[by 2023-2024] new models", {"2023/24"}),
        ("between March 2016 and March 2021", {"2016", "2021"}),
        ("the Act of 1983", {"1983"}),
        ("2,019 people", set()),
        ("some 20190 people", set()),
        ("CP 2642", set()),
        ("version 3.2019a", set()),
        ("24/7", set()),
        ("", set()),
    ],
)
def test_years_and_periods_are_named_in_one_form(text: str, named: set[str]) -> None:
    assert years(text) == named


@given(st.integers(2000, 2098), SEPARATORS, st.booleans())
def test_a_period_is_the_same_however_it_is_written(
    first: int, separator: str, in_full: bool
) -> None:
    last = f"{first + 1}" if in_full else f"{first + 1}"[2:]
    written = f"in {first}{separator}{last}, at last"
    assert years(written) == {f"{first}/{(first + 1) % 100:02}"}
    assert last_year(written) == first + 1


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"])))
def test_a_text_without_digits_names_no_year(text: str) -> None:
    assert years(text) == set()
    assert last_year(text) is None
    assert quarters(text) == set()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("by March 2021", 2021),
        ("by the end of 2020/21", 2021),
        ("from 2016 to 2021", 2021),
        ("in 2023/24 and before in 2019", 2024),
        ("by the end of the decade", None),
    ],
)
def test_the_last_year_is_the_one_in_which_the_last_period_ends(
    text: str, last: int | None
) -> None:
    assert last_year(text) == last


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Q3 2021/22", {"Q3 2021/22"}),
        ("Quarter 4 2019/20 data", {"Q4 2019/20"}),
        ("Quarter 1 and 2 of 2021/22", {"Q1 2021/22", "Q2 2021/22"}),
        ("quarters 1 to 3 of 2020", {"Q1 2020", "Q2 2020", "Q3 2020"}),
        ("Q1-Q3 2020-21", {"Q1 2020/21", "Q2 2020/21", "Q3 2020/21"}),
        ("Q1, Q2 and Q4 2020", {"Q1 2020", "Q2 2020", "Q4 2020"}),
        ("the first and second quarters of 2021", {"Q1 2021", "Q2 2021"}),
        ("the last quarter of 2019/20", {"Q4 2019/20"}),
        ("14,219 in Q4 2020/21 to 18,870 in Q2 of 2021/22", {"Q4 2020/21", "Q2 2021/22"}),
        ("a quarter of 2,020 people", set()),
        ("FAQ1 2021", set()),
        ("Q5 2021", set()),
    ],
)
def test_quarters_are_named_in_one_form(text: str, named: set[str]) -> None:
    assert quarters(text) == named
