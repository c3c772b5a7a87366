"""The sentences that may be meant are found by their words, mistyped ones included."""

from __future__ import annotations

import pytest

from assistant.checking.nearest import ReadingRoom
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
def small(tmp_path_factory: pytest.TempPathFactory) -> ReadingRoom:
    folder = tmp_path_factory.mktemp("room")
    ingest(write_corpus(folder / "corpus", FILES), folder / "index", WordEncoder())
    return ReadingRoom(Library.open(Settings(index_dir=folder / "index")))


def nearest(room: ReadingRoom, words: str) -> list[str]:
    return [paragraph.body for paragraph in room.nearest(room.units(words))]


def test_the_paragraph_that_shares_the_most_words_comes_first(small: ReadingRoom) -> None:
    assert nearest(small, "beds that closed")[0] == "Beds closed in Leeds."
    assert nearest(small, "old beds")[0] == "Beds are old."
    assert len(nearest(small, "beds")) == 2


def test_a_paragraph_comes_once_and_what_shares_no_word_does_not(small: ReadingRoom) -> None:
    found = nearest(small, "pay midwives")
    assert len(found) == len(set(found)) == 1
    assert nearest(small, "zeppelins 42") == []
    assert nearest(small, "the of and") == []
    assert small.nearest([]) == []


def test_a_bullet_is_near_by_its_lead_in_and_a_sentence_by_its_heading(small: ReadingRoom) -> None:
    assert nearest(small, "nurses")[0].startswith("We will:")
    assert "Beds closed in Leeds." in nearest(small, "wards")


@pytest.mark.parametrize("mistyped", ["midwifes", "midvives", "MIDWIVS"])
def test_a_word_that_no_document_has_is_read_as_the_words_most_like_it(
    small: ReadingRoom, mistyped: str
) -> None:
    assert nearest(small, mistyped) == ["Midwives were paid. Pay rose for midwives."]


def test_a_short_word_and_a_number_are_not_mended(small: ReadingRoom) -> None:
    assert nearest(small, "bes") == []
    assert nearest(small, "2999") == []


def test_units_write_abbreviations_out(room: ReadingRoom) -> None:
    assert [unit.word for unit in room.units("CYP")] == ["children", "and", "young", "people"]


def test_the_units_of_a_span_are_placed_in_its_text(room: ReadingRoom) -> None:
    for paragraph in real_corpus().paragraphs[:40:4]:
        for span in spans(paragraph, 2):
            for unit in room.units_of(span):
                typed = span.text[unit.start : unit.end]
                assert unit.word in (typed.lower(), *(u.word for u in room.units(typed)))


def test_a_rare_word_is_rarer(room: ReadingRoom) -> None:
    assert room.rarity(stem("levers")) > room.rarity(stem("crisis")) > room.rarity(stem("health"))


def test_above_a_span_stand_headings_its_lead_in_and_its_document(small: ReadingRoom) -> None:
    paragraph = next(p for p in small.library.paragraphs.values() if p.body.startswith("We will"))
    lead_in, wards, *_ = spans(paragraph, 1)
    above = small.bases_above(wards)
    assert {stem("wards"), stem("plan"), stem("care"), stem("office")} <= above
    assert stem("will") not in above  # a small word
    assert small.bases_above(lead_in) <= above
    assert stem("pay") not in above
