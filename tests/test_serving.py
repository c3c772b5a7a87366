"""The chat listens where it is told, says who reaches it, and opens a browser before a screen."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from assistant.settings import PROJECT, Settings
from assistant.terminal.serving import (
    MEMORY,
    command,
    folders,
    has_browser,
    listening,
    surroundings,
)
from browsing import free_port
from ingest.errors import UsageError

STARTS_WITHIN = 60.0


def environment(**variables: str) -> dict[str, str]:
    """This process's environment without what would tell of a screen, and with these variables."""
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "CI", "SSH_CONNECTION", "SSH_TTY")
    kept = {k: v for k, v in os.environ.items() if k not in screen and not k.startswith("PARITY_")}
    return kept | variables


def chat(*options: str, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", "chat", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=environment(**variables),
    )


@contextmanager
def running(*options: str, **variables: str) -> Iterator[tuple[str, str]]:
    """The address of a chat that answers there, and the first line that it printed."""
    port = free_port()
    process = chat("--port", str(port), *options, **variables)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + STARTS_WITHIN
        while not answers(address):
            assert process.poll() is None, process.stderr
            assert time.monotonic() < until, "the chat did not start"
            time.sleep(0.2)
        yield address, said
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        assert not answers(address)
    finally:
        process.kill()
        process.communicate()


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=2) as reply:
            return bool(reply.read() == b"ok")
    except (URLError, OSError):
        return False


def test_it_is_for_this_machine_only_unless_told_and_ends_with_its_process() -> None:
    with running() as (address, said):
        port = address.rpartition(":")[2]
        assert said == (
            f"Parity is at http://localhost:{port}, for this machine only. Ctrl+C ends it.\n"
        )


def test_a_setting_opens_it_to_the_network_and_one_line_says_so(tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', encoding="utf-8")
    opener.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    with running(PARITY_ADDRESS="0.0.0.0", DISPLAY=":0", PATH=path) as (address, said):
        assert "open to the network" in said
        assert "without a password" in said
        assert said.count("\n") == 1
        until = time.monotonic() + STARTS_WITHIN
        while not (tmp_path / "opened").exists() and time.monotonic() < until:
            time.sleep(0.1)
        opened = (tmp_path / "opened").read_text("utf-8").strip()
        assert opened == address.replace("127.0.0.1", "localhost")


def test_an_option_goes_before_the_setting() -> None:
    with running("--address", "127.0.0.1", PARITY_ADDRESS="0.0.0.0") as (_, said):
        assert "for this machine only" in said


@pytest.mark.parametrize(
    ("variables", "platform", "has"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({"CI": "1"}, "darwin", False),
        ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "linux", False),
    ],
)
def test_a_browser_is_opened_only_before_a_screen(
    variables: dict[str, str], platform: str, has: bool
) -> None:
    assert has_browser(variables, platform) is has


@pytest.mark.parametrize("opens", [True, False])
def test_streamlit_looks_up_no_public_address_and_asks_for_no_e_mail(opens: bool) -> None:
    given = command("0.0.0.0", 8501, opens=opens)
    at = given.index("--logger.hideWelcomeMessage")
    assert given[at + 1] == "true"
    assert given[given.index("--server.showEmailPrompt") + 1] == "false"
    assert given[given.index("--server.headless") + 1] == ("false" if opens else "true")


def test_who_can_reach_it_is_said() -> None:
    assert "after they sign in" in listening("192.168.1.5", 80, signed_in=True)
    assert "http://[::1]:8501, for this machine only" in listening("::1", 8501, signed_in=False)
    everywhere = listening("0.0.0.0", 8501, signed_in=False)
    assert "0.0.0.0" not in everywhere


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = chat("--port", str(taken.getsockname()[1]))
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("parity: Port ")
    assert "give another, as in 'make chat ARGS=\"--port " in err
    assert "or 'parity chat --port " in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("address", ["nowhere.invalid", "192.0.2.1", "http://x", "a b", "é" * 70])
def test_an_address_of_another_machine_is_one_sentence(address: str) -> None:
    process = chat("--address", address)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert "is no address of this machine; give 0.0.0.0" in err
    assert err.count("\n") == 1


def test_every_folder_is_found_from_the_one_that_the_server_runs_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("corpus_dir", "index_dir", "kept_dir", "shared_dir", "embedding_model", "reader")
    given = {}
    for name in names:
        (tmp_path / "mine" / name).mkdir(parents=True)
        given[f"PARITY_{name.upper()}"] = f"mine/{name}"
    monkeypatch.chdir(tmp_path)
    passed_on = folders(Settings.from_environment(given))
    monkeypatch.chdir("/")
    there = Settings.from_environment(passed_on)
    for name in names:
        assert Path(getattr(there, name)) == tmp_path / "mine" / name


@pytest.mark.parametrize("none", ["none", "None"])
def test_the_name_of_a_model_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, none: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("none", "None", "all-MiniLM-L6-v2"):
        (tmp_path / folder).mkdir()
    given = {"PARITY_READER": none, "PARITY_EMBEDDING_MODEL": "all-MiniLM-L6-v2"}
    settings = Settings.from_environment(folders(Settings.from_environment(given)))
    assert (settings.reader, settings.embedding_model) == (none, "all-MiniLM-L6-v2")
    assert Settings.from_environment(folders(Settings())).reader == ""


def test_streamlit_believes_no_header_about_addresses_unless_it_is_told_to() -> None:
    name = "FORWARDED_ALLOW_IPS"
    assert surroundings({}, Settings())[name] == ""
    assert surroundings({name: "10.0.0.2"}, Settings())[name] == "10.0.0.2"


def test_threads_give_back_what_they_needed_unless_it_is_told_otherwise() -> None:
    assert surroundings({}, Settings()).items() >= MEMORY.items()
    assert surroundings({"MALLOC_ARENA_MAX": "8"}, Settings())["MALLOC_ARENA_MAX"] == "8"


def test_the_settings_of_sharing_are_read_and_nonsense_is_refused() -> None:
    given = {"PARITY_ADDRESS": "0.0.0.0", "PARITY_SIGN_IN": "required"}
    settings = Settings.from_environment(given)
    assert (settings.address, settings.sign_in) == ("0.0.0.0", "required")
    assert (Settings().address, Settings().sign_in) == ("localhost", "off")
    with pytest.raises(UsageError, match="PARITY_SIGN_IN is 'yes'; give it off or required"):
        Settings.from_environment({"PARITY_SIGN_IN": "yes"})
