"""Documents that say different things are both quoted, and no answer chooses between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import EXTRACTIVE, Answer
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.terminal.answers import show
from assistant.terminal.contract import to_object
from assistant.web.render import answer_html
from assistant.writing.writer import open_writer
from builders import write_corpus
from chat_providers import settings_of
from chat_server import Reply, Request, serving, written
from evals.poisoned import FILE, assistant_of, read_poisoned, sides
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sync import ingest

SHARED = Settings.from_environment({}).shared_dir
QUESTION = "How long did people in Leeds wait for a first appointment in 2021?"
TRUE = "People in Leeds waited 31 days for a first appointment in 2021."
FALSE = "In 2021 people in Leeds waited 12 days for a first appointment."
NOW = "How many beds does the Elm ward in Leeds have?"
THEN, LATER = "The Elm ward in Leeds has 12 beds.", "The Elm ward in Leeds has 15 beds."
DIFFER = "These documents say different things: "


def corpus(
    sentences: Mapping[str, str], dates: tuple[str, str] = ("May 2022", "June 2023")
) -> dict[str, str]:
    """A paper for each sentence, with another paragraph, a publisher and a date of its own."""
    described = [
        f'[[document]]\nid = "{name}"\nfile = "{name}.md"\ntitle = "{name.title()} on Leeds"\n'
        f'publisher = "The {name.title()}"\ndate = "{date}"\n'
        for name, date in zip(sentences, dates, strict=True)
    ]
    papers = {
        f"{name}.md": f"# {name.title()} on Leeds\n\n1. {said}\n\n2. Staff in Leeds like tea.\n"
        for name, said in sentences.items()
    }
    return {**papers, "sources.toml": "\n".join(described)}


def library_of(folder: Path, files: dict[str, str], encoder: Encoder) -> Library:
    write_corpus(folder / "corpus", files)
    ingest(folder / "corpus", folder / "index", encoder)
    return Library.of(open_index(folder / "index", encoder), encoder)


@pytest.fixture(scope="module")
def leeds(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Library:
    files = corpus({"report": TRUE, "leaflet": FALSE})
    return library_of(tmp_path_factory.mktemp("leeds"), files, encoder)


@contextmanager
def writing_only(sentence: str, library: Library) -> Iterator[Assistant]:
    """An assistant whose chat model says one sentence of those that it is given, and no other."""

    def script(request: Request) -> Reply:
        number = next(n for n, text in request.sentences.items() if text == sentence)
        return Reply(written((sentence, [number])))

    with serving(script) as server:
        settings = replace(
            Settings(), chat_model="openai:m", chat_url=f"{server.url}/v1", chat_key="k"
        )
        yield Assistant(library, writer=open_writer(settings.chat, library))


def assert_both_are_said(answer: Answer) -> None:
    """Both sentences are quoted, each cited from its own paper, and one line names the two."""
    assert {statement.text for statement in answer.statements} >= {TRUE, FALSE}
    (differ,) = answer.disagreements
    cited = [answer.citations[n - 1].document.id for n in differ.numbers]
    assert sorted(cited) == ["leaflet", "report"]
    assert not differ.dated
    assert differ.message.startswith(DIFFER)
    assert "Report on Leeds (The Report, May 2022)" in differ.message
    assert "Leaflet on Leeds (The Leaflet, June 2023)" in differ.message
    quotes = {answer.citations[n - 1].quote for n in differ.numbers}
    assert quotes == {TRUE, FALSE}
    assert [citation.n for citation in answer.citations] == [1, 2]


def test_documents_that_contradict_each_other_are_both_quoted(leeds: Library) -> None:
    assert_both_are_said(Assistant(leeds).ask(QUESTION))


@pytest.mark.parametrize("said", [TRUE, FALSE])
def test_what_a_chat_model_leaves_out_is_added(leeds: Library, said: str) -> None:
    with writing_only(said, leeds) as assistant:
        answer = assistant.ask(QUESTION)
    assert answer.answerer != EXTRACTIVE
    assert answer.statements[0].text == said
    assert_both_are_said(answer)


def test_what_two_documents_say_is_never_one_sentence(tmp_path: Path, encoder: Encoder) -> None:
    """It would stand under the name and date of the first of them."""
    closed = "The ward in Leeds was closed by the Trust."
    nurses = "Nurses at the clinic work at night."
    library = library_of(tmp_path, corpus({"report": closed, "leaflet": nurses}), encoder)
    blend = f"{closed.removesuffix('.')}, and {nurses[0].lower()}{nurses[1:]}"

    def blending(request: Request) -> Reply:
        numbers = {text: number for number, text in request.sentences.items()}
        of = [numbers[closed], numbers[nurses]]
        return Reply(written((closed, of), (blend, of)))

    with serving(blending) as server:
        writer = open_writer(settings_of("openai", server.url).chat, library)
        answer = Assistant(library, writer=writer).ask("Who closed the ward in Leeds?")
    assert [statement.text for statement in answer.statements] == [closed, nurses]
    assert [citation.document.id for citation in answer.citations] == ["report", "leaflet"]
    assert answer.note.startswith("1 sentence is in the documents' own words")


def test_page_terminal_json_and_runnable_say_so(leeds: Library) -> None:
    answer = Assistant(leeds).as_runnable().invoke({"question": QUESTION})
    (differ,) = answer.disagreements
    console = Console(width=10_000)
    with console.capture() as captured:
        show(answer, console)
    assert differ.message in captured.get()
    assert differ.message in answer.text
    html = answer_html(answer, 1)
    assert differ.message in html
    assert "The documents do not agree" in html
    found = to_object(answer)
    assert found["disagreements"] == [
        {"message": differ.message, "citations": list(differ.numbers), "dated": False}
    ]
    assert differ.message in found["answer"]


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_times_the_later_is_said_last_with_both_dates(
    tmp_path: Path, encoder: Encoder, *, swapped: bool
) -> None:
    said = {"report": THEN, "leaflet": LATER}
    dates = ("June 2023", "May 2022") if swapped else ("May 2022", "June 2023")
    answer = Assistant(library_of(tmp_path, corpus(said, dates), encoder)).ask(NOW)
    (differ,) = answer.disagreements
    assert differ.dated
    ordered = [answer.citations[n - 1].document.date for n in differ.numbers]
    assert ordered == ["May 2022", "June 2023"]
    assert differ.message.index("May 2022") < differ.message.index("June 2023")
    assert DIFFER not in differ.message


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("People in Leeds waited 12 days for a first appointment in 2020.", "another year"),
        ("People in Leeds waited 12 days for a repeat appointment in 2021.", "another thing"),
        ("Children in Leeds waited 12 days for a first appointment in 2021.", "another group"),
        ("People in Leeds should wait 12 days for a first appointment in 2021.", "a target"),
        ("People in Leeds waited about 30 days for a first appointment in 2021.", "rounded"),
        (TRUE, "the same"),
    ],
)
def test_what_only_looks_like_it_is_not_called_a_disagreement(
    tmp_path: Path, encoder: Encoder, other: str, why: str
) -> None:
    files = corpus({"report": TRUE, "leaflet": other})
    answer = Assistant(library_of(tmp_path, files, encoder)).ask(QUESTION)
    assert answer.statements
    assert answer.disagreements == (), why


def test_what_only_likely_contradicts_is_quoted_beside_without_a_line(
    tmp_path: Path, encoder: Encoder
) -> None:
    likely = "In 2021 people in Leeds waited a painful 12 days for a first appointment."
    library = library_of(tmp_path, corpus({"report": TRUE, "leaflet": likely}), encoder)
    with writing_only(TRUE, library) as assistant:
        answer = assistant.ask(QUESTION)
    assert [statement.text for statement in answer.statements] == [TRUE, likely]
    assert answer.disagreements == ()


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / FILE).is_file(), reason=f"{SHARED / FILE} is not there")
def test_others_false_passages_stand_beside_the_true_ones() -> None:
    rows = read_poisoned(SHARED / FILE, 0)
    assistant = assistant_of(rows, "wording-0", Settings.from_environment({}))
    answers = [(row, assistant.ask(row.question)) for row in rows]
    both = [answer for row, answer in answers if sides(row, answer) == {"true", "false"}]
    assert len(both) >= 80
    said = [(answer, of) for answer in both for of in answer.disagreements]
    assert len(said) >= 30
    for answer, of in said:
        cited = {answer.citations[n - 1].document.id for n in of.numbers}
        assert cited == {"true", "false"}
