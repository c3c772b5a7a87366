"""The page of the exact-wording desk: where words stand, and whether a text is true to them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.desk.check import Checked
from assistant.desk.desk import Desk
from assistant.desk.wording import LONGEST, Wording
from assistant.web.opening import UNEXPECTED, begin, open_desk, opened, show_documents
from assistant.web.reader import show_reader
from assistant.web.render import failure_html
from assistant.web.wording_html import checked_html, copied, place_html, result_html
from ingest.errors import ParityError, UsageError

FIND, CHECK = "Find the exact words", "Check a claim or a briefing"

_INTRODUCTION = """<div class="parity">
<h1>Exact words</h1>
<p>Type a phrase as you remember it to find the sentence that has it. Or paste what somebody says
of these documents: each sentence is held against them, and what differs is marked.</p>
</div>"""
# As in the chat: a number is all that the script is given.
_ARRIVAL = """<script>
document.getElementById("result")?.scrollIntoView();
document.getElementById("parity-status").textContent = "Result {number} is on the page.";
</script>"""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """What a text came to, or the sentence that says why it came to nothing."""

    wording: Wording | None = None
    gone_through: str = ""
    checked: Sequence[Checked] = ()
    failure: str = ""


def page() -> None:
    """Everything on the page; a failure is shown as a sentence, never as a traceback."""
    begin(_INTRODUCTION)
    if desk := opened(open_desk):
        show_reader(desk.library.texts)
        show_documents(desk.library.texts)
        _serve(desk)


def result_of(desk: Desk, text: str, asked: str) -> Result:
    """Find a text's words or check it, as asked."""
    try:
        if asked == CHECK:
            return Result(checked=desk.check(text))
        if len(text.strip()) > LONGEST:
            raise UsageError(
                f"The phrase has {len(text.strip()):,} characters; give at most {LONGEST:,}, "
                f"or choose “{CHECK}” to have all of it read."
            )
        return Result(desk.wording(text), desk.searched)
    except ParityError as error:
        return Result(failure=str(error))
    except Exception:
        logger.exception("The desk gave no result")
        return Result(failure=UNEXPECTED)


def _serve(desk: Desk) -> None:
    with st.form("desk", border=False):
        text = st.text_area("A phrase, a claim or a briefing", height=150)
        with st.container(horizontal=True):
            finds = st.form_submit_button(FIND)
            checks = st.form_submit_button(CHECK)
    if finds or checks:
        with st.spinner("Reading the documents …"):
            st.session_state.result = result_of(desk, text, FIND if finds else CHECK)
        st.session_state.results = st.session_state.get("results", 0) + 1
    if result := st.session_state.get("result"):
        _show(result)
    if finds or checks:
        script = _ARRIVAL.format(number=st.session_state.results)
        st.html(script, unsafe_allow_javascript=True)


def _show(result: Result) -> None:
    if result.failure:
        st.html(failure_html("Nothing was looked up", result.failure))
    elif result.wording is None:
        st.html(checked_html(result.checked))
    else:
        st.html(result_html(result.wording, result.gone_through))
        for place in result.wording.places:
            with st.container(border=True, gap="xsmall"):
                st.html(place_html(place, result.wording.found))
                st.html('<div class="parity"><p class="label">To copy</p></div>')
                st.code(copied(place), language=None, wrap_lines=True)
