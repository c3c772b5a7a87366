"""The command line: answers for people and programs, and one clear line for whatever goes wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.cli import VERSION, main
from assistant.settings import PROJECT
from builders import WordEncoder, write_corpus

HEAVY = {"torch", "chromadb", "streamlit", "langchain", "langchain_core", "transformers", "numpy"}
MET = "did they meet the target for eating disorders?"


@dataclass(frozen=True)
class Ran:
    """What a run of ``parity`` in a process of its own left behind."""

    status: int
    out: str
    err: str
    heavy: frozenset[str]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment, as a person's is, with these variables."""
    ours = ("PARITY_", "PYTHONUNBUFFERED")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)} | variables


def parity(*arguments: str, **variables: str) -> Ran:
    """Run ``parity`` in a process of its own and say which heavy modules it imported."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assistant.cli", *arguments],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=environment(**variables),
        check=False,
    )
    imports = re.findall(r"^import time:.*\| +(\S+)$", ran.stderr, re.M)
    err = "".join(x for x in ran.stderr.splitlines(True) if not x.startswith("import time:"))
    return Ran(ran.returncode, ran.stdout, err, frozenset(HEAVY & set(imports)))


def to_gone_reader(code: str, *arguments: str, asked: str = "") -> tuple[int, str]:
    """Run Python code when its reader has gone; its exit status and standard error."""
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            stdout=writes,
            stderr=subprocess.PIPE,
            input=asked,
            text=True,
            cwd=PROJECT,
            env=environment(),
            check=False,
        )
    finally:
        os.close(writes)
    return ran.returncode, ran.stderr


PLAIN = "import sys; from assistant.cli import main; sys.exit(main(sys.argv[1:]))"
SCRIPTED = """
import sys
from assistant import cli
from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from assistant.terminal import asking
class Scripted:
    def ask(self, question, history=()):
        return Answer(question, question, Outcome.NOT_IN_DOCUMENTS, "No.")
Assistant.open = lambda *_, **__: Scripted()
asking.require_index = lambda folder: folder
sys.exit(cli.main(sys.argv[1:]))
"""


def failure(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error, with nothing on standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("parity: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize("command", [[], ["ingest"], ["ask"], ["chat"], ["evals"]])
def test_help_imports_nothing_heavy(command: list[str]) -> None:
    ran = parity(*command, "--help")
    assert (ran.status, ran.err, ran.heavy) == (0, "", frozenset())
    assert ran.out.startswith(f"usage: {' '.join(['parity', *command])}")


def test_the_version_is_that_of_the_package() -> None:
    assert parity("--version").out == f"parity {VERSION}\n"
    assert f'\nversion = "{VERSION}"\n' in (PROJECT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "COMMAND"),
        (["aks"], "'aks'"),
        (["ask"], "question"),
        (["ask", "Why?", "--jsno"], "--jsno"),
        (["ask", "Why?", "--index"], "--index"),
        (["chat", "--port", "home"], "--port"),
        (["ask", ""], "empty"),
        (["ask", " \n", "--json"], "empty"),
        (["ask", "x" * 1001], "1,001"),
        (["ask", "-"], "--json"),
    ],
)
def test_wrong_usage_is_one_line_and_imports_nothing_heavy(arguments: list[str], says: str) -> None:
    ran = parity(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert re.fullmatch(r"parity: [^\n]+[.?]\n", ran.err)
    assert says in ran.err
    assert ran.heavy == frozenset()


def test_an_unknown_variable_is_wrong_usage_and_the_near_one_is_named() -> None:
    ran = parity("ask", "Why?", PARITY_INDEXDIR="/index")
    assert (ran.status, ran.out, ran.heavy) == (2, "", frozenset())
    assert ran.err == (
        "parity: There is no setting PARITY_INDEXDIR; did you mean PARITY_INDEX_DIR?\n"
    )


@pytest.mark.parametrize("is_file", [True, False])
def test_a_missing_index_names_the_command_that_makes_it(is_file: bool, tmp_path: Path) -> None:
    index = tmp_path / "index"
    if is_file:
        index.write_text("")
    ran = parity("ask", "Why?", "--index", str(index))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"parity: There is no index at {index}; run 'parity ingest' to make it.\n"
    assert ran.heavy == frozenset()


@pytest.mark.parametrize("typed", ["I want to kill myself", "i cant go on like this " * 60])
def test_plain_distress_gets_help_without_an_index_or_a_model(typed: str, tmp_path: Path) -> None:
    ran = parity("ask", typed, "--index", str(tmp_path / "none"))
    assert (ran.status, ran.err) == (0, "")
    assert "999" in ran.out
    ran = parity("ask", typed, "--json", "--index", str(tmp_path / "none"))
    assert json.loads(ran.out)["outcome"] == "crisis_signpost"
    assert not {"torch", "transformers"} & ran.heavy


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options for a corpus of two paragraphs and a new index; its words are its vectors."""
    monkeypatch.setattr("assistant.terminal.ingests.Encoder", lambda name: WordEncoder())
    write_corpus(tmp_path / "corpus", {"a.txt": "Beds closed early.\n\nWards opened late."})
    return ["--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index")]


def test_an_ingest_ends_with_a_table_of_what_it_did(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", *folders]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^a +2 +2 +0 +0 +0$", out, re.M)
    assert "Embedded 2 paragraphs in " in out
    assert main(["ingest", *folders]) == 0
    assert re.search(r"^a +2 +0 +0 +2 +0$", capsys.readouterr().out, re.M)


def test_a_missing_corpus_folder_is_named(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", *folders, "--corpus", "/nowhere"]) == 1
    assert "/nowhere;" in failure(capsys)


@pytest.mark.parametrize("index", ["/proc/parity", __file__], ids=["no place", "a file"])
def test_an_index_that_cannot_be_written_is_explained(
    index: str, folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", *folders, "--index", index]) == 1
    assert index in failure(capsys)


QUESTION = json.dumps({"question": "Why?"}) + "\n"


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (SCRIPTED, ["ask", "--json", "-"]),
        pytest.param(
            SCRIPTED,
            ["ask", "--json", "Why?"],
        ),
        (SCRIPTED, ["ask", "Why?"]),
        pytest.param(
            PLAIN,
            ["--help"],
        ),
        pytest.param(
            PLAIN,
            ["ask", "--help"],
        ),
    ],
    ids=["many", "object", "answer", "help", "help of ask"],
)
def test_a_reader_that_has_gone_is_no_cause_for_noise(code: str, arguments: list[str]) -> None:
    status, err = to_gone_reader(code, *arguments, asked=QUESTION * 3)
    assert err == ""
    assert status in (0, 1)


def test_an_interrupt_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.cli._ingest", interrupted)
    assert main(["ingest"]) == 130
    assert "stopped" in failure(capsys)


@pytest.mark.slow
def test_the_command_answers_in_a_process_of_its_own(home_index: Path) -> None:
    ran = parity("ask", "--json", MET, "--index", str(home_index))
    assert (ran.status, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert (found["question"], found["outcome"]) == (MET, "answered")
    scores = [passage["score"] for passage in found["passages"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < len(scores) <= 10


def test_an_answer_is_saved_and_its_file_never_written_over(
    home_index: Path, tmp_path: Path
) -> None:
    file = tmp_path / "answer.md"
    ran = parity("ask", "--index", str(home_index), "--save", str(file), MET)
    assert (ran.status, ran.err) == (0, f"Saved as {file}.\n")
    assert "paragraph 49" in ran.out
    written = file.read_text("utf-8")
    assert written.startswith(f"# {MET}\n")
    assert "[\\[1\\]](#source-1)" in written
    again = parity("ask", "--index", str(home_index), "--save", str(file), MET)
    assert (again.status, again.out) == (1, "")
    assert again.err == f"parity: {file} is there already; give another name.\n"
    assert file.read_text("utf-8") == written


def test_an_answer_is_saved_as_word_or_markdown_and_as_nothing_else(home_index: Path) -> None:
    ran = parity("ask", "--index", str(home_index), "--save", "answer.pdf", MET)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "parity: 'answer.pdf' ends in neither .docx (Word) nor .md (Markdown); give it one.\n"
    )
    many = parity("ask", "--json", "--save", "answer.md", "-")
    assert (many.status, many.out) == (2, "")
    assert "'--save' saves one answer" in many.err


def test_where_help_is_is_shown_even_where_nothing_can_be_saved(tmp_path: Path) -> None:
    ran = parity("ask", "--save", str(tmp_path / "no" / "x.md"), "I want to end my life")
    assert "Samaritans" in ran.out
    assert (ran.status, ran.err) == (
        1,
        f"parity: There is no folder {tmp_path / 'no'} to save x.md in.\n",
    )


SAYING = f"""
import sys
from assistant import cli
cli._ingest = lambda *_: print("x" * int(sys.argv[1])) or 0
{PLAIN.replace("sys.argv[1:]", "['ingest']")}
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("letters", ["1", "100000"])
def test_an_output_that_takes_no_more_is_one_sentence(letters: str) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-c", SAYING, letters],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            env=environment(),
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (
        1,
        "parity: The output cannot be written: No space left on device; make room where it goes, "
        "or let it go elsewhere.\n",
    )


@pytest.mark.parametrize(
    ("closed", "arguments", "status", "says"),
    [
        (">&-", ["--version"], 0, ""),
        (">&-", ["ask", "I want to end my life"], 0, ""),
        ("<&-", ["check", "-", "--index", "{there}"], 1, "parity: There is no index at "),
        ("2>&-", ["ask", ""], 2, ""),
        (">&- <&- 2>&-", ["wording", "-", "--index", "{there}"], 1, ""),
        ("</dev/zero", ["check", "-"], 2, "parity: Standard input has more than 8 MB; give less"),
    ],
)
def test_streams_that_are_closed_or_have_no_end_are_no_failure(
    closed: str, arguments: list[str], status: int, says: str, tmp_path: Path
) -> None:
    given = [of.format(there=tmp_path / "none") for of in arguments]
    ran = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "assistant.cli", *given],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=environment(),
        check=False,
    )
    assert (ran.returncode, ran.stderr[: len(says)]) == (status, says)
    assert ran.stderr.count("\n") == bool(says)


@pytest.mark.parametrize(
    ("failed", "says"),
    [
        (MemoryError(), "There is not enough memory; end other programs, and try again."),
        (
            OSError(36, "File name too long", "b\x1b\n"),
            "b\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} cannot be used: File name too "
            "long; mend that, and try again.",
        ),
        (OSError(104, "Connection reset"), "A file or a connection cannot be used: Connection"),
        (OSError("odd"), "A file or a connection cannot be used: odd; mend that, and try again."),
    ],
)
def test_what_the_system_refuses_unforeseen_is_one_sentence(
    failed: Exception,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*arguments: object) -> int:
        raise failed

    monkeypatch.setattr("assistant.cli._ingest", refuse)
    assert main(["ingest"]) == 1
    assert failure(capsys).startswith(f"parity: {says}")
