from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.settings import Settings
from evals.reading.rows import ROWS, WORLDS, Place, Row, Split, World, corpus_of, read_rows
from evals.reading.score import Read, figures, places_said
from ingest.language.sentences import sentences
from ingest.types import Document, Paragraph

SHARED = Settings().shared_dir
EACH_WORLD = [
    pytest.param(world, id=world.name, marks=() if world.ours else pytest.mark.slow)
    for world in WORLDS
]
_NUMBER = re.compile(r"\d[\d,.]*\d")


@cache
def texts_of(world: World) -> dict[Place, str]:
    """Every sentence of a world's documents, by its place; skips the test where they are not."""
    corpus = corpus_of(world, SHARED)
    if corpus is None:
        pytest.skip(f"{SHARED} does not have the documents of {world.name}")
    return {(p.key, s.index): s.text for p in corpus.paragraphs for s in sentences(p)}


@pytest.mark.parametrize("world", EACH_WORLD)
def test_every_place_of_the_rows_is_a_sentence_of_their_documents(world: World):
    texts = texts_of(world)
    for row in read_rows(world.rows):
        missing = {*row.gold, *row.also, *row.near} - texts.keys()
        assert not missing, (row.id, missing)


@pytest.mark.parametrize("world", EACH_WORLD)
def test_the_numbers_of_the_answers_stand_in_the_gold_sentences(world: World):
    """A place that is there but says another thing, after documents were read anew, fails here."""
    texts = texts_of(world)
    stand: list[bool] = []
    for name in world.rows:
        for line in (ROWS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = set(_NUMBER.findall(row.get("answer") or ""))
            if said and row["type"] == "answerable":
                gold = [texts[key, at] for key, places in row["gold"] for at in places]
                stand.append(not said.isdisjoint(_NUMBER.findall(" ".join(gold))))
    assert len(stand) >= 40
    assert stand.count(True) >= 0.95 * len(stand)


def test_ids_are_distinct_and_questions_have_what_their_type_needs():
    names = [path.stem for path in ROWS.glob("*.jsonl") if not path.stem.startswith("messages")]
    rows = read_rows(names)
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.text, row.id
        assert row.gold or row.type == "unanswerable", row.id


def test_no_document_is_both_trained_and_tested_on():
    of_split = {
        split: {name for world in WORLDS if world.split is split for name in world.files}
        for split in Split
    }
    assert not of_split[Split.TRAIN] & (of_split[Split.TUNE] | of_split[Split.TEST])
    assert not of_split[Split.TUNE] & of_split[Split.TEST]


def test_a_world_without_its_documents_is_none(tmp_path: Path):
    assert corpus_of(next(world for world in WORLDS if not world.ours), tmp_path) is None


def test_places_said_are_the_sentences_that_citations_quote():
    paragraph = Paragraph("plan", "1", True, (), "We will hire 50 nurses. They start in May.")
    document = Document("plan", "Plan", "plan.md", "")
    answer = Answer(
        "when?", "when?", Outcome.ANSWERED,
        statements=(Statement("They start in May.", 1),),
        citations=(Citation(1, document, paragraph, "They start in May."),),
    )  # fmt: skip
    assert places_said(answer) == (("plan/1", 1),)


def test_figures_tell_first_from_within_three_and_count_follow_ups_that_repeat():
    gold = (("plan/1", 1),)
    row = Row("r1", "answerable", "and when?", history=("how many?",), gold=gold)
    said = (("plan/1", 0), ("plan/1", 1))
    repeated = Read(row, False, 0, said, 0.9, said_before=True)
    near_miss = Read(Row("r2", "unanswerable", "who?"), True, None, (), 0.1)
    found = figures([repeated, near_miss])
    assert found["gold sentence first"] == 0
    assert found["gold sentence within three"] == 1
    assert found["follow-ups: new question kept"] == 0
    assert found["refused of the unanswerable"] == 1
    assert found["AUC"] == 1
