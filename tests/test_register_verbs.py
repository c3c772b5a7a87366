"""What is done on purpose is told from what somebody sees, says or undergoes, by the verb."""

from __future__ import annotations

import pytest

from ingest.language.verbs import DID, DOES, DOING, DONE, IS_BEING_DONE, WAS_DONE, WE_DO, any_of

ACTS = {
    "done": (
        DONE,
        ["has opened", "have also built", "has now been published", "'ve set", "had led"],
        ["has suffered", "have known", "has been affected", "have seen", "has risen", "opened"],
    ),
    "did": (
        DID,
        ["published", "built", "set up", "re-opened"],
        ["suffered", "noted", "recommended", "indeed", "open"],
    ),
    "was done": (
        WAS_DONE,
        ["was launched", "have been allocated", "has also been made available"],
        ["was hurt", "has been seen", "is launched"],
    ),
    "doing": (
        DOING,
        ["is developing", "are now investing", "has been working", "are re-opening"],
        ["is falling", "are including", "is being", "are suffering", "develops"],
    ),
    "is being done": (
        IS_BEING_DONE,
        ["is being built", "are currently being rolled"],
        ["is being hurt", "is built"],
    ),
    "does": (DOES, ["funds it", "continues to"], ["waits for", "funded it"]),
    "we do": (
        WE_DO,
        ["we fund it", "we regularly monitor it"],
        ["we think so", "we opened it", "we need it", "we want to", "they fund it"],
    ),
}
CASES = [
    (pattern, words, is_act)
    for pattern, acts, others in ACTS.values()
    for words, is_act in [*((w, True) for w in acts), *((w, False) for w in others)]
]


@pytest.mark.parametrize(
    ("pattern", "words", "is_act"), CASES, ids=[words for _, words, _ in CASES]
)
def test_only_an_act_is_an_act(pattern: str, words: str, is_act: bool) -> None:
    assert bool(any_of(pattern).match(words)) is is_act


def test_any_of_several_patterns_is_found_whatever_the_capitals() -> None:
    pattern = any_of("opened", "built|made")
    assert pattern.findall("Opened, MADE and built") == ["Opened", "MADE", "built"]
