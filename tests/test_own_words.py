"""Whether somebody accepted something is answered by the reply, and another's words are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answering.own_words import NO_REPLY, asks_whether_accepted
from assistant.ask import Assistant
from assistant.library.library import Library
from assistant.terminal.answers import show
from assistant.terminal.contract import to_object
from assistant.terminal.screen import screen
from assistant.web.render import answer_html
from builders import write_corpus
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.sync import ingest
from test_units import CASES

FILES = ("acceptance-lines.pdf", "recommendations-long.pdf", "latex.pdf", "libreoffice.docx")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("responses")
    corpus = write_corpus(folder / "corpus", {name: (CASES / name).read_bytes() for name in FILES})
    ingest(corpus, folder / "index", encoder)
    return Assistant(Library.of(open_index(folder / "index", encoder), encoder), threshold=0.0)


@pytest.mark.parametrize(
    "question",
    [
        "Did the Government agree to open more wards?",
        "Has the trust accepted the recommendation on water?",
        "Do ministers reject the finding?",
    ],
)
def test_a_question_whether_something_was_accepted_is_told(question: str) -> None:
    assert asks_whether_accepted(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which recommendations were accepted?", "How many findings did they reject?",
        "Did the Committee agree with the Government?", "Did waits fall?", "",
    ],
)  # fmt: skip
def test_other_questions_are_not(question: str) -> None:
    assert not asks_whether_accepted(question)


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (
            "Did the Ashdown board accept hot food at night?",
            "This recommendation is accepted in full by the Ashdown site board",
        ),
        (
            "Did the council accept free meals in the holidays?",
            "The council rejects this recommendation.",
        ),
        (
            "Did the Government agree to a duty to count the cyclists?",
            "The Government does not accept this recommendation.",
        ),
        ("Did NHS England agree that each ward should have a lead for safety?",
         "NHS England agrees."),
    ],
)  # fmt: skip
def test_the_reply_is_said_first(assistant: Assistant, question: str, reply: str) -> None:
    answer = assistant.ask(question)
    assert answer.citations[0].quote == reply
    assert answer.citations[0].voice == ""


def test_no_answer_to_such_a_question_is_another_s_wish_alone(assistant: Assistant) -> None:
    answer = assistant.ask("Did the trust accept that staff should be asked what is unsafe?")
    assert answer.message == NO_REPLY or not all(c.voice for c in answer.citations)


def quoting(assistant: Assistant) -> Answer:
    answer = assistant.ask("What was recommended on menus and the allergens of each dish?")
    assert any(citation.voice for citation in answer.citations)
    return answer


def test_an_answer_says_whose_words_it_quotes(
    assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = quoting(assistant)
    assert "Recommendation 2" in [c["voice"] for c in to_object(answer)["citations"]]
    said = "(the words of Recommendation 2)"
    assert said in answer_html(answer, 1)
    show(answer, screen())
    printed = capsys.readouterr().out
    assert said in printed
    assert "quotes Recommendation 2" in printed
