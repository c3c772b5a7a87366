"""How a question is put tells whether it wants a whole list, or who it is today."""

from __future__ import annotations

import pytest

from assistant.question.demands import asks_who_it_is_now, wants_list


@pytest.mark.parametrize(
    "question",
    [
        "What are the steps?",
        "which areas were chosen",
        "List the priorities",
        "what six things do they check",
        "name the groups that were asked",
    ],
)
def test_a_question_for_a_list(question: str) -> None:
    assert wants_list(question)


@pytest.mark.parametrize("question", ["Did it work?", "how many nurses left", "who runs it", ""])
def test_a_question_for_no_list(question: str) -> None:
    assert not wants_list(question)


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Who is in charge of it now?", True),
        ("who runs the trust these days", True),
        ("Who was in charge of it in 2020?", False),
        ("What happens now?", False),
    ],
)
def test_a_question_of_who_it_is_today_is_known(question: str, now: bool) -> None:
    assert asks_who_it_is_now(question) is now
