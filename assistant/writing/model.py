"""The one door to a chat model: what it says as it arrives, or one sentence that says why not.

Nothing of a provider is imported before a first question.
"""

from __future__ import annotations

import logging
import os
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
from assistant.writing.failures import LateError, UnansweredError, unanswered, unopened
from assistant.writing.opening import as_chunk, opened, with_form
from assistant.writing.tracing import require_ready, traced

_LETTERS_A_TOKEN = 4
"""About so many, where the provider does not say how many tokens it took."""

logger = logging.getLogger(__name__)


class ChatModel:
    """A chat model, opened when it is first asked; one object serves every thread."""

    def __init__(self, settings: ChatSettings) -> None:
        """Raises UsageError where it is to be traced, and not all is there that this needs."""
        if settings.traced:
            require_ready(os.environ)
        self.settings = settings
        self.takes_tools = True
        self._counting = threading.Lock()
        self._day, self._used = _today(), 0.0
        self.wrote = 0.0
        """Tokens of all its replies, which cost more than those of questions."""

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
            if isinstance(piece, UnansweredError):
                logger.info("The chat model did not answer", exc_info=piece)
                raise piece from piece.__cause__
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
        try:
            model = with_form(self._exact, form) if form else self._plain
        except Exception as error:  # each provider's client has errors of its own
            pieces.put(unopened(error))
            return
        pieces.put(self._asked(model, messages, pieces, over))

    def _asked(
        self,
        model: Any,
        messages: Sequence[BaseMessage],
        pieces: Queue[Any],
        over: threading.Event,
    ) -> UnansweredError | None:
        """Put all that a model says into ``pieces``; gives what went wrong."""
        whole: AIMessageChunk | None = None
        try:
            with traced(self.settings.traced):
                for message in model.stream(list(messages)):
                    chunk = as_chunk(message)
                    whole = chunk if whole is None else whole + chunk
                    pieces.put(chunk)
                    if over.is_set():
                        break
        except Exception as error:  # as above
            return unanswered(error)
        finally:
            self._count(whole, sum(len(message.text) for message in messages))
        return None

    def _count(self, whole: AIMessageChunk | None, letters: int) -> None:
        usage = whole.usage_metadata if whole else None
        wrote = (len(whole.text) if whole else 0) / _LETTERS_A_TOKEN
        used = letters / _LETTERS_A_TOKEN + wrote
        if usage and usage["input_tokens"]:  # some say only what was written
            wrote, used = usage["output_tokens"], usage["total_tokens"]
        with self._counting:
            self._used, self._day = self.used + used, _today()
            self.wrote += wrote

    @cached_property
    def _plain(self) -> Any:
        """The model with nothing set that some refuse."""
        return opened(self.settings, {})

    @cached_property
    def _exact(self) -> Any:
        return opened(self.settings, {"temperature": 0})


def _today() -> date:
    return datetime.now(UTC).date()
