"""A reading process that ends before it has read all: the true reason, and nothing lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from builders import WordEncoder, pdf_of, write_corpus
from ingest.corpus import read_corpus
from ingest.errors import DocumentError
from ingest.indexing.index import open_index
from ingest.reading.endings import Cause, Ended
from ingest.reading.forks import FORKS, processor_seconds
from ingest.reading.limits import Limits
from ingest.reading.messages import ReadingProcess
from ingest.reading.reader import Reader
from ingest.sync import IngestReport, check, ingest

BAD = """import os, signal, sys, time
def bad(name):
    {does}
class Finds:
    def find_spec(self, name, path, target=None):
        if name == "ingest.reading.plain":
            import ingest.reading.encoding as encoding
            read = encoding.decoded
            def decoded(content, name, declared=""):
                if name == "plan.txt":
                    bad(name)
                return read(content, name, declared)
            encoding.decoded = decoded
sys.meta_path.insert(0, Finds())
"""
"""A reader of text that does something to `plan.txt`."""

ONCE = "os.path.exists('{mark}') or (open('{mark}', 'w').close(), os.kill(os.getpid(), 9))"
KILLED = "os.kill(os.getpid(), signal.SIGKILL)"
QUICK = Limits(idle_seconds=1.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of two files."""
    return write_corpus(tmp_path / "corpus", {"plan.txt": "1. Beds closed.\n", "web.txt": "It is."})


def does(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process that reads do this when it has opened plan.txt."""
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site" / "sitecustomize.py").write_text(BAD.replace("{does}", what))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))


@pytest.mark.parametrize(
    ("what", "limits", "complaint"),
    [
        (KILLED, QUICK, "because the process that read it was killed from outside (SIGKILL), as"),
        ("os.kill(os.getpid(), signal.SIGTERM)", QUICK, "killed from outside (SIGTERM), as"),
        ("os.kill(os.getppid(), 9), os.kill(os.getpid(), 9)", QUICK, "from outside (SIGKILL), as"),
        ("os.abort()", QUICK, "plan.txt breaks its reader (SIGABRT); export it again"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", QUICK, "breaks its reader (SIGSEGV); export"),
        ("raise KeyError(7)", QUICK, "plan.txt breaks its reader (KeyError); export it again"),
        ("os._exit(3)", QUICK, "plan.txt breaks its reader (status 3); export it again"),
        ("sys.exit()", QUICK, "plan.txt breaks its reader (status 1); export it again"),
        ("bytearray(10**10)", QUICK, "plan.txt needs more than 4,096 MB of memory to read; split"),
        ("time.sleep(99)", QUICK, "kept its reader waiting, which did nothing for 1 seconds; copy"),
        (
            "[0 for _ in iter(int, 1)]",
            replace(QUICK, file_seconds=1.0),
            "plan.txt takes more than 1 seconds of processor time to read; split it, or raise",
        ),
        (
            "[time.sleep(0.01) or sum(range(30000)) for _ in iter(int, 1)]",
            Limits(file_seconds=50.0, clock_times=0.03),
            "plan.txt takes more than 1.5 seconds by the clock; run the ingest again when the",
        ),
    ],
)  # fmt: skip
def test_the_true_reason_is_told_and_the_rest_is_read(
    what: str,
    limits: Limits,
    complaint: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    does(what, tmp_path, monkeypatch)
    corpus = read_corpus(folder, Reader(limits))
    assert [document.id for document in corpus.documents] == ["web"]
    (unread,) = corpus.unread
    assert complaint in unread.why
    assert unread.why.endswith(".")


def test_a_reader_that_is_killed_once_is_begun_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    does(ONCE.replace("{mark}", str(tmp_path / "killed")), tmp_path, monkeypatch)
    corpus = read_corpus(folder)
    assert (tmp_path / "killed").exists()
    assert (corpus.unread, len(corpus.documents)) == ((), 2)


def test_a_reader_that_is_stopped_by_a_signal_is_not_waited_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    does("os.kill(os.getpid(), signal.SIGSTOP)", tmp_path, monkeypatch)
    (unread,) = read_corpus(folder, Reader(QUICK)).unread
    assert "kept its reader waiting" in unread.why


def test_time_that_others_take_is_not_counted(folder: Path) -> None:
    """A fork that is held up by the clock, and works little, is read."""
    path = folder / "plan.txt"
    path.write_text("1. Beds closed.\n" * 3_000)
    reading = ReadingProcess(path, "text", Limits(file_seconds=5.0))
    held = threading.Thread(target=hold_up, args=[1.0])
    held.start()
    assert reading.whole(bounds=("", "")).blocks
    held.join()


def hold_up(seconds: float) -> None:
    """Stop the reading process for a while."""
    process = FORKS._process
    if process is not None:
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGCONT)


def test_the_processor_time_of_a_process_is_told() -> None:
    assert processor_seconds(0) is None
    if (used := processor_seconds(os.getpid())) is not None:
        assert abs(used - time.process_time()) < 1


@pytest.mark.parametrize("cause", Cause)
def test_each_cause_has_a_sentence_and_a_reason_for_a_page(cause: Cause) -> None:
    ended = Ended(cause, "SIGKILL")
    sentence = ended.sentence("plan.pdf", Limits())
    assert sentence.startswith("plan.pdf ")
    assert "; " in sentence
    assert not ended.of_page(Limits()).endswith(".")


@pytest.fixture
def changed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IngestReport:
    """An ingest of another edition, in which the reader of the plan is killed."""
    ingest(folder, tmp_path / "index", WordEncoder())
    write_corpus(folder, {"plan.txt": "1. Beds opened.\n", "web.txt": "It was."})
    does(KILLED, tmp_path, monkeypatch)
    return ingest(folder, tmp_path / "index", WordEncoder())


def test_a_document_that_is_kept_says_that_it_is_an_older_reading(
    changed: IngestReport, tmp_path: Path
) -> None:
    assert changed.kept_documents == ("plan",)
    index = open_index(tmp_path / "index", WordEncoder())
    assert [p.text for p in index.paragraphs.values()] == ["It was.", "1. Beds closed."]
    caution = index.documents["plan"].caution
    assert caution.startswith("This is an older reading of the document, which may say")
    assert "killed from outside (SIGKILL)" in caution
    assert index.documents["web"].caution == ""


def test_it_is_tried_again_by_the_next_ingest_and_writes_nothing_while_that_fails(
    changed: IngestReport, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    before = open_index(index, WordEncoder()).generation
    ingest(folder, index, WordEncoder())
    assert open_index(index, WordEncoder()).generation == before
    does("return", tmp_path, monkeypatch)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = check(read_corpus(folder), index, WordEncoder())
    assert [document.id for document in found.warned] == ["plan"]
    ingest(folder, index, WordEncoder())
    healed = open_index(index, WordEncoder())
    assert (healed.documents["plan"].caution, healed.paragraphs["plan/1"].text) == (
        "", "1. Beds opened."
    )  # fmt: skip


def test_the_reading_of_the_very_same_bytes_is_not_called_older(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(folder, tmp_path / "index", WordEncoder())
    does(KILLED, tmp_path, monkeypatch)
    assert ingest(folder, tmp_path / "index", WordEncoder()).kept_documents == ("plan",)
    assert open_index(tmp_path / "index", WordEncoder()).documents["plan"].caution == ""


def test_a_file_that_is_changed_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_of(["1. It is."]))
    read = ReadingProcess.pdf

    def changing(process: ReadingProcess) -> object:
        pages = read(process)
        path.write_bytes(pdf_of(["1. It was."]))
        return pages

    monkeypatch.setattr(ReadingProcess, "pdf", changing)
    with pytest.raises(DocumentError, match="changed while it was read; run the ingest again"):
        Reader(kept_in=tmp_path / "kept").read(path, "pdf")
    assert not (tmp_path / "kept").exists()


def test_a_document_of_which_a_page_was_lost_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "corpus", {"plan.pdf": pdf_of(["1. It is."])})
    pages_of = ReadingProcess.pdf

    def losing(process: ReadingProcess) -> object:
        pages = pages_of(process)
        pages.unread[2] = Ended(Cause.PAGE).of_page(Limits())
        return pages

    monkeypatch.setattr(ReadingProcess, "pdf", losing)
    (document,) = read_corpus(tmp_path / "corpus").documents
    assert document.caution == (
        "Part of this document is missing: page 2 of plan.pdf could not be read (more than 20 "
        "seconds of processor time (PARITY_PAGE_SECONDS))."
    )
