"""What programs get, one JSON object a question with keys that stay, and what people get."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Answer, Outcome
from assistant.ask import Assistant
from assistant.cli import main
from assistant.question.crisis import HELP_LINE
from assistant.terminal.contract import Request, answer_lines, parse_request, to_object
from ingest.errors import UsageError
from passages import ANSWER, Scripted


def lines_of(*lines: str) -> list[dict[str, Any]]:
    return list(answer_lines(Scripted(), lines))  # type: ignore[arg-type]


def test_an_answer_has_the_keys_of_the_contract_and_no_others() -> None:
    found = to_object(ANSWER, 3)
    assert (
        list(found)
        == (
            "id question standalone outcome answer message help note personal private verdict "
            "abbreviations searched confidence answerer seconds citations disagreements passages"
        ).split()
    )
    keys = (
        "n document title paragraph printed within section page lead machine_read voice doubts "
        "caution quote"
    ).split()
    assert [list(citation) for citation in found["citations"]] == [keys, keys]
    of_passage = ["document", "paragraph", "within", "score"]
    assert [list(p) for p in found["passages"]] == [of_passage] * 2


def test_an_answer_s_values_are_plain_json() -> None:
    found = json.loads(json.dumps(to_object(ANSWER, "q1")))
    assert (found["id"], found["question"]) == ("q1", "why?")
    assert found["standalone"] == "Did waits fall? Why?"
    assert (found["outcome"], found["answerer"]) == ("answered", "extractive")
    assert found["answer"] == "Waits: Waits fell. [1]\n- Beds closed. [2]"
    assert found["seconds"] == 0.1235
    assert found["citations"][0] == {
        "n": 1,
        "document": "plan",
        "title": "A plan for mental health",
        "paragraph": "7",
        "printed": True,
        "within": "",
        "section": ["Care", "Waits"],
        "page": None,
        "lead": "Plan, 31 July 2017, on “Care › Waits”:",
        "machine_read": False,
        "voice": "",
        "doubts": [],
        "caution": "",
        "quote": "Waits fell.",
    }
    first = {"document": "plan", "paragraph": "7", "within": "", "score": 0.1235}
    assert found["passages"][0] == first


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome.refuses])
def test_a_refusal_says_why_and_cites_nothing(outcome: Outcome) -> None:
    found = to_object(Answer("Why?", "Why?", outcome, "They do not say."))
    assert (found["outcome"], found["answer"]) == (outcome.value, "They do not say.")
    assert found["id"] is None
    assert found["citations"] == found["passages"] == []


def test_the_outcomes_are_these() -> None:
    names = "answered partial not_in_documents needs_clarifying".split()
    names += ["crisis_signpost", "clinical_signpost", "about"]
    assert [outcome.value for outcome in Outcome] == names


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ('{"question": "Why?"}', Request("Why?")),
        ('{"question": "Why?", "id": 0}', Request("Why?", 0)),
        ('{"id": "a", "question": "Why?"}\n', Request("Why?", "a")),
        ('{"question": "Why?", "history": ["What?"]}', Request("Why?", None, ("What?",))),
        ('{"question": "Why?", "history": null, "id": null}', Request("Why?")),
        ('{"question": "Why?", "more": 1}', Request("Why?")),
    ],
)
def test_a_request_is_read(line: str, request_: Request) -> None:
    assert parse_request(line) == request_


@pytest.mark.parametrize(
    "line",
    [
        "Why?",
        '{"question": "Why?"',
        "[]",
        '"Why?"',
        "{}",
        '{"question": null}',
        '{"question": ["Why?"]}',
        '{"question": "Why?", "id": 1.5}',
        '{"question": "Why?", "id": [1]}',
        '{"question": "Why?", "history": [1]}',
        '{"question": "Why?", "history": {"a": "b"}}',
        '{"question": "Why?", "history": "What?"}',
        pytest.param(
            '{"question": "Why?", "id": true}',
        ),
        pytest.param('{"question": "Why?", "id": ' + "9" * 5000 + "}", id="digits"),
        pytest.param("[" * 100_000, id="brackets"),
    ],
)
def test_a_line_that_is_no_request_is_explained(line: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_request(line)
    assert str(refused.value).endswith(".")


def test_a_byte_order_mark_before_a_line_is_no_part_of_it() -> None:
    assert lines_of('\ufeff{"id": 1, "question": "Why?"}')[0]["question"] == "Why?"


def test_of_a_line_that_has_no_end_so_much_is_held_as_tells_it(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assistant.terminal.streams.LONGEST_LINE", 100)
    monkeypatch.setattr("assistant.terminal.contract.LONGEST_LINE", 100)
    question = json.dumps({"id": 2, "question": "Why?"})
    for long in ("x" * 100, "x" * 101, "x" * 950, '{"id": 1, "question": "' + "x" * 300 + '"}'):
        assert typed_in(f"{long}\n{question}\n{long}".encode(), monkeypatch) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["id"] for line in found] == [None, 2, None]
        assert found[0]["error"] == "A line has fewer than 100 characters; give it fewer."


def test_answers_come_in_order_with_their_ids() -> None:
    asked = [json.dumps({"id": n, "question": f"Why {n}?"}) for n in (5, 3, 4)]
    found = lines_of(*asked)
    assert [line["id"] for line in found] == [5, 3, 4]
    assert [line["question"] for line in found] == ["Why 5?", "Why 3?", "Why 4?"]


def test_a_bad_line_gets_an_error_and_the_rest_go_on() -> None:
    found = lines_of("nonsense\n", '{"id": 7, "question": " "}\n', '{"id": 8, "question": "Why?"}')
    assert [line["id"] for line in found] == [None, 7, 8]
    assert [list(line) == ["id", "error"] for line in found] == [True, True, False]
    assert "empty" in found[1]["error"]


def test_a_bad_line_keeps_its_id_where_it_has_one() -> None:
    assert lines_of('{"id": 7, "question": 5}')[0]["id"] == 7


def test_blank_lines_are_skipped() -> None:
    assert len(lines_of("\n", '{"question": "Why?"}\n', "  \t\n", "")) == 1


def test_the_history_of_a_line_is_passed_on() -> None:
    assistant = Scripted()
    list(answer_lines(assistant, ['{"question": "Why?", "history": ["What?"]}']))  # type: ignore[arg-type]
    assert assistant.asked == [("Why?", ("What?",))]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """What ``parity`` asks in place of an index and its model."""
    for variable in [name for name in os.environ if name.startswith("PARITY_")]:
        monkeypatch.delenv(variable)
    stand_in = Scripted()
    monkeypatch.setattr(Assistant, "open", lambda *_, **__: stand_in)
    monkeypatch.setattr("assistant.terminal.asking.require_index", lambda folder: folder)
    return stand_in


def typed_in(typed: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run ``parity ask --json -`` with this on its standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
    return main(["ask", "--json", "-"])


def test_each_line_of_standard_input_gets_one_of_standard_output(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ['{"id": "ä", "question": "Für wen?"}', "", "nonsense", '{"id": 2, "question": "Why?"}']
    assert typed_in("\n".join(typed).encode(), monkeypatch) == 0
    out, err = capsys.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert [line["id"] for line in found] == ["ä", None, 2]
    assert [line.get("outcome", "error") for line in found] == (
        "not_in_documents error not_in_documents".split()
    )
    assert "Für wen?" in out


def test_a_line_that_is_not_utf_8_does_not_stop_the_rest(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = b'{"id": 1, "question": "caf\xff?"}\n{"id": 2, "question": "Why?"}\n'
    assert typed_in(typed, monkeypatch) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["id"] == 2


def test_half_a_character_does_not_stop_the_rest(
    scripted: Scripted, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    typed = b'{"id": 1, "question": "nurses \\ud83d?"}\n{"id": 2, "question": "Why?"}\n'
    assert typed_in(typed, monkeypatch) == 0
    assert json.loads(capsysbinary.readouterr().out.splitlines()[-1])["id"] == 2


def test_a_line_is_answered_before_the_next_is_read() -> None:
    assistant = Scripted()

    def typed() -> Iterator[str]:
        yield '{"question": "One?"}'
        assert assistant.asked == [("One?", ())]
        yield '{"question": "Two?"}'

    assert len(list(answer_lines(assistant, typed()))) == 2  # type: ignore[arg-type]


def test_an_answer_for_a_person_has_its_sources(
    scripted: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted.answer = ANSWER
    assert main(["ask", "why?"]) == 0
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "Understood as: Did waits fall? Why?",
        "Plan, 31 July 2017, on “Care › Waits”:",
        "Waits fell. [1]",
        "Beds closed. [2]",
        "",
        "Sources",
        "[1, 2] Plan, paragraph 7",
        "    Care › Waits",
        "",
        "Quoted from the documents word for word; no language model wrote any of it.",
    ]
    assert scripted.asked == [("why?", ())]


def test_a_refusal_for_a_person_offers_related_reading(
    scripted: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted.answer = replace(
        ANSWER,
        outcome=Outcome.NOT_IN_DOCUMENTS,
        message="They do not say.",
        statements=(),
        citations=(),
    )
    assert main(["ask", "why?"]) == 0
    out = capsys.readouterr().out
    nearest = "What the nearest paragraphs do say:\n  Plan, paragraph 7\n    “Waits fell.”\n"
    assert f"They do not say.\n\n{nearest}" in out
    assert HELP_LINE in out
    assert "Sources" not in out


def test_an_answer_for_a_program_is_one_object(
    scripted: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted.answer = ANSWER
    assert main(["ask", "--json", "why?"]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert json.loads(out) == to_object(ANSWER)
    assert err == ""
