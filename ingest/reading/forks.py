"""The reading process as seen from here: it is asked for a file, and a fork of it reads that.

It is started when the first file is read, stays for the next, and is started anew if it has ended.
A fork that waits, or is too slow by the clock, is ended; its processor time it limits itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any

from ingest.reading.endings import Cause
from ingest.reading.limits import Limits

_MOMENT = 1.0
"""Seconds after which a fork that says nothing is looked at."""
_CHUNK = 1 << 20
_WORKED = 0.01
"""Seconds of processor time that are work."""
_OPENING = 10.0
"""Seconds for the imports, and for a file to be opened, beside those of a page."""

Message = dict[str, Any]


class Forks:
    """The process that forks a reader for each file, for one thread at a time."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._made: object = None
        self._begun: list[bytes] = []

    def messages(
        self, request: Mapping[str, Any], limits: Limits, seconds: float
    ) -> Generator[Message]:
        """What a fork tells of a file; the last says how it ended, and why it was ended if it was.

        ``seconds`` are the processor time that one message may take. It is to be gone through, or
        closed.
        """
        with self._asking:
            watch = _Watch(limits, seconds)
            try:
                yield from self._told(request, watch)
            finally:
                if not watch.ended:
                    self._end(watch.pid)

    def _told(self, request: Mapping[str, Any], watch: _Watch) -> Iterator[Message]:
        process = self._running()
        assert process.stdin  # noqa: S101 (tells mypy that it is a pipe)
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        while not watch.ended:
            message = self._next(process, watch)
            if message["kind"] == "began":
                watch.pid = message["pid"]
                continue
            watch.ended = message["kind"] == "ended"
            yield message | {"stopped": watch.stopped} if watch.ended else message

    def _next(self, process: subprocess.Popen[bytes], watch: _Watch) -> Message:
        """The next message; the end of the process itself is one."""
        while True:
            line = self._line(process, watch)
            if line is None:
                self._end(watch.pid)
                number = max(-process.returncode, 0)
                return {
                    "kind": "ended", "signal": number, "seconds": watch.used, "error": "it ended",
                    "status": process.returncode,
                }  # fmt: skip
            with suppress(ValueError):  # what a fork was killed in the middle of is no JSON
                message = json.loads(line)
                if isinstance(message, dict):
                    return message

    def _line(self, process: subprocess.Popen[bytes], watch: _Watch) -> bytes | None:
        """The next line that the process tells; None if it has ended."""
        assert process.stdout  # noqa: S101 (tells mypy that it is a pipe)
        while True:
            if self._begun and b"\n" in self._begun[-1]:
                *before, last = self._begun
                line, _, rest = last.partition(b"\n")
                self._begun = [rest]
                return b"".join([*before, line])
            if not wait([process.stdout.fileno()], _MOMENT):
                watch.look()
                continue
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                return None
            watch.heard()
            self._begun.append(chunk)

    def _running(self) -> subprocess.Popen[bytes]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PARITY_")}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        made = (os.getpid(), environment)
        if self._process and self._made == made and self._process.poll() is None:
            return self._process
        if self._process and self._made == made:
            self._end(0)
        self._begun, self._made = [], made
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.reading.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return self._process

    def _end(self, pid: int) -> None:
        """End the process, and the fork ``pid``, if there is one."""
        process, self._process, self._begun = self._process, None, []
        if process is None:
            return
        process.kill()
        _kill(pid)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


class _Watch:
    """How long a fork has worked and waited since it last told something."""

    def __init__(self, limits: Limits, seconds: float) -> None:
        self._limits, self._seconds = limits, seconds + _OPENING
        self.pid, self.used, self.ended, self.stopped = 0, 0.0, False, ""
        self.heard()

    def heard(self) -> None:
        self._heard = self._worked = time.monotonic()

    def look(self) -> None:
        """End the fork if it has waited, or is at work, for too long by the clock."""
        now, used = time.monotonic(), processor_seconds(self.pid)
        if used is None or used > self.used + _WORKED:
            self.used, self._worked = used or self.used, now
        if now - self._worked > self._limits.idle_seconds:
            self.stopped = Cause.IDLE
        elif now - self._heard > self._limits.clock_times * self._seconds:
            self.stopped = Cause.CLOCK
        if self.stopped:
            _kill(self.pid)


def _kill(pid: int) -> None:
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def processor_seconds(pid: int) -> float | None:
    """The processor time of a running process; None where the system does not tell it."""
    if not sys.platform.startswith("linux") or not pid:
        return None
    with suppress(OSError):
        return time.clock_gettime((~pid << 3) | 2)  # what clock_getcpuclockid(3) gives
    return None


FORKS = Forks()
"""The one that this process has."""
