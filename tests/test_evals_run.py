"""The evals fail when a figure falls below the baseline, and only then."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import evals.intervals
import evals.run
from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.cli import main
from assistant.settings import Settings
from evals.asking import Weighed
from evals.questions import Part, Question
from evals.run import TOLERANCE, falls, run
from evals.tables import Table
from passages import PLAN, paragraph, passage

QUESTIONS = [
    Question(id=id_, family=family, question=f"{id_}?", gold=gold, facts=facts, why=why)
    for id_, family, gold, facts, why in (
        ("a001", "number", ("plan/1",), (("420",),), ""),
        ("h001", "number", ("plan/1",), (("420",),), ""),
        ("u001", "off-subject", (), (), "no"),
        ("hu01", "off-subject", (), (), "no"),
    )
]
LEFT = paragraph("Some 420 left.")


def answer_to(question: str) -> Answer:
    """A right answer to each of QUESTIONS."""
    if question.startswith(("u", "hu")):
        return Answer(question, question, Outcome.NOT_IN_DOCUMENTS, "No.", seconds=0.01)
    return Answer(
        question,
        question,
        Outcome.ANSWERED,
        statements=(Statement("Some 420 left.", 1),),
        citations=(Citation(1, PLAN, LEFT, "Some 420 left."),),
        passages=(passage(LEFT),),
        seconds=0.02,
    )


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the evals over QUESTIONS with files of their own."""
    monkeypatch.setattr(evals.run, "BASELINE_FILE", tmp_path / "baseline.json")
    monkeypatch.setattr(evals.run, "OUT", tmp_path / "out")
    monkeypatch.setattr(evals.run, "read_questions", lambda: QUESTIONS)
    monkeypatch.setattr(evals.run, "Encoder", lambda name: None)
    monkeypatch.setattr(evals.run, "open_reader", lambda setting: None)
    monkeypatch.setattr(evals.intervals, "RESAMPLES", 20)

    def ran(answer: Callable[[str], Answer] = answer_to, **options: bool) -> int:
        def asked(
            settings: Settings, encoder: None, reader: None, questions: list[Question]
        ) -> list[Weighed]:
            return [Weighed(answer(question.question)) for question in questions]

        monkeypatch.setattr(evals.run, "ask_all", asked)
        return run(Settings(), **options)

    return ran


def refuse(question: str) -> Answer:
    return answer_to("u")


def test_without_a_baseline_nothing_fails(
    ran: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert ran() == 0
    assert "--accept" in capsys.readouterr().out
    assert not (tmp_path / "baseline.json").exists()


def test_an_accepted_baseline_has_every_part(ran: Callable[..., int], tmp_path: Path) -> None:
    assert ran(accept=True) == 0
    baseline = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
    assert set(baseline) == {"tune", "held", "all"}
    assert baseline["all"]["answered rightly"] == 1
    assert ran() == 0


def test_a_worse_answer_fails_the_run_and_is_named(
    ran: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    ran(accept=True)
    capsys.readouterr()
    assert ran(refuse) == 1
    assert "answered rightly (all): 100.0% before, 0.0% now" in capsys.readouterr().out


def test_a_better_answer_does_not_fail_the_run(ran: Callable[..., int]) -> None:
    ran(refuse, accept=True)
    assert ran() == 0


def test_accepting_worse_figures_lowers_the_baseline(ran: Callable[..., int]) -> None:
    ran(accept=True)
    assert ran(refuse, accept=True) == 0
    assert ran(refuse) == 0


def test_the_report_lists_every_question(ran: Callable[..., int], tmp_path: Path) -> None:
    ran()
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [question["id"] for question in report["questions"]] == ["a001", "h001", "u001", "hu01"]
    assert [question["right"] for question in report["questions"]] == [True] * 4
    assert {question["part"] for question in report["questions"]} <= set(Part)


def test_the_wrong_questions_are_in_the_report_and_not_on_the_terminal(
    ran: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran(refuse)
    printed = capsys.readouterr().out
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    wrong = [question for question in QUESTIONS if question.answerable]
    assert {question.part for question in wrong} == set(Part)
    for question in wrong:
        assert question.question in report
        assert question.id not in printed


def test_the_ablation_and_the_external_sets_are_added_only_when_asked_for(
    ran: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evals.run, "ablation_tables", lambda *_: [Table("Ranked", ("by",), ())])
    monkeypatch.setattr(evals.run, "external_table", lambda *_, whole: Table("Sets", ("set",), ()))
    monkeypatch.setattr(evals.run, "papers_table", lambda *_: Table("Papers", ("figure",), ()))
    ran()
    assert "Ranked" not in capsys.readouterr().out
    ran(with_ablation=True, with_external=True)
    printed = capsys.readouterr().out
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    for title in ("Ranked", "Sets", "Papers"):
        assert title in printed
        assert f"## {title}" in report


def test_the_whole_of_no_external_set_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evals", "--full"]) == 2
    assert "--external" in capsys.readouterr().err


def test_a_fall_is_reported_and_a_rise_is_not() -> None:
    before = {"all": {"right": 0.8, "cited": 0.5}}
    assert falls({"all": {"right": 0.9, "cited": 0.5}}, before) == []
    (fall,) = falls({"all": {"right": 0.9, "cited": 0.4}}, before)
    assert fall == "cited (all): 50.0% before, 40.0% now"


def test_a_figure_that_is_gone_has_fallen() -> None:
    before = {"held": {"right": 0.8}}
    assert len(falls({"held": {"right": None}}, before)) == 1
    assert len(falls({"held": {}}, before)) == 1
    assert len(falls({}, before)) == 1


def test_a_figure_that_was_none_cannot_fall() -> None:
    assert falls({"all": {"right": 0.0}}, {"all": {"right": None}}) == []


def test_a_new_figure_is_no_fall() -> None:
    assert falls({"all": {"right": 0.1}}, {}) == []
    assert falls({"all": {"right": 0.1, "new": 0.0}}, {"all": {"right": 0.1}}) == []


def test_a_fall_of_one_question_is_more_than_is_tolerated() -> None:
    assert len(falls({"all": {"right": 0.8 - 2 / 66}}, {"all": {"right": 0.8}})) == 1
    assert falls({"all": {"right": 0.8 - TOLERANCE / 2}}, {"all": {"right": 0.8}}) == []


def test_a_quote_that_is_not_verbatim_is_one_too_many() -> None:
    before = {"all": {"quotes verbatim": 1.0}}
    assert len(falls({"all": {"quotes verbatim": 0.9999}}, before)) == 1
