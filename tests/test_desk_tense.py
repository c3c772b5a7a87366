"""What was done is told from what is only promised, by the verbs."""

from __future__ import annotations

import pytest

from assistant.facts.tense import only_promises, says_done

DONE = [
    ("The trust opened the ward.", "opened"),
    ("NHS England published its strategy in 2020.", "published"),
    ("Ten wards were opened in Leeds.", "were opened"),
    ("We have built a ward.", "have built"),
    ("The NHS met the target.", "met"),
    ("People received a check.", "received"),
    ("The number rose by 300.", "rose"),
]
AHEAD = [
    "The trust will open the ward.",
    "The trust plans to open the ward it built.",
    "Ten wards should be opened.",
    "Ten wards are to be opened.",
    "We were asked and we may act.",
    "The ward opens.",
    "",
]


@pytest.mark.parametrize(("text", "verb"), DONE)
def test_a_sentence_that_says_something_was_done_shows_its_verb(text: str, verb: str) -> None:
    match = says_done(text)
    assert match is not None
    assert match.group() == verb


@pytest.mark.parametrize("text", AHEAD)
def test_a_sentence_in_which_something_lies_ahead_says_nothing_was_done(text: str) -> None:
    assert says_done(text) is None


@pytest.mark.parametrize(
    "text",
    ["We will open ten wards.", "The Department pledged to open it.", "It aims to end waits."],
)
def test_a_promise_is_only_a_promise(text: str) -> None:
    assert only_promises(text)


@pytest.mark.parametrize(
    "text",
    ["We have opened ten wards and will open more.", "It was said that we will.", "It opened.", ""],
)
def test_a_promise_beside_what_was_done_is_not_only_one(text: str) -> None:
    assert not only_promises(text)
