"""The process of ``parity mcp``: protocol alone on its output, private rules, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.shown import UNEXPECTED
from mcp_client import PLAIN, environment, talking

DISTRESS = "I want to kill myself, my mail is jo@hill.example"
STORY = "my son is 14 and has been on the waiting list for a year, what can I do"
MET = "did they meet the target for eating disorders?"
HELP = "Samaritans listen day and night"

LOUD = f"""
import os
from assistant.desk.desk import Desk
quiet = Desk.wording
def wording(self, phrase):
    print("printed by a library")
    os.write(1, b"written by a library\\n")
    return quiet(self, phrase)
Desk.wording = wording
{PLAIN}
"""
BROKEN = f"""
from assistant.desk.desk import Desk
def wording(self, phrase):
    raise KeyError("no such word")
Desk.wording = wording
{PLAIN}
"""
WITHOUT = "import sys; sys.modules['mcp'] = None; from assistant.cli import main; sys.exit(main())"
MISSING = (
    "parity: 'parity mcp' needs the package mcp, 2.3 or newer, which is not installed; install "
    "it with .venv/bin/pip install -c requirements.lock -e '.[mcp]'.\n"
)


@contextmanager
def started(index: Path, program: str = PLAIN) -> Iterator[subprocess.Popen[bytes]]:
    """A server that has been greeted by hand; it is ended when the test is done."""
    server = subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment(index),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    client = {"name": "test", "version": "1"}
    params = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    try:
        send(server, id=1, method="initialize", params=params)
        assert json.loads(server.stdout.readline())["result"]["serverInfo"]["name"] == "parity"  # type: ignore[union-attr]
        send(server, method="notifications/initialized")
        yield server
    finally:
        server.kill()
        server.wait()


def send(server: subprocess.Popen[bytes], **message: Any) -> None:
    assert server.stdin
    server.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
    server.stdin.flush()


def call(server: subprocess.Popen[bytes], id_: int, tool: str, **arguments: Any) -> None:
    send(server, id=id_, method="tools/call", params={"name": tool, "arguments": arguments})


def test_whatever_prints_nothing_but_the_protocol_comes_out(home_index: Path) -> None:
    with started(home_index, LOUD) as server:
        call(server, 2, "wording", phrase="eating disorders")
        call(server, 3, "commitments")
        lines = [server.stdout.readline() for _ in range(2)]  # type: ignore[union-attr]
        out, err = server.communicate(timeout=60)
        assert out == b""
        assert sorted(json.loads(line)["id"] for line in lines) == [2, 3]
        assert server.returncode == 0
    assert sorted(err.decode().splitlines()) == ["printed by a library", "written by a library"]


def test_what_nobody_foresaw_is_one_sentence_and_its_reason_is_in_the_log(
    home_index: Path, tmp_path: Path
) -> None:
    with talking(home_index, tmp_path / "log", BROKEN) as talk:
        assert talk.fails("wording", phrase="eating disorders") == UNEXPECTED
        assert talk.gives("commitments")["total"]
    assert "KeyError: 'no such word'" in (tmp_path / "log").read_text()


def test_whoever_is_in_distress_is_told_where_help_is_without_an_index(tmp_path: Path) -> None:
    with talking(tmp_path / "none", tmp_path / "log") as talk:
        found = talk.gives("ask", question=DISTRESS)
        long = talk.gives("ask", question=f"{DISTRESS} {'and so on ' * 200}")
    for answer in (found, long):
        assert answer["outcome"] == "crisis_signpost"
        assert HELP in answer["answer"]
        assert (answer["private"], answer["personal"]) == (True, ["e-mail address"])


def test_the_command_says_as_well_that_a_plain_message_in_distress_is_private(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", DISTRESS, "--index", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["private"], found["personal"]) == (True, ["e-mail address"])


def test_the_log_has_a_line_of_a_question_and_none_of_what_is_private(
    home_index: Path, tmp_path: Path
) -> None:
    kept, log = tmp_path / "kept", tmp_path / "log"
    variables = {"PARITY_AUDIT": "text", "PARITY_KEPT_DIR": str(kept)}
    with talking(home_index, log, **variables) as talk:
        assert not talk.gives("ask", question=f"{MET} Tell jo@hill.example")["private"]
        for private in (DISTRESS, STORY, "my friend cannot go on and has taken pills"):
            assert talk.gives("ask", question=private)["private"]
        talk.gives("wording", phrase="jo@hill.example eating disorders")
        talk.gives("check", claim="Some 999 children were treated by jo@hill.example.")
        talk.fails("ask", question="jo@hill.example" * 100)
    (line,) = (kept / "audit" / "audit.jsonl").read_text().splitlines()
    assert "[e-mail address]" in json.loads(line)["text"]
    assert "jo@hill" not in line + log.read_text()


def test_ctrl_c_ends_a_server_whose_client_says_nothing(home_index: Path) -> None:
    with started(home_index) as server:
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == -signal.SIGINT
        assert server.stderr
        assert server.stderr.read() == b""


def test_a_server_whose_client_reads_no_more_ends_without_a_word(home_index: Path) -> None:
    with started(home_index) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        server.stdout.close()
        call(server, 2, "wording", phrase="eating disorders")
        call(server, 3, "commitments")
        server.stdin.close()
        assert server.wait(60) == 1
        assert server.stderr.read() == b""


@pytest.mark.parametrize("older", [False, True])
def test_without_the_sdk_or_with_an_older_one_it_is_said_what_to_install(
    older: bool, tmp_path: Path
) -> None:
    program = WITHOUT
    if older:
        (tmp_path / "mcp").mkdir()
        (tmp_path / "mcp" / "__init__.py").touch()
        (tmp_path / "mcp" / "server.py").write_text("class Server: ...\n")
        program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {WITHOUT}".replace(
            "sys.modules['mcp'] = None; ", ""
        )
    ran = subprocess.run(
        [sys.executable, "-c", program, "mcp"],
        env=environment(tmp_path),
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", MISSING)


@pytest.mark.parametrize("command", [["ask", MET], ["wording", "eating disorders"], ["doctor"]])
def test_nothing_else_imports_the_sdk(command: list[str], home_index: Path) -> None:
    program = (
        "import sys; from assistant.cli import main; main();"
        "print(sorted({'mcp', 'mcp_types'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *command],
        env=environment(home_index),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_it_is_named_among_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "mcp" in capsys.readouterr().out
