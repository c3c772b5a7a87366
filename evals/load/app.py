"""The real app on a copy of an index and of its documents, all in one scratch folder."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.settings import PROJECT, Settings
from assistant.terminal.serving import command
from evals.load import clock
from evals.served import Server, free_port, resident, served
from ingest.errors import ParityError

_INGEST_SECONDS = 600


class LoadError(ParityError):
    """The load cannot be measured here."""


@dataclass
class Place:
    """A scratch folder with an index, its documents and what the app writes."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def index(self) -> Path:
        """The index that the app reads."""
        return self.folder / "index"

    @property
    def corpus(self) -> Path:
        """The documents that an ingest here reads."""
        return self.folder / "corpus"

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that the app and an ingest here run with; none of Parity's from outside."""
        own = {k: v for k, v in os.environ.items() if not k.startswith("PARITY_")}
        parts = (str(self.folder / "hook"), str(PROJECT), own.get("PYTHONPATH", ""))
        return own | {
            "PARITY_INDEX_DIR": str(self.index),
            "PARITY_CORPUS_DIR": str(self.corpus),
            "PARITY_KEPT_DIR": str(self.folder / "kept"),
            # One reader alone asks faster than anybody does, and would wait.
            "PARITY_VISITOR_MINUTE": "0",
            "PYTHONPATH": os.pathsep.join(filter(None, parts)),
            clock.VARIABLE: str(self.folder / "shift"),
            **self.variables,
        }

    def ingest(self, most_megabytes: int = 0) -> subprocess.Popen[str]:
        """Begin an ingest, of which no file may grow beyond so many megabytes where that is set."""
        given = [sys.executable, "-m", "assistant.cli", "ingest"]
        if most_megabytes:
            given = ["sh", "-c", f'ulimit -f {most_megabytes * 2048}; exec "$@"', "sh", *given]
        return subprocess.Popen(
            given,
            cwd=PROJECT,
            env=dict(self.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def ingested(self) -> float:
        """Ingest; the seconds that it took. Raises :class:`LoadError` with what it printed."""
        began, process = time.monotonic(), self.ingest()
        printed, _ = process.communicate(timeout=_INGEST_SECONDS)
        if process.returncode:
            raise LoadError(f"An ingest failed:\n{printed}")
        return time.monotonic() - began


def place(folder: Path, settings: Settings, **variables: str) -> Place:
    """A scratch folder with copies of the index and the documents that the settings name.

    With variables that name a Chroma server the index is not copied: it has to be made.
    """
    made = Place(folder, variables)
    (folder / "hook").mkdir(parents=True)
    clock.prepare(folder / "hook", folder / "shift")
    shutil.copytree(settings.corpus_dir, made.corpus)
    if "PARITY_CHROMA_URL" not in variables:
        shutil.copytree(settings.index_dir, made.index)
    return made


@dataclass(frozen=True)
class App:
    """The chat that runs on a place."""

    place: Place
    server: Server

    @property
    def address(self) -> str:
        """Where the page is."""
        return self.server.address

    @property
    def megabytes(self) -> float:
        """The memory that it holds."""
        return resident(self.server.process.pid)

    @property
    def log(self) -> str:
        """What it has printed."""
        return (self.place.folder / "log").read_text(encoding="utf-8", errors="replace")

    def limit_files(self, most: int = resource.RLIM_INFINITY) -> None:
        """Have no file that it writes grow beyond so many bytes, as on a disk that is full."""
        limits = most, resource.RLIM_INFINITY
        resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def running(of: Place) -> Iterator[App]:
    """The app on a place, until the block ends."""
    port = free_port()
    started = command("localhost", port, opens=False)
    with served(started, of.environment, of.folder / "log", port) as server:
        yield App(of, server)


def processor() -> tuple[float, float]:
    """The seconds for which this machine's processors were busy and idle; from Linux's /proc."""
    line = Path("/proc/stat").read_text(encoding="utf-8").splitlines()[0]
    user, nice, system, idle, waits, *rest = (int(part) for part in line.split()[1:9])
    return float(user + nice + system + sum(rest)), float(idle + waits)
