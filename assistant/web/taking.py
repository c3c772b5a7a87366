"""Answers taken away from the page: copied with their sources, or saved as Word or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from textwrap import shorten

import streamlit as st

from assistant.export.clip import to_html, to_text
from assistant.export.markdown import to_markdown
from assistant.export.taken import Searched, Taken, take
from assistant.kept.turn import Turn
from assistant.visible import escape
from assistant.web.conversations import Here
from assistant.web.labels import plain

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_NAME, _LONGEST_LABEL = 60, 70


def show_copy(turn: Turn, searched: Searched) -> None:
    """The button that copies an answer with its sources, as rich text and as plain text at once."""
    st.html(copy_html(turn, searched), width="content")


def show_save(turn: Turn, searched: Searched) -> None:
    """The button below an answer that saves it as a file."""
    with st.popover("Save", icon=":material/download:", type="tertiary", key=f"save-{turn.id}"):
        _offer([turn], searched, "", f"answer-{turn.id}")


def show_save_all(here: Here, searched: Searched) -> None:
    """The button beside the page that saves a conversation, or some of its answers.

    What is private is taken along only where it is chosen.
    """
    answered = [turn for turn in here.turns if turn.answer]
    if not answered:
        return
    label = "Save this conversation"
    with st.popover(label, icon=":material/download:", width="stretch", key="save-all"):
        chosen = _chosen(answered) if len(answered) > 1 else answered
        if chosen:
            _offer(chosen, searched, here.header.title if here.header else "", "all")
        else:
            st.caption("Choose at least one answer.")


def copy_html(turn: Turn, searched: Searched) -> str:
    """The copy button as HTML; the page's component does the copying."""
    taken = take([turn], searched, _today())
    return (
        '<div class="copying"><button type="button" class="plain-button" '
        f'data-copy-text="{escape(to_text(taken))}" '
        f'data-copy-html="{escape(to_html(taken))}">'
        '<span class="word">Copy</span>'
        '<span class="unseen"> this answer with its sources</span></button></div>'
    )


def file_name(title: str, ending: str) -> str:
    """A name for a file that every system takes, of letters, digits and hyphens.

    >>> file_name("Was the target met? <b>", ".docx")
    'parity-was-the-target-met-b.docx'
    """
    words = "".join(sign if sign.isalnum() else " " for sign in title.casefold()).split()
    short = shorten(" ".join(words), _LONGEST_NAME, placeholder="")
    return f"{'-'.join(['parity', *short.split()])}{ending}"


def _chosen(turns: Sequence[Turn]) -> list[Turn]:
    """The answers whose boxes are ticked."""
    st.caption("Which answers?")
    return [
        turn
        for number, turn in enumerate(turns, start=1)
        if st.checkbox(f"{number}. {_label(turn)}", value=not turn.private, key=f"taken-{turn.id}")
    ]


def _label(turn: Turn) -> str:
    """A question as words only: Streamlit reads a label as Markdown."""
    return plain(shorten(turn.question, _LONGEST_LABEL, placeholder=" …"))


def _offer(turns: Sequence[Turn], searched: Searched, title: str, key: str) -> None:
    """The two kinds of file; one is made when it is asked for."""
    taken = take(turns, searched, _today(), title)
    kinds = (
        ("Word", ".docx", _WORD, partial(_to_docx, taken)),
        ("Markdown", ".md", "text/markdown", partial(to_markdown, taken)),
    )
    for kind, ending, mime, made in kinds:
        st.download_button(
            f"{kind} ({ending})",
            made,
            file_name(taken.title, ending),
            mime,
            key=f"{key}{ending}",
            on_click="ignore",
            width="stretch",
        )


def _to_docx(taken: Taken) -> bytes:
    from assistant.export.word import to_docx

    return to_docx(taken)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
