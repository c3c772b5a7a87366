"""Everything that is asked of a server has ended when its time is up, whatever the server does.

Chroma's client waits without an end, and a limit for each step of a call is not one for the whole:
a server may send a byte now and then. So a call runs in a thread of its own, and whoever is late
finds its line closed.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as LateError
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what reads the settings needs no client
    import httpx

_until: ContextVar[float] = ContextVar("until", default=inf)
"""Until when this thread's calls to a server may take, by the monotonic clock."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """All calls of the block together take at most so long; of two blocks the nearer end holds."""
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


class TimedSession:
    """What Chroma's client sends its calls with; one object serves every thread.

    No call waits for another: each has a line of its own, and lines that are free are used again.
    """

    def __init__(self, like: httpx.Client, seconds: float) -> None:
        """``like`` has the headers to send; a call outside :func:`at_most` takes ``seconds``."""
        self.headers, self._seconds = like.headers, seconds
        self._free: deque[httpx.Client] = deque()

    def request(self, method: str, url: str, **given: Any) -> httpx.Response:
        """The answer to one call; raises TimeoutError when its time is up, and httpx's errors."""
        left = min(self._seconds, _until.get() - time.monotonic())
        if left <= 0:
            raise TimeoutError("no time is left for another call")
        line = self._line()
        answered: Future[httpx.Response] = Future()

        def call() -> None:
            try:
                answered.set_result(line.request(method, url, timeout=left, **given))
            except BaseException as error:  # whoever waits for the answer raises it
                answered.set_exception(error)

        Thread(target=call, daemon=True, name="chroma").start()
        try:
            found = answered.result(left)
        except BaseException as error:
            line.close()
            if isinstance(error, LateError):
                raise TimeoutError(f"no answer within {left:.3g} seconds") from error
            raise
        self._free.append(line)
        return found

    def close(self) -> None:
        """Close the lines that are free."""
        while self._free:
            self._free.pop().close()

    def _line(self) -> httpx.Client:
        import httpx

        try:
            return self._free.pop()
        except IndexError:
            return httpx.Client(headers=self.headers)
