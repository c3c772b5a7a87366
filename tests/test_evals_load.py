"""Many sessions on the real page, what they see while something breaks, and how it is told."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answering.finding import WITHOUT_SERVER
from assistant.settings import PROJECT, Settings
from builders import write_corpus
from evals.load import clock
from evals.load.app import App, place, running
from evals.load.faults import Outcome, broken, of_index
from evals.load.page import Seen, texts
from evals.load.report import Load, Measured, page
from evals.load.servers import chat_model, started
from evals.load.sessions import (
    Alone,
    Asked,
    Crowd,
    Kind,
    Turn,
    ask_alone,
    conversations,
    percentile,
)
from evals.questions import read_questions
from ingest.indexing.embedding import Encoder
from ingest.sync import ingest

PLAN = "1. Nurses train for three years.\n2. Beds close early in May.\n3. A home is near.\n"
TALKS = [("Do beds close early?",), ("How long do nurses train?", "And when do beds close?")]
TURN: Turn = (("Do beds close?",), 0)
SEEN = Seen("<h2>Do beds close?</h2>", "<p>They do.</p>", ("When?",), (), 0.5)
BELOW = f'<p class="small">{WITHOUT_SERVER}</p>'


def kind_of(seen: Seen | None, *alone: Seen) -> Kind:
    return Alone({TURN: list(alone or [SEEN])}).kind(Asked(TURN, 0.0, 1.0, seen))


async def seen_by_one_and_by_three(app: App) -> tuple[Alone, list[tuple[Turn, Seen]], Crowd]:
    alone = Alone()
    for turn, seen in await ask_alone(app.address, TALKS):
        alone.add(turn, seen)
    again = await ask_alone(app.address, TALKS)
    crowd = Crowd(app.address, TALKS, sessions=3, interval=0.5)
    await crowd.run(seconds=3.0)
    return alone, again, crowd


@pytest.mark.slow
def test_three_sessions_see_what_one_alone_does_and_are_told_why_while_the_index_is_gone(
    tmp_path: Path, encoder: Encoder
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_corpus(corpus, {"plan.txt": PLAN})
    ingest(corpus, index, encoder)
    scratch = place(tmp_path / "scratch", Settings(corpus_dir=corpus, index_dir=index))
    (deleted,) = (fault for fault in of_index() if fault.name == "index deleted")
    with running(scratch) as app:
        alone, again, crowd = asyncio.run(seen_by_one_and_by_three(app))
        assert len(alone.seen) == len(again) == 3
        assert all("Beds close early in May." in seen.answer for (_, at), seen in again if at)
        assert all(seen.fields == alone.seen[turn][0].fields for turn, seen in again)
        assert len(crowd.asked) >= 3
        assert {alone.kind(one) for one in crowd.asked} == {Kind.SAME}

        crowd = Crowd(app.address, TALKS, sessions=3, interval=0.5)
        outcome = asyncio.run(broken(app, deleted, TALKS, alone, crowd, seconds=2.0))
        assert not outcome.count(Kind.OTHER)
        assert not outcome.errors
        assert outcome.count(Kind.SAID)
        assert [line.partition(";")[0] for line in outcome.said] == ["There is no index here yet"]
        assert outcome.recovered is not None
        assert index.exists()
        assert "Traceback" not in app.log


def test_an_answer_is_as_alone_only_in_every_field() -> None:
    assert kind_of(SEEN) is Kind.SAME
    assert kind_of(replace(SEEN, seconds=9.0)) is Kind.SAME
    for other in (
        replace(SEEN, question="<h2>Do homes?</h2>"),
        replace(SEEN, answer="<p>They do not.</p>"),
        replace(SEEN, offered=()),
    ):
        assert kind_of(other) is Kind.OTHER
    assert kind_of(None) is Kind.ERROR


def test_another_answer_is_explained_by_a_sentence_that_was_not_there_before() -> None:
    without = replace(SEEN, answer=SEEN.answer + BELOW)
    assert kind_of(without) is Kind.SAID
    assert kind_of(replace(without, question=""), without) is Kind.OTHER
    assert kind_of(replace(SEEN, said=("Not kept.",))) is Kind.SAID
    assert kind_of(replace(SEEN, offered=(), said=("None was tried.",))) is Kind.SAID
    assert kind_of(replace(SEEN, answer="<p>No.</p>", said=("Not kept.",))) is Kind.OTHER
    assert kind_of(replace(SEEN, answer="", said=("There is no index.",))) is Kind.SAID
    for line in ("Understood as: Do homes close?", "Searched all 3 paragraphs of 1 document."):
        small = f'<p class="small">{line}</p>'
        assert kind_of(replace(SEEN, answer=SEEN.answer + small)) is Kind.OTHER


def test_what_another_edition_says_is_as_alone_as_well() -> None:
    other = replace(SEEN, answer="<p>They do, in May.</p>")
    assert kind_of(other, SEEN, other) is kind_of(SEEN, SEEN, other) is Kind.SAME


def test_the_sentences_of_a_failure_are_read_without_their_label() -> None:
    body = '<div class="note failure"><p class="label">Not kept</p><p>No  room.</p></div><p>So.</p>'
    assert texts(body, "failure") == ("No room.",)
    assert texts(" ", "failure") == ()


def test_no_held_question_is_asked() -> None:
    held = {question.question for question in read_questions() if question.id.startswith("h")}
    talks = conversations(10_000)
    assert len(talks) > 500
    assert not {talk[-1] for talk in talks} & held
    assert len(conversations(7)) == 7


@pytest.mark.parametrize("shift", [-86_400.0, 0.0, 86_400.0])
def test_a_clock_is_turned_for_parity_and_its_monotonic_one_is_not(
    tmp_path: Path, shift: float
) -> None:
    clock.prepare(tmp_path, tmp_path / "shift")
    code = (
        "import sys, time; from assistant.kept.turn import now; from evals.load.clock import turn\n"
        "from pathlib import Path; began = time.monotonic()\n"
        "turn(Path(sys.argv[1]), float(sys.argv[2])); print(now()); print(time.time())\n"
        "assert time.monotonic() - began < 60"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "shift"), str(shift)],
        env={"PYTHONPATH": f"{tmp_path}:{PROJECT}", clock.VARIABLE: str(tmp_path / "shift")},
        capture_output=True,
        text=True,
        check=True,
    )
    told, seconds = printed.stdout.split()
    true = datetime.now(UTC).timestamp()
    assert abs(datetime.fromisoformat(told).timestamp() - true - shift) < 60
    assert abs(float(seconds) - true - shift) < 60


def test_a_server_can_be_stopped_held_still_and_started_again() -> None:
    with started(chat_model()) as server:
        assert server.answers()
        server.hang()
        assert not server.answers()
        server.go_on()
        assert server.answers()
        server.stop()
        assert not server.answers()
        server.start()
        assert server.answers()


def measured(*asked: Asked) -> Measured:
    load = Load(
        50, 600.0, 20.0, 3.3, 8, 0.75, [SEEN] * 4, 0, asked, Alone({TURN: [SEEN]}), 700, 750
    )
    return Measured(load, "python -m evals.load --faults", "/scratch")


def test_the_page_tells_the_ratios_and_what_each_fault_gave() -> None:
    slow = Asked(TURN, 0.0, 1.0, replace(SEEN, seconds=1.0))
    gone = Asked(TURN, 0.0, 1.0, Seen("", "", (), ("There is no index at /scratch/a.",), 0.1))
    made = measured(slow, slow)
    made.outcomes = [Outcome(of_index()[3], [slow, gone], made.load.alone, 1.4)]
    written = page(made)
    assert "| 95% of answers within | 0.50 s | 1.00 s, 2.0 times |" in written
    assert (
        "| index deleted | the whole folder | put back from a copy | 1 | 1 | 0 | 0 | 1 s |"
        in written
    )
    assert "| index deleted | 1 | There is no index at …/a. |" in written
    assert made.well


@pytest.mark.parametrize("seen", [None, replace(SEEN, answer="")])
def test_what_no_reader_should_see_is_not_well(seen: Seen | None) -> None:
    assert not measured(Asked(TURN, 0.0, 1.0, seen)).well


def test_no_answer_has_no_time() -> None:
    assert percentile([], 0.95) == percentile([replace(SEEN, answer="")], 0.95) == 0.0
