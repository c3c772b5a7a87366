"""The tests share one embedding model and one index of the documents that Parity comes with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from hypothesis import settings as of_hypothesis

from assistant.ask import Assistant
from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.library.library import Library
from assistant.search.reader import PassageReader
from assistant.settings import Settings
from browsing import chromium, kept_in, served
from builders import RememberingEncoder, write_corpus
from chat_providers import MODELS, VARIABLES
from hanging import ChromaServer, chroma_server
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.indexing.server import Server
from ingest.sync import ingest
from passages import AskedEncoder
from windows import Assisting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes is the machine's affair.
of_hypothesis.register_profile("untimed", deadline=None)
of_hypothesis.load_profile("untimed")

PROJECT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Several processes are handed the tests of a file, or of a group of files, as a whole."""
    from spread import ByGroup

    return ByGroup(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come first where several processes run them: theirs take longest.

    One that fails is run once more, since a machine that is busy elsewhere may keep a browser from
    what it waits for; the report has both.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The embedding model that comes with Parity, loaded once."""
    return Encoder()


@pytest.fixture(scope="session")
def home_index(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of ``corpus/``, to be read and not changed."""
    folder = tmp_path_factory.mktemp("home") / "index"
    ingest(PROJECT / "corpus", folder, encoder)
    return folder


@pytest.fixture(scope="session")
def finder(home_index: Path) -> SourceFinder:
    """The words of the documents that Parity comes with, open to be looked up."""
    return SourceFinder(Library.open(Settings(index_dir=home_index)))


@pytest.fixture(scope="session")
def meaning(encoder: Encoder, finder: SourceFinder) -> Meaning:
    """How far these documents carry words, by the embedding model."""
    return Meaning(lambda: RememberingEncoder(encoder), finder)


@pytest.fixture(scope="session")
def home_library(home_index: Path, encoder: Encoder) -> Library:
    """The documents that Parity comes with, open."""
    return Library.of(open_index(home_index, encoder), encoder)


@pytest.fixture(scope="session")
def home_assistant(home_library: Library) -> Assistant:
    """The whole chain on them, with the reader."""
    return Assistant(home_library, reader=PassageReader())


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A Chroma server on a free port, which a test can hold still and has to let go on."""
    with chroma_server(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture(scope="session")
def server(chroma: ChromaServer) -> Server:
    """Where that Chroma server is."""
    return chroma.server


@pytest.fixture
def providers_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What providers' packages read besides Parity's settings."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=MODELS)
def provider(request: pytest.FixtureRequest, providers_variables: None) -> str:
    """Each provider of chat models, with the real package that speaks to it."""
    return str(request.param)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def app_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where :func:`app` has its log and what it keeps."""
    return tmp_path_factory.mktemp("app")


@pytest.fixture(scope="module")
def app(home_index: Path, app_folder: Path) -> Iterator[str]:
    """The address of the app on the documents that Parity comes with."""
    with served(home_index, app_folder) as address:
        yield address


@pytest.fixture(scope="module")
def kept(app_folder: Path) -> Path:
    """Where :func:`app` keeps conversations and feedback."""
    return kept_in(app_folder)


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of one small document, for what a page shows besides answers."""
    folder = tmp_path_factory.mktemp("small")
    write_corpus(folder / "corpus", {"plan.txt": "1. Nurses train.\n2. Beds close early.\n"})
    encoder = AskedEncoder()
    ingest(folder / "corpus", folder / "index", encoder)
    return Library.of(open_index(folder / "index", encoder), encoder)


@pytest.fixture
def assisting(small_library: Library, monkeypatch: pytest.MonkeyPatch) -> Assisting:
    """The assistant behind the page."""
    made = Assisting()
    monkeypatch.setattr(Library, "open", staticmethod(lambda settings: small_library))
    monkeypatch.setattr(Assistant, "open", staticmethod(lambda settings, library: made))
    return made


@pytest.fixture
def kept_dir(tmp_path: Path) -> Path:
    """The folder that ``nothing_opened_yet`` has everything kept in."""
    return tmp_path / "kept"


@pytest.fixture
def nothing_opened_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test of a page sees nothing that another's page has kept, open or on disk."""
    monkeypatch.setenv("PARITY_KEPT_DIR", str(tmp_path / "kept"))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
