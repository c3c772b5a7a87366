"""The providers of chat models that are tried, and settings with which each speaks to a server."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pytest

from assistant.settings import Settings

MODELS = {
    "openai": "scripted",
    "azure_openai": "scripted",
    "anthropic": "scripted",
    # The client tells by the name what a model on Bedrock can do.
    "bedrock_converse": "amazon.nova-lite-v1:0",
    "ollama": "scripted",
}
PACKAGES = {
    "openai": "langchain_openai",
    "azure_openai": "langchain_openai",
    "anthropic": "langchain_anthropic",
    "bedrock_converse": "langchain_aws",
    "ollama": "langchain_ollama",
}
EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "anthropic": "anthropic",
    "bedrock_converse": "bedrock",
    "ollama": "ollama",
}
"""Which extra brings the package that speaks to a provider."""

VARIABLES = {
    "OPENAI_API_VERSION": "2024-10-21",
    "AWS_REGION": "eu-west-2",
    "AWS_ACCESS_KEY_ID": "k",
    "AWS_SECRET_ACCESS_KEY": "s",
}
"""What providers' packages read besides Parity's settings."""


def settings_of(provider: str, url: str, model: str = "", **more: Any) -> Settings:
    """Settings with a provider's model at a server."""
    at = f"{url}/v1" if provider == "openai" else url
    name = f"{provider}:{model or MODELS[provider]}"
    # A key of Bedrock's own goes over TLS only; AWS's variables stand in for it.
    key = "" if provider == "bedrock_converse" else "k"
    return replace(Settings(), chat_model=name, chat_url=at, **{"chat_key": key} | more)


def missing(provider: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The package of a provider, as if it were not installed."""
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, PACKAGES[provider], None)
    return PACKAGES[provider]
