"""``parity wording`` and ``parity check``: what they print, and one line where they cannot."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.settings import PROJECT
from builders import WordEncoder, change_manifest, write_corpus
from ingest.sync import ingest

PLAN = """\
1. We will open ten wards in Leeds by 2025.
2. Waits fell by 41,000 in the last year.
3. Nurses were paid more.
"""
MODELS = ("torch", "chromadb", "sentence_transformers", "transformers", "streamlit")
Run = Callable[..., tuple[int, str, str]]

both = pytest.mark.parametrize("command", ["wording", "check"])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commands")
    ingest(write_corpus(folder / "corpus", {"plan.txt": PLAN}), folder / "index", WordEncoder())
    return folder / "index"


@pytest.fixture
def run(index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the small index, with this on its standard input: status and outputs."""

    def of(*arguments: str, typed: bytes = b"", at: Path = index) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
        status = main([*arguments, "--index", str(at)])
        out, err = capsys.readouterr()
        return status, out, err

    return of


def failed(ran: tuple[int, str, str], status: int) -> str:
    """The one line that a failed run said."""
    assert (ran[0], ran[1]) == (status, "")
    assert re.fullmatch(r"parity: [^\n]+[.?]\n", ran[2])
    return ran[2]


def parsed(ran: tuple[int, str, str]) -> dict[str, Any]:
    """The object that a run printed on one line."""
    status, out, err = ran
    assert (status, err, out.count("\n")) == (0, "", 1)
    found: dict[str, Any] = json.loads(out)
    return found


def imported(*arguments: str) -> tuple[int, str, str, set[str]]:
    """Run ``parity`` in a process of its own: status, outputs and what it imported of MODELS."""
    code = (
        "import sys; from assistant.cli import main; status = main(sys.argv[1:]);"
        f"print(*set({MODELS}) & set(sys.modules), file=sys.stderr); sys.exit(status)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    *err, modules = ran.stderr.splitlines()
    return ran.returncode, ran.stdout, "\n".join(err), set(modules.split())


def test_a_phrase_is_shown_with_its_citation(run: Run) -> None:
    status, out, err = run("wording", "ten wards in Leeds")
    assert (status, err) == (0, "")
    assert "Word for word:" in out
    assert "“We will open ten wards in Leeds by 2025.”" in out
    assert "(plan, paragraph 1)" in out


def test_what_is_not_there_says_how_much_was_searched(run: Run) -> None:
    status, out, _ = run("wording", "zeppelins over the harbour")
    assert status == 0
    assert "Not in these documents." in out
    assert "Searched all 3 paragraphs of plan." in out


def test_a_claim_is_shown_with_its_verdict(run: Run) -> None:
    status, out, err = run("check", "Waits fell by 41,000 in the last year.")
    assert (status, err) == (0, "")
    assert out.startswith("Verbatim\n")


def test_a_wording_for_programs_is_one_object(run: Run) -> None:
    found = parsed(run("wording", "--json", "ten wards in Leeds"))
    assert list(found) == ["phrase", "result", "places", "more"]
    assert (found["phrase"], found["result"]) == ("ten wards in Leeds", "exact")
    (place,) = found["places"]
    assert list(place) == [
        "document", "title", "paragraph", "printed", "within", "section", "page", "machine_read",
        "voice", "doubts", "caution",
        "lead_in", "text", "heading", "marks", "share", "not_there", "citation",
    ]  # fmt: skip
    ((start, end),) = place["marks"]
    assert place["text"][start:end] == "ten wards in Leeds"


def test_a_check_for_programs_is_one_object_with_a_claim_each(run: Run) -> None:
    briefing = "Waits fell by 41,000 in the last year. Xyzzy plugh 42."
    found = parsed(run("check", "--json", briefing))
    assert list(found) == ["claims"]
    keys = ["claim", "verdict", "differences", "not_carried", "sources"]
    assert [list(claim) for claim in found["claims"]] == [keys, keys]
    assert [claim["verdict"] for claim in found["claims"]] == ["verbatim", "absent"]


def test_a_difference_for_programs_has_its_place_in_the_claim(home_index: Path, run: Run) -> None:
    briefing = "The hubs have been accessed over 14,000 times."
    (claim,) = parsed(run("check", "--json", briefing, at=home_index))["claims"]
    assert claim["verdict"] == "differs"
    (difference,) = claim["differences"]
    assert (
        difference["words"] == claim["claim"][difference["start"] : difference["end"]] == "14,000"
    )
    assert (difference["kind"], difference["instead"]) == ("number", "41,000")
    assert claim["sources"][0]["paragraph"] == "25"


def test_letters_beyond_ascii_are_printed_as_they_are(run: Run) -> None:
    assert "“Über”" in run("wording", "--json", "“Über” zeppelins")[1]


def test_a_briefing_is_read_from_standard_input(run: Run) -> None:
    typed = "Our briefing\n\n- Waits fell by 41,000 in the last year.\n- Xyzzy plugh 42.\n"
    found = parsed(run("check", "--json", "-", typed=typed.encode()))
    assert len(found["claims"]) == 2
    wording = parsed(run("wording", "--json", "-", typed=b"ten\nwards in Leeds\n"))
    assert wording["result"] == "exact"


def test_input_that_is_no_utf_8_is_read_as_far_as_it_can_be(run: Run) -> None:
    assert (
        parsed(run("wording", "--json", "-", typed=b"ten wards in Leeds \xff"))["result"] == "near"
    )


@both
@pytest.mark.parametrize("text", ["", "  \n", "...", "\x1b\x07"])
def test_an_empty_text_is_wrong_usage(command: str, text: str, run: Run) -> None:
    said = failed(run(command, text), 2)
    assert ("type some words" if command == "wording" else "give a claim") in said


@both
@pytest.mark.parametrize("typed", [b"", b"\n \n", b"\x00\x1b"])
def test_nothing_on_standard_input_is_wrong_usage(command: str, typed: bytes, run: Run) -> None:
    failed(run(command, "-", typed=typed), 2)


@pytest.mark.parametrize(("command", "letters"), [("wording", 2_001), ("check", 100_001)])
def test_a_text_that_is_too_long_is_wrong_usage(command: str, letters: int, run: Run) -> None:
    said = failed(run(command, "-", typed=b"w" * letters), 2)
    assert f"{letters:,} characters" in said


def test_how_long_a_text_may_be_is_a_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARITY_CHECK_LETTERS", "40")
    said = failed(run("check", "-", typed=PLAN.encode()), 2)
    assert f"has {len(PLAN)} characters; check at most 40 at once: give it in 3 parts" in said
    assert run("check", PLAN.splitlines()[0])[0] == 2
    assert run("check", "We will open ten wards in Leeds.")[0] == 0


def test_how_far_a_check_is_shows_on_a_terminal_and_nowhere_else(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("check", "-", typed=PLAN.encode())[2] == ""
    monkeypatch.setenv("FORCE_COLOR", "1")
    said = run("check", "--json", "-", typed=PLAN.encode())
    assert "Checking sentences" in said[2]
    assert len(json.loads(said[1])["claims"]) == 3


@both
def test_a_missing_index_names_the_command_that_makes_it(
    command: str, run: Run, tmp_path: Path
) -> None:
    said = failed(run(command, "Waits fell last year.", at=tmp_path), 1)
    assert said == f"parity: There is no index at {tmp_path}; run 'parity ingest' to make it.\n"


@both
def test_an_index_of_another_version_names_the_command_that_makes_it_anew(
    command: str, run: Run, tmp_path: Path
) -> None:
    ingest(write_corpus(tmp_path / "c", {"plan.txt": PLAN}), tmp_path / "i", WordEncoder())
    change_manifest(tmp_path / "i", format=0)
    said = failed(run(command, "Waits fell last year.", at=tmp_path / "i"), 1)
    assert "another version of Parity; run 'parity ingest'" in said


@both
def test_a_damaged_index_names_the_command_that_makes_it_anew(
    command: str, run: Run, tmp_path: Path
) -> None:
    ingest(write_corpus(tmp_path / "c", {"plan.txt": PLAN}), tmp_path / "i", WordEncoder())
    (path,) = tmp_path.glob("i/generations/*/paragraphs.jsonl")
    path.unlink()
    said = failed(run(command, "Waits fell last year.", at=tmp_path / "i"), 1)
    assert "damaged; run 'parity ingest'" in said


@both
@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["a", "--jsno"]])
def test_other_arguments_are_wrong_usage(
    command: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([command, *arguments])
    assert re.search(r"; see 'parity[a-z ]* --help'\.", failed((status, *capsys.readouterr()), 2))


@both
def test_control_characters_reach_neither_the_screen_nor_the_object(command: str, run: Run) -> None:
    text = "Waits fell\x1b[31m by 41,000\x07 in\u202e the\x00 last year.\x7f\x9b"
    for options in ([], ["--json"]):
        _, out, _ = run(command, text, *options)
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|\\u00", out) is None


@both
def test_help_imports_nothing_that_is_slow_to_load(command: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "assistant.cli", command, "--help"],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )
    modules = re.findall(r"^import time:.*\| +(\S+)$", ran.stderr, re.M)
    assert not {*MODELS, "numpy", "rich"} & set(modules)
    assert ran.stdout.startswith(f"usage: parity {command}")


@both
def test_what_needs_no_model_loads_neither_it_nor_chroma(command: str, index: Path) -> None:
    text = "Waits fell by 41,000 in the last year."
    status, out, err, modules = imported(command, text, "--index", str(index))
    assert (status, err, modules) == (0, "", set())
    assert text in out


def test_a_phrase_that_is_nowhere_loads_neither_a_model_nor_chroma(index: Path) -> None:
    status, _, err, modules = imported("wording", "the zeppelins of Leads", "--index", str(index))
    assert (status, err, modules) == (0, "", set())
