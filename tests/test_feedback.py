"""What people say of answers is kept on this machine and becomes unreviewed questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.kept import feedback as feedback_module
from assistant.kept.feedback import (
    Feedback,
    FeedbackError,
    Opinion,
    candidates,
    feedback_on,
    may_be_written,
    read,
    write,
)
from assistant.kept.turn import Turn
from assistant.settings import Settings
from assistant.terminal.feedback import export
from evals.questions import Part, read_questions
from full_disk import filling_up
from kept_answers import answer, turn


def feedback(verdict: Opinion = Opinion.USEFUL, note: str = "", of: Turn | None = None) -> Feedback:
    of = of or turn()
    assert of.answer
    return feedback_on(of, of.answer, verdict, note, ["What of beds?"])


def test_feedback_has_all_that_is_needed_to_look_into_it(tmp_path: Path) -> None:
    write(tmp_path, feedback(Opinion.EVIDENCE_WRONG, " Paragraph 39 says 41. "))
    (kept,) = read(tmp_path).feedback
    assert (kept.verdict, kept.note) == (Opinion.EVIDENCE_WRONG, "Paragraph 39 says 41.")
    assert (kept.question, kept.history) == ("How did staff grow?", ("What of beds?",))
    assert kept.cited == ("plan/Annex A/3",)
    assert kept.quotes == ("Staff grew by $5 to 6%.", "Nurses: call 0161 496 0000.")
    assert kept.fingerprint == "f" * 16
    assert kept.outcome == "answered"
    assert "Staff grew by $5 to 6%." in kept.answer
    assert kept.date.startswith("20")


def test_the_last_verdict_on_an_answer_counts_and_may_be_taken_back(tmp_path: Path) -> None:
    first, second = turn("One?"), turn("Two?")
    write(tmp_path, feedback(Opinion.USEFUL, of=first))
    write(tmp_path, feedback(Opinion.USEFUL, of=second))
    write(tmp_path, feedback(Opinion.NOT_USEFUL, "no figure", of=first))
    assert [(of.question, of.verdict) for of in read(tmp_path).feedback] == [
        ("Two?", Opinion.USEFUL),
        ("One?", Opinion.NOT_USEFUL),
    ]
    write(tmp_path, feedback(Opinion.TAKEN_BACK, of=first))
    kept = read(tmp_path)
    assert [of.question for of in kept.feedback] == ["Two?"]
    assert kept.counts == {"useful": 1, "not useful": 0, "the evidence is wrong": 0}


def test_what_is_personal_is_masked_in_what_people_wrote(tmp_path: Path) -> None:
    asked = turn("I am 943 476 5919: how did staff grow?")
    write(tmp_path, feedback(note="ring 0161 496 0001 or a@b.example", of=asked))
    text = (tmp_path / "feedback.jsonl").read_text("utf-8")
    assert "943 476" not in text
    assert "0161 496 0001" not in text
    assert "a@b.example" not in text
    assert "Nurses: call 0161 496 0000." in text


@pytest.mark.parametrize(
    ("of", "note", "may"),
    [
        (turn(), "", True),
        (turn(), "The target for suicide prevention is in paragraph 3.", True),
        (turn(), "I want to die", False),
        (replace(turn(), private=True), "", False),
        (replace(turn(), answer=replace(answer(), help="Call 999.")), "", False),
    ],
)
def test_nothing_is_written_where_somebody_is_in_distress(of: Turn, note: str, may: bool) -> None:
    assert may_be_written(of, note) is may


def retyped(name: str, value: object, line: str) -> str:
    """A line of feedback of which one field is of another type."""
    return json.dumps(json.loads(line) | {name: value}) + "\n"


def test_a_line_that_is_damaged_loses_no_other_and_is_counted(tmp_path: Path) -> None:
    write(tmp_path, feedback())
    file = tmp_path / "feedback.jsonl"
    line = file.read_text("utf-8")
    wrong: list[Callable[[str], str]] = [
        lambda of: of[: len(of) // 2] + "\n",
        lambda of: "[]\n",
        lambda of: of.replace('"useful"', '"splendid"'),
        lambda of: of.replace('"turn"', '"no"'),
        *(partial(retyped, name, value) for name in json.loads(line) for value in ({}, 3, [[]])),
    ]
    file.write_text(line + "".join(damage(line) for damage in wrong) + "\n", encoding="utf-8")
    write(tmp_path, feedback())
    kept = read(tmp_path)
    assert (len(kept.feedback), kept.damaged) == (2, len(wrong))


@pytest.mark.parametrize("left", ['{"turn": "', "{", "\x00\x00"])
def test_half_a_line_costs_itself_and_no_verdict_after_it(tmp_path: Path, left: str) -> None:
    write(tmp_path, feedback())
    with (tmp_path / "feedback.jsonl").open("a") as out:
        out.write(left)
    write(tmp_path, feedback())
    write(tmp_path, feedback())
    kept = read(tmp_path)
    assert (len(kept.feedback), kept.damaged) == (3, 1)


def test_a_disk_that_fills_up_leaves_the_lines_that_were_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, feedback())
    before = (tmp_path / "feedback.jsonl").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", filling_up(Path.open))
        with pytest.raises(FeedbackError, match="could not be written down"):
            write(tmp_path, feedback())
    assert (tmp_path / "feedback.jsonl").read_bytes() == before
    write(tmp_path, feedback())
    assert (len(read(tmp_path).feedback), read(tmp_path).damaged) == (2, 0)


def test_half_a_sign_is_written_and_exported_as_its_escape(tmp_path: Path) -> None:
    note = "half a sign \ud83d"
    write(tmp_path, feedback(note=note))
    assert (read(tmp_path).feedback[0].note == note) is True
    export(Settings(kept_dir=tmp_path), tmp_path / "candidates.jsonl")
    for file in ("feedback.jsonl", "candidates.jsonl"):
        assert r"half a sign \ud83d" in (tmp_path / file).read_text("utf-8")


def test_a_full_file_and_a_folder_that_cannot_be_written_are_one_sentence_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FeedbackError, match="PARITY_KEPT_DIR"):
        write(tmp_path / "file", feedback())
    monkeypatch.setattr(feedback_module, "MOST_BYTES", 10)
    with pytest.raises(FeedbackError, match="full"):
        write(tmp_path, feedback())


def test_candidates_have_the_form_of_the_reference_questions_and_say_that_nobody_read_them(
    tmp_path: Path,
) -> None:
    given = [
        feedback(Opinion.USEFUL),
        feedback(Opinion.NOT_USEFUL, "It is about beds."),
        feedback(Opinion.EVIDENCE_WRONG),
    ]
    file = tmp_path / "candidates.jsonl"
    file.write_text("".join(json.dumps(of) + "\n" for of in candidates(given)), encoding="utf-8")
    questions = read_questions(file)
    assert [of.gold for of in questions] == [("plan/Annex A/3",), (), ()]
    assert questions[1].why == "Unreviewed feedback: not useful. It is about beds."
    for of in questions:
        assert (of.family, of.part, of.history) == ("unreviewed", Part.TUNE, ("What of beds?",))
        assert of.id.startswith("unreviewed-")
    assert len({of.id for of in questions}) == 3
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert all(line["unreviewed"] is True for line in lines)
    assert lines[1]["feedback"]["fingerprint"] == "f" * 16


def test_the_command_counts_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARITY_KEPT_DIR", str(tmp_path / "kept"))
    assert main(["feedback"]) == 0
    assert "Feedback on 0 answers" in capsys.readouterr().out
    write(tmp_path / "kept", feedback(Opinion.NOT_USEFUL))
    assert main(["feedback"]) == 0
    assert "1  not useful" in capsys.readouterr().out
    file = tmp_path / "new.jsonl"
    assert main(["feedback", "export", str(file)]) == 0
    assert "1 candidate question in" in capsys.readouterr().out
    assert [of.question for of in read_questions(file)] == ["How did staff grow?"]


@pytest.mark.parametrize(
    ("arguments", "sentence", "status"),
    [
        (["feedback", "export"], "needs a file", 2),
        (["feedback", "export", "{there}"], "is there already", 1),
        (["feedback", "export", "{there}/x"], "cannot be written", 1),
        (["feedback", "count"], "invalid choice", 2),
    ],
)
def test_a_wrong_command_is_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
    status: int,
) -> None:
    monkeypatch.setenv("PARITY_KEPT_DIR", str(tmp_path / "kept"))
    there = tmp_path / "there"
    there.write_text("mine")
    assert main([given.format(there=there) for given in arguments]) == status
    assert sentence in capsys.readouterr().err
    assert there.read_text() == "mine"
