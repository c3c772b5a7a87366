"""A long text to be checked is of the documents' sentences, each changed and none twice."""

from __future__ import annotations

import random

from evals.checking import changed, text_of

SENTENCES = [
    "We will open ten wards in Leeds by 2025.",
    "Waits fell by 41 thousand in the last year.",
    "Nurses.",
]


def test_no_sentence_of_a_text_stands_twice_or_as_it_was() -> None:
    lines = text_of(SENTENCES, 2_000).splitlines()
    assert len(lines) == len(set(lines)) > 20
    assert 1_900 < sum(len(line) + 1 for line in lines) <= 2_000
    assert not set(lines) & set(SENTENCES)


def test_a_sentence_keeps_most_of_its_words() -> None:
    for seed in range(50):
        new = changed(SENTENCES[1], ["beds"], random.Random(seed)).split()
        assert len(set(new) & set(SENTENCES[1].split())) >= 7
