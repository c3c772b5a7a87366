"""The page where questions are asked: each above its answer with the sources, newest below."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from assistant.answer import Answer
from assistant.library.naming import listing
from assistant.settings import Settings
from assistant.web.opening import UNEXPECTED, begin, open_library, opened, show_documents
from assistant.web.reader import show_reader
from assistant.web.render import announcement, answer_html, failure_html, question_html
from ingest.errors import ParityError
from ingest.profile import Profile
from ingest.types import Document

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from assistant.ask import Assistant

_HEADING = """<div class="parity">
<h1>Parity</h1>
</div>"""
_INTRODUCTION = """<div class="parity">
<p>{subject} After every sentence of an answer stands where it comes from: open it to read that
paragraph in its document, with the quoted words marked.</p>
</div>"""
_NAMED = 3
"""Documents that the introduction names where their owner has written none."""

_LIMITS = """<div class="parity">
<h2>What Parity does not do</h2>
<p>It answers only from these documents, and says so where they do not answer. It knows nothing
newer, and gives no medical, legal or personal advice.</p>
</div>"""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """A question, and its answer or the sentence that says why there is none."""

    question: str
    answer: Answer | None = None
    failure: str = ""


def page() -> None:
    """Everything on the page; a failure is shown as a sentence, never as a traceback."""
    begin(_HEADING)
    library = opened(open_library)
    if library is None:
        return
    # Before the models are open: a link to a paragraph needs none.
    show_reader(library.texts)
    show_documents(library.texts, _LIMITS)
    if assistant := opened(open_assistant):
        st.html(introduction_html(assistant.profile, assistant.documents))
        _converse(assistant)


@st.cache_resource(show_spinner="Opening the documents …", max_entries=1)
def open_assistant(settings: Settings, generation: str) -> Assistant:
    """The one assistant that every visitor shares, until an ingest makes the next generation.

    A failure is not kept, so a visit retries.
    """
    from assistant.ask import Assistant

    return Assistant.open(settings, open_library(settings, generation))


def answer_to(
    assistant: Assistant,
    question: str,
    before: Sequence[Turn],
    arrived: Callable[[Answer], None] | None = None,
) -> Turn:
    """Ask in the light of the questions answered before.

    ``arrived`` is told what is there of an answer that a chat model is still writing.
    """
    history = [turn.question for turn in before if turn.answer]
    try:
        return Turn(question, assistant.ask(question, history=history, arrived=arrived))
    except ParityError as error:
        return Turn(question, failure=str(error))
    except Exception:
        logger.exception("A question was not answered")
        return Turn(question, failure=UNEXPECTED)


def _converse(assistant: Assistant) -> None:
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    waiting: list[str] = st.session_state.setdefault("waiting", [])
    st.bottom.chat_input("Ask about the documents", key="typed", on_submit=_send_typed)
    with st.container():
        if not turns and not waiting:
            _suggest(assistant.profile.suggestions)
    for number, turn in enumerate(turns, start=1):
        _show(turn.question, number).html(_html(turn, number))
    while waiting:
        number = len(turns) + 1
        place = _show(waiting[0], number).empty()

        def show_so_far(
            answer: Answer, place: DeltaGenerator = place, number: int = number
        ) -> None:
            if not answer.outcome.refuses:
                place.html(answer_html(answer, number))

        with place, st.spinner("Reading the documents …"):
            turn = answer_to(assistant, waiting[0], turns, show_so_far)
            # Kept before anything is drawn: a question sent meanwhile starts the page anew here.
            turns.append(turn)
            waiting.pop(0)
        place.html(_html(turn, len(turns)))
        st.html(arrival_html(turn, len(turns)))


def _shown_in(place: DeltaGenerator, number: int) -> Callable[[Answer], None]:
    """Shows what is there of an answer, in its place."""

    def show(answer: Answer) -> None:
        if not answer.outcome.refuses:
            place.html(answer_html(answer, number))

    return show


def introduction_html(profile: Profile, documents: Sequence[Document]) -> str:
    """What can be asked: in the words of the documents' owner, or else by the documents' names."""
    names = [f"“{document.name}”" for document in documents]
    left = len(names) - _NAMED
    if left > 1:
        names = [*names[:_NAMED], f"{left} more documents"]
    subject = profile.introduction or f"Ask about {listing(names)}."
    return _INTRODUCTION.format(subject=escape(subject))


def _suggest(questions: Sequence[str]) -> None:
    for question in questions:
        st.button(question, on_click=_send, args=(question,))


def _send_typed() -> None:
    _send(st.session_state.typed or "")


def _send(question: str) -> None:
    """Have a question answered after those that wait already; a blank one asks nothing."""
    if question.strip():
        st.session_state.setdefault("waiting", []).append(question)


def _show(question: str, number: int) -> DeltaGenerator:
    """Show a question and return the place of its answer.

    An answer is the only thing in its place, in every run of the page: so a source that is open
    stays open when another question is asked.
    """
    with st.chat_message("user", avatar=":material/person:"):
        st.html(question_html(question, number))
    return st.chat_message("assistant", avatar=":material/menu_book:")


def arrival_html(turn: Turn, number: int) -> str:
    """What the component says of an answer that has come, and where it takes the page to."""
    said = announcement(turn.answer) if turn.answer else turn.failure
    return (
        f'<div class="unseen" data-arrived="turn-{number}" '
        f'data-announce="Answer {number}. {escape(said)}"></div>'
    )


def _html(turn: Turn, number: int) -> str:
    if turn.answer:
        return answer_html(turn.answer, number)
    return failure_html("This question was not answered", turn.failure)
