"""The times that a sentence names are found in any wording, with the year in which each ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.dates import Dated
from ingest.language.times import Bound, times

MARCH, JULY = Dated(2022, 3), Dated(2017, 7)


def found(text: str, dated: Dated | None = None) -> list[tuple[str, int | None]]:
    return [(text[when.start : when.end], when.year) for when in times(text, dated)]


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("2024", 2024),
        ("2023/24", 2024),
        ("2023-24", 2024),
        ("2023–2024", 2024),
        ("2023 to 2024", 2024),
        ("23/24", 2024),
        ("FY23/24", 2024),
        ("FY24", 2024),
        ("1999/00", 2000),
        ("mid-2024", 2024),
        ("the end of 2023/24", 2024),
        ("the end of the 2023/24 financial year", 2024),
        ("the end of the third quarter of 2023/24", 2024),
        ("Q3 2023/24", 2024),
        ("31 March 2024", 2024),
        ("1st April 2024", 2024),
        ("spring 2024", 2024),
    ],
)
@pytest.mark.parametrize("by", ["by", "before", "until", "no later than", "not later than"])
def test_a_deadline_is_read_in_every_form_of_a_year(by: str, written: str, ends: int) -> None:
    (when,) = times(f"It opens {by} {written}, we said.")
    assert (when.bound, when.year) == (Bound.DEADLINE, ends)
    assert f"It opens {by} {written}, we said."[when.start : when.end].endswith(f"{by} {written}")


@pytest.mark.parametrize(
    "text",
    [
        "We saw them within 4 weeks in 24/7 clinics.",
        "It was so last year and over the last 5 years.",
        "It happens each year, as of September 2021.",
        "Stepping Forward to 2020/21 has no targets.",
        "It is in the 2022/23 planning guidance.",
        "It opens no earlier than 2025.",
        "We may wait.",
        "This year's guidance says so.",
    ],
)
def test_a_waiting_time_a_name_and_the_past_are_no_time_to_do_something_by(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("over the next five years", 2022),
        ("within the next 5 years", 2022),
        ("in the coming three years", 2020),
        ("over the next decade", 2027),
        ("in the next 18 months", 2019),
        ("over the next three financial years", 2021),
        ("over the course of the next two years", 2019),
        ("this year", 2017),
        ("next year", 2018),
        ("this financial year", 2018),
        ("by the end of this financial year", 2018),
        ("by the end of the academic year", 2017),
        ("early next year", 2018),
    ],
)
def test_what_is_told_from_the_day_of_writing_has_a_year_where_that_day_is_known(
    text: str, year: int
) -> None:
    assert found(f"We will do it {text}.", JULY) == [(text, year)]
    assert found(f"We will do it {text}.") == [(text, None)]


def test_a_financial_year_ends_in_march() -> None:
    assert found("We do it this financial year.", MARCH) == [("this financial year", 2022)]
    assert found("We do it this financial year.", Dated(2022, 4)) == [("this financial year", 2023)]
    assert found("We do it this financial year.", Dated(2022)) == [("this financial year", None)]


@pytest.mark.parametrize(
    "text",
    [
        "by the end of the decade",
        "by the end of this parliament",
        "over the next few years",
        "over the coming months",
        "by year end",
        "by the financial year-end",
        "next spring",
        "by March",
        "as soon as possible",
        "when parliamentary time allows",
    ],
)
def test_what_is_not_certain_has_no_year(text: str) -> None:
    assert found(f"We will do it {text}.", MARCH) == [(text, None)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Achieve the 2020/21 target of 95%.", 2021),
        ("Missed a 2021/22 national access target.", 2022),
        ("The ambition that we set for 2025 stands.", 2025),
        ("the trajectory for this commitment for 2020/21", 2021),
    ],
)
def test_the_year_of_a_target_is_told_apart(text: str, year: int) -> None:
    (when,) = times(text)
    assert (when.bound, when.year) == (Bound.TARGET, year)


@pytest.mark.parametrize(
    "text",
    ["between 2022/23 and 2024/25", "between 2022/23-2024/25", "from 2022/23 to 2024/25"],
)
def test_two_years_that_are_joined_are_one_period(text: str) -> None:
    assert found(f"Spent {text}.") == [(text, 2025)]


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    for when in times(text, MARCH):
        assert 0 <= when.start < when.end <= len(text)
