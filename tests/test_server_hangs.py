"""A Chroma server that hangs, stalls or talks nonsense holds nobody up for longer than it may."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

import hanging
from assistant.answer import Answer, Outcome
from assistant.answering.finding import WITHOUT_SERVER
from assistant.ask import Assistant
from assistant.cli import main
from assistant.desk.desk import Desk
from assistant.library.library import Library
from assistant.settings import Settings
from evals.served import free_port
from hanging import Behaviour, ChromaServer, failing_server
from ingest.errors import ServerError
from ingest.indexing import outage
from ingest.indexing.embedding import Encoded
from ingest.indexing.index import searchable
from ingest.indexing.pointer import current_generation, generations
from ingest.indexing.server import Server
from ingest.indexing.texts import open_texts
from on_server import PLAN, Setup, texts
from passages import AskedEncoder

SECONDS = 0.3
"""What a call may take here; whoever is asked has answered in a little more."""
SLACK = 1.5
QUESTION = "Do beds close early?"

HANGING = [hanging.silent, hanging.stalling, hanging.dribbling, hanging.dribbling_body]
FAILING = [
    hanging.failing, hanging.garbled, hanging.no_json, hanging.other_json, hanging.hanging_up,
]  # fmt: skip


@pytest.fixture
def made(tmp_path: Path, server: Server) -> Setup:
    """An index whose records are on a server, made with the plan."""
    setup = Setup(tmp_path, server)
    setup.ingest(PLAN)
    return setup


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fails unless the block has ended within so many seconds."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def assistant_of(made: Setup, server: Server) -> Assistant:
    """As the chat opens one: nothing is asked of the server by that."""
    texts = open_texts(made.index)
    library = Library(
        texts, AskedEncoder, lambda encoder: searchable(texts, made.index, encoder, server)
    )
    return Assistant(library, threshold=0.0)


def assert_answered_without(answer: Answer) -> None:
    assert answer.outcome is Outcome.ANSWERED
    assert [citation.quote for citation in answer.citations] == ["Beds close early."]
    assert answer.note == WITHOUT_SERVER


@pytest.mark.parametrize("behave", HANGING, ids=lambda of: of.__name__)
def test_a_question_is_answered_by_words_within_the_seconds_of_a_server_that_hangs(
    made: Setup, behave: Behaviour
) -> None:
    with failing_server(behave, SECONDS) as failing:
        with at_most(SLACK):
            assistant = assistant_of(made, failing.server)
        assert failing.asked == 0
        with at_most(SECONDS + SLACK):
            assert_answered_without(assistant.ask(QUESTION))
        assert failing.asked == 1


@pytest.mark.parametrize("behave", FAILING, ids=lambda of: of.__name__)
def test_a_question_is_answered_by_words_where_a_server_fails(
    made: Setup, behave: Behaviour
) -> None:
    with failing_server(behave, 10 * SECONDS) as failing, at_most(SLACK):
        assert_answered_without(assistant_of(made, failing.server).ask(QUESTION))


def test_a_question_is_answered_by_words_where_no_server_is(made: Setup) -> None:
    with at_most(SLACK):
        gone = Server(f"http://127.0.0.1:{free_port()}")
        assert_answered_without(assistant_of(made, gone).ask(QUESTION))


@pytest.mark.parametrize("behave", [*HANGING, *FAILING], ids=lambda of: of.__name__)
def test_what_opens_or_writes_an_index_says_in_one_sentence_that_the_server_fails(
    made: Setup, behave: Behaviour
) -> None:
    before = current_generation(made.index)
    with failing_server(behave, SECONDS) as failing:
        there, made.server = made.server, failing.server
        for attempt in (made.open, lambda: made.ingest(PLAN.replace("early", "late"))):
            with pytest.raises(ServerError) as told, at_most(2 * SECONDS + SLACK):
                attempt()
            said = str(told.value)
            assert said.startswith(f"The Chroma server at {failing.server.url} ")
            assert said.count("\n") == 0
            assert ("PARITY_CHROMA_SECONDS" in said) == (behave in HANGING)
    assert current_generation(made.index) == before
    made.server = there
    assert texts(made.open())[1] == "Beds close early."


def test_only_the_first_question_waits_and_the_server_is_let_be_for_a_while(made: Setup) -> None:
    with failing_server(hanging.silent, 4 * SECONDS) as failing:
        assistant = assistant_of(made, failing.server)
        assistant.ask(QUESTION)
        with at_most(10 * SECONDS):
            for _ in range(5):
                assert_answered_without(assistant.ask(QUESTION))
        assert failing.asked == 1


def test_a_server_that_is_back_is_asked_again(
    made: Setup, chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "REST", 0.2)
    assistant = assistant_of(made, replace(chroma.server, seconds=SECONDS))
    assert assistant.ask(QUESTION).note == ""
    chroma.hang()
    try:
        with at_most(SECONDS + SLACK):
            assert_answered_without(assistant.ask(QUESTION))
    finally:
        chroma.go_on()
    time.sleep(0.3)
    assert assistant.ask(QUESTION).note == ""


def test_two_who_ask_while_a_server_hangs_do_not_wait_in_a_row(made: Setup) -> None:
    askers = 6
    with failing_server(hanging.silent, 3 * SECONDS) as failing, ThreadPoolExecutor(askers) as pool:
        assistant = assistant_of(made, failing.server)
        with at_most(3 * SECONDS + SLACK):
            for answer in pool.map(assistant.ask, [QUESTION] * askers):
                assert_answered_without(answer)


def test_who_needs_no_search_waits_for_nobody_who_does(made: Setup) -> None:
    with failing_server(hanging.silent, 10 * SECONDS) as failing, ThreadPoolExecutor(1) as pool:
        assistant = assistant_of(made, failing.server)
        waiting = pool.submit(assistant.ask, QUESTION)
        while not failing.asked:
            time.sleep(0.01)
        with at_most(8 * SECONDS):
            looked_up = assistant.ask("Which paragraphs mention nurses?")
            assert [c.quote for c in looked_up.citations] == ["Nurses train for years."]
            assert looked_up.note == ""
            library = Library.open(Settings(index_dir=made.index, chroma_url=failing.server.url))
            assert library.paragraphs["plan/2"].text == "Beds close early."
            assert Desk(library).wording("beds close early").places
            assert not library.register.commitments
        assert not waiting.done()
        assert_answered_without(waiting.result())


def calls() -> list[Thread]:
    """The calls to a server that have not ended."""
    return [thread for thread in threading.enumerate() if thread.name == "chroma"]


@pytest.mark.parametrize("behave", HANGING, ids=lambda of: of.__name__)
def test_the_calls_that_were_late_end_though_the_server_goes_on(
    made: Setup, behave: Behaviour
) -> None:
    with failing_server(behave, SECONDS) as failing:
        assistant_of(made, failing.server).ask(QUESTION)
        until = time.monotonic() + SLACK
        while calls() and time.monotonic() < until:
            time.sleep(0.01)
        assert not calls()


class Stopping(AskedEncoder):
    """Has the server hang once some texts are encoded, in the midst of an ingest."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self._then = then

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self._then()
        return super().encode(texts)


def test_a_server_that_hangs_in_the_midst_of_an_ingest_leaves_nothing_half_written(
    made: Setup, chroma: ChromaServer
) -> None:
    before = current_generation(made.index)
    made.server = replace(chroma.server, seconds=SECONDS)
    try:
        with (
            pytest.raises(ServerError, match=r"did not answer within 0\.3 seconds"),
            at_most(4 * SECONDS + SLACK),
        ):
            made.ingest(PLAN.replace("early", "late"), Stopping(chroma.hang))
    finally:
        chroma.go_on()
    assert current_generation(made.index) == before
    made.server = chroma.server
    assert texts(made.open())[1] == "Beds close early."
    for left in generations(made.index)[1:]:
        assert [path.name for path in left.iterdir()] == ["server.json"]
    made.ingest(PLAN.replace("early", "late"))
    assert texts(made.open())[1] == "Beds close late."
    assert len(made.collections()) == len(generations(made.index)) == 2


def test_the_doctor_says_whether_the_server_has_the_records(
    made: Setup, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(url: str, status: int) -> str:
        monkeypatch.setenv("PARITY_CHROMA_URL", url)
        monkeypatch.setenv("PARITY_CHROMA_SECONDS", "5")
        assert main(["doctor", "--index", str(made.index)]) == status
        return " ".join(capsys.readouterr().out.split())

    assert made.server is not None
    assert "✓ Chroma server: it has the index's records" in said(made.server.url, 0)
    assert "set PARITY_CHROMA_URL to it" in said("", 1)
    with failing_server(hanging.failing, SECONDS) as failing, at_most(3 * SLACK):
        assert "✗ Chroma server: The Chroma server at" in said(failing.server.url, 1)


def test_the_seconds_are_a_setting_with_a_safe_default() -> None:
    url = {"PARITY_CHROMA_URL": "http://chroma"}
    assert Settings.from_environment(url).server == Server("http://chroma", seconds=10.0)
    given = Settings.from_environment(url | {"PARITY_CHROMA_SECONDS": "2.5"}).server
    assert given is not None
    assert given.seconds == 2.5
