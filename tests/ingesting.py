"""Ingests in processes of their own that can be killed at any step; words are their vectors.

As a program it reads a request in JSON a line, does it in a fork of itself, which spares the
imports, and writes a line of JSON: for an ingest how it ended and which steps it took, and for a
look at an index what the index holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from builders import WordEncoder
from ingest.corpus import read_corpus
from ingest.errors import IndexMissingError
from ingest.indexing.embedding import Encoded, unit
from ingest.indexing.index import open_index
from ingest.reading.reader import READINGS, Reader
from ingest.sync import synchronise

Step = Callable[[str], None]
AXES = 32
SEARCHED = ("plan. It is old.", "gone. It is gone.", "plan. It is new.")
"""Sentences, as they are embedded, that only one edition of the tests' corpus has."""

WRITES = os.O_WRONLY | os.O_RDWR
FILE_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


class SteppingEncoder(WordEncoder):
    """A :class:`WordEncoder`, each batch of which is a step that takes some time.

    A text's vector is drawn by its words, so that no two are alike and a search finds the one.
    """

    def __init__(self, step: Step = lambda name: None, seconds: float = 0.0) -> None:
        super().__init__(dimension=AXES)
        self._step, self._seconds = step, seconds

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self._step("embed")
        time.sleep(self._seconds)
        words = super().encode(texts)
        return [replace(of, vector=_drawn(text)) for text, of in zip(texts, words, strict=True)]


def _drawn(text: str) -> NDArray[np.float32]:
    generator = np.random.default_rng(zlib.crc32(text.encode()))
    return unit(generator.normal(size=AXES).astype(np.float32))


def watch(index: Path, step: Step) -> None:
    """Tell of everything that this process is about to do to the index's files."""
    whole_write, whole_sync = Path.write_text, os.fsync

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            step("read")
        if event not in FILE_EVENTS or (event == "open" and not arguments[2] & WRITES):
            return
        path = str(arguments[1 if event == "os.rename" else 0])
        if path.startswith(str(index)) or event == "os.remove":
            step(f"{event} {Path(path).name}")

    def write_text(path: Path, text: str, **options: Any) -> int:
        whole_write(path, text[: len(text) // 2], **options)
        step(f"half {path.name}")
        return whole_write(path, text, **options)

    def fsync(file: int) -> None:
        step("fsync")
        whole_sync(file)

    Path.write_text, os.fsync = write_text, fsync  # type: ignore[method-assign,assignment]
    sys.addaudithook(on_event)


def run_ingest(request: dict[str, Any], told: int) -> None:
    """Ingest and tell each step; be killed at the first that ``kill_at`` matches, a pattern."""
    corpus, index = Path(request["corpus"]), Path(request["index"])

    def step(name: str) -> None:
        os.write(told, f"{name}\n".encode())
        if re.fullmatch(request.get("kill_at", "never"), name):
            os.kill(os.getpid(), signal.SIGKILL)

    watch(index, step)
    read = read_corpus(corpus, Reader(kept_in=index / READINGS))
    synchronise(read, index, SteppingEncoder(step, request.get("seconds", 0.0)))


def ingested(request: dict[str, Any]) -> dict[str, Any]:
    """Fork an ingest; with ``kill_after`` it is killed after so many seconds."""
    reads, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            run_ingest(request, told)
        except BaseException as error:
            os.write(told, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(told)
    if "kill_after" in request:
        time.sleep(request["kill_after"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reads) as steps:
        taken = steps.read().splitlines()
    return {"status": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "steps": taken}


def seen(index: Path) -> dict[str, str]:
    """A digest for each part of an index, by the name of the part; empty if there is no index."""
    try:
        found = open_index(index, SteppingEncoder())
    except IndexMissingError:
        return {}
    tokens = [found.tokens.of(at) for at in range(found.tokens.paragraphs)]
    columns: list[list[NDArray[Any]]] = [[t.vectors, t.scales, t.ids, t.counts] for t in tokens]
    statistics = found.statistics
    terms = sorted(statistics.known)
    by_words = (statistics.paragraphs, statistics.sentences)
    bm25 = [of.scores([term]) for of in by_words for term in terms]
    asked = [encoded.vector for encoded in SteppingEncoder().encode(SEARCHED)]
    nearest = [sorted(found.records.nearest(vector, 2)) for vector in asked]
    parts = {
        "paragraphs": [found.paragraphs[key].to_json() for key in found.paragraphs],
        "digests": list(found.manifest.digests.items()),
        "documents": found.manifest.documents,
        "tokens": [column.tolist() for of in columns for column in of],
        "statistics": [terms, sorted(statistics.vocabulary), [of.tolist() for of in bm25]],
        "search": [[(id_, round(cos, 4)) for id_, cos in of if cos > 0.99] for of in nearest],
        "records": found.records.count(),
    }
    return {name: hashlib.sha256(repr(of).encode()).hexdigest() for name, of in parts.items()}


def looked(index: Path) -> dict[str, str]:
    """Fork a look at an index, so that nothing stays open."""
    reads, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            answer = seen(index)
        except BaseException as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        os.write(told, json.dumps(answer).encode())
        os._exit(0)
    os.close(told)
    with os.fdopen(reads) as answer_file:
        found: dict[str, str] = json.load(answer_file)
    os.waitpid(child, 0)
    return found


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        answer = ingested(request) if "corpus" in request else looked(Path(request["index"]))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
