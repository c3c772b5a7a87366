"""The page of the exact-wording desk: where words stand, and whether a text is true to them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from assistant.desk.check import Checked, Verdict
from assistant.desk.desk import Desk
from assistant.desk.wording import LONGEST, Wording
from assistant.settings import Settings
from assistant.shown import UNEXPECTED
from assistant.web.askers import turn_of
from assistant.web.checked_html import (
    checked_html,
    counted,
    option_line,
    problems_first,
    summary,
    summary_html,
)
from assistant.web.opening import begin, open_desk, opened, show_documents
from assistant.web.reader import show_reader
from assistant.web.render import arrival_html, failure_html
from assistant.web.wording_html import result_html, result_said
from ingest.errors import ParityError, UsageError
from ingest.types import Progress

FIND, CHECK = "Find the exact words", "Check a claim or a briefing"
ALL = "all"
"""The filter that shows every sentence of a text that was checked."""

_INTRODUCTION = """<div class="parity">
<h1>Exact words</h1>
<p class="opening">Find a sentence by a phrase that you remember of it. Or check what somebody says
about these documents: each sentence is compared with them, and what differs is marked.</p>
</div>"""
_KEYS = """<div class="parity keys"><p>Enter finds a phrase of one line.<br>
Ctrl and Enter checks a longer text.</p></div>"""
_SHOWN_STEPS = 100
"""The most often that progress is shown for one text."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """What a text came to, or the sentence that says why it came to nothing."""

    text: str = ""
    wording: Wording | None = None
    gone_through: str = ""
    checked: Sequence[Checked] = ()
    failure: str = ""


def page() -> None:
    """Everything on the page; a failure is shown as a sentence, never as a traceback."""
    begin(_INTRODUCTION)
    # Before the box, which would else be there before its keys are.
    keys = Path(__file__).with_name("desk.js").read_text(encoding="utf-8")
    st.html(f"<script>{keys}</script>", unsafe_allow_javascript=True)
    if desk := opened(open_desk):
        show_reader(desk.library.texts)
        show_documents(desk.library.texts)
        _serve(desk)


def result_of(desk: Desk, text: str, asked: str, progress: Progress | None = None) -> Result:
    """Find a text's words or check it, as asked."""
    try:
        if asked == CHECK:
            return Result(text, checked=desk.check(text, progress))
        if len(text.strip()) > LONGEST:
            raise UsageError(
                f"The phrase has {len(text.strip()):,} characters; give at most {LONGEST:,}, "
                f"or choose “{CHECK}” to have all of it read."
            )
        return Result(text, desk.wording(text), desk.searched)
    except ParityError as error:
        return Result(text, failure=str(error))
    except Exception:
        logger.exception("The desk gave no result")
        return Result(text, failure=UNEXPECTED)


def _serve(desk: Desk) -> None:
    before = st.session_state.get("result")
    st.session_state.setdefault("words", before.text if before else "")
    with st.form("desk_form", border=False), st.container(key="desk"):
        text = st.text_area("A phrase, a claim or a briefing", height="content", key="words")
        with st.container(horizontal=True, vertical_alignment="center"):
            finds = st.form_submit_button(FIND, key="find")
            checks = st.form_submit_button(CHECK, key="check")
            st.html(_KEYS)
    if finds or checks:
        st.session_state.result = _found(desk, text, FIND if finds else CHECK)
        st.session_state.results = st.session_state.get("results", 0) + 1
    if result := st.session_state.get("result"):
        _show(result)
    if finds or checks:
        said = f"Result {st.session_state.results}: {_said(st.session_state.result)}"
        st.html(arrival_html("result", said))


def _found(desk: Desk, text: str, asked: str) -> Result:
    """What a text comes to; meanwhile the page says how far it is, and first that it waits."""
    place = st.empty()
    place.progress(0.0, "Reading the documents …")

    def show(done: int, of: int) -> None:
        if done % (1 + of // _SHOWN_STEPS) == 0:
            place.progress(done / of, f"Checking sentence {done + 1:,} of {of:,} …")

    if asked == FIND:
        result = result_of(desk, text, asked)
    else:
        with turn_of(Settings.from_environment(), place):
            result = result_of(desk, text, asked, show)
    place.empty()
    return result


def _show(result: Result) -> None:
    if result.failure:
        st.html(failure_html("Nothing was looked up", result.failure))
    elif result.wording is None:
        _show_checked(result.checked)
    else:
        st.html(result_html(result.wording, result.gone_through))


def _said(result: Result) -> str:
    """What a screen reader is told of a result."""
    if result.failure:
        return result.failure
    if result.wording is None:
        return summary(result.checked)
    return result_said(result.wording, result.gone_through)


def _show_checked(checked: Sequence[Checked]) -> None:
    """The verdicts counted, the problems first; a press on a count shows those alone."""
    st.html(summary_html(checked))
    shown = ALL
    if len(counts := counted(checked)) > 1:
        shown = st.segmented_control(
            "Show",
            [ALL, *(verdict.value for verdict in counts)],
            format_func=lambda option: option_line(option, checked),
            default=ALL,
            required=True,
            label_visibility="collapsed",
            key=f"verdicts_{st.session_state.get('results', 0)}",
        )
    wanted = list(Verdict) if shown == ALL else [Verdict(shown)]
    st.html(checked_html(problems_first(checked, wanted), len(checked)))
