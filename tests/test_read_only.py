"""An index that may only be read is asked like any other, and one that may not says why."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from assistant.settings import PROJECT
from builders import WordEncoder, write_corpus
from ingest.indexing.index import open_index
from ingest.sync import ingest

PLAN = "1. It has 420 beds.\n2. Two is here.\n"
PROGRAM = """
import gc, os, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from builders import WordEncoder
from ingest.errors import ParityError
from ingest.indexing.index import open_index
from ingest.sync import ingest
index, warm = Path(sys.argv[3]), Path(sys.argv[4])
ingest(warm.with_name("corpus"), warm, WordEncoder())  # all is imported that can be no longer
open_index(warm, WordEncoder())
gc.collect()
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
if sys.argv[2] == "ask without room":
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
try:
    if sys.argv[2] == "ingest":
        print(ingest(index.with_name("corpus"), index, WordEncoder()).changes.embedded)
    else:
        found = open_index(index, WordEncoder())
        print(found.records.count(), [of.text for of in found.paragraphs.values()])
except ParityError as error:
    print("told:", error)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a corpus and an index, to which every account can find its way."""
    made = Path(mkdtemp(prefix="read-only-"))
    ingest(write_corpus(made / "corpus", {"plan.txt": PLAN}), made / "index", WordEncoder())
    (made / "tmp").mkdir()
    (made / "tmp").chmod(0o777)
    made.chmod(0o755)
    yield made
    allow(made, 0o755, 0o644)
    shutil.rmtree(made)


def allow(folder: Path, folders: int, files: int) -> None:
    """Give everything below a folder, and itself, these rights."""
    for path in [folder, *sorted(folder.rglob("*"))]:
        path.chmod(folders if path.is_dir() else files)


def by_another(folder: Path, what: str) -> str:
    """What the program says that asks or ingests as an account that owns nothing here."""
    ran = run(folder, what)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout.strip()


def run(folder: Path, what: str, then: str = "") -> subprocess.CompletedProcess[str]:
    paths = (PROJECT / "tests", what, folder / "index", folder / "warm")
    return subprocess.run(
        [sys.executable, "-c", f"{PROGRAM}\n{then}", *map(str, paths)],
        capture_output=True, text=True, cwd=PROJECT, check=False,
        env={**os.environ, "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip


def test_an_index_that_may_only_be_read_is_asked(folder: Path) -> None:
    allow(folder / "index", 0o555, 0o444)
    assert by_another(folder, "ask") == "4 ['It has 420 beds.', 'Two is here.']"
    assert list((folder / "tmp").iterdir()) == []


def test_an_index_that_may_only_be_read_is_not_called_damaged_by_an_ingest(folder: Path) -> None:
    allow(folder / "index", 0o555, 0o444)
    (folder / "corpus" / "plan.txt").write_text(PLAN.replace("420", "430"))
    said = by_another(folder, "ingest")
    assert said == (
        f"told: The index at {folder / 'index'} cannot be written: Permission denied; "
        "name another folder with --index, or give this account the right to write there."
    )


@pytest.mark.parametrize(
    "which", ["index", "index/current", "index/generations/*", "index/generations/*/*.jsonl",
              "index/generations/*/manifest.json", "index/generations/*/tokens.bin",
              "index/generations/*/chroma/*.sqlite3"]
)  # fmt: skip
def test_what_may_not_be_read_is_told_as_that(which: str, folder: Path) -> None:
    (path,) = folder.glob(which)
    path.chmod(0)
    said = by_another(folder, "ask")
    assert said == (
        f"told: The index at {folder / 'index'} cannot be read: Permission denied; "
        "give this account the right to read it."
    )


def test_without_room_for_a_copy_of_the_records_that_is_told(folder: Path) -> None:
    said = by_another(folder, "ask without room")
    assert re.fullmatch(
        r"told: The records of the index at \S+ cannot be copied to the temporary folder: "
        r".+; make room there, or set TMPDIR to a folder that has it\.",
        said,
    )


def test_what_a_killed_process_left_of_its_copy_is_removed_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        run(folder, "ask", "import signal; os.kill(os.getpid(), signal.SIGKILL)").returncode == -9
    )
    left = list((folder / "tmp").iterdir())
    assert sorted(path.suffix for path in left) == ["", ".lock"]
    for path in left:
        path.chmod(0o777)
        os.chown(path, os.getuid(), os.getgid())
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    open_index(folder / "index", WordEncoder())
    gc.collect()
    assert list((folder / "tmp").iterdir()) == []
