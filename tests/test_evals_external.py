"""Each external set is read as its files have it, and one that is absent is skipped visibly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import evals.external
import evals.external_sets
import evals.intervals
from evals.external import (
    BARS,
    Asked,
    ExternalSet,
    area,
    ask_all,
    external_figures,
    external_table,
    open_set,
)
from evals.external_sets import ExternalQuestion, Label
from passages import AskedEncoder

WORDS = " ".join(["word"] * 60)


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evals.external, "INDEXES", tmp_path / "indexes")
    monkeypatch.setattr(evals.external_sets, "held", set)
    monkeypatch.setattr(evals.external_sets, "is_held_document", lambda document: True)
    monkeypatch.setattr(evals.intervals, "RESAMPLES", 20)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A shared folder with a tiny set of each kind."""
    data = tmp_path / "shared" / "data"

    def write(name: str, rows: Sequence[dict[str, Any]]) -> None:
        file = data / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")

    def clapnq(id_: str, title: str, text: str) -> dict[str, Any]:
        return {"id": id_, "input": f"{id_}?", "passages": [{"title": title, "text": text}]}

    cats, dogs = "Cats sleep all day .", "Dogs bark ."
    write("clapnq/clapnq_dev_answerable.jsonl", [clapnq("1", "Cats", cats)])
    write(
        "clapnq/clapnq_dev_unanswerable.jsonl",
        [clapnq("2", "Cats", cats), clapnq("3", "Dogs", dogs)],
    )
    asked = [
        {"id": "q1", "question": "What sleeps?", "is_impossible": False},
        {"id": "q2", "question": "What flies?", "is_impossible": True},
    ]
    article = {"title": "House_cats", "paragraphs": [{"context": "Cats sleep.", "qas": asked}]}
    write("squad2/dev-v2.0.json", [{"data": [article]}])
    first = f"Fees \nYou pay five pounds {WORDS}. \n\n"
    context = f"{first}Short. \n\nWhere to go \nGo to the office {WORDS}. "
    write("doc2dial/docs.json", [])
    (data / "doc2dial" / "docs.json").write_text(
        json.dumps([{"doc": 0, "title": "Fees#1_0", "context": context}]), encoding="utf-8"
    )
    answer = "Go to the office"
    start = context.index(answer)
    row = {"doc": 0, "answer": answer, "answer_start": start}
    write(
        "doc2dial/questions.jsonl",
        [
            {**row, "id": "d1", "question": "user:Where do I go?", "first_turn": True},
            {**row, "id": "d2", "question": "user:And then?", "first_turn": False},
        ],
    )
    turns = [("user", "Do cats sleep?"), ("agent", "Yes."), ("user", "For how long?")]
    conversation = {
        "task_id": "m1",
        "Collection": "pets",
        "contexts": [{"document_id": "9", "text": "\nAll day.\n\nAnd all night."}],
        "input": [{"speaker": who, "text": text} for who, text in turns],
        "answerability": ["PARTIAL"],
    }
    nothing = {**conversation, "task_id": "m2", "contexts": [], "answerability": ["UNANSWERABLE"]}
    write("mtrag-un/reference.jsonl", [conversation, nothing])
    return tmp_path / "shared"


def opened(name: str, shared: Path) -> ExternalSet:
    found = open_set(name, AskedEncoder(), shared)
    assert found is not None
    return found


def test_clapnq_pools_each_passage_once(shared: Path) -> None:
    of = opened("clapnq", shared)
    texts = {key: p.text for key, p in of.library.paragraphs.items()}
    assert texts == {"1/1": "Cats sleep all day .", "2/1": "Dogs bark ."}
    assert [(q.text, q.gold, q.answerable) for q in of.questions] == [
        ("1?", ("1/1",), True),
        ("2?", (), False),
        ("3?", (), False),
    ]


def test_squad_s_articles_are_documents(shared: Path) -> None:
    of = opened("squad2", shared)
    assert [d.title for d in of.library.documents.values()] == ["House cats"]
    assert [(q.gold, q.label) for q in of.questions] == [
        (("1/1",), Label.ANSWERABLE),
        ((), Label.UNANSWERABLE),
    ]


def test_doc2dial_is_cut_at_blank_lines_and_short_units_join_the_next(shared: Path) -> None:
    of = opened("doc2dial", shared)
    fees, where = of.library.paragraphs.values()
    assert (fees.section, where.section) == (("Fees",), ("Short.",))
    assert where.body.startswith("Where to go\nGo to the office")
    assert [d.title for d in of.library.documents.values()] == ["Fees"]
    (question,) = of.questions
    assert (question.text, question.gold) == ("Where do I go?", ("1/2",))


def test_mtrag_s_last_question_has_the_earlier_ones_as_history(shared: Path) -> None:
    partial, nothing = opened("mtrag-un", shared).questions
    assert (partial.text, partial.history) == ("For how long?", ("Do cats sleep?",))
    assert (partial.label, partial.gold) == (Label.PARTIAL, ("1/1",))
    assert (nothing.label, nothing.gold) == (Label.UNANSWERABLE, ())


def test_a_sample_is_always_the_same_and_the_whole_can_be_had(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evals.external, "SAMPLE", 2)
    first, second = (opened("clapnq", shared).questions for _ in range(2))
    assert first == second
    assert len(first) == 2
    whole = open_set("clapnq", AskedEncoder(), shared, whole=True)
    assert whole is not None
    assert len(whole.questions) == 3


def test_an_index_is_used_again(shared: Path) -> None:
    opened("clapnq", shared)
    again = AskedEncoder()
    assert open_set("clapnq", again, shared) is not None
    assert "Dogs. Dogs bark ." not in again.encoded


def test_every_question_is_asked(shared: Path) -> None:
    asked = ask_all(opened("clapnq", shared))
    assert [a.question.id for a in asked] == ["1", "2", "3"]
    assert {a.rank for a in asked if not a.question.answerable} == {None}
    assert all(0 <= a.confidence <= 1 for a in asked)


def test_an_absent_set_is_skipped_with_a_line(shared: Path) -> None:
    absent = shared / "elsewhere"
    assert open_set("clapnq", AskedEncoder(), absent) is None
    table = external_table(AskedEncoder(), absent)
    assert table.rows == ()
    assert table.notes[0] == f"clapnq skipped: {absent / 'data' / 'clapnq'} is not there."
    assert len(table.notes) == len(BARS)


def test_the_table_holds_figures_against_their_bars(shared: Path) -> None:
    table = external_table(AskedEncoder(), shared)
    assert [row[0] for row in table.rows] == ["clapnq", "squad2", "doc2dial", "mtrag-un"]
    assert [row[1] for row in table.rows] == ["3", "2", "1", "2"]
    clapnq = table.rows[0]
    assert clapnq[2].endswith(("≥ 96%", "< 96%"))
    assert any(note.startswith("mtrag-un: refused, ") for note in table.notes)


def asked(label: Label, rank: int | None, confidence: float) -> Asked:
    return Asked(ExternalQuestion("q", "?", label), rank, confidence, refused=False)


def test_figures_are_of_the_answerable_against_the_unanswerable() -> None:
    found = external_figures(
        [
            asked(Label.ANSWERABLE, 0, 0.9),
            asked(Label.ANSWERABLE, 4, 0.5),
            asked(Label.UNANSWERABLE, None, 0.5),
            asked(Label.PARTIAL, 0, 0.0),
        ]
    )
    assert found == {"first 1": 0.5, "first 5": 1.0, "AUC": 0.75}


def test_an_area_needs_both_kinds() -> None:
    assert area([0.5], []) is None
    assert area([0.2], [0.9]) == 0.0
