"""With a Chroma server an index keeps its records there, a collection for each generation."""

from __future__ import annotations

from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from assistant.ask import Assistant
from assistant.library.library import Library
from builders import reseal
from evals.served import free_port
from ingest.errors import IndexMismatchError, ServerError, UsageError
from ingest.indexing.index import open_index
from ingest.indexing.pointer import current_generation, generations
from ingest.indexing.server import Server
from on_server import PLAN, Setup, texts
from passages import AskedEncoder


@pytest.fixture
def remote(tmp_path: Path, server: Server) -> Setup:
    """With the plan ingested once."""
    made = Setup(tmp_path, server)
    made.ingest(PLAN)
    return made


def test_the_records_are_on_the_server_and_not_in_the_folder(remote: Setup) -> None:
    generation = remote.open().generation
    assert not (generation / "chroma").exists()
    (name,) = remote.collections()
    assert name.startswith("parity-000001-")
    assert texts(remote.open()) == [
        "Nurses train for years.",
        "Beds close early.",
        "A home is near.",
    ]


def test_a_question_is_answered_from_the_server(remote: Setup) -> None:
    assistant = Assistant(Library.of(remote.open(), AskedEncoder()), threshold=0.0)
    answer = assistant.ask("Do beds close early?")
    assert [c.quote for c in answer.citations] == ["Beds close early."]


def test_a_second_ingest_embeds_and_writes_nothing(remote: Setup) -> None:
    report = remote.ingest(PLAN)
    assert (report.changes.embedded, remote.encoder.encoded) == (0, [])
    assert current_generation(remote.index).startswith("000001-")


def test_a_changed_paragraph_alone_is_embedded_and_the_others_are_copied(remote: Setup) -> None:
    before = remote.open()
    report = remote.ingest(PLAN.replace("early", "late"))
    assert remote.encoder.encoded == ["plan. Beds close late."]
    assert report.changes.updated == ("plan/2",)
    after = remote.open()
    assert texts(after) == ["Nurses train for years.", "Beds close late.", "A home is near."]
    vectors = [i.store.get(ids=["plan/1#0"], include=["embeddings"]) for i in (before, after)]
    assert vectors[0]["embeddings"][0].tolist() == vectors[1]["embeddings"][0].tolist()


def test_who_reads_the_generation_before_can_go_on_and_older_collections_are_gone(
    remote: Setup,
) -> None:
    reader = remote.open()
    remote.ingest(PLAN.replace("early", "late"))
    assert texts(reader)[1] == "Beds close early."
    remote.ingest(PLAN.replace("early", "never"))
    assert len(remote.collections()) == len(generations(remote.index)) == 2
    assert {name[:14] for name in remote.collections()} == {"parity-000002-", "parity-000003-"}


def test_two_indexes_share_a_server_and_do_not_meet(remote: Setup, tmp_path: Path) -> None:
    other = Setup(tmp_path / "other", remote.server)
    other.ingest("Wards open.\n")
    assert texts(other.open()) == ["Wards open."]
    assert len(texts(remote.open())) == 3


def test_an_ingest_that_breaks_down_leaves_the_index_as_it_was(remote: Setup) -> None:
    class Breaking(AskedEncoder):
        def encode(self, _: object) -> list[object]:  # type: ignore[override]
            raise RuntimeError("the model broke down")

    with pytest.raises(RuntimeError, match="broke down"):
        remote.ingest(PLAN.replace("early", "late"), Breaking())
    assert texts(remote.open())[1] == "Beds close early."
    remote.ingest(PLAN.replace("early", "late"))
    assert len(remote.collections()) == 2


def test_an_index_on_a_server_is_not_opened_without_it(remote: Setup) -> None:
    with pytest.raises(IndexMismatchError, match="set PARITY_CHROMA_URL to it"):
        open_index(remote.index, AskedEncoder())


def test_an_index_in_a_folder_is_not_opened_with_a_server(tmp_path: Path, server: Server) -> None:
    local = Setup(tmp_path, None)
    local.ingest(PLAN)
    with pytest.raises(IndexMismatchError, match="run 'parity ingest' to write them to the server"):
        open_index(local.index, AskedEncoder(), server)


@pytest.mark.parametrize("to_server", [True, False])
def test_an_ingest_moves_an_index_to_a_server_or_back_by_embedding_all(
    tmp_path: Path, server: Server, to_server: bool
) -> None:
    made = Setup(tmp_path, None if to_server else server)
    made.ingest(PLAN)
    made.server = server if to_server else None
    report = made.ingest(PLAN)
    assert report.changes.embedded == len(made.encoder.encoded) == 3
    assert report.rebuilt
    assert len(texts(made.open())) == 3


def test_a_collection_that_the_server_does_not_have_is_told(remote: Setup, tmp_path: Path) -> None:
    (named,) = remote.index.glob("generations/*/server.json")
    named.write_text(named.read_text().replace("parity-000001-", "parity-000001-x"))
    reseal(remote.index)
    with pytest.raises(IndexMismatchError, match=r"does not have.*set PARITY_CHROMA_URL"):
        remote.open()


def test_a_server_that_does_not_answer_is_told_and_the_index_stays(remote: Setup) -> None:
    there = remote.server
    remote.server = Server(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ServerError, match="does not answer; start it, or set PARITY_CHROMA_URL"):
        remote.open()
    with pytest.raises(ServerError, match="does not answer"):
        remote.ingest(PLAN.replace("early", "late"))
    remote.server = there
    assert texts(remote.open())[1] == "Beds close early."


@pytest.mark.parametrize("field", [{"tenant": "nobody"}, {"database": "nothing"}])
def test_an_unknown_tenant_or_database_is_told(remote: Setup, field: dict[str, str]) -> None:
    assert remote.server is not None
    remote.server = replace(remote.server, **field)
    with pytest.raises(ServerError, match=r"has no tenant .* set PARITY_CHROMA_TENANT"):
        remote.open()


class Refusing(BaseHTTPRequestHandler):
    """A proxy before a Chroma server that takes no token, and notes those that it saw."""

    tokens: list[str | None] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.tokens.append(self.headers["Authorization"])
        self.send_response(401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:  # type: ignore[override]
        """Nothing is printed."""


def test_a_token_is_sent_and_a_wrong_one_is_told(remote: Setup) -> None:
    with HTTPServer(("127.0.0.1", 0), Refusing) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        remote.server = Server(f"http://127.0.0.1:{proxy.server_port}", token="secret")
        with pytest.raises(
            ServerError, match="refuses this token; set PARITY_CHROMA_TOKEN"
        ) as told:
            remote.open()
        proxy.shutdown()
    assert "Bearer secret" in Refusing.tokens
    assert "secret" not in f"{told.value} {remote.server!r}"


@pytest.mark.parametrize(
    "url", ["localhost:8000", "ftp://chroma", "http://", "http://u:p@chroma", "http://chroma:x"]
)
def test_what_is_no_address_of_a_server_is_told(url: str) -> None:
    with pytest.raises(UsageError, match="PARITY_CHROMA_URL is not the address"):
        Server(url)


@pytest.mark.parametrize(
    ("url", "port", "secure"),
    [("http://chroma", 8000, False), ("https://chroma", 443, True), ("https://chroma:9", 9, True)],
)
def test_an_address_gives_host_and_port(url: str, port: int, secure: bool) -> None:
    server = Server(url)
    assert (server.host, server.port, server.secure) == ("chroma", port, secure)
