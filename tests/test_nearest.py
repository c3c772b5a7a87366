"""The sentences that may be meant are found by their words, mistyped ones included."""

from __future__ import annotations

import pytest

from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import spans
from assistant.library.library import Library
from assistant.settings import Settings
from builders import WordEncoder, real_corpus, write_corpus
from ingest.language.words import stem
from ingest.sync import ingest

PLAN = """\
# The plan

## Wards

Beds closed in Leeds.

We will:

- open wards
- train nurses

## Pay

Midwives were paid. Pay rose for midwives.
"""
FILES: dict[str, str | bytes] = {
    "plan.md": PLAN,
    "web.txt": "Beds are old.\n\nIt is so.",
    "sources.toml": '[[document]]\nid = "plan"\nfile = "plan.md"\npublisher = "Care Office"\n',
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SourceFinder:
    folder = tmp_path_factory.mktemp("finder")
    ingest(write_corpus(folder / "corpus", FILES), folder / "index", WordEncoder())
    return SourceFinder(Library.open(Settings(index_dir=folder / "index")))


def nearest(finder: SourceFinder, words: str) -> list[str]:
    return [paragraph.body for paragraph in finder.nearest(finder.units(words))]


def test_the_paragraph_that_shares_the_most_words_comes_first(small: SourceFinder) -> None:
    assert nearest(small, "beds that closed")[0] == "Beds closed in Leeds."
    assert nearest(small, "old beds")[0] == "Beds are old."
    assert len(nearest(small, "beds")) == 2


def test_a_paragraph_comes_once_and_what_shares_no_word_does_not(small: SourceFinder) -> None:
    found = nearest(small, "pay midwives")
    assert len(found) == len(set(found)) == 1
    assert nearest(small, "zeppelins 42") == []
    assert nearest(small, "the of and") == []
    assert small.nearest([]) == []


def test_a_bullet_is_near_by_its_lead_in_and_a_sentence_by_its_heading(small: SourceFinder) -> None:
    assert nearest(small, "nurses")[0].startswith("We will:")
    assert "Beds closed in Leeds." in nearest(small, "wards")


@pytest.mark.parametrize("mistyped", ["midwifes", "midvives", "MIDWIVS"])
def test_a_word_that_no_document_has_is_read_as_the_words_most_like_it(
    small: SourceFinder, mistyped: str
) -> None:
    assert nearest(small, mistyped) == ["Midwives were paid. Pay rose for midwives."]


def test_a_short_word_and_a_number_are_not_mended(small: SourceFinder) -> None:
    assert nearest(small, "bes") == []
    assert nearest(small, "2999") == []


def test_units_write_abbreviations_out(finder: SourceFinder) -> None:
    assert [unit.word for unit in finder.units("CYP")] == ["children", "and", "young", "people"]


def test_the_units_of_a_span_are_placed_in_its_text(finder: SourceFinder) -> None:
    for paragraph in real_corpus().paragraphs[:40:4]:
        for span in spans(paragraph, 2):
            for unit in finder.units_of(span):
                typed = span.text[unit.start : unit.end]
                assert unit.word in (typed.lower(), *(u.word for u in finder.units(typed)))


def test_a_rare_word_is_rarer(finder: SourceFinder) -> None:
    assert (
        finder.rarity(stem("levers"))
        > finder.rarity(stem("crisis"))
        > finder.rarity(stem("health"))
    )


def test_above_a_span_stand_headings_its_lead_in_and_its_document(small: SourceFinder) -> None:
    paragraph = next(p for p in small.library.paragraphs.values() if p.body.startswith("We will"))
    lead_in, wards, *_ = spans(paragraph, 1)
    above = small.bases_above(wards)
    assert {stem("wards"), stem("plan"), stem("care"), stem("office")} <= above
    assert stem("will") not in above  # a small word
    assert small.bases_above(lead_in) <= above
    assert stem("pay") not in above
