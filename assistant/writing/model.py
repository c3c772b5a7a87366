"""The one door to a chat model: what it says as it arrives, or one sentence that says why not.

LangChain's ``init_chat_model`` opens it; nothing of a provider is imported before a first question.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from queue import Empty, Queue
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessage
from pydantic import BaseModel

from assistant.settings import ChatSettings

MOST_WRITTEN = 2_000
"""Tokens of one reply, at most."""

_LETTERS_A_TOKEN = 4
"""About so many, where the provider does not say how many tokens it took."""

_REFUSED_FORMS = (400, 404, 405, 422, 501)
"""What servers say to a request for tools that they, or the model, do not know."""

_TIMED = ("openai", "azure_openai", "anthropic")
_COUNTED = ("openai", "azure_openai")
_REFUSED, _FAILED = "refused the question", "failed"
_SAID = {
    401: "refused the key",
    403: "refused the key",
    404: "is not known to its server",
    408: "took too long",
    429: "had too many questions, or has used up what was paid for",
}

logger = logging.getLogger(__name__)


class UnansweredError(Exception):
    """The chat model gave nothing that can be used; its text says why, after "the chat model"."""


class LateError(UnansweredError):
    """The time was over before the model had said all."""


class RefusedFormError(UnansweredError):
    """The server, or the model, takes no tools; the same may be asked for as text."""


class ChatModel:
    """A chat model, opened when it is first asked; one object serves every thread."""

    def __init__(self, settings: ChatSettings) -> None:
        self.settings = settings
        self.takes_tools = True
        self._counting = threading.Lock()
        self._day, self._used = _today(), 0.0

    @property
    def name(self) -> str:
        return self.settings.model

    @property
    def used(self) -> float:
        """Tokens that were used today, questions and replies."""
        return self._used if self._day == _today() else 0.0

    def deadline(self) -> float:
        """Until when an answer that is begun now may wait, by the monotonic clock."""
        return time.monotonic() + self.settings.seconds

    def stream(
        self, messages: Sequence[BaseMessage], until: float, form: type[BaseModel] | None = None
    ) -> Iterator[str]:
        """What the model says to some messages, all that has come so far, again and again.

        With a ``form`` it is asked to call a tool of that form, and what it calls it with is what
        it says; one that calls none is not asked to again. Raises :class:`UnansweredError` when
        ``until`` has passed, or whatever goes wrong.
        """
        if self.used >= self.settings.tokens:
            raise UnansweredError("has used the tokens that it may use in a day")
        pieces: Queue[Any] = Queue()
        over = threading.Event()
        worker = threading.Thread(
            target=self._run, args=(messages, form, pieces, over), daemon=True, name="chat-model"
        )
        worker.start()
        try:
            called = yield from self._arriving(pieces, until)
            self.takes_tools = self.takes_tools and (called or form is None)
        finally:
            over.set()

    def _arriving(self, pieces: Queue[Any], until: float) -> Generator[str, None, bool]:
        """What has come so far, again and again; at the end, whether a tool was called."""
        called, said = "", ""
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                seconds = f"{self.settings.seconds:g} seconds"
                raise LateError(f"took longer than {seconds}") from None
            if piece is None:
                return bool(called)
            if isinstance(piece, Exception):
                logger.info("The chat model did not answer", exc_info=piece)
                raise unanswered(piece) from piece
            called += "".join(part.get("args") or "" for part in piece.tool_call_chunks)
            said += piece.text
            yield called or said

    def _run(
        self,
        messages: Sequence[BaseMessage],
        form: type[BaseModel] | None,
        pieces: Queue[Any],
        over: threading.Event,
    ) -> None:
        """In a thread of its own, since no provider's client keeps to a time for the whole."""
        whole: AIMessageChunk | None = None
        letters = sum(len(message.text) for message in messages)
        ended: Exception | None = None
        try:
            model = self._with_form(form) if form else self._plain
            for chunk in model.stream(list(messages)):
                whole = chunk if whole is None else whole + chunk
                pieces.put(chunk)
                if over.is_set():
                    break
        except Exception as error:  # each provider's client has errors of its own
            ended = error
        self._count(whole, letters)
        pieces.put(ended)

    def _count(self, whole: AIMessageChunk | None, letters: int) -> None:
        usage = whole.usage_metadata if whole else None
        said = len(whole.text) if whole else 0
        used = usage["total_tokens"] if usage else (letters + said) / _LETTERS_A_TOKEN
        with self._counting:
            self._used, self._day = self.used + used, _today()

    @cached_property
    def _plain(self) -> Any:
        """The model with nothing set that some refuse."""
        return _open(self.settings, {})

    @cached_property
    def _exact(self) -> Any:
        return _open(self.settings, {"temperature": 0})

    def _with_form(self, form: type[BaseModel]) -> Any:
        return self._exact.bind_tools([form], tool_choice=form.__name__)


def _open(settings: ChatSettings, more: dict[str, Any]) -> Any:
    from langchain.chat_models import init_chat_model

    provider = settings.provider
    options: dict[str, Any] = dict(more)
    if provider == "ollama":
        options |= {"num_predict": MOST_WRITTEN, "client_kwargs": {"timeout": settings.seconds}}
    else:
        options |= {"max_tokens": MOST_WRITTEN}
    if provider in _TIMED:
        options |= {"timeout": settings.seconds, "max_retries": settings.retries}
    if provider in _COUNTED:
        options |= {"stream_usage": True}
    if settings.url:
        options |= {"azure_endpoint" if provider == "azure_openai" else "base_url": settings.url}
    if settings.key:
        options |= {"api_key": settings.key}
    return init_chat_model(settings.model, **options)


def unanswered(error: Exception) -> UnansweredError:
    """What is said of an error of a provider's client."""
    status = getattr(error, "status_code", None)
    if isinstance(error, NotImplementedError) or status in _REFUSED_FORMS:
        return RefusedFormError(_SAID.get(status or 0, _REFUSED))
    if isinstance(error, ImportError):
        return UnansweredError(f"needs a package that is not installed ({error.name or error})")
    if isinstance(status, int):
        return UnansweredError(_SAID.get(status, _FAILED if status >= 500 else _REFUSED))
    kind = " ".join(of.__name__.lower() for of in type(error).__mro__)
    if "timeout" in kind:
        return LateError("took too long")
    if "connect" in kind or "network" in kind or "protocol" in kind:
        return UnansweredError("cannot be reached, or broke off")
    return UnansweredError("cannot be opened; 'parity doctor' says why")


def _today() -> date:
    return datetime.now(UTC).date()
