"""The page of the register: what was promised, in which words, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.commitments.selection import Selection, Wanted
from assistant.commitments.tables import Rows, as_csv, kinds_line
from assistant.commitments.views import chosen, rows_from
from assistant.visible import escape
from assistant.web.commitments_filters import clear, narrowed_line, view_and_wanted
from assistant.web.commitments_html import across_html, all_html, evaluated_html, outcomes_line
from assistant.web.opening import begin, open_desk, opened, show_documents
from assistant.web.ratings_html import ratings_html
from assistant.web.reader import show_reader
from ingest.errors import UsageError
from ingest.indexing.texts import Texts
from ingest.register.types import Commitment, Kind, Role, Thread

SHOWN = 50
"""Entries that are shown at first, and more at each click."""

_INTRODUCTION = """<div class="parity">
<h1>Commitments</h1>
<p class="opening">What these documents promise, in their words, and what became of it.</p>
</div>"""
_ABOUT = {
    "evaluated": "Commitments that were rated, with what is reported of each.",
    "all": "Every sentence that promises, reports, accepts or considers something: the promises "
    "first, each kind in the order of the documents.",
    "across": "Promises that several places speak of, the earliest document first.",
}
_THINGS = {"evaluated": "commitment", "all": "sentence", "across": "promise"}
"""What is counted in each list: not every sentence of “All” makes a commitment."""
_NONE = {
    "evaluated": "None of these documents rates a commitment. “All” has what they promise.",
    "all": "These documents make no commitment that Parity can tell.",
    "across": "No promise is spoken of in more than one place of these documents.",
}
_NONE_LIKE_IT = "No commitment in the register is like that. Choose less to see more."


def page() -> None:
    """Everything on the page; a failure is shown as a sentence, never as a traceback."""
    begin(_INTRODUCTION)
    if desk := opened(open_desk):
        show_reader(desk.library.texts)
        show_documents(desk.library.texts)
        _show(desk.library.texts)


def csv_of(rows: Rows) -> bytes:
    """The rows as a file, with the mark by which spreadsheet programs know that it is UTF-8."""
    return as_csv(rows).encode("utf-8-sig")


def _show(texts: Texts) -> None:
    view, asked = view_and_wanted(texts)
    in_all = texts.register.sure
    all_ = f" “All” has {len(in_all):,} sentences: {kinds_line(in_all)}."
    beside = all_ if in_all and view == "evaluated" else ""
    _say(_ABOUT[view] + beside)
    narrowed = narrowed_line(view, asked, texts)
    try:
        wanted = asked.checked(texts)
    except UsageError as error:
        _say(str(error), "count")
        _offer_to_clear(narrowed)
        return
    selection = Selection(texts)
    everything = Wanted(less_sure=wanted.less_sure)
    found, total = _found(view, selection, wanted), len(_found(view, selection, everything))
    with st.container(horizontal=True, vertical_alignment="center"):
        _say_count(view, found, total)
        if found:
            _offer_as_csv(view, rows_from(view, found, selection, texts))
    _offer_to_clear(narrowed)
    if not found:
        return
    most = _most(view, wanted)
    st.html(_html(view, found[:most], selection, texts))
    if len(found) > most:
        left = len(found) - most
        _say(f"The first {most:,} of {len(found):,} are shown; there are {left:,} more.")
        more = (view, wanted, most + SHOWN)
        st.button(f"Show {min(SHOWN, left)} more", key="more", on_click=_show_as_many, args=more)


def _found(view: str, selection: Selection, wanted: Wanted) -> Sequence[Any]:
    """The entries of a list, promises before what only speaks of them."""
    found = chosen(view, wanted, selection)
    if view == "evaluated":
        return found
    return sorted(found, key=_by_kind if view == "all" else _is_only_spoken_of)


def _by_kind(one: Commitment) -> int:
    return list(Kind).index(one.kind)


def _is_only_spoken_of(thread: Thread) -> bool:
    return not any(saying.role in (Role.PROMISED, Role.QUOTED) for saying in thread.sayings)


def _html(view: str, shown: Sequence[Any], selection: Selection, texts: Texts) -> str:
    if view == "evaluated":
        return ratings_html(shown, texts) + evaluated_html(shown, selection, texts)
    return all_html(shown, selection, texts) if view == "all" else across_html(shown, texts)


def _offer_as_csv(view: str, rows: Rows) -> None:
    count = len(rows.cells)
    st.download_button(
        f"Download spreadsheet ({count:,} row{'s' * (count > 1)})",
        csv_of(rows),
        file_name=f"commitments-{view}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _offer_to_clear(narrowed: str) -> None:
    if narrowed:
        with st.container(horizontal=True, vertical_alignment="center", key="narrowed"):
            _say(narrowed, "small")
            st.button("Show all again", key="clear", on_click=clear)


def _say_count(view: str, found: Sequence[Any], total: int) -> None:
    if not total:
        _say(_NONE[view])
    elif not found:
        _say(_NONE_LIKE_IT)
    else:
        of = "" if len(found) == total else f" of {total:,}"
        things = _THINGS[view]
        parts = _parts(view, found)
        _say(f"{len(found):,}{of} {things}{'s' * (total > 1)}{parts}.", "count")


def _parts(view: str, found: Sequence[Any]) -> str:
    """How many there are of each outcome or kind, after a colon."""
    if view == "across":
        return ""
    return f": {outcomes_line(found) if view == 'evaluated' else kinds_line(found)}"


def _most(view: str, wanted: Wanted) -> int:
    """How many are shown: more were asked for only of the list that is on the page."""
    of, most = st.session_state.get("as_many", (None, SHOWN))
    return most if of == (view, wanted) else SHOWN


def _show_as_many(view: str, wanted: Wanted, most: int) -> None:
    st.session_state.as_many = (view, wanted), most


def _say(sentence: str, kind: str = "") -> None:
    html = f'<div class="parity"><p class="{kind}" role="status">{escape(sentence)}</p></div>'
    st.html(html, width="content" if kind else "stretch")
