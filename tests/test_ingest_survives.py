"""An ingest may be killed at any moment: the index is the old edition or the new one, and whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import pdf_of, write_corpus
from ingest.indexing.pointer import current_generation, generations
from ingest.reading.reader import READINGS, Reading

PROJECT = Path(__file__).parent.parent
PLAN = "".join(f"{n}. Ward {n} has {n} beds.\n" for n in range(1, 61))
OLD: dict[str, str | bytes] = {
    "plan.txt": PLAN + "61. It is old.\n",
    "gone.txt": "1. It is gone.\n2. So is this.\n",
    "web.pdf": pdf_of(["1. Waits fell.", "2. Staff grew."]),
}
NEW: dict[str, str | bytes] = {
    "plan.txt": PLAN.replace("Ward 7 has", "Ward 7 had") + "62. It is new.\n",
    "fresh.txt": "1. Fresh words (FW) are here.\n2. FW it is.\n3. And more.\n",
    "web.pdf": pdf_of(["1. Waits rose.", "2. Staff grew."]),
}
EDITIONS = {"old": OLD, "new": NEW}
KILLS = 30
SLOWLY = 0.02
"""Seconds that a batch takes to embed, so that some of the kills fall there."""


class Killing:
    """A corpus and its index, and the program that ingests it, looks at it and is killed."""

    def __init__(self, folder: Path, program: subprocess.Popen[str]) -> None:
        self.corpus, self.index, self._program = folder / "corpus", folder / "index", program

    def becomes(self, edition: str) -> None:
        """Put the files of this edition into the corpus, and no others."""
        shutil.rmtree(self.corpus, ignore_errors=True)
        write_corpus(self.corpus, EDITIONS[edition])

    def ingest(self, **kill: str | float) -> tuple[int, list[str]]:
        """How an ingest ended, and its steps; ``kill_at`` a step or ``kill_after`` seconds."""
        answer = self._ask(corpus=str(self.corpus), index=str(self.index), **kill)
        return answer["status"], answer["steps"]

    def look(self) -> dict[str, str]:
        """A digest of each part of the index; empty if there is none."""
        found: dict[str, str] = self._ask(index=str(self.index))
        return found

    def require_tidy(self) -> None:
        """No generation is there but the current one and the one before it, and nothing half."""
        names = [path.name for path in generations(self.index)]
        assert len(names) <= 2
        assert names[-1] == current_generation(self.index)
        assert {path.name for path in self.index.iterdir()} == {
            "current", "generations", "ingest.lock", READINGS
        }  # fmt: skip
        assert {path.suffix for path in (self.index / READINGS).iterdir()} == {".json"}

    def require_whole_readings(self) -> None:
        for path in (self.index / READINGS).glob("*.json"):
            assert Reading.from_json(path.read_text("utf-8").partition("\n")[2]).blocks

    def _ask(self, **request: Any) -> Any:
        assert self._program.stdin
        assert self._program.stdout
        print(json.dumps(request), file=self._program.stdin, flush=True)
        return json.loads(self._program.stdout.readline())


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(PROJECT / "tests" / "ingesting.py")]
    paths = os.pathsep.join([str(PROJECT), str(PROJECT / "tests")])
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    ) as running:
        yield running
        assert running.stdin
        running.stdin.close()


@pytest.fixture
def killing(tmp_path: Path, program: subprocess.Popen[str]) -> Killing:
    return Killing(tmp_path, program)


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, program: subprocess.Popen[str]
) -> dict[str, dict[str, str]]:
    """What a whole index of each edition holds, made in one go."""
    found = {}
    for edition in EDITIONS:
        made = Killing(tmp_path_factory.mktemp(edition), program)
        made.becomes(edition)
        assert made.ingest()[0] == 0
        found[edition] = made.look()
    return found


def edition_of(found: dict[str, str], whole: dict[str, dict[str, str]]) -> str:
    """The edition that an index is whole of; fails for a mixture."""
    assert found in whole.values(), found
    return next(edition for edition, of in whole.items() if of == found)


def test_the_two_editions_differ_in_every_part(whole: dict[str, dict[str, str]]) -> None:
    assert whole["old"].keys() == whole["new"].keys()
    assert all(whole["old"][part] != whole["new"][part] for part in whole["old"])


READING = ("read", r"half .*\.new", r"os.rename .*\.json")
COPYING = ("os.mkdir 0.*", "os.mkdir chroma", "open header.bin")
WRITING = ("open tokens.bin", "embed", "fsync", "open token_rows.npz", "half words.json")
FINISHING = ("open manifest.json", "half manifest.json", "open current.new", "os.rename current")
AFTERWARDS = ("os.remove chroma.sqlite3", "os.rmdir 0.*")
STEPS = (*READING, "open ingest.lock", *COPYING, *WRITING, *FINISHING, *AFTERWARDS)
"""What an ingest is about to do when it is killed, as regular expressions, in their order."""


@pytest.mark.slow
def test_killed_at_any_step_of_an_update_the_index_is_whole(
    killing: Killing, whole: dict[str, dict[str, str]]
) -> None:
    before = killing.index.with_name("before")
    for edition in ("new", "old"):
        killing.becomes(edition)
        killing.ingest()
    killing.index.rename(before)
    killing.becomes("new")
    for name in STEPS:
        shutil.rmtree(killing.index, ignore_errors=True)
        shutil.copytree(before, killing.index)
        if name in READING:
            shutil.rmtree(killing.index / READINGS)
        status, _ = killing.ingest(kill_at=name)
        assert status == -9, name
        assert edition_of(killing.look(), whole) == ("new" if name in AFTERWARDS else "old"), name
        killing.require_whole_readings()
        if name in ("half .*\\.new", "half manifest.json", AFTERWARDS[0]):
            assert killing.ingest()[0] == 0
            assert edition_of(killing.look(), whole) == "new"
            killing.require_tidy()


@pytest.mark.slow
def test_killed_at_any_moment_the_index_is_whole_and_a_later_ingest_finishes(
    killing: Killing, whole: dict[str, dict[str, str]]
) -> None:
    chance = random.Random(20261122)
    killing.becomes("old")
    started = time.monotonic()
    killing.ingest(seconds=SLOWLY)
    whole_time = time.monotonic() - started
    now, killed, stopped_at = "old", 0, set[str]()
    while killed < KILLS:
        wanted = "new" if now == "old" else "old"
        killing.becomes(wanted)
        if chance.random() < 0.2:
            shutil.rmtree(killing.index / READINGS, ignore_errors=True)
        kill_after = chance.uniform(0, whole_time)
        status, steps = killing.ingest(seconds=SLOWLY, kill_after=kill_after)
        killed += status == -9
        stopped_at.update(steps[-1:])
        found = edition_of(killing.look(), whole)
        assert found in (now, wanted)
        now = found
        killing.require_whole_readings()
        if chance.random() < 0.1:
            assert killing.ingest()[0] == 0
            killing.require_tidy()
            now = wanted
    assert len(stopped_at) > 4


def test_killed_in_its_first_ingest_there_is_no_index(
    killing: Killing, whole: dict[str, dict[str, str]]
) -> None:
    killing.becomes("old")
    for name in ("open ingest.lock", "embed", "half manifest.json", "os.rename current"):
        status, _ = killing.ingest(kill_at=name)
        assert (status, killing.look()) == (-9, {})
    assert killing.ingest()[0] == 0
    assert edition_of(killing.look(), whole) == "old"
    killing.require_tidy()


def test_after_a_kill_an_ingest_that_has_nothing_to_change_tidies_up_as_well(
    killing: Killing, whole: dict[str, dict[str, str]]
) -> None:
    killing.becomes("old")
    killing.ingest()
    killing.becomes("new")
    killing.ingest(kill_at="half manifest.json")
    assert len(generations(killing.index)) == 2
    killing.becomes("old")
    assert killing.ingest()[0] == 0
    assert edition_of(killing.look(), whole) == "old"
    assert len(generations(killing.index)) == 1
    killing.require_tidy()
