"""A server that has failed is let be for a while, so that not every question waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import ServerError

REST = 30.0
"""Seconds for which a server is not asked after it has failed."""

logger = logging.getLogger(__name__)


class Outage:
    """Whether a server has failed lately; one object serves every thread, and holds none up."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._failure, self._until = "", 0.0

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Ask the server within the block, and note whether it fails.

        Raises :class:`ServerError` at once while it is let be. When that is over one asks again,
        and the others go without until that one has an answer.
        """
        with self._changing:
            if self._failure and time.monotonic() < self._until:
                raise ServerError(self._failure)
            self._until = time.monotonic() + REST
        failure = ""
        try:
            yield
        except ServerError as error:
            failure = str(error)
            raise
        finally:
            self._note(failure)

    def _note(self, failure: str) -> None:
        with self._changing:
            told, self._failure = self._failure, failure
            self._until = time.monotonic() + REST
        if failure and not told:
            logger.info("Questions are searched without the server's records: %s", failure)
