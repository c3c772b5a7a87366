"""What every page opens with: its style, what it reads from, and the sentence if it cannot."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from assistant.library.naming import listing
from assistant.settings import Settings
from assistant.shown import UNEXPECTED
from assistant.visible import escape
from assistant.web.render import documents_html, failure_html
from ingest.errors import IndexMissingError, ParityError
from ingest.indexing.pointer import current_generation
from ingest.indexing.texts import Texts
from ingest.profile import Profile
from ingest.types import Document

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.library.library import Library

_INTRODUCTION = """<div class="parity">
<p>{subject} Every sentence of an answer is followed by a link to the paragraph that it comes
from: press it to read that paragraph in its document, with the quoted words marked.</p>
</div>"""
_NAMED = 3
"""Documents that the introduction names where their owner has written none."""

_NO_INDEX = "There is no index here yet; 'parity ingest', where Parity runs, makes it."
"""Without the folder, which is the server's and tells a reader nothing."""

_COMMAND = re.compile(r"'(parity [^']+)'")
_T = TypeVar("_T")

logger = logging.getLogger(__name__)


def begin(introduction: str) -> None:
    """Dress the page and introduce it."""
    st.html(Path(__file__).with_name("style.css"))
    st.html(introduction)


def opened(open_: Callable[[Settings, str], _T]) -> _T | None:
    """What a page reads from, of the current generation; None if the page now says why not."""
    try:
        settings = Settings.from_environment()
        return open_(settings, current_generation(settings.index_dir))
    except IndexMissingError as error:
        logger.warning("%s", error)
        _show_unusable(_NO_INDEX)
    except ParityError as error:
        _show_unusable(str(error))
    except Exception:
        logger.exception("The documents could not be opened")
        _show_unusable(UNEXPECTED)
    return None


@st.cache_resource(show_spinner="Opening the documents …", max_entries=1)
def open_library(settings: Settings, generation: str) -> Library:
    """The one library that every page and visitor shares, until the next generation is made.

    A failure is not kept, so a visit retries.
    """
    from assistant.library.library import Library

    return Library.open(settings)


@st.cache_resource(show_spinner="Opening the documents …", max_entries=1)
def open_desk(settings: Settings, generation: str) -> Desk:
    """The one desk that every visitor shares, on the one library."""
    from assistant.desk.desk import Desk

    return Desk.open(settings, open_library(settings, generation))


def show_documents(texts: Texts, below: str = "") -> None:
    """List the documents beside the page, each a link that opens it, and ``below`` some HTML."""
    with st.sidebar:
        st.html(documents_html(list(texts.documents.values()), texts.manifest.ingested))
        if below:
            st.html(below)


def introduction_html(profile: Profile, documents: Sequence[Document]) -> str:
    """What can be asked: in the words of the documents' owner, or else by the documents' names."""
    names = [f"“{document.name}”" for document in documents]
    left = len(names) - _NAMED
    if left > 1:
        names = [*names[:_NAMED], f"{left} more documents"]
    subject = profile.introduction or f"Ask about {listing(names)}."
    return _INTRODUCTION.format(subject=escape(subject))


def _show_unusable(sentence: str) -> None:
    st.html(failure_html("The documents cannot be opened", sentence))
    for command in _COMMAND.findall(sentence):
        st.code(command, language="bash")
    st.button("Try again")
