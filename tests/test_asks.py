"""How a question is put tells whether it wants a whole list, or a figure."""

from __future__ import annotations

import pytest

from assistant.question.demands import wants_figure, wants_list


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
    "question",
    [
        "How much was spent on beds?",
        "how much cash is there",
        "What's the bill?",
        "what was their budget",
        "What percentage of nurses left?",
        "How many nurses left?",
        "How long do people wait?",
        "When did it open?",
        "and since when?",
        "By when will it open?",
        "How far away are they sent?",
        "Which trusts opened it?",
        "What is their phone number?",
    ],
)
def test_a_question_for_a_figure(question: str) -> None:
    assert wants_figure(question)


@pytest.mark.parametrize(
    "question",
    ["How much has the workforce grown?", "Was it good?", "why did it fail", "did they do well"],
)
def test_a_question_for_no_figure(question: str) -> None:
    assert not wants_figure(question)
