"""Nothing is traced unless Parity's own setting says so, whatever LangChain's variables say."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langsmith import utils

from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.settings import ChatSettings, Settings
from assistant.writing import model, tracing
from assistant.writing.model import ChatModel
from assistant.writing.tracing import require_ready, traced
from ingest.errors import UsageError

COLLECTOR = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"}
READY = {**COLLECTOR, "LANGSMITH_TRACING_MODE": "otel"}


@pytest.fixture
def came(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What reaches a server that LangChain's variables name, as if for another program."""
    found: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.append(self.path)
            self.send_response(200)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_POST()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    for name, value in {
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_TRACING_V2": "true",
        "LANGSMITH_API_KEY": "key",
        "LANGSMITH_ENDPOINT": address,
        "OTEL_EXPORTER_OTLP_ENDPOINT": address,
    }.items():
        monkeypatch.setenv(name, value)
    utils.get_env_var.cache_clear()
    yield found
    server.shutdown()
    server.server_close()
    utils.get_env_var.cache_clear()


class Heard:
    """A chat model that notes whether LangChain would trace it."""

    def __init__(self) -> None:
        self.traced: list[Any] = []

    def stream(self, messages: list[Any]) -> Iterator[Any]:
        self.traced.append(utils.tracing_is_enabled())
        return iter(())


def asked(settings: ChatSettings) -> list[Any]:
    """Whether a request to a model with these settings would be traced."""
    chat, heard = ChatModel(settings), Heard()
    chat.__dict__["_plain"] = heard
    list(chat.stream([HumanMessage("Is it?")], chat.deadline()))
    return heard.traced


def test_a_variable_of_another_program_has_nothing_traced(came: list[str]) -> None:
    assert utils.tracing_is_enabled()
    assert asked(ChatSettings("openai:any")) == [False]
    assert came == []


def test_what_somebody_typed_is_in_no_trace_of_the_chain(
    came: list[str], home_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    assistant = Assistant(home_library)
    real = assistant.ask

    def ask(*given: Any) -> Any:
        seen.append(utils.tracing_is_enabled())
        return real(*given)

    monkeypatch.setattr(assistant, "ask", ask)
    assistant.as_runnable().invoke({"question": "I want to die"})
    assert seen == [False]
    assert came == []


def test_where_it_is_set_and_ready_requests_are_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "require_ready", lambda environment: None)
    settings = Settings.from_environment(
        {"PARITY_TRACING": "otel", "PARITY_CHAT_MODEL": "openai:any"}
    )
    assert settings.chat is not None
    assert asked(settings.chat) == [True]
    with traced(False):
        assert not utils.tracing_is_enabled()


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "nothing says where traces go"),
        (COLLECTOR, "LANGSMITH_TRACING_MODE=otel"),
        ({**COLLECTOR, "LANGSMITH_TRACING_MODE": "hybrid"}, "LangSmith"),
        (READY, "pip install"),
    ],
)
def test_what_is_missing_for_tracing_is_told_and_nothing_goes_to_langsmith(
    environment: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracing, "_EXPORTER", "no.such.package")
    with pytest.raises(UsageError, match=told):
        require_ready(environment)


def test_with_a_collector_the_mode_and_the_package_it_is_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracing, "_EXPORTER", "json")
    require_ready(READY)


def test_a_model_that_is_to_be_traced_and_cannot_be_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in READY:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError, match="PARITY_TRACING"):
        ChatModel(ChatSettings("openai:any", traced=True))
