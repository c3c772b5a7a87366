"""Who is to do it, by when and how much are the words of the sentence itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import real_register
from ingest.language.dates import Dated
from ingest.register.details import Due, amounts, due, who, whose
from ingest.register.types import Kind

OPEN = (Kind.PROMISE, Kind.UNDER_WAY, Kind.CONSIDERATION)


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
        (
            "We set out more access, with 27,000 staff (from 2019/20) required by 2023/24.",
            "by 2023/24",
        ),
        ("The trajectory for this commitment for 2020/21 was not met.", "for 2020/21"),
        ("It stands at 10 against a 2021/22 target of 20 by year end.", "2021/22"),
        (
            "It is due no later than the end of the third quarter of 2024/25.",
            "no later than the end of the third quarter of 2024/25",
        ),
        ("Staff were seen within 1 week in urgent cases.", ""),
    ],
)
@pytest.mark.parametrize("kind", Kind)
def test_a_date_by_which_is_due_whatever_is_said_of_it(text: str, when: str, kind: Kind) -> None:
    assert due(text, kind).words == when or (not when and kind in OPEN)


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
    assert [due(text, kind).words for kind in OPEN] == [when] * len(OPEN)
    assert due(text, Kind.REPORT).words == ""


@pytest.mark.parametrize(
    ("text", "kind", "due_in"),
    [
        ("We will open it in 2023/24.", Kind.PROMISE, 2024),
        ("We wanted to open it in 2019.", Kind.PROMISE, None),
        ("Some £5m was set aside for wards between 2022/23 and 2024/25.", Kind.REPORT, 2025),
        ("Some £5m was spent in 2021/22.", Kind.REPORT, None),
        ("We opened ten wards by 2020/21.", Kind.REPORT, 2021),
        ("We will train nurses over the next five years.", Kind.PROMISE, 2027),
        ("We are training nurses this financial year.", Kind.UNDER_WAY, 2022),
    ],
)
def test_a_period_is_due_while_it_is_not_past_when_it_was_written(
    text: str, kind: Kind, due_in: int | None
) -> None:
    assert due(text, kind, Dated(2022, 3)).year == due_in


def test_a_year_only_describes_the_paper_that_it_stands_before() -> None:
    assert due("It is a priority in the 2022/23 planning guidance.", Kind.PROMISE) == Due()


@pytest.mark.parametrize(
    ("lead_in", "body"),
    [
        ("The panel evaluated the following nine Government commitments:", "Government"),
        ("The Department's commitments for 2025 are:", "The Department"),
        ("NHS England has pledged to do this:", "NHS England"),
        ("These are the pledges:", ""),
    ],
)
def test_a_lead_in_says_whose_commitments_follow(lead_in: str, body: str) -> None:
    assert whose(lead_in) == body


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
    assert due(text, Kind.PROMISE, Dated(2022, 3)).words in text
    assert all(amount in text for amount in amounts(text))
