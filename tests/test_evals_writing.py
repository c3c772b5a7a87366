"""The evals of a chat model: scripts that know and lie, replies from a file, prompts to another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

import evals.writing
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.writing.failures import UnansweredError
from chat_server import Reply as ServerReply
from chat_server import Request, serving, written
from evals.questions import Question, read_questions
from evals.replies import Recorded, Reply, Script, _falsified
from evals.writing import chosen, main
from ingest.errors import UsageError

SOME = [question for question in read_questions() if not question.id.startswith("h")][:60:10]


@pytest.fixture
def on_home(monkeypatch: pytest.MonkeyPatch, home_index: Path) -> None:
    monkeypatch.setenv("PARITY_INDEX_DIR", str(home_index))
    monkeypatch.delenv("PARITY_CHAT_MODEL", raising=False)
    monkeypatch.setattr(evals.writing, "read_questions", lambda: SOME)


@pytest.mark.usefixtures("on_home")
def test_without_a_model_it_says_what_to_give() -> None:
    with pytest.raises(UsageError, match="PARITY_CHAT_MODEL"):
        main([])


@pytest.mark.usefixtures("on_home")
@pytest.mark.parametrize("script", ["perfect", "liar"])
def test_scripts_are_scored_beside_the_offline_answers(
    script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--as", script]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"{len(SOME)} questions" in said
    assert f"script:{script}" in said
    assert "of these in its own words 0 0" in said
    assert ("answers that the model wrote 0 0" in said) is (script == "liar")
    assert ("because none of its sentences held 0 0" in said) is (script == "perfect")


@pytest.mark.usefixtures("on_home")
def test_prompts_are_written_and_their_replies_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts, answers = tmp_path / "prompts.jsonl", tmp_path / "answers.jsonl"
    assert main(["--prompts", str(prompts)]) == 0
    rows = [json.loads(line) for line in prompts.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert [message["role"] for message in rows[0]["messages"]] == ["system", "human"]
    replies = [{"id": row["id"], "text": '{"sentences": [], "nearest": [1]}'} for row in rows]
    answers.write_text("".join(f"{json.dumps(reply)}\n" for reply in replies), encoding="utf-8")
    capsys.readouterr()
    assert main(["--answers", str(answers), "--prompts", str(prompts)]) == 0
    assert "0 requests without a reply" in capsys.readouterr().out


def test_a_script_that_knows_says_what_states_the_facts(home_library: Library) -> None:
    script = Script(home_library)
    paragraph = script.library.paragraphs["government-response/47"]
    first = " ".join(paragraph.text.split(". ")[0].split()) + "."
    script.question = Question("x", "f", "?", gold=(paragraph.key,), facts=((first[:30],),))
    asked = [HumanMessage(f"[1] Nothing to do with it.\n[2] {first}\n\nQuestion: ?")]
    assert json.loads(script.perfect(asked))["sentences"] == [{"text": first, "sources": [2]}]
    script.question = replace(script.question, gold=())
    assert json.loads(script.perfect(asked))["sentences"] == []


def test_a_lie_is_another_number_or_a_denial() -> None:
    assert _falsified("Some 23% were seen.") == "Some 24% were seen."
    assert _falsified("Beds closed.") == "It is not true that beds closed."


def test_a_request_without_a_reply_is_kept() -> None:
    recorded = Recorded({})
    with pytest.raises(UnansweredError):
        recorded.say([HumanMessage("Why?")])
    (id_,) = recorded.missing
    assert Recorded({id_: Reply("Because.")}).say([HumanMessage("Why?")]) == "Because."


def test_settings_name_the_model() -> None:
    chat = Settings.from_environment(
        {"PARITY_CHAT_MODEL": "openai:m", "PARITY_CHAT_RETRIES": "0", "PARITY_CHAT_KEY": "secret"}
    ).chat
    assert chat is not None
    assert (chat.provider, chat.retries) == ("openai", 0)
    assert "secret" not in repr(chat)


@pytest.mark.parametrize("model", ["gpt-4o", ":m", "openai:"])
def test_a_model_without_provider_or_name_is_wrong(model: str) -> None:
    with pytest.raises(UsageError, match="a provider and a model"):
        Settings.from_environment({"PARITY_CHAT_MODEL": model})


def test_of_twice_as_many_questions_every_second_is_one_of_the_fewer() -> None:
    questions = [q for q in read_questions() if not q.id.startswith("h")]
    few, many = chosen(questions, 30, 10), chosen(questions, 60, 20)
    assert [q.answerable for q in few[:8]] == [True, False, True, True, True, False, True, True]
    for kind in (True, False):
        assert [q for q in many if q.answerable is kind][::2] == [
            q for q in few if q.answerable is kind
        ]
    assert (len(few), sum(q.answerable for q in few)) == (40, 30)
    assert len({q.id for q in many}) == 80
    assert len(chosen(few, 60, 20)) == 40


@pytest.mark.usefixtures("on_home")
def test_a_model_s_replies_are_kept_and_not_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, shown = tmp_path / "answers.jsonl", tmp_path / "shown.jsonl"

    def first(request: Request) -> ServerReply:
        number, text = next(iter(request.sentences.items()))
        return ServerReply(written((text, [number])))

    with serving(first) as server:
        monkeypatch.setenv("PARITY_CHAT_MODEL", "openai:scripted")
        monkeypatch.setenv("PARITY_CHAT_URL", f"{server.url}/v1")
        monkeypatch.setenv("PARITY_CHAT_KEY", "k")
        for _ in range(2):
            files = ["--answers", str(answers), "--shown", str(shown)]
            assert main([*files, "--prices", "1000", "10000"]) == 0
        asked = len(server.requests)
    rows = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == asked > 0
    assert {(row["tokens"], row["wrote"]) for row in rows} == {(120, 20)}
    first_, second = capsys.readouterr().out.strip().split(f"{len(SOME)} questions")[1:]
    without_times = [
        [line for line in of.strip().splitlines() if "seconds" not in line]
        for of in (first_, second)
    ]
    assert without_times[0] == without_times[1]
    assert f"requests to it 0 {asked}" in " ".join(second.split())
    said = [json.loads(line) for line in shown.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in said] == [question.id for question in SOME]
    of_model = [row for row in said if row["answerer"] == "openai:scripted"]
    # 100 tokens are read for each request, and 20 written.
    cost = asked * (100 * 1_000 + 20 * 10_000) / 1e6 / len(of_model)
    assert f"cost an answer it wrote 0.0000 {cost:.4f}" in " ".join(second.split())
    for row in of_model:
        for sentence in row["sentences"]:
            assert sentence["text"] in sentence["cited"][0][1]
            assert not sentence["reworded"]
