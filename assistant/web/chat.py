"""The page where questions are asked: each above its answer with the sources, newest below."""

from __future__ import annotations

import gc
from functools import cache, partial
from typing import TYPE_CHECKING
from weakref import proxy

import streamlit as st

from assistant.export.taken import Searched, asked_of
from assistant.kept.turn import Turn
from assistant.settings import Settings
from assistant.shown import privacy_line
from assistant.web import conversations
from assistant.web.actions import day_of, show_actions
from assistant.web.askers import Wait, asker, line_of
from assistant.web.asking import begin_to_answer, in_need
from assistant.web.beside import show_beside
from assistant.web.going_on import go_on, suggest
from assistant.web.opening import (
    begin,
    introduction_html,
    open_library,
    opened,
    show_documents,
)
from assistant.web.reader import show_reader
from assistant.web.render import (
    announcement,
    answer_html,
    arrival_html,
    failure_html,
    question_html,
    within_html,
)
from assistant.web.taking import show_save_all
from assistant.web.waiting import Answered, Asking, Queue, Wanted, send, waiting
from assistant.web.waits import READING, turned_away_html, waits_html
from ingest.indexing.pointer import current_generation

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from assistant.ask import Assistant
    from assistant.kept.store import Store

_HEADING = """<div class="parity">
<h1>Parity</h1>
</div>"""
_LIMITS = """<div class="parity">
<p class="beside-label">What Parity does not do</p>
<p>It answers only from these documents, and says so where they do not answer. It knows nothing
newer, and gives no medical, legal or personal advice.</p>
</div>"""
_CHANGED = """<div class="parity"><p class="changed">The documents have changed since this was
answered{date}. “Ask again” answers it from the documents of today.</p></div>"""
_UNKEPT = """<p class="unkept">This message and the reply to it are not kept: they are gone once
this page is closed.</p>"""
_SHARED = """<div class="parity"><p class="changed">Somebody shared this conversation with you. What
you ask here begins a conversation of your own, which they do not see.</p></div>"""
_BLINK_SECONDS = 0.4
"""How long what is sent may be answered before the page is drawn without its answer."""

_PULSE_SECONDS = 0.5
"""After which the page is looked at for another question while one is being answered."""


def page() -> None:
    """Everything on the page; a failure is shown as a sentence, never as a traceback."""
    _answer_at_once()
    begin(_HEADING)
    library = opened(open_library)
    if library is None:
        return
    # Before the models are open: a link to a paragraph needs none.
    show_reader(library.texts)
    show_beside()
    taking = st.sidebar.container()
    show_documents(library.texts, _LIMITS)
    if assistant := opened(open_assistant):
        searched = assistant.searched
        with taking:
            show_save_all(conversations.here(), searched)
        st.html(introduction_html(assistant.profile, assistant.documents))
        _converse(assistant, searched)


@st.cache_resource(show_spinner="Opening the documents …", max_entries=1)
def open_assistant(settings: Settings, generation: str) -> Assistant:
    """The one assistant that every visitor shares, until an ingest makes the next generation.

    A failure is not kept, so a visit retries. What is open by then is taken out of the garbage
    collection that Streamlit has after every run of a page, which would take longer than an answer.
    """
    from assistant.ask import Assistant

    gc.unfreeze()
    assistant = Assistant.open(settings, open_library(settings, generation))
    gc.collect()
    gc.freeze()
    return assistant


def _answer_at_once() -> None:
    """Have what was sent answered before anything is drawn, if that takes no longer than a blink.

    So the page is drawn once, with the answer, and the browser takes no time from what answers.
    """
    settings, queue = Settings.from_environment(), waiting()
    if not queue.wanted or queue.asking or queue.turned_away:
        return
    try:
        assistant = open_assistant(settings, current_generation(settings.index_dir))
    except Exception:  # which the page meets again, and tells
        return
    store = conversations.store_of(settings)
    here = conversations.addressed(store)
    if not queue.wanted:  # the address names another conversation
        return
    line, who = line_of(settings.shares), asker(settings)
    queue.asking = begin_to_answer(assistant, here, store, queue, line, who)
    if not queue.asking or not queue.asking.ticket.turn.is_set():
        return
    if answered := queue.asking.after(_BLINK_SECONDS):
        _take(here, store, answered)


def _converse(assistant: Assistant, searched: Searched) -> None:
    settings, here, queue = Settings.from_environment(), conversations.here(), waiting()
    # A page that stays open keeps no edition of the documents in memory that others have left.
    hears = partial(in_need, proxy(assistant))
    queue.most, queue.hears = settings.shares.visitor_waiting, cache(hears)
    if queue.turned_away and queue.is_full:
        st.bottom.html(turned_away_html(queue.most))
    st.bottom.chat_input("Ask about the documents", key="typed", on_submit=_send_typed)
    with st.container():
        lost = "Cannot be opened" if here.stamp else "Not found"
        troubles = {lost: here.lost, "Not kept": here.trouble, "Not changed": here.unchanged}
        for label, sentence in troubles.items():
            if sentence:
                st.html(failure_html(label, sentence))
        if here.turns and not here.own:
            st.html(_SHARED)
        if not here.turns and not queue.wanted:
            suggest(assistant.profile.suggestions)
    answered_now = _show_all(here, settings, searched)
    _announce(here)
    if answered_now:
        _answer(assistant, here, searched, *answered_now)
    elif here.turns:
        go_on(assistant, here.turns[-1])


def _announce(here: conversations.Here) -> None:
    """Say what has come, once."""
    for number, turn in enumerate(here.turns, start=1):
        if turn.id == here.arrived:
            said = announcement(turn.answer) if turn.answer else turn.failure
            st.html(arrival_html(f"turn-{number}", f"Answer {number}. {said}"))
    here.arrived = ""


def _show_all(
    here: conversations.Here, settings: Settings, searched: Searched
) -> tuple[int, DeltaGenerator] | None:
    """Show every turn and what waits; the number and place of the answer that is made now."""
    queue, now = waiting(), None
    wanted = queue.wanted
    for number, turn in enumerate(here.turns, start=1):
        if wanted and wanted[0].instead_of == turn.id:
            now = number, _show(wanted[0].question, number).empty()
            continue
        waits = "".join(_waits(other, queue) for other in wanted if other.instead_of == turn.id)
        place = _show(turn.question, number)
        place.html(_html(turn, number, searched) + waits)
        with place:
            show_actions(turn, here.turns[: number - 1], settings, searched)
    ids = {turn.id for turn in here.turns}
    number = len(here.turns)
    for other in wanted:
        if other.instead_of in ids:
            continue
        number += 1
        place = _show(other.question, number).empty()
        if other is wanted[0]:
            now = number, place
        else:
            place.html(_waits(other, queue))
    return now


def _waits(wanted: Wanted, queue: Queue) -> str:
    return waits_html(wanted.question, urgent=queue.hears(wanted.question))


def _answer(
    assistant: Assistant,
    here: conversations.Here,
    searched: Searched,
    number: int,
    place: DeltaGenerator,
) -> None:
    """Answer the first question that waits, in its place, and show what is there of it meanwhile.

    Whatever is sent meanwhile begins the page anew, which comes back here.
    """
    store = conversations.store_of(Settings.from_environment())
    asking = _begun(assistant, here, store, place)
    place.html(READING)
    pulse, shown = st.empty(), None
    while not (answered := asking.after(_PULSE_SECONDS)):
        so_far = asking.so_far
        if so_far and so_far is not shown and not so_far.outcome.refuses:
            place.html(answer_html(so_far, number))
            shown = so_far
        pulse.empty()
    _take(here, store, answered)
    place.html(_html(answered.turn, number, searched))
    st.rerun()


def _take(here: conversations.Here, store: Store, answered: Answered) -> None:
    """Add what was answered to the conversation on the page; it waits no longer."""
    # These two without a call of Streamlit's before or between, where the page may begin anew.
    conversations.take(here, answered)
    waiting().next()
    if answered.kept_as:
        conversations.note_written(here, store)


def _begun(
    assistant: Assistant, here: conversations.Here, store: Store, place: DeltaGenerator
) -> Asking:
    """The first question once it is its turn; until then the page says where it stands."""
    settings, queue, wait = Settings.from_environment(), waiting(), Wait(place)
    line, who = line_of(settings.shares), asker(settings)
    while True:
        if queue.asking is None:
            queue.asking = begin_to_answer(assistant, here, store, queue, line, who)
        ticket = queue.asking.ticket if queue.asking else None
        standing = line.standing(ticket) if ticket else None
        if queue.asking and standing is None:
            return queue.asking
        if queue.asking and queue.is_urgent:
            line.hurry(queue.asking.ticket)
            return queue.asking
        wait.until_next(ticket, standing)


def _send_typed() -> None:
    typed = st.session_state.typed or ""
    send(typed)
    if waiting().turned_away:
        st.session_state.typed = typed  # in the box again


def _show(question: str, number: int) -> DeltaGenerator:
    """Show a question and return the place of its answer.

    An answer is the only thing in its place, in every run of the page: so a source that is open
    stays open when another question is asked.
    """
    with st.chat_message("user", avatar=":material/person:"):
        st.html(question_html(question, number))
    return st.chat_message("assistant", avatar=":material/menu_book:")


def _html(turn: Turn, number: int, searched: Searched) -> str:
    """A turn's answer, below what is to be known of it: that it is old, or was tried in vain."""
    failure = turn.failure and failure_html("This question was not answered", turn.failure)
    asked = asked_of(turn, searched.documents)
    only = within_html(asked) if asked else ""
    if not turn.answer:
        return failure + only
    changed = turn.fingerprint != searched.fingerprint
    old = _CHANGED.format(date=day_of(turn.asked)) if changed else ""
    unkept = _UNKEPT if turn.private and not privacy_line(turn.answer) else ""
    return failure + old + only + answer_html(turn.answer, number) + unkept
