"""The chat on a port of its own, and Debian's Chromium to open it in: for tests and measuring."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from assistant.settings import PROJECT
from assistant.terminal.serving import MEMORY
from ingest.errors import ParityError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

START_SECONDS = 60
_STOP_SECONDS = 20


class NotServedError(ParityError):
    """The page cannot be served or opened here; the sentence says why."""


@dataclass(frozen=True)
class Server:
    """A chat that answers at ``address``."""

    address: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(
    command: Sequence[str], environment: Mapping[str, str], log: Path, port: int
) -> Iterator[Server]:
    """The chat that a command starts on a port, as ``parity chat`` has it keep memory.

    What it prints goes to ``log``.

    Raises :class:`NotServedError` with the log if it does not answer within :data:`START_SECONDS`.
    """
    variables = {**MEMORY, **environment}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=out, stderr=out)
    try:
        _wait_until_up(f"http://localhost:{port}/_stcore/health", process, log)
        yield Server(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=_STOP_SECONDS)


def _wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 (this machine's own)
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise NotServedError(f"The app did not start:\n{log.read_text(errors='replace')}")


def resident(process: int) -> float:
    """Megabytes of memory that a process holds; from Linux's /proc."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; raises :class:`NotServedError` without it or Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NotServedError("Playwright is not installed; run 'make install-dev'.") from error
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        raise NotServedError("Chromium is not installed; Debian's package is called chromium.")
    with sync_playwright() as driver:
        yield driver.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
