"""``parity mcp`` gives a client what the commands print, only reads, and fails in sentences."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.shared.exceptions import MCPError

from assistant.cli import main
from assistant.mcp.tools import TOOLS
from builders import write_corpus
from ingest.indexing.embedding import Encoder
from ingest.sync import ingest
from mcp_client import Talk, talking

MET = "did they meet the target for eating disorders?"
FALSE = "The target for eating disorders was 80% in 2020."
GIVEN: dict[str, dict[str, Any]] = {
    "ask": {"question": MET},
    "wording": {"phrase": "eating disorders"},
    "check": {"claim": FALSE},
    "commitments": {"view": "evaluated"},
    "paragraph": {"document": "government-response", "paragraph": "47"},
}
PLAN = """\
1. It has 420 beds.
2. Beds close early.

Annex A

1. It has 30 nurses.
3. Call jo.hill@trust.example.
"""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mcp") / "log"


@pytest.fixture(scope="module")
def home(home_index: Path, log: Path) -> Iterator[Talk]:
    """A client of a server on the documents that Parity comes with."""
    with talking(home_index, log) as talk:
        yield talk


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command of ``parity`` prints as JSON."""
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def untimed(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "seconds": 0}


def seen(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file of a folder, when it was changed and what it holds."""
    return {
        str(file.relative_to(folder)): (
            file.stat().st_mtime_ns,
            hashlib.sha256(file.read_bytes()).hexdigest(),
        )
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_every_tool_says_what_it_is_for_and_that_it_only_reads(home: Talk) -> None:
    tools = home.tools()
    assert list(tools) == ["ask", "wording", "check", "commitments", "paragraph"]
    for tool in tools.values():
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.annotations.idempotent_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert tool.input_schema["additionalProperties"] is False
        assert all("description" in of for of in tool.input_schema["properties"].values())


def test_texts_and_lists_have_the_bounds_of_the_product(home: Talk) -> None:
    tools = home.tools()

    def bound(tool: str, argument: str, name: str = "maxLength") -> int:
        found: int = tools[tool].input_schema["properties"][argument][name]
        return found

    assert bound("ask", "question") == 1_000
    assert bound("ask", "history", "maxItems") == 100
    assert bound("wording", "phrase") == 2_000
    assert bound("check", "claim") == 100_000
    assert bound("commitments", "most", "maximum") == 500


@pytest.mark.parametrize("tool", GIVEN)
def test_what_a_tool_gives_is_of_the_schema_that_it_tells_and_has_no_key_beside(
    home: Talk, tool: str
) -> None:
    told = home.tools()[tool].output_schema
    assert told
    assert told == TOOLS[tool].schema
    found = home.gives(tool, **GIVEN[tool])
    Draft202012Validator(closed(told)).validate(found)


def closed(schema: Any) -> Any:
    """A schema whose objects have no keys but those that it names."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(one) for name, one in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in schema else inner


def test_an_answer_is_what_ask_prints_with_its_history(
    home: Talk, home_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = ("--index", str(home_index))
    found = home.gives("ask", question=MET)
    assert untimed(found) == untimed(printed(capsys, "ask", "--json", MET, *index))
    assert found["citations"]
    follow_up = home.gives("ask", question="and for routine cases?", history=[MET])
    assert follow_up["standalone"] != follow_up["question"]
    written = home.gives("ask", question="and for routine cases?", history=json.dumps([MET]))
    assert untimed(written) == untimed(follow_up)


@pytest.mark.parametrize(
    ("tool", "argument", "text"),
    [("wording", "phrase", "eating disorders\tservices\x07"), ("check", "claim", FALSE)],
)
def test_the_desk_gives_what_its_commands_print(
    home: Talk,
    home_index: Path,
    capsys: pytest.CaptureFixture[str],
    tool: str,
    argument: str,
    text: str,
) -> None:
    found = home.gives(tool, **{argument: text})
    assert found == printed(capsys, tool, "--json", text, "--index", str(home_index))


@pytest.mark.parametrize(
    ("view", "filters"),
    [
        ("evaluated", {}),
        ("evaluated", {"rating": "inadequate", "heading": "funding"}),
        ("all", {"kind": "promises", "due_by": 2024}),
        ("across", {"theme": "workforce"}),
    ],
)
def test_commitments_are_those_that_the_command_lists(
    home: Talk,
    home_index: Path,
    capsys: pytest.CaptureFixture[str],
    view: str,
    filters: dict[str, Any],
) -> None:
    options = [
        of for name, value in filters.items() for of in (f"--{name.replace('_', '-')}", str(value))
    ]
    listed = printed(
        capsys, "commitments", view, "--format", "json", *options, "--index", str(home_index)
    )
    assert listed
    found = home.gives("commitments", view=view, most=500, **filters)
    assert found == {"view": view, "total": len(listed), "commitments": listed}
    few = home.gives("commitments", view=view, most=1, **filters)
    assert (few["total"], few["commitments"]) == (len(listed), listed[:1])


def test_a_filter_chooses_the_view_that_it_narrows(home: Talk) -> None:
    assert home.gives("commitments")["view"] == "evaluated"
    assert home.gives("commitments", strength="will")["view"] == "all"


def test_a_paragraph_is_given_in_full_by_what_its_citation_says(home: Talk) -> None:
    citations = home.gives("ask", question=MET)["citations"]
    assert citations
    for citation in citations:
        named = {name: citation[name] for name in ("document", "paragraph", "within")}
        found = home.gives("paragraph", **named)
        assert citation["quote"] in found["text"]
        same = set(found) & set(citation)
        assert same >= {"document", "title", "section", "page", "lead", "doubts", "caution"}
        assert {name: found[name] for name in same - {"page"}} == {
            name: citation[name] for name in same - {"page"}
        }


def test_a_paragraph_is_found_by_a_number_and_by_the_key_that_commitments_have(home: Talk) -> None:
    found = home.gives("paragraph", document="government-response", paragraph=47)
    key = home.gives(
        "paragraph", document="government-response", paragraph="government-response/47"
    )
    assert found == key
    assert found["paragraph"] == "47"


def test_the_documents_are_a_resource(home: Talk) -> None:
    assert home.resources() == ["parity://documents"]
    listed = home.read("parity://documents")["documents"]
    assert listed[0]["document"] == "government-response"
    assert listed[0]["paragraphs"] == 129
    with pytest.raises(MCPError, match=r"There is no such resource; take parity://documents\."):
        home.read("parity://plans")


@pytest.mark.parametrize(
    ("tool", "given", "sentence"),
    [
        ("ask", {"question": " "}, "The question is empty; type a question about the documents."),
        (
            "ask",
            {"question": "a" * 1_001},
            "The question has 1,001 characters; ask one of at most 1,000.",
        ),
        ("ask", {}, "The argument 'question' is missing; give it."),
        (
            "ask",
            {"question": ["why?"]},
            "The argument 'question' is wrong: input should be a valid string.",
        ),
        (
            "ask",
            {"question": MET, "history": ["why?"] * 101},
            "The argument 'history' is wrong: list should have at most 100 items after "
            "validation, not 101.",
        ),
        (
            "ask",
            {"question": MET, "history": [{}]},
            "The argument 'history 1' is wrong: input should be a valid string.",
        ),
        (
            "ask",
            {"question": MET, "within": "plan"},
            "There is no argument 'within'; known are: question, history.",
        ),
        (
            "wording",
            {"phrase": ""},
            "The phrase is empty; type some words of the sentence you look for.",
        ),
        ("wording", {"phrase": "a " * 1_001}, "The phrase has 2,00"),
        ("check", {"claim": "no"}, "There is no sentence to check; give a claim of at least three"),
        ("check", {"claim": "a" * 100_001}, "The text has 100,001 characters; check at most"),
        ("commitments", {"rating": "superb"}, "There is no rating 'superb'; take one of: outst"),
        ("commitments", {"document": "plan"}, "There is no document 'plan'; take one of: gov"),
        (
            "commitments",
            {"view": "across", "who": "NHS England"},
            "The argument 'who' says nothing of the view across; leave it out.",
        ),
        (
            "commitments",
            {"view": "some"},
            "The argument 'view' is wrong: input should be 'evaluated', 'all' or 'across'.",
        ),
        (
            "commitments",
            {"most": 0},
            "The argument 'most' is wrong: input should be greater than or equal to 1.",
        ),
        (
            "paragraph",
            {"document": "plan", "paragraph": "1"},
            "There is no document 'plan'; take one of: government-response, workforce-plan, ",
        ),
        (
            "paragraph",
            {"document": "government-response", "paragraph": "130"},
            "Government response (CP 642) has no paragraph “130”; its paragraphs are 1–129.",
        ),
        (
            "paragraph",
            {"document": "government-response", "paragraph": ""},
            "Government response (CP 642) has no paragraph “”; its paragraphs are 1–129.",
        ),
        (
            "paragraph",
            {"document": "government-response", "paragraph": "1", "within": "Annex A"},
            "Government response (CP 642) has no paragraph “1” within “Annex A”; its",
        ),
    ],
)
def test_what_cannot_be_given_is_said_in_one_sentence(
    home: Talk, tool: str, given: dict[str, Any], sentence: str
) -> None:
    said = home.fails(tool, **given)
    assert said.startswith(sentence)
    assert said.endswith(".")
    assert "\n" not in said


def test_a_tool_that_there_is_none_of_is_an_error_that_names_those_there_are(home: Talk) -> None:
    with pytest.raises(MCPError) as told:
        home.call("in\u202egest")
    assert told.value.message == (
        "There is no tool 'in gest'; known are: ask, wording, check, commitments, paragraph."
    )


def test_calls_at_the_same_time_give_what_they_give_one_by_one(home: Talk) -> None:
    asked = [(tool, given) for _ in range(3) for tool, given in GIVEN.items()]
    asked += [("ask", {"question": f"What is said of {of}?"}) for of in ("dementia", "IAPT")]
    alone = [home.gives(tool, **given) for tool, given in asked]
    together = [result.structured_content for result in home.calls(*asked)]
    for one, of_all in zip(alone, together, strict=True):
        assert untimed(of_all) == untimed(one)


def test_the_tools_change_nothing_of_the_index_and_log_nothing(
    home: Talk, home_index: Path, log: Path
) -> None:
    before = seen(home_index)
    for tool, given in GIVEN.items():
        home.gives(tool, **given)
    home.read("parity://documents")
    assert seen(home_index) == before
    assert log.read_text() == ""


def test_a_client_of_the_earlier_protocol_is_served_as_well(
    home: Talk, home_index: Path, tmp_path: Path
) -> None:
    with talking(home_index, tmp_path / "log", mode="legacy") as talk:
        assert list(talk.tools()) == list(GIVEN)
        assert untimed(talk.gives("ask", question=MET)) == untimed(home.gives("ask", question=MET))


def test_an_index_is_opened_when_it_is_there_and_a_newer_one_takes_its_place(
    encoder: Encoder, tmp_path: Path
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    with talking(index, tmp_path / "log") as talk:
        for tool, given in GIVEN.items():
            missing = f"There is no index at {index}; run 'parity ingest' to make it."
            assert talk.fails(tool, **given) == missing
        with pytest.raises(MCPError, match="There is no index at"):
            talk.read("parity://documents")
        ingest(write_corpus(corpus, {"plan.txt": PLAN}), index, encoder)
        assert "420 beds" in talk.gives("ask", question="How many beds does it have?")["answer"]
        ingest(write_corpus(corpus, {"plan.txt": PLAN.replace("420", "430")}), index, encoder)
        assert "430 beds" in talk.gives("ask", question="How many beds does it have?")["answer"]
        assert talk.gives("wording", phrase="It has 430 beds")["result"] == "exact"
        first, third = (
            talk.gives("paragraph", document="plan", paragraph=number) for number in ("1", "3")
        )
        assert (first["text"], first["within"]) == ("It has 430 beds.", "")
        assert third["within"] == "Annex A"
        again = talk.gives("paragraph", document="plan", paragraph="1", within="annex a")
        assert (again["text"], again["within"]) == ("It has 30 nurses.", "Annex A")
