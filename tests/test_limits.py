"""A sum is limited by the words beside it, however they put it."""

from __future__ import annotations

from math import inf

import pytest

from assistant.question.surveys.limits import Bound, limited
from assistant.question.surveys.tokens import tokens_of
from assistant.question.surveys.words import Role


def bounds(text: str) -> list[Bound]:
    return [token.bound for token in tokens_of(text) if token.bound]


@pytest.mark.parametrize(
    ("text", "low", "high", "is_open"),
    [
        ("sums over £5m", 5e6, inf, True),
        ("sums greater than £5m", 5e6, inf, True),
        ("sums in excess of £5m", 5e6, inf, True),
        ("sums exceeding £5m", 5e6, inf, True),
        ("anything beyond £5m", 5e6, inf, True),
        ("sums of at least £5m", 5e6, inf, False),
        ("sums of no less than £5m", 5e6, inf, False),
        ("sums of £5m or more", 5e6, inf, False),
        ("sums of £5m and above", 5e6, inf, False),
        ("sums of £5m and up", 5e6, inf, False),
        ("sums of £5m upwards", 5e6, inf, False),
        ("sums of £5m+", 5e6, inf, False),
        ("sums of a minimum of £5m", 5e6, inf, False),
        ("sums smaller than £5m", -inf, 5e6, True),
        ("sums under £5m", -inf, 5e6, True),
        ("sums of £5m or less", -inf, 5e6, False),
        ("sums of £5m or under", -inf, 5e6, False),
        ("sums of at most £5m", -inf, 5e6, False),
        ("sums up to £5m", -inf, 5e6, False),
        ("sums of not more than £5m", -inf, 5e6, False),
        ("sums of £5m maximum", -inf, 5e6, False),
        ("sums of £5m", 5e6, 5e6, False),
        ("sums between £2m and £5m", 2e6, 5e6, False),
        ("sums from £2m up to £5m", 2e6, 5e6, False),
        ("sums of £2m to £5m", 2e6, 5e6, False),
        ("sums of £2m–£5m", 2e6, 5e6, False),
        ("sums between £5m and £2m", 2e6, 5e6, False),
    ],
)
def test_a_limit_is_read_from_the_words_beside_a_sum(
    text: str, low: float, high: float, is_open: bool
) -> None:
    (bound,) = bounds(text)
    assert (bound.low, bound.high, bound.open) == (low, high, is_open)


@pytest.mark.parametrize(
    "written",
    ["£24m", "£24 mn", "£24 million", "24 million pounds", "twenty-four million pounds",
     "£24,000,000", "£0.024bn", "GBP 24m", "24 million"],
)  # fmt: skip
def test_a_limit_is_the_same_however_its_sum_is_written(written: str) -> None:
    (bound,) = bounds(f"all sums above {written}")
    assert (bound.low, bound.high) == (24e6, inf)


def test_two_limits_are_two_bounds() -> None:
    assert [bound.said for bound in bounds("sums of more than £1m but less than £2m")] == [
        "above £1m",
        "below £2m",
    ]


def test_two_sums_that_only_stand_together_are_no_range() -> None:
    assert [bound.said for bound in bounds("£1m and £2m")] == ["of £1m", "of £2m"]


def test_a_number_without_a_currency_is_no_sum_where_none_is_spoken_of() -> None:
    assert not bounds("paragraphs on 5 million people")


def test_the_words_of_a_limit_are_marked() -> None:
    roles = {token.text: token.role for token in tokens_of("over £5m or above the moor")}
    assert roles["over"] is roles["or"] is roles["above"] is Role.LIMIT
    assert roles["moor"] is Role.CONTENT


def test_a_word_of_limits_without_a_sum_is_left() -> None:
    assert not [
        token for token in tokens_of("more nurses under stress") if token.role is Role.LIMIT
    ]


def test_an_open_bound_leaves_out_its_ends() -> None:
    above, at_least = Bound(5, inf, "", open=True), Bound(5, inf, "")
    assert (above.holds(5), at_least.holds(5), above.holds(5.1)) == (False, True, True)


def test_no_sums_have_no_limits() -> None:
    assert list(limited(["over", "it"], {})) == []
