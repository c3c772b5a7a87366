"""The page asks, answers, refuses and fails in sentences, with a scripted assistant behind it."""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from assistant.answer import Answer, Citation, Outcome, Statement
from assistant.ask import Arrived, Assistant
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.web import reader
from assistant.web.asking import answer_to
from assistant.web.opening import introduction_html
from assistant.web.waiting import Wanted
from builders import write_corpus
from ingest.errors import IndexMissingError, ParityError, UsageError
from ingest.indexing.index import open_index
from ingest.profile import Profile
from ingest.profile_file import read_profile
from ingest.sync import ingest
from ingest.types import Document, Paragraph, Progress
from pages import PageAssistant, html_of
from passages import AskedEncoder

pytestmark = pytest.mark.usefixtures("nothing_opened_yet")

APP = Path(__file__).parent.parent / "app.py"
DOCUMENT = Document("plan", "A plan", "plan.txt", "0" * 64, publisher="The Trust", date="2020")
PARAGRAPH = Paragraph("plan", "3", True, (), "Staff grew by $5 to 6%.")


PROFILE = Profile("Ask about <b>Leeds</b>.", ("Did staff grow?", "Is it old?"))


class ScriptedAssistant(PageAssistant):
    """Answers every question with one sentence, and remembers what it was asked."""

    documents = (DOCUMENT,)
    profile = PROFILE

    def __init__(self, failure: Exception | None = None) -> None:
        super().__init__()
        self.failure = failure

    def answered(self, question: str) -> Answer:
        if self.failure:
            raise self.failure
        return Answer(
            question,
            question,
            Outcome.ANSWERED,
            statements=(Statement(PARAGRAPH.body, 1),),
            citations=(Citation(1, DOCUMENT, PARAGRAPH, PARAGRAPH.body),),
        )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of one small document, for what the page shows besides answers."""
    folder = tmp_path_factory.mktemp("library")
    sources = (
        '[[document]]\nid = "plan"\nfile = "plan.txt"\ntitle = "A plan"\n'
        'publisher = "The Trust"\ndate = "May 2020"\n'
    )
    text = "1. Nurses train.\n2. Beds close early.\n3. Staff grew by $5 to 6%.\n"
    write_corpus(folder / "corpus", {"plan.txt": text, "sources.toml": sources})
    encoder = AskedEncoder()
    ingest(folder / "corpus", folder / "index", encoder)
    return Library.of(open_index(folder / "index", encoder), encoder)


@pytest.fixture(autouse=True)
def _library_is_open(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "open", staticmethod(lambda settings: library))


def opened(
    monkeypatch: pytest.MonkeyPatch, assistant: ScriptedAssistant | None, error: str = ""
) -> AppTest:
    """The page after its first run, with this assistant or this failure to open one."""

    def open_(settings: object, library: object) -> ScriptedAssistant:
        if assistant is None:
            raise IndexMissingError(error)
        return assistant

    monkeypatch.setattr(Assistant, "open", staticmethod(open_))
    return AppTest.from_file(str(APP), default_timeout=30).run()


def test_a_question_is_answered_with_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    page.chat_input[0].set_value("How did staff grow?").run()
    assert not page.exception
    assert [message.name for message in page.chat_message] == ["user", "assistant"]
    html = html_of(page)
    assert "How did staff grow?" in html
    assert "Sources: 1 paragraph" in html
    assert "Staff grew by $5 to 6%.</mark>" in html
    assert 'href="./?document=plan&amp;paragraph=3&amp;quote=Staff+grew' in html


def test_what_is_open_is_left_out_of_the_garbage_collection_after_each_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gc.unfreeze()
    opened(monkeypatch, ScriptedAssistant())
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_questions_to_go_on_with_are_sent_by_a_click(monkeypatch: pytest.MonkeyPatch) -> None:
    class Offering(ScriptedAssistant):
        def follow_ups(self, answer: Answer, within: Collection[str] = ()) -> tuple[str, ...]:
            return ("And beds?",) if len(self.asked) == 1 else ()

    assistant = Offering()
    page = opened(monkeypatch, assistant)
    page.chat_input[0].set_value("First?").run()
    next(button for button in page.button if button.label == "And beds\\?").click().run()
    assert [question for question, _ in assistant.asked] == ["First?", "And beds?"]


def test_an_answer_stays_where_nothing_can_be_offered_to_go_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Failing(ScriptedAssistant):
        def follow_ups(self, answer: Answer, within: Collection[str] = ()) -> tuple[str, ...]:
            raise IndexMissingError("There is no index.")

    page = opened(monkeypatch, Failing())
    page.chat_input[0].set_value("First?").run()
    assert not page.exception
    assert "Staff grew by $5 to 6%.</mark>" in html_of(page)
    assert "that failed just now" in html_of(page)


def test_earlier_answers_stay_and_go_along_as_history(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = ScriptedAssistant()
    page = opened(monkeypatch, assistant)
    page.chat_input[0].set_value("First?").run()
    page.chat_input[0].set_value("Second?").run()
    assert assistant.asked == [("First?", []), ("Second?", ["First?"])]
    assert html_of(page).index("First?") < html_of(page).index("Second?")
    assert len(page.chat_message) == 4


def test_a_suggested_question_is_asked_when_it_is_clicked(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = ScriptedAssistant()
    page = opened(monkeypatch, assistant)
    labels = [button.label.replace("\\", "") for button in page.main.button]
    assert labels == list(PROFILE.suggestions)
    page.main.button[1].click().run()
    assert assistant.asked == [(PROFILE.suggestions[1], [])]
    assert not {button.label.replace("\\", "") for button in page.main.button} & set(labels)


def test_a_question_sent_while_another_is_answered_waits_its_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Interrupted(ScriptedAssistant):
        """The first time that it is asked, another question is sent to the page."""

        def ask(
            self,
            question: str,
            history: Sequence[str] = (),
            arrived: Arrived | None = None,
            within: Collection[str] = (),
        ) -> Answer:
            answer = super().ask(question, history)
            if len(self.asked) == 1:
                sent.append(Wanted("And beds?"))
            return answer

    assistant = Interrupted()
    page = opened(monkeypatch, assistant)
    sent: list[Wanted] = page.session_state["waiting"].wanted
    page.chat_input[0].set_value("How many staff?").run()
    assert not page.exception
    assert assistant.asked[-2:] == [("How many staff?", []), ("And beds?", ["How many staff?"])]
    assert [html_of(page).count(question) for question in ("How many staff?", "And beds?")] == [
        1,
        1,
    ]


def test_what_is_there_of_an_answer_is_shown_before_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    half_shown = Event()

    class Writing(ScriptedAssistant):
        """Says half of an answer, looks at the page's place of it, and fails."""

        def ask(
            self,
            question: str,
            history: Sequence[str] = (),
            arrived: Arrived | None = None,
            within: Collection[str] = (),
        ) -> Answer:
            answer = super().ask(question, history)
            assert arrived is not None
            arrived(replace(answer, statements=(), citations=(), outcome=Outcome.NOT_IN_DOCUMENTS))
            arrived(replace(answer, note="half of it"))
            assert half_shown.wait(10)
            return replace(answer, note="all of it")

    html = DeltaGenerator.html

    def seen(at: DeltaGenerator, body: object, **of: bool) -> DeltaGenerator:
        shown.append(str(body))
        if "half of it" in str(body):
            half_shown.set()
        return html(at, body, **of)

    monkeypatch.setattr(DeltaGenerator, "html", seen)
    page = opened(monkeypatch, Writing())
    page.chat_input[0].set_value("How many staff?").run()
    assert not page.exception
    drawn = [body for body in shown if "half of it" in body or "all of it" in body]
    # The whole is drawn at once where the half stood, and again when the page begins anew.
    assert ["half of it" in body for body in drawn] == [True, False, False]
    assert "all of it" in html_of(page)
    assert "half of it" not in html_of(page)


@pytest.mark.parametrize("blank", ["   ", "\n", "\u00a0"])
def test_a_blank_question_leaves_no_turn(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    assistant = ScriptedAssistant()
    page = opened(monkeypatch, assistant)
    page.chat_input[0].set_value(blank).run()
    assert not page.exception
    assert (assistant.asked, len(page.chat_message)) == ([], 0)
    assert page.button


def test_the_owner_s_introduction_is_words_and_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    html = html_of(opened(monkeypatch, ScriptedAssistant()))
    assert "Ask about &lt;b&gt;Leeds&lt;/b&gt;. Every sentence of an answer" in html


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (1, "Ask about “Plan 1”."),
        (2, "Ask about “Plan 1” and “Plan 2”."),
        (4, "Ask about “Plan 1”, “Plan 2”, “Plan 3” and “Plan 4”."),
        (9, "Ask about “Plan 1”, “Plan 2”, “Plan 3” and 6 more documents."),
    ],
)
def test_without_an_introduction_the_documents_are_named(count: int, named: str) -> None:
    documents = [replace(DOCUMENT, title=f"Plan {n}") for n in range(1, count + 1)]
    assert f"<p>{named} " in introduction_html(Profile(), documents)


def test_the_sidebar_links_to_the_documents_and_tells_the_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    beside = "\n".join(element.proto.body for element in page.sidebar.html)
    assert 'href="./?document=plan" data-document="plan">A plan</a>' in beside
    assert "The Trust · published May 2020 · in Parity since" in beside
    assert "advice" in beside


def reader_of(page: AppTest) -> dict[str, Any]:
    """What the page gives its component."""
    given = json.loads(page.get("bidi_component")[0].proto.json)
    assert isinstance(given, dict)
    return given


def at(page: AppTest, **parts: str) -> AppTest:
    """The page as it is opened at an address with these parts."""
    for name, value in parts.items():
        page.query_params[name] = value
    return page.run()


def test_the_reader_is_given_all_of_a_small_corpus_and_what_is_wanted_of_a_large_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    assert [document["id"] for document in reader_of(page)["documents"]] == ["plan"]
    monkeypatch.setattr(reader, "SMALL", 2)
    assert reader_of(page.run())["documents"] == []
    (document,) = reader_of(at(page, document="plan"))["documents"]
    assert document["name"] == "A plan"
    assert 'data-number="3"' in document["html"]


def test_an_address_opens_the_reader_at_its_paragraph_with_the_words_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    given = reader_of(at(page, document="plan", paragraph="2", quote="close early"))
    assert given["linked"] == {
        "document": "plan",
        "paragraph": "2",
        "marks": "5-16",
        "problem": "",
    }


def test_an_address_needs_no_model_to_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    page = at(opened(monkeypatch, None, "No model."), document="plan", paragraph="2")
    assert reader_of(page)["linked"]["paragraph"] == "2"
    assert "There is no index" in html_of(page)


def test_an_address_of_no_paragraph_says_which_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    linked = reader_of(at(page, document="plan", paragraph="47"))["linked"]
    assert (linked["document"], linked["paragraph"]) == ("plan", "")
    assert linked["problem"].startswith("A plan has no paragraph “47”. Its paragraphs are 1–3;")


def test_an_address_of_no_document_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    at(page, document="<b>gone</b>", paragraph="47")
    assert not page.exception
    assert "There is no document “&lt;b&gt;gone&lt;/b&gt;” here." in html_of(page)
    assert "linked" not in reader_of(page)
    assert page.chat_input


def test_what_has_come_is_announced_with_its_first_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, ScriptedAssistant())
    page.chat_input[0].set_value("How did staff grow?").run()
    announced = 'data-announce="Answer 1. Answered: Staff grew by $5 to 6%."'
    assert announced in html_of(page)
    assert announced not in html_of(page.run())


@pytest.mark.parametrize("failure", [UsageError("The question is too long."), RuntimeError("Boom")])
def test_a_question_that_fails_is_answered_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    assistant = ScriptedAssistant(failure)
    page = opened(monkeypatch, assistant)
    page.chat_input[0].set_value("Why?").run()
    assert not page.exception
    expected = str(failure) if isinstance(failure, ParityError) else "Something went wrong"
    assert expected in html_of(page)
    assert "Boom" not in html_of(page)
    page.chat_input[0].set_value("And now?").run()
    assert assistant.asked[-1] == ("And now?", [])


def test_a_missing_index_is_explained_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, None, "There is no index here; run 'parity ingest' to make it.")
    assert not page.exception
    assert "There is no index here" in html_of(page)
    assert [code.value for code in page.code] == ["parity ingest"]
    assert not page.chat_input


def test_an_index_made_meanwhile_is_opened_on_the_next_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, None, "There is no index here.")
    monkeypatch.setattr(Assistant, "open", staticmethod(lambda *opened: ScriptedAssistant()))
    page.button[0].click().run()
    assert page.chat_input


def test_a_setting_that_does_not_exist_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARITY_NO_SUCH_SETTING", "1")
    page = opened(monkeypatch, ScriptedAssistant())
    assert not page.exception
    assert "PARITY_NO_SUCH_SETTING" in html_of(page)


class Edition:
    """A corpus of one document whose editions differ in a number, and its index."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"

    def ingest(self, years: int, progress: Progress | None = None) -> None:
        text = f"1. Nurses train for {years} years.\n2. Beds close early.\n3. A home is near.\n"
        write_corpus(self.corpus, {"plan.txt": text})
        ingest(self.corpus, self.index, AskedEncoder(), progress)

    def open(self, settings: object = None, library: object = None) -> Assistant:
        encoder = AskedEncoder()
        return Assistant(Library.of(open_index(self.index, encoder), encoder), threshold=0)


HOW_LONG = "How long do nurses train?"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    made = Edition(tmp_path)
    made.ingest(1)
    monkeypatch.setattr(Assistant, "open", staticmethod(made.open))
    monkeypatch.setenv("PARITY_INDEX_DIR", str(made.index))
    return made


def test_an_open_page_answers_from_the_old_edition_until_the_new_one_is_whole(
    edition: Edition,
) -> None:
    page = AppTest.from_file(str(APP), default_timeout=30).run()

    def ask_meanwhile(done: int, total: int) -> None:
        page.chat_input[0].set_value(HOW_LONG).run()

    edition.ingest(2, ask_meanwhile)
    assert "Nurses train for 1 years." in html_of(page)
    assert "Nurses train for 2 years." not in html_of(page)
    for years in (3, 4, 5):
        edition.ingest(years)
    page.chat_input[0].set_value(HOW_LONG).run()
    assert not page.exception
    assert "Nurses train for 5 years." in html_of(page)


@pytest.mark.parametrize("has_answered", [True, False])
def test_an_assistant_outlives_the_generation_that_it_was_reading(
    edition: Edition, has_answered: bool
) -> None:
    assistant = edition.open()
    if has_answered:
        answer_to(assistant, HOW_LONG, [])
    for years in (2, 3, 4):
        edition.ingest(years)
    turn = answer_to(assistant, HOW_LONG, [])
    assert turn.answer
    assert [citation.quote for citation in turn.answer.citations] == ["Nurses train for 1 years."]


def test_an_index_made_anew_from_nothing_is_not_taken_for_the_one_before(edition: Edition) -> None:
    page = AppTest.from_file(str(APP), default_timeout=30).run()
    shutil.rmtree(edition.index)
    edition.ingest(2)
    page.chat_input[0].set_value(HOW_LONG).run()
    assert not page.exception
    assert "Nurses train for 2 years." in html_of(page)


@pytest.fixture(scope="module")
def home_assistant(home_index: Path) -> Assistant:
    return Assistant.open(Settings().with_values(index_dir=home_index))


HOME = read_profile(Path(__file__).parent.parent / "corpus")[0]


@pytest.mark.parametrize("question", HOME.suggestions)
def test_every_suggested_question_has_an_answer(home_assistant: Assistant, question: str) -> None:
    assert home_assistant.ask(question).outcome is Outcome.ANSWERED
