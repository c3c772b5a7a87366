from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Outcome, Statement
from evals.reading.rows import ROWS, WORLDS, Row, Split, World, corpus_of, read_rows
from evals.reading.score import Read, figures, places_said
from ingest.language.sentences import sentences
from ingest.types import Document, Paragraph

OURS = [world for world in WORLDS if world.ours]


@pytest.mark.parametrize("world", OURS, ids=lambda world: world.name)
def test_every_place_of_our_papers_rows_is_a_sentence_of_them(world: World, tmp_path: Path):
    corpus = corpus_of(world, tmp_path)
    assert corpus is not None
    length = {paragraph.key: len(sentences(paragraph)) for paragraph in corpus.paragraphs}
    for row in read_rows(world.rows):
        for key, at in (*row.gold, *row.also, *row.near):
            assert at < length[key], row.id


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
