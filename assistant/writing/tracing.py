"""Whether what a chat model is asked is traced: by LangChain's own means, and only where set.

LangChain sends what its parts are given to whatever its own environment variables name. Those may
have been set for another program, so nothing of Parity is traced unless Parity's setting says so,
and then to the OpenTelemetry collector that is named and nowhere else.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from langchain_core.runnables import RunnableConfig, RunnableLambda

from assistant.answer import Answer
from ingest.errors import UsageError

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_MODE = "LANGSMITH_TRACING_MODE"
_EXPORTER = "opentelemetry.exporter.otlp.proto.http.trace_exporter"


def require_ready(environment: Mapping[str, str]) -> None:
    """Raise UsageError unless traces go to a collector that is named, and nowhere else.

    LangChain would otherwise send them to LangSmith, over the internet, in silence.
    """
    if not any(environment.get(name, "").strip() for name in _ENDPOINTS):
        raise UsageError(
            "PARITY_TRACING is 'otel', and nothing says where traces go; set "
            f"{_ENDPOINTS[-1]}, such as http://localhost:4318."
        )
    if environment.get(_MODE, "").lower() != "otel":
        raise UsageError(
            f"PARITY_TRACING is 'otel'; set {_MODE}=otel as well, since without it traces go to "
            "LangSmith."
        )
    if not _is_whole(_EXPORTER):
        raise UsageError(
            "PARITY_TRACING is 'otel', which needs a package that is not installed: "
            ".venv/bin/pip install -c requirements.lock 'langsmith[otel]'."
        )


def _is_whole(module: str) -> bool:
    """Whether a module is there with all that it needs; without, LangChain asks no leave."""
    try:
        import_module(module)
    except ImportError:
        return False
    return True


@contextmanager
def traced(wanted: bool) -> Generator[None]:
    """Trace what is done here if it is wanted, and never otherwise."""
    from langsmith import tracing_context

    with tracing_context(enabled=wanted):
        yield


class Untraced(RunnableLambda[dict[str, Any], Answer]):
    """A step that no trace has: what it is given is what somebody typed, not yet masked."""

    def invoke(
        self,
        input: dict[str, Any],  # noqa: A002 (LangChain's own name)
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        with traced(False):
            return super().invoke(input, config, **kwargs)

    async def ainvoke(
        self,
        input: dict[str, Any],  # noqa: A002
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        with traced(False):
            return await super().ainvoke(input, config, **kwargs)
