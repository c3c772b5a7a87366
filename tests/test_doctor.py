"""The doctor says in plain words whether the index, the reader and a chat model work."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli import main
from builders import WordEncoder, write_corpus
from chat_providers import EXTRAS, MODELS, missing, settings_of
from chat_server import Reply, Request, Script, serving, written
from ingest.sync import ingest


@pytest.fixture
def parity(monkeypatch: pytest.MonkeyPatch, home_index: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def run(**settings: str) -> tuple[int, str]:
        for name, value in settings.items():
            monkeypatch.setenv(f"PARITY_{name}", value)
        status = main(["doctor", "--index", str(home_index)])
        return status, " ".join(capsys.readouterr().out.split())

    return run


def asked(parity, script: Script, provider: str = "openai", **more: str) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    with serving(script) as server:
        of = settings_of(provider, server.url)
        settings = {"CHAT_MODEL": of.chat_model, "CHAT_URL": of.chat_url, "CHAT_KEY": of.chat_key}
        return parity(**settings | more)  # type: ignore[no-any-return]


def test_without_a_chat_model_all_is_well(parity) -> None:  # type: ignore[no-untyped-def]
    status, said = parity()
    assert status == 0
    assert "Index: 4 documents, 159 paragraphs." in said
    assert "Chat model: none; Parity answers by quoting" in said


def test_an_index_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--index", str(tmp_path / "none")]) == 1
    assert "✗ Index:" in capsys.readouterr().out


def test_a_model_that_takes_tools_is_well(parity, provider: str) -> None:  # type: ignore[no-untyped-def]
    status, said = asked(parity, lambda _: Reply(written()), provider)
    assert status == 0
    assert f"{provider}:{MODELS[provider]} answers in" in said
    assert "in form by tool" in said


def test_a_model_that_takes_none_is_asked_for_text(parity) -> None:  # type: ignore[no-untyped-def]
    status, said = asked(parity, lambda r: Reply(status=400) if r.tool else Reply(written()))
    assert status == 0
    assert "as text, since it calls no tools" in said


def test_a_model_is_timed_with_as_much_to_read_as_a_question_has(parity) -> None:  # type: ignore[no-untyped-def]
    with serving(lambda _: Reply(written())) as server:
        parity(CHAT_MODEL="openai:m", CHAT_URL=f"{server.url}/v1", CHAT_KEY="k", CHAT_SENTENCES="9")
    assert [len(request.sentences) for request in server.requests] == [9]


def test_a_model_that_is_too_slow_is_told_what_helps(parity) -> None:  # type: ignore[no-untyped-def]
    with serving(lambda _: Reply(written(), wait=0.5)) as server:
        status, said = parity(
            CHAT_MODEL="openai:m", CHAT_URL=f"{server.url}/v1", CHAT_KEY="k", CHAT_SECONDS="1"
        )
    assert status == 1
    assert "took longer than 1 seconds" in said
    assert "raise PARITY_CHAT_SECONDS, or lower PARITY_CHAT_SENTENCES" in said


def test_a_model_that_keeps_to_no_form_is_not_well(parity) -> None:  # type: ignore[no-untyped-def]
    status, said = asked(parity, lambda _: Reply("Certainly!"))
    assert status == 1
    assert "not in the form that Parity asks for" in said


def test_a_wrong_key_is_said_with_the_provider_s_words(parity, provider: str) -> None:  # type: ignore[no-untyped-def]
    status, said = asked(parity, lambda _: Reply(status=401), provider)
    assert status == 1
    assert f"{provider}:{MODELS[provider]} refused the key (" in said


def test_a_package_that_is_missing_is_said_in_one_sentence_with_its_line(  # type: ignore[no-untyped-def]
    parity, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing(provider, monkeypatch)
    status, said = asked(parity, lambda _: Reply(written()), provider)
    assert status == 1
    line = said.partition(f"✗ Chat model: {provider}:{MODELS[provider]} ")[2]
    assert line.startswith("needs a package that is not installed: .venv/bin/pip install -c ")
    assert line.endswith(f" -e '.[{EXTRAS[provider]}]'")


@pytest.mark.parametrize("status", [400, 404, 405, 422, 501])
def test_a_model_that_is_refused_however_it_is_asked_is_said_once(parity, status: int) -> None:  # type: ignore[no-untyped-def]
    ended, said = asked(parity, lambda _: Reply(status=status))
    assert ended == 1
    assert said.count("✗") == 1
    why = "is not known to its server" if status == 404 else "refused the question"
    assert f"✗ Chat model: openai:{MODELS['openai']} {why} (" in said
    assert "not in the form" not in said


@pytest.mark.parametrize("url", ["nonsense", "ftp://here", "http://"])
def test_a_chroma_server_that_is_wrongly_set_is_said(parity, url: str) -> None:  # type: ignore[no-untyped-def]
    status, said = parity(CHROMA_URL=url)
    assert status == 1
    assert "✗ Chroma server: PARITY_CHROMA_URL" in said
    assert "✓ Index: 4 documents" in said
    assert "✓ Reader:" in said


def test_tracing_that_is_half_set_leaves_the_other_lines(parity) -> None:  # type: ignore[no-untyped-def]
    status, said = parity(CHAT_MODEL="openai:m", CHAT_KEY="k", TRACING="otel")
    assert status == 1
    assert said.count("✗") == 1
    assert "✗ Chat model: PARITY_TRACING" in said
    assert "✓ Index: 4 documents" in said
    assert "✓ Reader:" in said


def test_each_line_is_printed_before_the_next_is_tried(  # type: ignore[no-untyped-def]
    parity, capsys: pytest.CaptureFixture[str]
) -> None:
    before: list[str] = []

    def script(_: Request) -> Reply:
        before.append(capsys.readouterr().out)
        return Reply(written())

    assert asked(parity, script)[0] == 0
    assert "✓ Index: 4 documents" in before[0]
    assert "✓ Reader:" in before[0]


def test_a_damaged_index_leaves_the_other_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest(write_corpus(tmp_path / "c", {"a.txt": "1. Waits fell."}), tmp_path / "i", WordEncoder())
    (paragraphs,) = (tmp_path / "i").glob("generations/*/paragraphs*.jsonl")
    paragraphs.write_bytes(b"{" + paragraphs.read_bytes()[1:-1] + b"!")
    with serving(lambda _: Reply(written())) as server:
        for name, value in (("MODEL", "openai:m"), ("URL", f"{server.url}/v1"), ("KEY", "k")):
            monkeypatch.setenv(f"PARITY_CHAT_{name}", value)
        assert main(["doctor", "--index", str(tmp_path / "i")]) == 1
    said = capsys.readouterr().out
    assert "✗ Index:" in said
    assert "✓ Reader:" in said
    assert "✓ Chat model: openai:m answers in" in " ".join(said.split())


@pytest.mark.usefixtures("providers_variables")
def test_a_setting_that_is_missing_is_said_and_no_key_with_it(  # type: ignore[no-untyped-def]
    parity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_VERSION")
    status, said = asked(parity, lambda _: Reply(), "azure_openai", CHAT_KEY="s3cret")
    assert status == 1
    assert "azure_openai:scripted cannot be opened (" in said
    assert "OPENAI_API_VERSION" in said
    assert "input_value" not in said
    assert "s3cret" not in said


def test_a_model_without_a_provider_is_wrong_usage(
    parity, capsys: pytest.CaptureFixture[str]
) -> None:  # type: ignore[no-untyped-def]
    assert parity(CHAT_MODEL="gpt-4o")[0] == 2
