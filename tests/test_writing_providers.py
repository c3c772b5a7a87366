"""Every provider's own package, over its own protocol: what it says, and what is said of errors."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.settings import PROJECT
from assistant.writing.failures import LateError, RefusedFormError, UnansweredError
from assistant.writing.model import ChatModel
from assistant.writing.opening import MOST_WRITTEN
from assistant.writing.written import Written
from chat_providers import EXTRAS, MODELS, missing, settings_of
from chat_server import ChatServer, Reply, Script, serving, written

TEXT = written(("Nurses train.", [1]))
MESSAGES = [SystemMessage("Say only what they say."), HumanMessage("[1] Nurses train.")]
RATES = {"bedrock_converse": "throttlingException", "anthropic": "rate_limit_error"}
LIMITS = ("max_completion_tokens", "max_tokens", "maxTokens", "num_predict")
TRIES_ONCE = "ollama"


@contextmanager
def model_of(
    provider: str, script: Script, **more: object
) -> Iterator[tuple[ChatModel, ChatServer]]:
    with serving(script) as server:
        given = {"chat_retries": 0} | more
        chat = settings_of(provider, server.url, **given).chat
        assert chat is not None
        yield ChatModel(chat), server


def arriving(
    model: ChatModel, form: type[Written] | None = Written, within: float = 30
) -> list[str]:
    return list(model.stream(MESSAGES, time.monotonic() + within, form))


def failing(provider: str, reply: Reply, **more: object) -> tuple[UnansweredError, ChatServer]:
    with (
        model_of(provider, lambda _: reply, **more) as (model, server),
        pytest.raises(UnansweredError) as raised,
    ):
        arriving(model)
    return raised.value, server


def test_a_tool_is_asked_for_and_what_it_is_called_with_arrives(provider: str) -> None:
    with model_of(provider, lambda _: Reply(TEXT)) as (model, server):
        came = arriving(model)
    (request,) = server.requests
    assert came[-1] == TEXT
    assert (request.tool, model.takes_tools) == ("Written", True)
    assert [role for role, _ in request.messages] == ["system", "user"]
    assert "Nurses train." in request.asked
    assert all(TEXT.startswith(text) for text in came)
    # Ollama's server sends a call whole.
    assert len({text for text in came if text}) > 3 or provider == "ollama"


def test_text_arrives_as_it_is_written(provider: str) -> None:
    with model_of(provider, lambda _: Reply(TEXT)) as (model, server):
        came = arriving(model, form=None)
    assert came[-1] == TEXT
    assert len({text for text in came if text}) > 3
    assert not server.requests[0].tool


def test_a_key_an_address_and_a_limit_reach_the_server(provider: str) -> None:
    with model_of(provider, lambda _: Reply(TEXT)) as (model, server):
        arriving(model)
    (request,) = server.requests
    inner = request.body.get("options") or request.body.get("inferenceConfig") or request.body
    assert {inner[name] for name in LIMITS if name in inner} == {MOST_WRITTEN}
    assert "k" in request.key
    if provider == "azure_openai":
        assert request.path == (
            "/openai/deployments/scripted/chat/completions?api-version=2024-10-21"
        )


def test_what_a_reply_took_is_counted(provider: str) -> None:
    with model_of(provider, lambda _: Reply(TEXT)) as (model, _):
        arriving(model)
    letters = sum(len(message.text) for message in MESSAGES)
    assert letters / 4 <= model.used <= 120


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, "refused the key"),
        (404, "is not known to its server"),
        (413, "refused the question"),
        (429, "had too many questions"),
        (500, "failed"),
        (529, "failed"),
    ],
)
def test_a_status_is_said_in_plain_words(provider: str, status: int, why: str) -> None:
    error, server = failing(provider, Reply(status=status))
    assert str(error).startswith(why)
    assert len(server.requests) == 1
    assert error.__cause__ is not None


def test_a_form_that_is_refused_is_told_from_other_errors(provider: str) -> None:
    assert isinstance(failing(provider, Reply(status=400))[0], RefusedFormError)
    assert not isinstance(failing(provider, Reply(status=429))[0], RefusedFormError)


def test_a_request_is_tried_again_as_often_as_is_set(provider: str) -> None:
    _, server = failing(provider, Reply(status=500), chat_retries=1)
    assert len(server.requests) == (1 if provider == TRIES_ONCE else 2)


def test_a_stream_that_breaks_off_gives_no_answer(provider: str) -> None:
    error, _ = failing(provider, Reply(TEXT, cut_after=24))
    assert str(error) == "cannot be reached, or broke off"


def test_an_error_within_a_stream_is_one(provider: str) -> None:
    error, _ = failing(provider, Reply(TEXT, breaks=RATES.get(provider, "overloaded")))
    assert str(error).startswith("had too many" if provider in RATES else "failed")


@pytest.mark.parametrize(
    "raw", [b"<html>Sign in to the wireless network</html>\n", b"\xff\x00{]" * 9]
)
def test_nonsense_in_place_of_the_protocol_is_nothing_that_can_be_read(
    provider: str, raw: bytes
) -> None:
    assert str(failing(provider, Reply(raw=raw))[0]) == "gave nothing that could be read"


def test_a_reply_that_does_not_come_is_not_waited_for(provider: str) -> None:
    waits = iter([0.0, 1.5])
    with model_of(provider, lambda _: Reply(TEXT, wait=next(waits))) as (model, _):
        arriving(model)
        began = time.monotonic()
        with pytest.raises(LateError):
            arriving(model, within=0.2)
        assert time.monotonic() - began < 1.0


def test_a_server_that_is_not_there_is_said(provider: str) -> None:
    chat = settings_of(provider, "http://127.0.0.1:9", chat_retries=0).chat
    assert chat is not None
    with pytest.raises(UnansweredError, match="cannot be reached, or broke off"):
        arriving(ChatModel(chat))


def test_a_package_that_is_missing_is_named_with_the_line_that_installs_it(
    provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, extra = missing(provider, monkeypatch), EXTRAS[provider]
    error, server = failing(provider, Reply(TEXT))
    assert str(error) == "needs a package that is not installed; 'parity doctor' says which"
    assert error.in_full.startswith("needs a package that is not installed: .venv/bin/pip install")
    assert error.in_full.endswith(f"-e '.[{extra}]'")
    assert server.requests == []
    extras = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert package.replace("_", "-") in extras["optional-dependencies"][extra][0]


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ("openai", "cannot be opened"),
        ("azure_openai", "cannot be opened"),
        ("anthropic", "has no key: set PARITY_CHAT_KEY or ANTHROPIC_API_KEY"),
        ("bedrock_converse", "failed"),
    ],
)
def test_without_a_key_nothing_is_sent(
    without: str, said: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("providers_variables")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    error, server = failing(without, Reply(TEXT), chat_key="")
    assert error.in_full == said
    assert server.requests == []


@pytest.mark.parametrize(
    ("model", "choice", "path"),
    [
        ("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", {"tool": {"name": "Written"}}, "-stream"),
        ("deepseek.v3-v1:0", {"any": {}}, "-stream"),
        ("cohere.command-r-v1:0", None, "-stream"),
        # It calls tools only in a reply that is not streamed.
        ("meta.llama3-1-70b-instruct-v1:0", None, "/converse"),
    ],
)
@pytest.mark.usefixtures("providers_variables")
def test_a_model_on_bedrock_is_told_to_call_the_tool_as_firmly_as_it_can_be(
    model: str, choice: object, path: str
) -> None:
    with serving(lambda _: Reply(TEXT)) as server:
        chat = settings_of("bedrock_converse", server.url, model).chat
        assert chat is not None
        assert arriving(ChatModel(chat))[-1] == TEXT
    (request,) = server.requests
    assert request.body["toolConfig"].get("toolChoice") == choice
    assert request.path.endswith(path)


def test_every_documented_provider_is_tried() -> None:
    page = (PROJECT / "docs" / "chat-models.md").read_text("utf-8")
    documented = {word.partition(":")[0] for word in page.split("PARITY_CHAT_MODEL=")[1:]}
    assert documented == set(MODELS)
