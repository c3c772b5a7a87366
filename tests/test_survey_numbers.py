"""Sums are compared as numbers, years in every form; what is elsewhere is not denied."""

from __future__ import annotations

import pytest

from passages import paragraph
from surveys import SURVEY, found, keys, surveyed


@pytest.mark.parametrize(
    ("question", "wanted", "said"),
    [
        ("All sums above £5 million", ["plan/4"], "a sum above £5 million"),
        ("All sums of £5 million or more", ["plan/3", "plan/4"], "a sum of at least £5 million"),
        ("List all amounts of at least £5m", ["plan/3", "plan/4"], "a sum of at least £5m"),
        ("All sums below £5,000,000", ["plan/4"], "a sum below £5,000,000"),
        ("All sums up to £5 million", ["plan/3", "plan/4"], "a sum of at most £5 million"),
        ("List every amount over £0.4bn", ["plan/4"], "a sum above £0.4bn"),
        ("Which paragraphs mention sums over £500 million?", [], "a sum above £500 million"),
        ("Which paragraphs mention £5 million?", ["plan/3"], "a sum of £5 million"),
        ("Which paragraphs mention £4m?", [], "a sum of £4m"),
        ("All sums in excess of 5 million pounds", ["plan/4"], "above 5 million pounds"),
        ("How many sums are over 5 million?", ["plan/4"], "above 5 million"),
        ("All sums between £2m and £6m", ["plan/3", "plan/4"], "a sum from £2m to £6m"),
        ("All sums between £5 and £500 million", ["plan/3", "plan/4"], "from £5 to £500 million"),
        ("Which paragraphs mention £5 million or £500m?", ["plan/3", "plan/4"], "£5 million or"),
        ("all sums over £2m but under £5m", ["plan/4"], "a sum above £2m and below £5m"),
        ("list everything over £6m", ["plan/4"], "a sum above £6m"),
        ("List all sums for 2020/21", ["plan/4"], "a sum of money beside 2020/21"),
        ("Every sum over £1m in 2019/20", ["plan/3"], "a sum above £1m beside 2019/20"),
    ],
)
def test_sums_are_compared_as_numbers(question: str, wanted: list[str], said: str) -> None:
    assert keys(question) == wanted
    assert said in found(question).message


def test_two_limits_hold_for_one_sum() -> None:
    two = surveyed([paragraph("Some £1 million and £9 million went.")])
    assert keys("All sums over £2 million but under £8 million", two) == []


@pytest.mark.parametrize(
    "written",
    ["£24m", "£24 mn", "£24 million", "24 million pounds", "twenty-four million pounds",
     "£24,000,000", "£0.024bn", "£20–24 million", "£ 24 million"],
)  # fmt: skip
def test_a_sum_is_found_however_it_is_written(written: str) -> None:
    plan = surveyed([paragraph(f"They gave {written} to wards.")])
    for question in ("List every sum over £23 million", "Which paragraphs mention £24 million?"):
        assert keys(question, plan) == ["plan/1"]


def test_a_sum_may_be_wanted_for_a_thing() -> None:
    answer = found("List all funding of £1 million or more for wards")
    assert [claim.paragraph for claim in answer.claims] == ["plan/3"]
    assert "a sum of at least £1 million beside “wards”." in answer.message


@pytest.mark.parametrize(
    "question",
    ["List all sums above £1 million for dragons", "List all figures for 2019/20 on dragons"],
)
def test_a_message_names_all_that_was_looked_for(question: str) -> None:
    answer = found(question)
    assert not answer.claims
    assert "beside" in answer.message
    assert "“dragons”" in answer.message


@pytest.mark.parametrize(
    "question",
    ["List all sums above £1 million for psychiatrists", "All figures for 2020/21 on wards",
     "Every sum over £600 million in 2020/21"],
)  # fmt: skip
def test_a_sum_or_figure_beside_a_thing_that_is_elsewhere_is_not_denied(question: str) -> None:
    assert SURVEY.find(question) is None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("List all figures for 2019/20", ["plan/3"]),
        ("What are all the figures given for 2020-21?", ["plan/4"]),
        ("Which paragraphs mention 2021/22?", ["paper/1"]),
        ("Which paragraphs mention 2019/20 or 2021/22?", ["plan/3", "paper/1"]),
        ("Everything about 2019/20 and wards", ["plan/3"]),
        ("Which paragraphs mention 2019?", []),
    ],
)
def test_a_period_is_looked_for_in_any_form(question: str, wanted: list[str]) -> None:
    assert keys(question) == wanted


def test_figures_of_a_year_are_only_of_sentences_with_a_figure() -> None:
    plan = surveyed([paragraph("A plan for 2021."), paragraph("In 2021, 40%.", number="2")])
    assert keys("List all figures for 2021", plan) == ["plan/2"]
    assert keys("Which paragraphs mention 2021?", plan) == ["plan/1", "plan/2"]


def test_a_year_that_is_mentioned_without_a_figure_is_not_denied() -> None:
    assert SURVEY.find("List all figures for 2021/22") is None
