"""What is logged of answers: bounded, without who asked or what, and never of a person's story."""

from __future__ import annotations

import errno
import json
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from assistant.audit.figures import day, most_refused, periods, week
from assistant.audit.line import Line, hashed
from assistant.audit.log import FILES, AuditLog, folder_of, open_log, read
from assistant.cli import main
from assistant.library.library import Library
from assistant.settings import PROJECT, Settings
from full_disk import filling_up
from ingest.errors import UsageError
from kept_answers import answer

MEGABYTE = 1_000_000
STORY = "My son, who is 14, has been on the waiting list at Anytown for a year. What was promised?"


def logging_to(folder: Path, most: int = MEGABYTE, *, with_text: bool = False) -> AuditLog:
    return AuditLog(folder, most, with_text=with_text)


def asked(question: str, outcome: Outcome = Outcome.ANSWERED) -> Answer:
    """An answer to a question that stands alone."""
    return replace(answer(outcome, question), standalone=question)


def written(folder: Path) -> str:
    """All that stands in the files of a log."""
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob("*.jsonl")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "audit"


@pytest.fixture(scope="module")
def library(home_library: Library) -> Library:
    return home_library


def test_unless_it_is_set_nothing_is_logged() -> None:
    assert Settings().audit == "off"
    assert open_log(Settings()) is None


def test_the_log_lies_beside_the_conversations(tmp_path: Path) -> None:
    settings = Settings.from_environment({"PARITY_KEPT_DIR": str(tmp_path), "PARITY_AUDIT": "on"})
    assert folder_of(settings) == tmp_path / "audit"
    assert open_log(settings) is not None


@pytest.mark.parametrize("value", ["yes", "full", "1"])
def test_another_word_for_the_setting_is_an_error(value: str) -> None:
    with pytest.raises(UsageError, match="off or on or text"):
        Settings.from_environment({"PARITY_AUDIT": value})


def test_a_line_says_what_became_of_a_question_and_not_what_it_was(folder: Path) -> None:
    logging_to(folder).note(asked("How did staff grow?"), "f" * 16)
    [line] = map(json.loads, written(folder).splitlines())
    assert line.pop("time").endswith("+00:00")
    assert len(line.pop("question")) == 32
    assert line == {
        "outcome": "answered",
        "documents": ["plan"],
        "paragraphs": ["plan/Annex A/3"],
        "answerer": "ollama:llama3.1",
        "fingerprint": "f" * 16,
        "seconds": 0.5,
    }
    assert "staff" not in written(folder)


def test_only_the_account_that_runs_parity_reads_it(folder: Path) -> None:
    logging_to(folder).note(asked("How?"), "f")
    for file in ("audit.jsonl", "key"):
        assert stat.S_IMODE((folder / file).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_equal_questions_have_one_hash_and_other_keys_give_others(tmp_path: Path) -> None:
    for name in ("one", "other"):
        for question in ("Was it met?", "  was it MET", "Was it kept?"):
            logging_to(tmp_path / name).note(asked(question), "f")
    one, other = ([line.question for line in read(tmp_path / n).lines] for n in ("one", "other"))
    assert one[0] == one[1] != one[2]
    assert not set(one) & set(other)
    assert one[0] != hashed("Was it met?", b"")


def test_the_text_is_kept_only_where_that_is_set_and_then_masked(folder: Path) -> None:
    question = "I am 943 476 5919 of 12 Acacia Avenue, BS1 4DJ: was it met?"
    logging_to(folder, with_text=True).note(asked(question), "f")
    [line] = read(folder).lines
    assert line.text == "I am [NHS number] of [address]: was it met?"


def test_the_hash_of_a_question_has_nothing_of_a_number_in_it(folder: Path) -> None:
    log = logging_to(folder)
    log.note(asked("I am 943 476 5919: was it met?"), "f")
    log.note(asked("I am 401 023 2137: was it met?"), "f")
    first, second = read(folder).lines
    assert first.question == second.question


def test_a_number_that_the_documents_print_is_logged_as_it_is(folder: Path) -> None:
    made = replace(asked("whose is 0161 496 0000?"), printed=("1614960000",))
    logging_to(folder, with_text=True).note(made, "f")
    assert read(folder).lines[0].text == "whose is 0161 496 0000?"


def test_nothing_whatever_is_written_of_what_is_private(folder: Path) -> None:
    logging_to(folder, with_text=True).note(replace(asked("I …"), private=True), "f")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("I want to die", ()),
        ("my brother says he cannot go on and I am frightened for him", ()),
        ("can I take ibuprofen while I'm on sertraline?", ()),
        (STORY, ()),
        ("and for eating disorders?", (STORY,)),
    ],
)
def test_distress_and_stories_leave_no_line_no_hash_and_no_moment(
    library: Library, folder: Path, question: str, history: Sequence[str]
) -> None:
    log = logging_to(folder, with_text=True)
    made = Assistant(library, log=log).ask(question, history)
    assert made.private
    assert not folder.exists()


def test_every_answer_goes_through_one_place(library: Library, folder: Path) -> None:
    assistant = Assistant(library, log=logging_to(folder))
    made = assistant.ask("Was the target for eating disorders met?")
    assistant.as_runnable().invoke({"question": "What does a clinic in Paris cost?"})
    assistant.follow_ups(made)
    lines = read(folder).lines
    assert [line.outcome for line in lines] == ["answered", "not_in_documents"]
    assert set(lines[0].paragraphs) == {c.paragraph.key for c in made.citations}
    assert {line.fingerprint for line in lines} == {assistant.fingerprint}
    assert {line.answerer for line in lines} == {"extractive"}


def test_the_files_go_round_and_take_no_more_than_they_may(folder: Path) -> None:
    most = 10_000
    log = logging_to(folder, most)
    for number in range(100):
        log.note(asked(f"question {number}?"), "f")
    files = list(folder.glob("*.jsonl"))
    assert len(files) == FILES
    assert sum(file.stat().st_size for file in files) <= most
    lines = read(folder).lines
    assert 0 < len(lines) < 100
    key = bytes.fromhex((folder / "key").read_text())
    assert lines[-1].question == hashed("question 99?", key)
    assert [line.time for line in lines] == sorted(line.time for line in lines)


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from dataclasses import replace
from assistant.audit.log import AuditLog
from full_disk import filling_up
from kept_answers import answer
log = AuditLog(Path(sys.argv[1]), 1_000_000, with_text=False)
for number in range(40):
    log.note(replace(answer(), standalone=f"{number}"), sys.argv[2])
"""


def test_several_processes_write_whole_lines_with_one_key(folder: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    running = [subprocess.Popen([*command, n], cwd=PROJECT, env=environment) for n in "abc"]
    assert [one.wait() for one in running] == [0, 0, 0]
    logged = read(folder)
    assert (len(logged.lines), logged.damaged) == (120, 0)
    assert len({line.question for line in logged.lines}) == 40


def test_a_folder_that_cannot_be_written_breaks_no_answer_and_is_said_once(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "kept").write_text("in the way")
    assistant = Assistant(library, log=logging_to(tmp_path / "kept" / "audit"))
    with caplog.at_level(logging.WARNING):
        made = [assistant.ask("Was the target for eating disorders met?") for _ in range(2)]
    assert made[0].outcome is Outcome.ANSWERED
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "What is asked is not being logged"
    ]
    assert "eating" not in caplog.text


def test_a_full_disk_leaves_the_lines_that_were_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging_to(folder)
    log.note(asked("One?"), "f")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", filling_up(Path.open))
        log.note(asked("Two?"), "f")
    assert os.strerror(errno.ENOSPC) in caplog.text
    log.note(asked("Three?"), "f")
    logged = read(folder)
    assert (len(logged.lines), logged.damaged) == (2, 0)


def test_a_line_that_was_cut_short_costs_itself_and_no_other(folder: Path) -> None:
    log = logging_to(folder)
    log.note(asked("One?"), "f")
    with (folder / "audit.jsonl").open("a") as out:
        out.write('{"time": "2026')
    log.note(asked("Two?"), "f")
    logged = read(folder)
    assert (len(logged.lines), logged.damaged) == (2, 1)


@pytest.mark.parametrize("kept", ["", "no key", "zz" * 32])
def test_a_damaged_key_is_told_and_never_replaced(
    folder: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir(parents=True)
    (folder / "key").write_text(kept)
    logging_to(folder).note(asked("One?"), "f")
    assert (folder / "key").read_text() == kept
    assert "not being logged" in caplog.text
    assert not written(folder)


@pytest.mark.parametrize(
    "text", ["[]", "{}", "no JSON", '{"time": 3}', '{"outcome": "lost"}', "\x00", "[" * 10_000]
)
def test_lines_that_are_none_are_counted(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "audit.jsonl").write_text(f"{text}\n")
    assert read(folder).damaged == 1


@pytest.mark.parametrize("value", [{}, 3, "yesterday", ["2026"]])
def test_a_line_without_a_moment_is_none(folder: Path, value: object) -> None:
    logging_to(folder).note(asked("One?"), "f")
    file = folder / "audit.jsonl"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"time": value}) + "\n")
    assert (read(folder).lines, read(folder).damaged) == ((), 1)


def line(time: str, outcome: str, question: str = "a", text: str = "") -> Line:
    return Line(time, outcome, (), (), "extractive", "f", 0.5, question, text)


LINES = [
    line("2026-03-02T10:00:00+00:00", "answered"),
    line("2026-03-03T10:00:00+00:00", "not_in_documents", "b"),
    line("2026-03-03T11:00:00+00:00", "not_in_documents", "b", "Why?"),
    line("2026-03-09T10:00:00+00:00", "needs_clarifying", "c"),
    line("2026-03-09T11:00:00+00:00", "about", "d"),
]


def test_outcomes_are_counted_by_day_and_by_week() -> None:
    by_day, by_week = periods(LINES, day), periods(LINES, week)
    assert [(of.name, of.total) for of in by_day] == [
        ("2026-03-02", 1),
        ("2026-03-03", 2),
        ("2026-03-09", 2),
    ]
    assert [(of.name, of.total) for of in by_week] == [("2026-W10", 3), ("2026-W11", 2)]
    assert dict(by_week[0].outcomes) == {"answered": 1, "not_in_documents": 2}


def test_what_is_refused_most_often_comes_first_with_its_text_where_kept() -> None:
    found = most_refused(LINES, 10)
    assert [(of.question, of.count, of.text) for of in found] == [("b", 2, "Why?"), ("c", 1, "")]


@pytest.fixture
def parity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    monkeypatch.setenv("PARITY_KEPT_DIR", str(tmp_path))

    def run(*options: str) -> str:
        assert main(["audit", *options]) == 0
        return capsys.readouterr().out

    return run


def test_the_command_says_that_nothing_is_logged_and_how_it_would_be(parity: Any) -> None:
    said = parity()
    assert said.startswith("0 answers logged in")
    assert "PARITY_AUDIT is off" in said


def test_the_command_shows_outcomes_and_what_is_refused(parity: Any, tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    lines = "".join(f"{one.to_json()}\n" for one in LINES)
    (tmp_path / "audit" / "audit.jsonl").write_text(f"{lines}half a li\n")
    said = parity("--by", "week")
    assert "1 damaged line" in said
    rows = [row.split() for row in said.splitlines()]
    assert ["2026-W10", "3", "1", "2", "0", "0", "0.50"] in rows
    assert ["2", "Why?", "(last", "on", "2026-03-03)"] in rows
    found = json.loads(parity("--json"))
    assert (found["answers"], found["damaged"], found["setting"]) == (5, 1, "off")
    assert [of["period"] for of in found["periods"]] == ["2026-03-02", "2026-03-03", "2026-03-09"]
    assert found["refused"][0]["text"] == "Why?"


def test_a_log_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARITY_KEPT_DIR", str(tmp_path))
    (tmp_path / "audit" / "audit.jsonl").mkdir(parents=True)
    assert main(["audit"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
