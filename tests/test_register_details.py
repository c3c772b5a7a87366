"""Who is to do it, by when and how much are the words of the sentence itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import real_register
from ingest.register.details import amounts, due, due_year, who


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("We will open ten wards.", "We"),
        ("The Government is committed to it.", "The Government"),
        ("In 2021, NHS England published it.", "NHS England"),
        ("NHS England and NHS Improvement is developing it.", "NHS England and NHS Improvement"),
        ("Health Education England has led the work.", "Health Education England"),
        ("Ten wards will be opened by the Department.", "the Department"),
        ("Ministers want to open ten wards.", "Ministers"),
        ("All areas will provide it.", "All areas"),
        ("The Secretary of State has set out his ambition.", "The Secretary of State"),
        ("One million people will have access, says the Department", "the Department"),
        ("Ten wards will open, says NHS England.", "NHS England"),
        ("Ten wards will be opened.", ""),
        ("Patients of the NHS wait.", ""),
        ("", ""),
    ],
)
def test_who_is_the_body_that_the_verb_is_of(text: str, body: str) -> None:
    assert who(text) == body


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("We will open it by 2025.", "by 2025"),
        ("We will open it by the end of 2020/21.", "by the end of 2020/21"),
        ("By March 2024 all areas are covered.", "By March 2024"),
        ("It must be done before April 2022, we said.", "before April 2022"),
        ("No later than 31 March 2024 it will open.", "No later than 31 March 2024"),
        ("It runs until 2024.", "until 2024"),
        ("We met a target of 302,000 by year end.", "by year end"),
        ("It ends by the end of this parliament.", "by the end of this parliament"),
        ("Achieve 2020/21 target of 95%.", "2020/21"),
        ("By people in 2020 it was liked.", ""),
        ("It opened.", ""),
    ],
)
def test_a_due_date_is_due_whether_promised_or_not(text: str, when: str) -> None:
    assert due(text, promised=False) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("We will open it in 2022/23.", "in 2022/23"),
        ("We will open it in March 2024.", "in March 2024"),
        ("This year we will open it.", "This year"),
        ("We will do so over the next three years.", "over the next three years"),
        ("We will share it as soon as possible.", "as soon as possible"),
        ("It will come when Parliamentary time allows.", "when Parliamentary time allows"),
    ],
)
def test_a_time_at_which_something_is_promised_is_its_due_date(text: str, when: str) -> None:
    assert due(text, promised=True) == when
    assert due(text, promised=False) == ""


@pytest.mark.parametrize(
    ("when", "year"),
    [
        ("by the end of 2020/21", 2021),
        ("by March 2024", 2024),
        ("between 2022/23-2024/25", 2025),
        ("by year end", None),
        ("", None),
    ],
)
def test_a_due_date_ends_in_a_calendar_year(when: str, year: int | None) -> None:
    assert due_year(when) == year


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An extra £79 million for 22,500 young people", ("£79 million", "22,500")),
        ("20-25% of pupils by April 2022", ("20", "25%")),
        ("By 2023/24 an additional ~£1bn per year", ("~£1bn",)),
        ("one million more people", ("one million",)),
        ("24/7 care in 2021", ()),
        ("", ()),
    ],
)
def test_amounts_stand_in_the_words_and_order_of_the_sentence(
    text: str, found: tuple[str, ...]
) -> None:
    assert amounts(text) == found


def test_all_that_the_register_says_of_a_commitment_is_in_its_own_words() -> None:
    for commitment in real_register().commitments:
        words = f"{commitment.lead_in}\n{commitment.text}"
        assert commitment.who in words
        assert commitment.due in words
        assert all(amount in commitment.text for amount in commitment.amounts)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assert who(text) in text
    assert due(text, promised=True) in text
    assert all(amount in text for amount in amounts(text))
