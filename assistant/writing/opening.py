"""A chat model of any provider, opened by LangChain's ``init_chat_model``.

Providers' packages call the same things by other names: this is the one place that knows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk
from pydantic import BaseModel

from assistant.settings import ChatSettings
from assistant.writing.failures import UnansweredError

MOST_WRITTEN = 2_000
"""Tokens of one reply, at most."""

_MISSING = "needs a package that is not installed"


@dataclass(frozen=True)
class _Provider:
    """Which extra brings its package, how to install it, and what that calls its server's address.

    One that is ``counted`` has to be asked to say what a streamed reply took.
    """

    extra: str
    address: str = "base_url"
    counted: bool = False

    @property
    def install(self) -> str:
        """The command that installs its package."""
        return f".venv/bin/pip install -c requirements.lock -e '.[{self.extra}]'"


_PROVIDERS = {
    "openai": _Provider("openai", counted=True),
    "azure_openai": _Provider("openai", "azure_endpoint", counted=True),
    "anthropic": _Provider("anthropic"),
    "bedrock_converse": _Provider("bedrock"),
    "ollama": _Provider("ollama"),
}


def opened(settings: ChatSettings, more: dict[str, Any]) -> Any:
    """The model that settings name, with ``more`` options that all providers have.

    Raises :class:`UnansweredError` where its package or its key is missing, and whatever else that
    package raises.
    """
    from langchain.chat_models import init_chat_model

    try:
        model = init_chat_model(settings.model, **_options(settings), **more)
    except ImportError as error:
        provider = _PROVIDERS.get(settings.provider)
        how = provider.install if provider else str(error)
        raise UnansweredError(
            f"{_MISSING}; 'parity doctor' says which", f"{_MISSING}: {how}"
        ) from None
    key = getattr(model, "anthropic_api_key", None)
    if key is not None and not key.get_secret_value():  # its package sends it, empty
        raise UnansweredError("has no key", "has no key: set PARITY_CHAT_KEY or ANTHROPIC_API_KEY")
    return model


def _options(settings: ChatSettings) -> dict[str, Any]:
    if settings.provider == "ollama":
        return _of_ollama(settings)
    options: dict[str, Any] = {"max_tokens": MOST_WRITTEN}
    provider = _PROVIDERS.get(settings.provider)
    if provider:
        options |= {"timeout": ceil(settings.seconds), "max_retries": settings.retries}
    if provider and provider.counted:
        options |= {"stream_usage": True}
    if settings.url:
        options |= {provider.address if provider else "base_url": settings.url}
    if settings.key:
        options |= {"api_key": settings.key}
    return options


def _of_ollama(settings: ChatSettings) -> dict[str, Any]:
    """Ollama's package leaves keys and time-outs to its HTTP client, and tries nothing again."""
    client: dict[str, Any] = {"timeout": settings.seconds}
    if settings.key:
        client |= {"headers": {"Authorization": f"Bearer {settings.key}"}}
    address = {"base_url": settings.url} if settings.url else {}
    return {"num_predict": MOST_WRITTEN, "client_kwargs": client} | address


def with_form(model: Any, form: type[BaseModel]) -> Any:
    """A model that is to call a tool of a form, as firmly as its package lets it be told to."""
    for choice in (form.__name__, "any"):
        try:
            return model.bind_tools([form], tool_choice=choice)
        except ValueError:  # Bedrock's, of models that cannot be made to
            continue
    return model.bind_tools([form])


def as_chunk(message: AIMessage) -> AIMessageChunk:
    """What a model said; one that does not stream says all in one, with its calls in full."""
    if isinstance(message, AIMessageChunk):
        return message
    return AIMessageChunk(
        content=message.content,
        tool_calls=message.tool_calls,
        usage_metadata=message.usage_metadata,
    )
