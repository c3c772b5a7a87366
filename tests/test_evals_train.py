"""What the reader learns from is what was written, and learning changes it, and goes on."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest
import torch

from assistant.library.library import Library
from assistant.search.reader import Tokens
from assistant.search.retrieve import Search
from builders import write_corpus
from evals.external_sets import held, is_held_document
from evals.reading.material import WRONG, Carries, Example, Material
from evals.reading.rows import Row
from evals.reading.train import BATCH_TOKENS, averaged, batches, read_material, train
from ingest.indexing.embedding import Encoder, bundled_path
from ingest.indexing.index import open_index
from ingest.sync import ingest

TEXT = "\n".join(
    [
        "1. Some 420 nurses left the wards in 2020. It rained that summer.",
        "2. Beds close early in March each year.",
        "3. The trust will open a garden for patients.",
        "4. Governors meet four times a year in the town hall.",
        "5. The canteen was painted by volunteers.",
        "6. A new car park was built behind the clinic.",
    ]
)
LEFT = Row("r1", "answerable", "how many nurses went?", gold=(("wards/1", 0),), yes=None)
WHERE = Row("r2", "unanswerable", "how many doctors went?", near=(("wards/1", 0),))
CLAIM = Row("r3", "claim", "Some 500 nurses left in 2020.", label="false", gold=(("wards/1", 0),))


@pytest.fixture(scope="module")
def search(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Search:
    folder = tmp_path_factory.mktemp("wards")
    ingest(write_corpus(folder / "corpus", {"wards.txt": TEXT}), folder / "index", encoder)
    return Search(Library.of(open_index(folder / "index", encoder), encoder))


@pytest.fixture(scope="module")
def material() -> Material:
    return Material(Tokens(bundled_path() / "tokenizer.json"))


def test_a_question_comes_with_what_answers_and_with_what_does_not(
    search: Search, material: Material
) -> None:
    right, *wrong = material.of_rows([LEFT], search)
    assert right.answers
    assert right.sentences[right.gold[0]].startswith("Some 420 nurses")
    assert 0 < len(wrong) <= WRONG
    assert not any(one.answers or one.gold for one in wrong)
    assert all("420" not in " ".join(one.sentences) for one in wrong)


def test_a_near_miss_has_no_passage_that_answers_and_its_near_one_first(
    search: Search, material: Material
) -> None:
    found = list(material.of_rows([WHERE], search))
    assert not any(one.answers for one in found)
    assert "420" in found[0].sentences[0]
    assert found[0].gold == ()


def test_a_claim_comes_with_the_passage_that_it_was_made_from(
    search: Search, material: Material
) -> None:
    first, *_ = material.of_rows([CLAIM], search)
    assert first.carries is Carries.CONTRADICTS
    assert first.answers is None


def test_another_set_s_answer_is_where_its_letters_are(material: Material) -> None:
    text = "It rained. Beds closed in May. It rained again."
    at = text.index("May")
    found = material.of_text(text, [(at, at + 3)], "Beds", group="q", question="?", answers=True)
    assert found is not None
    assert [found.sentences[one] for one in found.gold] == ["Beds closed in May."]
    assert material.of_text(text, [], "Beds", group="q", question="?", answers=True) is None


def test_half_of_another_set_is_never_learned_from() -> None:
    keys = [f"article {n}" for n in range(10)]
    assert len(held(keys)) == 5
    assert held(keys) == held(reversed(keys))
    assert 0.2 < sum(is_held_document(n) for n in range(1_000)) / 1_000 < 0.45


@pytest.fixture(scope="module")
def examples(search: Search, material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("material") / "material.jsonl"
    found: list[Example] = list(material.of_rows([LEFT, WHERE, CLAIM], search))
    file.write_text("".join(json.dumps(asdict(one)) + "\n" for one in found), encoding="utf-8")
    return file


def test_batches_hold_whole_questions_and_are_not_too_long(examples: Path) -> None:
    groups = read_material(examples) * 30
    found = batches(groups, random.Random(1))
    assert sum(len(batch) for batch in found) > len(found)
    for batch in found:
        longest = max(len(item.encoding.ids) for item in batch)
        assert len(batch) * longest <= BATCH_TOKENS + 5 * longest


def test_what_was_learned_is_averaged_with_what_it_began_with() -> None:
    both = averaged({"old": torch.zeros(2)}, {"old": torch.ones(2), "new": torch.ones(2)})
    assert both["new"].tolist() == [1, 1]
    assert all(0.5 < value < 1 for value in both["old"].tolist())


@pytest.mark.slow
def test_training_learns_and_leaves_weights_that_load(examples: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.pt"
    train(examples, weights, minutes=0.05)
    kept = torch.load(weights, weights_only=True)
    assert kept["sim"].tolist() != [4.0, 8.0, -6.0]
    assert not weights.with_suffix(".state").exists()
    again = tmp_path / "again.pt"
    train(examples, again, minutes=0.02, start=weights)
    assert torch.load(again, weights_only=True).keys() == kept.keys()
