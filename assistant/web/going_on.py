"""Questions to begin and to go on with, each a button that asks it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.kept.turn import Turn
from assistant.web.labels import plain
from assistant.web.render import failure_html
from assistant.web.waiting import send

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.ask import Assistant

_UNTRIED = (
    "Questions to ask next are tried before they are offered, and that failed just now. The answer "
    "above is not touched by it."
)

logger = logging.getLogger(__name__)


def go_on(assistant: Assistant, turn: Turn) -> None:
    """Offer questions that go on from the last answer, worked out below it once it is shown."""
    if turn.answer is None or turn.private or turn.fingerprint != assistant.fingerprint:
        return
    of, offered = st.session_state.get("going_on", ("", ()))
    if of != (turn.id, turn.asked):
        tried = _tried(assistant, turn.answer, turn.within)
        if tried is None:
            st.html(failure_html("Nothing more to ask is offered", _UNTRIED))
            return
        offered = tried
        st.session_state.going_on = (turn.id, turn.asked), offered
    if offered:
        with st.container(key="going-on"):
            st.html('<div class="parity"><p class="label">You could ask next</p></div>')
            suggest(offered, turn.within)


def _tried(assistant: Assistant, answer: Answer, within: tuple[str, ...]) -> tuple[str, ...] | None:
    """Questions to go on with; None where they cannot be tried, which takes nothing away."""
    try:
        return assistant.follow_ups(answer, within)
    except Exception:
        logger.exception("No questions to go on with were found")
        return None


def suggest(questions: Sequence[str], within: tuple[str, ...] = ()) -> None:
    """Offer questions, asked of the documents ``within`` or of all."""
    for question in dict.fromkeys(questions):
        st.button(plain(question), on_click=send, args=(question, "", within))
