"""The reader on the page: which document it holds, and what an address opens in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from assistant.visible import visible
from assistant.web.addresses import Asked, asked
from assistant.web.citation import marks_of
from assistant.web.reader_html import document_html
from assistant.web.render import failure_html
from ingest.indexing.texts import Texts
from ingest.types import document_of

_FOLDER = Path(__file__).with_name("component")
_SCRIPTS = ("page", "say", "copy", "marks", "search", "anchor", "reader", "main")
_KEY, _WANTED = "reader", "reader_wanted"
SMALL = 300
"""Paragraphs of a corpus, about as many kilobytes, up to which all of it is sent to the browser."""
_KEPT = 32
"""Documents whose HTML is kept, among all visitors."""

_component = st.components.v2.component(
    "parity_reader",
    html=(_FOLDER / "reader.html").read_text(encoding="utf-8"),
    js="\n".join((_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS),
    isolate_styles=False,
)


def show_reader(texts: Texts) -> None:
    """Give the page its reader, open where the address asks for a document.

    Any link with the attributes of :func:`assistant.web.citation.opens` opens it. A document that
    the browser does not have yet is sent by one run of the page, which answers nothing anew.
    """
    wanted = asked(
        {name: st.query_params.get_all(name) for name in st.query_params},
        texts.documents,
        texts.paragraphs,
    )
    if wanted and not wanted.document:
        st.html(failure_html("This link leads nowhere", wanted.problem))
    linked = wanted.document if wanted else ""
    data: dict[str, Any] = {
        "generation": texts.generation.name,
        "documents": [_given(texts, id_) for id_ in _sent(texts, linked)],
    }
    if (gone := st.session_state.get(_WANTED, "")) and gone not in texts.documents:
        data["gone"] = gone
    if wanted and linked:
        data["linked"] = _linked(texts, wanted)
    with st.container(key="reader-place"):
        _component(key=_KEY, data=data, on_wanted_change=_send)


def _sent(texts: Texts, linked: str) -> list[str]:
    """The ids of the documents that the browser is given.

    Those of a small corpus are given at once, so that they open whatever the page is busy with; of
    a large one those that the address and then the visitor asked for.
    """
    if len(texts.paragraphs) <= SMALL:
        return list(texts.documents)
    ids = (linked, st.session_state.get(_WANTED, ""))
    return [id_ for id_ in dict.fromkeys(ids) if id_ in texts.documents]


def _given(texts: Texts, id_: str) -> dict[str, str]:
    html = _html(texts, texts.generation.name, id_)
    return {"id": id_, "name": visible(texts.documents[id_].name), "html": html}


def _send() -> None:
    """Have the document sent that the browser asks for."""
    st.session_state[_WANTED] = st.session_state[_KEY].wanted


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
