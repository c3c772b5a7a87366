"""The reader on the page: which document it holds, and what an address opens in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from assistant.web.addresses import Asked, asked
from assistant.web.citation import marks_of
from assistant.web.reader_html import document_html
from assistant.web.render import failure_html
from ingest.indexing.texts import Texts
from ingest.types import document_of

_FOLDER = Path(__file__).with_name("component")
_SCRIPTS = ("say", "copy", "marks", "search", "reader", "main")
_KEY = "reader"
_KEPT = 16
"""Documents whose HTML is kept, among all visitors."""

_component = st.components.v2.component(
    "parity_reader",
    html=(_FOLDER / "reader.html").read_text(encoding="utf-8"),
    js="\n".join((_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS),
    isolate_styles=False,
)


def show_reader(texts: Texts) -> None:
    """Give the page its reader, open where the address asks for a document.

    Any link with the attributes of :func:`assistant.web.citation.opens` opens it; a document that
    the browser does not have is sent when it is first opened, without a run of the page.
    """
    wanted = asked(
        {name: st.query_params.get_all(name) for name in st.query_params},
        texts.documents,
        texts.paragraphs,
    )
    if wanted and not wanted.document:
        st.html(failure_html("This link leads nowhere", wanted.problem))
    with st.container(key="reader-place"):
        _mount(texts, wanted)


@st.fragment
def _mount(texts: Texts, wanted: Asked | None) -> None:
    """The component with the document that was last asked for, if any."""
    linked = wanted.document if wanted else ""
    document = st.session_state.get("reader_document", linked)
    data: dict[str, Any] = {"generation": texts.generation.name}
    if document in texts.documents:
        data |= {
            "document": document,
            "name": texts.documents[document].name,
            "html": _html(texts, texts.generation.name, document),
        }
    if wanted and wanted.document:
        data["linked"] = _linked(texts, wanted)
    _component(key=_KEY, data=data, on_wanted_change=_send)


def _send() -> None:
    """Have the document sent that the browser asks for."""
    st.session_state.reader_document = st.session_state[_KEY].wanted


def _linked(texts: Texts, wanted: Asked) -> dict[str, str]:
    """What an address opens, in the words that the script understands."""
    marks = marks_of(texts.paragraphs[wanted.paragraph], wanted.quotes) if wanted.paragraph else ""
    return {
        "document": wanted.document,
        "paragraph": wanted.paragraph.partition("/")[2],
        "marks": marks,
        "problem": wanted.problem,
    }


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _html(_texts: Texts, generation: str, document: str) -> str:
    """A document's HTML, kept by its generation and id for all visitors."""
    own = [key for key in _texts.paragraphs if document_of(key) == document]
    ingested = _texts.manifest.ingested.get(document, "")
    return document_html(_texts.documents[document], _texts.paragraphs.fetch(own), ingested)
