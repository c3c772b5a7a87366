"""Servers on this machine that can be stopped, held still as one that hangs, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from assistant.settings import PROJECT
from evals.served import NotServedError, free_port

_STARTS_WITHIN = 30.0
_STOPS_WITHIN = 20.0


@dataclass
class Stoppable:
    """A server that a command starts in a folder; it is there once ``probe`` is answered."""

    command: Sequence[str]
    url: str
    probe: str
    folder: Path = PROJECT
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until it answers; raises :class:`NotServedError` if it does not."""
        self.process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _STARTS_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise NotServedError(f"'{' '.join(self.command)}' did not start.")
            time.sleep(0.1)

    def stop(self) -> None:
        """End it, also where it hangs."""
        if self.process is not None:
            self.go_on()
            self.process.terminate()
            self.process.wait(_STOPS_WITHIN)
            self.process = None

    def hang(self) -> None:
        """Have it take connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Have it answer again."""
        self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.kill(self.process.pid, what)

    def answers(self) -> bool:
        """Whether it answers within a second."""
        try:
            with urlopen(self.url + self.probe, timeout=1):  # noqa: S310 (this machine's own)
                return True
        except HTTPError:
            return True
        except (URLError, OSError):
            return False


@contextmanager
def started(server: Stoppable) -> Iterator[Stoppable]:
    """The server, which ends with the block."""
    try:
        server.start()
        yield server
    finally:
        server.stop()


def chroma(folder: Path) -> Stoppable:
    """Chroma's own server, with its data in a folder."""
    port = str(free_port())
    program = str(Path(sys.executable).with_name("chroma"))
    command = [program, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", port]
    return Stoppable(command, f"http://127.0.0.1:{port}", "/api/v2/heartbeat", folder)


def chat_model() -> Stoppable:
    """A chat model that is a script, served by OpenAI's protocol."""
    port = str(free_port())
    command = [sys.executable, "-m", "evals.load.model", port]
    return Stoppable(command, f"http://127.0.0.1:{port}", "/")
