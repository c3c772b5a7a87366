"""What the register's page is narrowed to: the filters, kept in the address of the page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assistant.commitments import VIEWS
from assistant.commitments.selection import Wanted
from assistant.personal.masking import masked
from assistant.visible import visible
from assistant.web.labels import plain
from ingest.indexing.texts import Texts
from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.register.types import Kind

_NAMES = {"evaluated": "Rated", "all": "All", "across": "Across documents"}
"""What the page calls the three views."""

_OF_VIEW = {
    "evaluated": "document theme who due_by outcome heading rating",
    "all": "document theme kind strength who due_by less_sure",
    "across": "document theme",
}
_LABELS = {
    "document": "Document",
    "theme": "On what",
    "kind": "What it does",
    "who": "Who is to do it",
    "due_by": "Due by the end of",
    "outcome": "What became of it",
    "heading": "Which rating",
    "rating": "Rated as",
    "strength": "Worded as",
    "less_sure": "Less sure ones too",
}
_ADDRESS = {"document": "in", "theme": "on", "due_by": "by", "less_sure": "unsure"}
"""What the address calls those that it does not call as they are.

"document" there is one that is opened.
"""

_TYPED = ("theme", "who")
"""Those in words of one's own, in which an address, which is passed on, names nobody's numbers."""

_VIEW = "list"
_YES = "yes"
_LESS_SURE = (
    "Rules, purposes and forecasts are often worded like promises. The list has what is very "
    "likely a commitment; this adds what may be one."
)
_ANY = "Any"
_IN_A_ROW = 2
_LONGEST = 200
"""Letters of what an address may ask for in words of its own."""


def view_and_wanted(texts: Texts) -> tuple[str, Wanted]:
    """Draw the choice of list and its filters as the address has them, and keep them in it."""
    vain = _take_up_address(texts)
    st.segmented_control(
        "Which commitments",
        list(VIEWS),
        format_func=lambda view: _NAMES[view],
        required=True,
        label_visibility="collapsed",
        key="view",
    )
    view: str = st.session_state.view
    wanted = _filters(view, texts)
    _keep_in_address(view, wanted)
    for sentence in vain:
        st.info(sentence, icon=":material/info:")
    return view, wanted


def narrowed_line(view: str, wanted: Wanted, texts: Texts) -> str:
    """What a list is narrowed to, in words; empty if it is whole."""
    chosen = [
        _LABELS[name].lower() + ("" if value is True else f" “{_shown(name, value, texts)}”")
        for name, value in _chosen(view, wanted).items()
    ]
    return f"Narrowed by: {'; '.join(chosen)}." if chosen else ""


def clear() -> None:
    """Take every filter off."""
    for name in _LABELS:
        st.session_state[_key(name)] = _nothing(name)


def _key(name: str) -> str:
    return f"wanted_{name}"


def _nothing(name: str) -> Any:
    return {"due_by": None, "less_sure": False}.get(name, "")


def _names(view: str) -> list[str]:
    return _OF_VIEW[view].split()


def _chosen(view: str, wanted: Wanted) -> dict[str, Any]:
    values = {name: getattr(wanted, name) for name in _names(view)}
    return {name: value for name, value in values.items() if value}


def _take_up_address(texts: Texts) -> list[str]:
    """Set the filters as the address says where it is another than the page made.

    Returns a sentence for each thing that it asks for in vain.
    """
    asked = _own_parts()
    if asked == st.session_state.get("commitments_address") and "view" in st.session_state:
        return []
    view = asked.get(_VIEW, "evaluated")
    vain = [] if view in VIEWS else [_in_vain("list", view)]
    st.session_state.view = view if view in VIEWS else "evaluated"
    for name in _names(st.session_state.view):
        given = asked.get(_ADDRESS.get(name, name), "").strip()[:_LONGEST]
        value = _read(name, given, texts)
        if given and value is None:
            vain.append(_in_vain(_LABELS[name], given))
        st.session_state[_key(name)] = _nothing(name) if value is None else value
    return vain


def _read(name: str, given: str, texts: Texts) -> Any:
    """The value of a filter that an address gives; None if there is none like it."""
    if name == "less_sure":
        return given.lower() == _YES
    options = _options(name, texts)
    if options is None:
        return given
    return next((option for option in options if str(option).lower() == given.lower()), None)


def _in_vain(label: str, given: str) -> str:
    return (
        f"The link asks for “{plain(given)}” under “{label}”, which there is none of in these "
        "documents; the list is shown without it."
    )


def _keep_in_address(view: str, wanted: Wanted) -> None:
    parts = {} if view == "evaluated" else {_VIEW: view}
    for name, value in _chosen(view, wanted).items():
        said = masked(value) if name in _TYPED else str(value)
        parts[_ADDRESS.get(name, name)] = _YES if value is True else said
    # First, for a run may be broken off where the address is changed.
    st.session_state.commitments_address = parts
    for name in _own_parts().keys() - parts.keys():
        del st.query_params[name]
    for name, part in parts.items():
        if st.query_params.get(name) != part:
            st.query_params[name] = part


def _own_parts() -> dict[str, str]:
    """What the address says of the list and its filters; other parts of it are another's."""
    names = [_VIEW, *(_ADDRESS.get(name, name) for name in _LABELS)]
    return {name: st.query_params[name] for name in names if name in st.query_params}


def _filters(view: str, texts: Texts) -> Wanted:
    """What the filters of a list are set to."""
    names = _names(view)
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
        return st.checkbox(_LABELS[name], help=_LESS_SURE, key=_key(name))
    options = _options(name, texts)
    if options is None:
        return (st.text_input(_LABELS[name], key=_key(name)) or "").strip()
    return st.selectbox(
        _LABELS[name],
        [_nothing(name), *options],
        format_func=lambda option: options.get(option, _ANY),
        placeholder=_ANY,
        key=_key(name),
    )


def _shown(name: str, value: Any, texts: Texts) -> str:
    options = _options(name, texts)
    return str((options or {}).get(value, value))


def _options(name: str, texts: Texts) -> dict[Any, str] | None:
    """What a filter can be set to, with each as it is shown; None where it is typed."""
    register = texts.register
    if name == "document":
        return {document.id: visible(document.name) for document in texts.manifest.documents}
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
