"""An ingest says what it did or would do; what it cannot do is one sentence and loses nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import PROJECT
from assistant.terminal.ingests import _edition
from builders import WordEncoder, pdf_of, write_corpus
from ingest.corpus import Corpus
from ingest.indexing.index import open_index
from ingest.indexing.pointer import generations
from ingest.reading.reader import READINGS
from ingest.sync import Changes, IngestReport

PLAN = "".join(f"{n}. Ward {n} is open.\n" for n in range(1, 13))
Tree = dict[str, tuple[int, int]]

PARITY = """
import resource, sys, time
from pathlib import Path
import assistant.terminal.ingests
from assistant.cli import main
from builders import WordEncoder
started, go, most = sys.argv[1:4]
class Waiting(WordEncoder):
    def encode(self, texts):
        if started:
            Path(started).touch()
            while not Path(go).exists():
                time.sleep(0.02)
        return super().encode(texts)
assistant.terminal.ingests.Encoder = lambda name: Waiting()
if int(most):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
sys.exit(main(sys.argv[4:]))
"""
"""`parity` whose model waits, once it has begun, for a file; no file may be larger than `most`."""


class Setup:
    """A corpus, its index, and what `parity ingest` says of them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.corpus, self.index = folder, folder / "corpus", folder / "index"
        self._capsys = capsys

    @property
    def options(self) -> list[str]:
        return ["ingest", "--corpus", str(self.corpus), "--index", str(self.index)]

    def ingest(self, *options: str, **files: str | bytes) -> tuple[int, str, str]:
        """Write these files, a suffix after two underscores; the status and what was said."""
        write_corpus(self.corpus, {k.replace("__", "."): text for k, text in files.items()})
        self._capsys.readouterr()
        status = main([*self.options, *options])
        return status, *self._capsys.readouterr()

    def start(self, *, wait: bool = False, most: int = 0) -> subprocess.Popen[str]:
        """`parity ingest` in a process of its own."""
        files = [str(self.folder / "started"), str(self.folder / "go")] if wait else ["", ""]
        paths = os.pathsep.join([str(PROJECT), str(PROJECT / "tests")])
        return subprocess.Popen(
            [sys.executable, "-c", PARITY, *files, str(most), *self.options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def wait_for(self, name: str) -> None:
        until = time.monotonic() + 60
        while not (self.folder / name).exists():
            assert time.monotonic() < until
            time.sleep(0.02)

    def keys(self) -> list[str]:
        return list(open_index(self.index, WordEncoder()).paragraphs)

    def tree(self) -> Tree:
        """Every folder and file with its size and the time of its last change."""
        states = {path: path.stat() for path in (self.folder, *self.folder.rglob("*"))}
        return {str(path): (state.st_size, state.st_mtime_ns) for path, state in states.items()}


@pytest.fixture
def parity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Setup:
    monkeypatch.setattr("assistant.terminal.ingests.Encoder", lambda name: WordEncoder())
    return Setup(tmp_path, capsys)


def test_a_check_where_there_is_no_index_makes_none(parity: Setup) -> None:
    write_corpus(parity.corpus, {"plan.txt": PLAN, "web.pdf": pdf_of(["1. It is."])})
    before = parity.tree()
    status, out, err = parity.ingest("--check")
    assert (status, err) == (0, "")
    assert "An ingest would embed 13 paragraphs. Nothing was changed." in out
    assert parity.tree() == before
    assert not parity.index.exists()


def test_a_check_says_what_would_change_and_touches_nothing(parity: Setup) -> None:
    with parity.start() as first:  # Chroma writes to what a process opens for the first time
        write_corpus(parity.corpus, {"plan.txt": PLAN})
        _, err = first.communicate()
    assert (first.returncode, err) == (0, "")
    write_corpus(parity.corpus, {"plan.txt": PLAN.replace("Ward 4 is", "Ward 4 was")})
    before = parity.tree()
    status, out, err = parity.ingest("--check")
    assert (status, err) == (0, "")
    assert "plan: edited 4\n" in out
    assert "An ingest would embed 1 paragraph. Nothing was changed." in out
    assert parity.tree() == before


def test_a_check_of_a_file_that_cannot_be_read_has_the_status_of_its_ingest(parity: Setup) -> None:
    status, _, err = parity.ingest("--check", plan__txt=PLAN, bad__txt="")
    assert status == 3
    assert re.fullmatch(r"Not read: bad\.txt [^\n]+\.\n", err)
    assert not parity.index.exists()


@pytest.mark.parametrize("option", [[], ["--check"]])
def test_the_words_of_a_document_are_neither_obeyed_nor_taken_for_a_style(
    parity: Setup, option: list[str]
) -> None:
    plan = "# The [/bold] plan\x1b[2J\u202e [red]\n\n1. Ward 1 is open.\n"
    status, out, err = parity.ingest(*option, plan__md=plan)
    assert (status, err) == (0, "")
    assert "The [/bold] plan�[2J� [red]" in out
    assert "\x1b" not in out


def test_an_edition_lists_what_is_added_edited_and_removed_in_runs(parity: Setup) -> None:
    parity.ingest(plan__txt=PLAN)
    new = re.sub(r"Ward ([345]|12) is", r"Ward \1 was", PLAN.replace("8. Ward 8 is open.\n", ""))
    _, out, _ = parity.ingest(plan__txt=f"{new}13. Ward 13.\n", new__txt="It is new.")
    assert "plan: added 13; edited 3–5, 12; removed 8\n" in out
    assert "new:" not in out


def test_a_document_whose_every_paragraph_is_another_is_an_edition() -> None:
    changes = Changes(added=("a/3", "a/4"), updated=(), unchanged=(), removed=("a/1", "b/1"))
    report = IngestReport(Corpus((), ()), changes, removed_documents=("b",), seconds=0)
    assert _edition(report, "a") == "added 3, 4; removed 1"
    assert _edition(report, "b") == ""


def test_another_title_or_heading_updates_and_edits_nothing(parity: Setup) -> None:
    parity.ingest(plan__md="# Plan\n\n## Care\n\n1. One is.\n\n2. Two is.\n\n## Beds\n\n3. So.\n")
    _, out, _ = parity.ingest(
        plan__md="# Great plan\n\n## Wards\n\n1. One is.\n\n2. Two is.\n\n## Beds\n\n3. So.\n"
    )
    assert re.search(r"^Great plan +3 +0 +3 +0 +0$", out, re.M)
    assert "edited" not in out


def test_a_file_that_can_no_longer_be_read_keeps_what_it_gave(parity: Setup) -> None:
    parity.ingest(plan__txt=PLAN, web__txt="It is.")
    status, out, err = parity.ingest(plan__txt=b"\xff\xfe\xff")
    assert status == 3
    assert "What was read of it before stays in the index." in err
    assert re.search(r"^plan \(not read now\) +12 +0 +0 +12 +0$", out, re.M)
    assert {"plan/1", "plan/12", "web/1"} <= set(parity.keys())
    status, out, err = parity.ingest(plan__txt=PLAN)
    assert (status, err) == (0, "")
    assert re.search(r"^plan +12 +0 +0 +12 +0$", out, re.M)


def test_a_removed_file_loses_its_paragraphs(parity: Setup) -> None:
    parity.ingest(plan__txt=PLAN, web__txt="It is.")
    (parity.corpus / "plan.txt").unlink()
    status, out, _ = parity.ingest()
    assert status == 0
    assert re.search(r"^plan \(removed\) +0 +0 +0 +0 +12$", out, re.M)
    assert parity.keys() == ["web/1"]


def test_where_nothing_can_be_read_the_index_stays(parity: Setup) -> None:
    parity.ingest(plan__txt=PLAN)
    write_corpus(parity.corpus, {"plan.txt": ""})
    before = parity.tree()
    status, out, err = parity.ingest()
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert parity.tree() == before


def test_a_long_name_is_not_broken_where_nobody_watches(parity: Setup) -> None:
    name = "The first report of the committee on the health of young people"
    parity.ingest(plan__md=f"# {name}: Evidence from every part of the country\n\nIt is.\n")
    _, out, _ = parity.ingest()
    assert re.search(rf"^{name} +1 +0 +0 +1 +0$", out, re.M)


def test_half_a_reading_is_read_again(parity: Setup) -> None:
    parity.ingest(web__pdf=pdf_of(["1. It is."]))
    (kept,) = (parity.index / READINGS).iterdir()
    whole = kept.read_text()
    kept.write_text(whole[:20])
    status, out, _ = parity.ingest()
    assert (status, kept.read_text()) == (0, whole)
    assert re.search(r"^web +1 +0 +0 +1 +0$", out, re.M)


@pytest.mark.slow
def test_a_second_ingest_stops_and_a_killed_one_leaves_no_lock(parity: Setup) -> None:
    write_corpus(parity.corpus, {"plan.txt": PLAN})
    with parity.start(wait=True) as killed:
        parity.wait_for("started")
        killed.kill()
    (parity.folder / "started").unlink()
    with parity.start(wait=True) as first:
        parity.wait_for("started")
        with parity.start() as second:
            out, err = second.communicate()
        assert (second.returncode, out) == (1, "")
        assert err == (
            f"parity: Another ingest is writing the index at {parity.index}; wait until it has "
            "ended.\n"
        )
        (parity.folder / "go").touch()
        out, err = first.communicate()
    assert (first.returncode, err) == (0, "")
    assert "Embedded 12 paragraphs" in out
    assert len(parity.keys()) == 12
    assert len(generations(parity.index)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("most", [1_000, 200_000])
def test_a_full_disk_is_one_sentence_and_the_index_stays(parity: Setup, most: int) -> None:
    parity.ingest(plan__txt=PLAN, web__pdf=pdf_of(["1. It is."]))
    write_corpus(parity.corpus, {"plan.txt": PLAN + "13. New.\n", "web.pdf": pdf_of(["1. So."])})
    with parity.start(most=most) as full:
        out, err = full.communicate()
    assert (full.returncode, out) == (1, "")
    assert re.fullmatch(r"parity: The index at \S+ cannot be written: [^\n]+make room\.\n", err)
    assert parity.keys()[-2:] == ["plan/12", "web/1"]
    assert len(generations(parity.index)) == 1


def test_a_link_out_of_the_corpus_is_reported_and_is_not_in_the_index(
    parity: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = (
        write_corpus(parity.folder / "outside", {"secret.txt": "The key is 42."}) / "secret.txt"
    )
    parity.corpus.mkdir(exist_ok=True)
    (parity.corpus / "link.txt").symlink_to(secret)
    status, _, err = parity.ingest(plan__txt="It is.")
    assert status == 3
    assert err.startswith("Not read: link.txt is a link to a file outside the corpus folder; put ")
    assert "link/1" not in set(parity.keys())
    monkeypatch.setenv("PARITY_CORPUS_LINKS", "anywhere")
    assert parity.ingest()[0] == 0
    assert "link/1" in set(parity.keys())
    monkeypatch.delenv("PARITY_CORPUS_LINKS")
    status, _, err = parity.ingest()
    assert (status, "stays in the index" in err) == (3, False)
    assert "link/1" not in set(parity.keys())
