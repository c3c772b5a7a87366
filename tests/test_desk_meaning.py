"""Where words do not suffice, the embedding model tells how far a source carries a claim's."""

from __future__ import annotations

import pytest

from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around
from builders import real_paragraph
from ingest.indexing.embedding import Encoder


def span_of(number: int, words: str) -> Span:
    """The sentence of a paragraph of the response that has these words."""
    of = real_paragraph(number)
    start = of.text.index(words)
    found = around(of, start, start + len(words))
    assert found is not None
    return found


HUBS = span_of(25, "the hubs have been accessed")
LEVERS = span_of(35, "holds all of the levers")


def uncarried(claim: str, source: Span, finder: SourceFinder, meaning: Meaning) -> list[str]:
    found = meaning.uncarried(claim, finder.units(claim), source, 0.5)
    assert all(-1 <= cosine < 1 for cosine in found.values())
    return [claim[unit.start : unit.end] for unit in found]


def test_the_model_is_loaded_when_it_is_first_needed_and_once(
    encoder: Encoder, finder: SourceFinder
) -> None:
    loaded: list[Encoder] = []

    def load() -> Encoder:
        loaded.append(encoder)
        return encoder

    meaning = Meaning(load, finder)
    assert loaded == []
    meaning.likeness("The hubs were used often.", HUBS)
    meaning.likeness("The hubs were used often.", LEVERS)
    assert len(loaded) == 1


def test_a_paraphrase_is_more_like_its_source_than_like_another(meaning: Meaning) -> None:
    claim = "The hubs were used more than 41,000 times."
    hubs, levers = (meaning.likeness(claim, source) for source in (HUBS, LEVERS))
    assert -1 <= levers < hubs <= 1.0001
    assert meaning.likeness(HUBS.text, HUBS) == pytest.approx(1, abs=1e-3)


def test_a_word_that_a_source_does_not_speak_of_is_not_carried(
    finder: SourceFinder, meaning: Meaning
) -> None:
    claim = "Astronauts used the hubs over 41,000 times."
    assert uncarried(claim, HUBS, finder, meaning) == ["Astronauts"]


@pytest.mark.parametrize(
    "claim",
    [
        "The hubs were used over 41,000 times.",  # a verb may be another
        "The hubs were used by 99 groups.",  # numbers are compared elsewhere
        "The retention of staff was helped by hubs.",  # a word of the headings above
        HUBS.text,
        "",
    ],
)
def test_a_faithful_claim_has_no_word_that_is_not_carried(
    claim: str, finder: SourceFinder, meaning: Meaning
) -> None:
    assert uncarried(claim, HUBS, finder, meaning) == []


def test_policy_s_words_for_a_promise_may_be_taken_for_each_other(
    finder: SourceFinder, meaning: Meaning
) -> None:
    source = span_of(49, "failure to meet this target")
    assert uncarried("They failed to meet this pledge.", source, finder, meaning) == []
