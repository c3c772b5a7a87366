"""The page of the register: what was promised, in which words, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from assistant.commitments.selection import Selection, Wanted
from assistant.commitments.tables import (
    Rows,
    as_csv,
    kinds_line,
    of_across,
    of_all,
    of_evaluated,
)
from assistant.web.commitments_html import across_html, all_html, evaluated_html, outcomes_line
from assistant.web.opening import begin, open_desk, opened, show_documents
from assistant.web.reader import show_reader
from ingest.errors import UsageError
from ingest.indexing.texts import Texts
from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.register.types import Kind

SHOWN = 50
"""Entries that are shown at first, and more at each click."""

_INTRODUCTION = """<div class="parity">
<h1>Commitments</h1>
<p>What these documents promise, in their words, and what became of it.</p>
</div>"""
_VIEWS = {"evaluated": "Evaluated", "all": "All", "across": "Across documents"}
_ABOUT = {
    "evaluated": "Commitments that were rated, with what is reported of each.",
    "all": "Every sentence that promises, reports, accepts or considers something, in the order of "
    "the documents.",
    "across": "Promises that several places speak of, the earliest document first.",
}
_FILTERS = {
    "evaluated": ("document", "theme", "who", "due_by", "outcome", "rating", "heading"),
    "all": ("document", "theme", "kind", "strength", "who", "due_by", "less_sure"),
    "across": ("document", "theme"),
}
_LABELS = {
    "document": "Document",
    "theme": "On what",
    "kind": "Kind",
    "who": "Who is to do it",
    "due_by": "Due by the end of",
    "outcome": "What became of it",
    "rating": "Rated",
    "heading": "Rated so for",
    "strength": "Strength",
    "less_sure": "Less sure ones too",
}
_LESS_SURE = (
    "Rules, purposes and forecasts are often worded like promises. The list has what is very "
    "likely a commitment; this adds what may be one."
)
_ANY = "Any"
_IN_A_ROW = 2


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
    view = st.segmented_control(
        "Which commitments",
        list(_VIEWS),
        format_func=lambda view: _VIEWS[view],
        default="evaluated",
        required=True,
        label_visibility="collapsed",
        key="view",
    )
    in_all = texts.register.sure
    beside = f" The list of all has {kinds_line(in_all)}." if in_all and view == "evaluated" else ""
    _say(_ABOUT[view] + beside)
    try:
        wanted = _wanted(view, texts).checked(texts)
    except UsageError as error:
        _say(str(error))
        return
    selection = Selection(texts)
    everything = Wanted(less_sure=wanted.less_sure)
    found, total = _found(view, selection, wanted), len(_found(view, selection, everything))
    _say_count(view, found, total)
    if not found:
        return
    rows = _rows(view, found, selection, texts)
    st.download_button(
        f"Download {len(found):,} as CSV" if len(found) > 1 else "Download as CSV",
        csv_of(rows),
        file_name=f"commitments-{view}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    most = _most(view, wanted)
    st.html(_html(view, found[:most], selection, texts))
    if len(found) > most:
        left = len(found) - most
        _say(f"The first {most:,} of {len(found):,} are shown; there are {left:,} more.")
        more = (view, wanted, most + SHOWN)
        st.button(f"Show {min(SHOWN, left)} more", on_click=_show_as_many, args=more)


def _found(view: str, selection: Selection, wanted: Wanted) -> Sequence[Any]:
    if view == "evaluated":
        return selection.evaluated(wanted)
    return selection.all(wanted) if view == "all" else selection.across(wanted)


def _rows(view: str, found: Sequence[Any], selection: Selection, texts: Texts) -> Rows:
    if view == "evaluated":
        return of_evaluated(found, selection)
    return of_all(found, selection) if view == "all" else of_across(found, texts)


def _html(view: str, shown: Sequence[Any], selection: Selection, texts: Texts) -> str:
    if view == "evaluated":
        return evaluated_html(shown, selection, texts)
    return all_html(shown, selection, texts) if view == "all" else across_html(shown, texts)


def _wanted(view: str, texts: Texts) -> Wanted:
    """What the filters of a view are set to."""
    names = _FILTERS[view]
    chosen: dict[str, Any] = {}
    with st.expander("Narrow the list", icon=":material/filter_list:", key="filters"):
        for first in range(0, len(names), _IN_A_ROW):
            columns = st.columns(_IN_A_ROW)
            for column, name in zip(columns, names[first : first + _IN_A_ROW], strict=False):
                with column:
                    chosen[name] = _filter(name, texts)
    return Wanted(**chosen)


def _filter(name: str, texts: Texts) -> Any:
    """One filter; what is not asked for is empty, as in :class:`Wanted`."""
    if name == "less_sure":
        return st.checkbox(_LABELS[name], help=_LESS_SURE, key=f"wanted_{name}")
    options = _options(name, texts)
    if options is None:
        return st.text_input(_LABELS[name], key=f"wanted_{name}").strip()
    nothing = None if name == "due_by" else ""
    return st.selectbox(
        _LABELS[name],
        [nothing, *options],
        format_func=lambda option: options.get(option, _ANY),
        key=f"wanted_{name}",
    )


def _options(name: str, texts: Texts) -> dict[Any, str] | None:
    """What a filter can be set to, with each as it is shown; None where it is typed."""
    register = texts.register
    if name == "document":
        return {document.id: document.name for document in texts.manifest.documents}
    if name == "due_by":
        years = sorted({one.due_year for one in register.sure if one.due_year})
        return {year: str(year) for year in years}
    if name == "heading":
        headings = (rating.heading for one in register.evaluated for rating in one.ratings)
        return {heading.casefold(): heading for heading in headings}
    if name == "kind":
        return {kind.value: kind.plural.capitalize() for kind in Kind}
    values = {"outcome": Fulfilment, "strength": Strength, "rating": register.scale}.get(name)
    return None if values is None else {str(value): str(value).capitalize() for value in values}


def _say_count(view: str, found: Sequence[Any], total: int) -> None:
    if not total:
        _say("The register of these documents has none.")
    elif not found:
        _say("No commitment in the register is like that. Choose less to see more.")
    else:
        of = "" if len(found) == total else f" of {total:,}"
        things = "promise" if view == "across" else "commitment"
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
    st.html(f'<div class="parity"><p class="{kind}" role="status">{escape(sentence)}</p></div>')
