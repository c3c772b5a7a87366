"""Nothing that Parity does asks for another machine, or writes where the documents do not say."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders import WordEncoder, pdf_of, write_corpus
from ingest.indexing.chroma import chroma_settings
from ingest.indexing.index import open_index
from ingest.offline import SILENT
from ingest.sync import ingest
from recording import Recorded, python, recorded, tracer

ROOT = Path(__file__).resolve().parent.parent
PLAN = "1. Nurses train for years.\n2. Beds close early.\n3. We will open 20 homes by 2030.\n"

PAGE = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(sys.argv[1], default_timeout=100).run()
page.chat_input[0].set_value("Do beds close early?").run()
assert any("Beds close early." in str(of.proto) for of in page.get("html")), "no answer"
"""

CHAT = """
import subprocess, sys, time
from evals.served import free_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
port = free_port()
chat = [sys.executable, "-m", "assistant.cli", "chat", "--no-browser", "--port", str(port)]
with subprocess.Popen(chat) as server:
    for _ in range(300):
        try:
            page = connect(f"ws://localhost:{port}/_stcore/stream", subprotocols=["streamlit"])
            break
        except OSError:
            assert server.poll() is None
            time.sleep(0.2)
    begin = BackMsg()
    begin.rerun_script.query_string = ""
    page.send(begin.SerializeToString())
    shown = b""
    while True:
        message = ForwardMsg.FromString(page.recv(timeout=100))
        shown += message.SerializeToString()
        if message.WhichOneof("type") == "script_finished":
            break
    page.close()
    server.terminate()
assert b"What Parity does not do" in shown, shown
"""

EVALS = """
from assistant.search.reader import open_reader
from assistant.settings import Settings
from evals.questions import Question
from evals.run import ask_all
from ingest.indexing.embedding import Encoder
settings = Settings.from_environment()
question = Question(id="a1", family="f", question="Do beds close early?", gold=("plan/2",))
(weighed,) = ask_all(settings, Encoder(), open_reader(""), [question])
assert "Beds close early." in weighed.at(0.0).text
"""

MCP = """
import asyncio, os, sys
from mcp import Client, StdioServerParameters
async def talk():
    parity, environment = ["-m", "assistant.cli", "mcp"], dict(os.environ)
    server = StdioServerParameters(command=sys.executable, args=parity, env=environment)
    async with Client(server) as client:
        await client.list_tools()
        asked = await client.call_tool("ask", {"question": "Do beds close early?"})
        assert "Beds close early." in asked.structured_content["answer"], asked
        await client.call_tool("check", {"claim": "Beds close late, and nurses train."})
        await client.read_resource("parity://documents")
asyncio.run(talk())
"""

PARITY = (sys.executable, "-m", "assistant.cli")
COMMANDS = {
    "ask": (*PARITY, "ask", "--save", "answer.docx", "Do beds close early?"),
    "check": (*PARITY, "check", "Beds close late, and nurses train for many years."),
    "wording": (*PARITY, "wording", "beds close early"),
    "commitments": (*PARITY, "commitments", "all"),
    "doctor": (*PARITY, "doctor"),
    "ingest --check": (*PARITY, "ingest", "--check", "--pictures", "pictures"),
    "page": tuple(python(PAGE, str(ROOT / "app.py"))),
    "chat": tuple(python(CHAT)),
    "mcp": tuple(python(MCP)),
    "evals": tuple(python(EVALS)),
}


@dataclass(frozen=True)
class Place:
    """Folders of which Parity is told, and those that each program of a system has."""

    folder: Path

    def __post_init__(self) -> None:
        for path in (self.home, self.temporary):
            path.mkdir(parents=True, exist_ok=True)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def told(self) -> list[Path]:
        """Where the documents say that Parity writes."""
        return [self.folder / "index", self.folder / "kept", self.temporary]

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": str(ROOT),
            "PARITY_CORPUS_DIR": str(self.folder / "corpus"),
            "PARITY_INDEX_DIR": str(self.folder / "index"),
            "PARITY_KEPT_DIR": str(self.folder / "kept"),
        }

    def run(self, command: tuple[str, ...], named: str) -> Recorded:
        return recorded(command, self.environment, self.folder / f"notes of {named}")

    def left(self) -> list[Path]:
        """What stands in the folders of the system afterwards."""
        return [*self.home.rglob("*"), *self.temporary.rglob("*")]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Recorded]:
    """A corpus of three formats, and what its ingest did."""
    place = Place(tmp_path_factory.mktemp("outside"))
    files = {"plan.txt": PLAN, "page.md": "# Homes\n\nA home is near.\n"}
    write_corpus(place.folder / "corpus", {**files, "old.pdf": pdf_of(["1. Wards open late."])})
    return place, place.run((*PARITY, "ingest"), "ingest")


def assert_silent(place: Place, ran: Recorded, named: str) -> None:
    assert ran.status == 0, ran.said
    assert ran.outside == []
    assert ran.beside(*place.told, place.folder / f"notes of {named}" / "here") == []
    assert place.left() == []


@pytest.mark.slow
def test_an_ingest_asks_for_nobody_and_writes_only_its_index(
    ingested: tuple[Place, Recorded],
) -> None:
    place, ran = ingested
    assert_silent(place, ran, "ingest")
    assert list((place.folder / "notes of ingest" / "here").iterdir()) == []
    assert sorted(p.name for p in (place.folder / "corpus").iterdir()) == [
        "old.pdf", "page.md", "plan.txt",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("named", COMMANDS)
def test_what_is_asked_stays_here_and_is_written_where_the_documents_say(
    ingested: tuple[Place, Recorded], named: str
) -> None:
    place, _ = ingested
    assert_silent(place, place.run(COMMANDS[named], named), named)


@pytest.mark.slow
@pytest.mark.parametrize("named", ["ask", "check", "page", "mcp"])
def test_a_machine_without_a_network_does_as_well(
    ingested: tuple[Place, Recorded], named: str, tmp_path: Path
) -> None:
    alone = ("unshare", "-rn")
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a network of their own (unshare -rn)")
    place, _ = ingested
    done = subprocess.run(
        [*alone, *COMMANDS[named]], env=place.environment, cwd=tmp_path, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_record_has_what_a_program_and_its_child_ask_for_and_write(tmp_path: Path) -> None:
    child = "import os, socket; os.mkdir('made'); socket.socket(2, 2).connect(('192.0.2.7', 53))"
    script = f"""
import socket, subprocess, sys
open("written", "w").close()
try:
    socket.getaddrinfo("nowhere.invalid", 80)
except OSError:
    pass
subprocess.run([sys.executable, "-c", {child!r}])
"""
    ran = recorded(python(script), {"PATH": "/usr/bin:/bin"}, tmp_path / "notes")
    assert {"nowhere.invalid", "192.0.2.7"} <= set(ran.outside)
    here = tmp_path / "notes" / "here"
    assert set(ran.beside()) == {here / "written", here / "made"}
    assert ran.beside(here) == []


@pytest.mark.skipif(not tracer(), reason="no strace here, or it may trace nothing")
@pytest.mark.parametrize(
    "first", ["ingest", "assistant.search.reader", "assistant.web.chat", "evals.run", ""]
)
def test_onnxruntime_writes_no_number_of_this_machine_once_any_of_parity_is_imported(
    first: str, tmp_path: Path
) -> None:
    script = f"import {first or 'os'}, onnxruntime"
    home = tmp_path / "home"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "PYTHONPATH": str(ROOT)}
    ran = recorded(python(script), environment, tmp_path / "notes")
    assert ran.status == 0, ran.said
    assert (ran.beside() == []) == bool(first)
    assert ran.outside == [] or not first


@pytest.mark.parametrize("first", ["ingest", "assistant.settings", "evals.run"])
def test_what_is_set_to_be_silent_is_set_whatever_it_was_before(first: str) -> None:
    script = f"import os, {first}; print({{name: os.environ[name] for name in {list(SILENT)}}})"
    done = subprocess.run(
        python(script), env={**dict.fromkeys(SILENT, "true"), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str(SILENT)


def test_questions_are_not_sent_to_langsmith_where_another_program_has_set_it() -> None:
    script = "import ingest; from langsmith.utils import tracing_is_enabled as on; print(on())"
    environment = {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "x", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        python(script), env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


SET_BY_ANOTHER = {
    "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI",
    "CHROMA_SERVER_HOST": "192.0.2.9",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://192.0.2.1:4317",
    "ANONYMIZED_TELEMETRY": "True",
}


@pytest.mark.parametrize("as_file", [True, False])
def test_what_another_program_has_set_for_chroma_changes_nothing_here(
    as_file: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "corpus", {"plan.txt": PLAN})
    monkeypatch.chdir(tmp_path)
    if as_file:
        lines = [f"{name}={value}" for name, value in SET_BY_ANOTHER.items()]
        Path(".env").write_text("\n".join(lines), encoding="utf-8")
    else:
        for name, value in SET_BY_ANOTHER.items():
            monkeypatch.setenv(name, value)
    ingest(tmp_path / "corpus", tmp_path / "index", WordEncoder())
    index = open_index(tmp_path / "index", WordEncoder())
    assert index.records.count() == 6
    assert chroma_settings().chroma_otel_collection_endpoint == ""
    assert not chroma_settings().anonymized_telemetry
