"""The report has every figure, every wrong question and, where it can be drawn, the plot."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import evals.intervals
import evals.plot
from assistant.answer import Answer, Citation, Outcome, Statement
from evals.metrics import Scored, score
from evals.plot import LEFT_OUT, Steps, curve
from evals.questions import Part, Question
from evals.report import Report, Result
from evals.tables import Table
from passages import PLAN, paragraph, passage

LEFT = paragraph("Some 420 left.")
REFUSAL = Answer("?", "?", Outcome.NOT_IN_DOCUMENTS, "These documents do not say.")
ANSWER = Answer(
    "?",
    "?",
    Outcome.ANSWERED,
    statements=(Statement("Some 420 left.", 1),),
    citations=(Citation(1, PLAN, LEFT, "Some 420 left."),),
    passages=(passage(LEFT),),
    confidence=0.6,
    seconds=0.02,
)


def question(id_: str, *, answerable: bool = True, fact: str = "420") -> Question:
    gold, facts = (("plan/1",), ((fact,),)) if answerable else ((), ())
    return Question(id_, "number", f"What of {id_}?", gold, facts, why="No such count is given.")


def result(of: Question, threshold: float, confidence: float = 0.6) -> Result:
    """A question that is answered with this confidence, at this threshold."""
    shown = score(of, replace(ANSWER, confidence=confidence))
    withheld = score(of, REFUSAL)
    return Result(
        shown if confidence >= threshold else withheld,
        Steps(((confidence, shown), (math.inf, withheld))),
        "" if confidence >= threshold else REFUSAL.message,
    )


def results(threshold: float) -> list[Result]:
    return [
        result(question("a001"), threshold, 0.8),
        result(question("a002"), threshold, 0.4),
        result(question("h002", fact="999"), threshold, 0.9),
        result(question("h003", answerable=False), threshold, 0.3),
        result(question("h004", answerable=False), threshold, 0.7),
    ]


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evals.intervals, "RESAMPLES", 20)


def test_a_higher_threshold_never_answers_more() -> None:
    points = curve([r.steps for r in results(0.5)], 0.5)
    assert [p.threshold for p in points] == sorted(p.threshold for p in points)
    for before, after in pairwise(points):
        assert after.wrongly_answered <= before.wrongly_answered
        assert after.rightly_answered <= before.rightly_answered


def test_the_curve_is_the_product_s_at_the_committed_threshold() -> None:
    of = results(0.5)
    report = Report.of(of, 0.5)
    (here,) = [p for p in curve([r.steps for r in of], 0.5) if p.threshold == 0.5]
    assert here.rightly_answered == report.figures["all"]["answered rightly"]
    recall = report.figures["all"]["refusal recall"]
    assert recall is not None
    assert here.wrongly_answered == pytest.approx(1 - recall)


def test_without_both_kinds_of_question_there_is_no_curve() -> None:
    assert curve([result(question("a001"), 0.5).steps], 0.5) == []


def test_what_went_wrong_is_said() -> None:
    said = [r.fault for r in results(0.5)]
    assert said == [
        "",
        "refused, “These documents do not say.”; gold not found",
        "a fact is missing; gold ranked 1",
        "",
        "answered, though No such count is given",
    ]


def test_the_report_has_its_tables_and_the_wrong_questions_of_both_parts(tmp_path: Path) -> None:
    of = results(0.5)
    assert {r.scored.question.part for r in of if r.fault} == set(Part)
    beside = Table("External sets", ("Set", "first 1"), (("clapnq", "95.0%"),))
    left_out = Report.of(of, 0.5).write(tmp_path, {"all": {"answered rightly": 0.5}}, [beside])
    assert left_out is None
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    for title in ("Figures", "Right, by family", "Answers by confidence", "External sets"):
        assert f"## {title}" in text
    assert "| answered rightly |" in text
    for wrong in ("a002", "h002", "h004"):
        assert f"| {wrong} | number | What of {wrong}? |" in text
    assert "What of a001?" not in text
    assert "threshold.png" in text
    assert (tmp_path / "threshold.png").read_bytes().startswith(b"\x89PNG")
    written = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert set(written["intervals"]) == {"tune", "held", "all"}
    assert written["tables"][0]["rows"] == [["clapnq", "95.0%"]]


def test_without_matplotlib_the_report_says_how_to_get_the_plot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evals.plot, "find_spec", lambda name: None)
    assert Report.of(results(0.5), 0.5).write(tmp_path, {}, []) == LEFT_OUT
    assert not (tmp_path / "threshold.png").exists()
    assert LEFT_OUT in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_answers_are_counted_by_their_confidence_whether_given_or_not() -> None:
    rows = {row[0]: row[1:] for row in Report.of(results(0.5), 0.5).bands_table().rows}
    assert rows["0.4 to 0.5"] == ("1", "1", "0")
    assert rows["0.9 to 1.0"] == ("1", "0", "0")
    assert rows["0.3 to 0.4"] == ("0", "0", "1")
    assert rows["none given"] == ("0", "", "0")


def test_a_question_keeps_its_score_up_to_its_confidence() -> None:
    steps = result(question("a001"), 0.5).steps
    at: list[Scored] = [steps.at(threshold) for threshold in (0.0, 0.6, 0.61)]
    assert [scored.refused for scored in at] == [False, False, True]
