"""Chroma's own settings: those that are given here, and nothing of what else is set on a machine.

Chroma reads the environment and a file ``.env`` where it is started, which another program may
have: they would have it open other records, or tell another machine what it does.
"""

from __future__ import annotations

from typing import Any

from chromadb.config import Settings


class _OwnSettings(Settings):
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: Any,
        init_settings: Any,
        env_settings: Any,
        dotenv_settings: Any,
        file_secret_settings: Any,
    ) -> tuple[Any, ...]:
        return (init_settings,)


def chroma_settings(**given: Any) -> Settings:
    """Chroma's settings as they are given, without telemetry."""
    return _OwnSettings(anonymized_telemetry=False, **given)
