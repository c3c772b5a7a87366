"""The quiet row below an answer: what the reader thinks of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from assistant.answer import Answer, Outcome
from assistant.export.taken import Searched
from assistant.kept.feedback import (
    LONGEST_NOTE,
    FeedbackError,
    Opinion,
    feedback_on,
    may_be_written,
    write,
)
from assistant.kept.turn import Turn, history
from assistant.question.crisis import crisis_message, may_be_in_distress
from assistant.settings import Settings
from assistant.shown import LABELS, day_said
from assistant.web.labels import plain
from assistant.web.render import failure_html, help_html
from assistant.web.taking import show_copy, show_save
from assistant.web.waiting import send, waiting
from ingest.types import Document

_OFFERED = {
    Opinion.USEFUL: ":material/thumb_up: Useful",
    Opinion.NOT_USEFUL: ":material/thumb_down: Not useful",
    Opinion.EVIDENCE_WRONG: ":material/report: The evidence is wrong",
}
_THANKS = """<div class="parity" role="status"><p class="small">Thank you. {what} kept on the
server with the question and the answer, for whoever runs Parity.</p></div>"""


def show_actions(
    turn: Turn, before: Sequence[Turn], settings: Settings, searched: Searched
) -> None:
    """Show the row of one turn that came after those ``before``; below a crisis there is none."""
    if turn.answer and turn.answer.outcome is Outcome.CRISIS_SIGNPOST:
        return
    judged = turn.answer if settings.feedback == "on" and not turn.private else None
    with st.container(horizontal=True, key=f"actions-{turn.id}", vertical_alignment="center"):
        if turn.answer:
            show_copy(turn, searched)
            show_save(turn, searched)
        with st.popover("More", icon=":material/more_horiz:", type="tertiary"):
            _show_more(turn, searched.documents)
        if judged:
            _feedback(turn, judged, before, settings)
    if st.session_state.get("editing") == turn.id:
        _show_editing(turn)
    elif judged and _verdict(turn):
        _show_note(turn, judged, before, settings)


def day_of(moment: str) -> str:
    """“ on 3 March 2026” for a moment in ISO 8601; nothing where none is known.

    >>> day_of("2026-03-03T10:00:00+00:00")
    ' on 3 March 2026'
    """
    return f" on {day_said(moment)}" if moment else ""


def _key(of: str, turn: Turn) -> str:
    """What a verdict, its note and its failure are kept under: they are on this one answer."""
    return f"{of}-{turn.id}-{turn.asked}"


def _verdict(turn: Turn) -> Opinion | None:
    found = st.session_state.get(_key("verdict", turn))
    return Opinion(found) if found else None


def _feedback(turn: Turn, answer: Answer, before: Sequence[Turn], settings: Settings) -> None:
    st.pills(
        "What do you think of this answer?",
        list(_OFFERED),
        format_func=_OFFERED.__getitem__,
        key=_key("verdict", turn),
        label_visibility="collapsed",
        on_change=_keep,
        args=(turn, answer, before, settings),
    )


def _keep(turn: Turn, answer: Answer, before: Sequence[Turn], settings: Settings) -> None:
    """Write down the verdict that is chosen, with the note; one that is chosen no more, as well."""
    note = st.session_state.get(_key("note", turn)) or ""
    if not may_be_written(turn, note):
        return
    verdict = _verdict(turn) or Opinion.TAKEN_BACK
    try:
        write(settings.kept_dir, feedback_on(turn, answer, verdict, note, history(_open(before))))
        st.session_state.pop(_key("failed", turn), None)
    except FeedbackError as error:
        st.session_state[_key("failed", turn)] = str(error)


def _open(turns: Sequence[Turn]) -> list[Turn]:
    """The turns that may be written."""
    return [turn for turn in turns if not turn.private]


def _show_note(turn: Turn, answer: Answer, before: Sequence[Turn], settings: Settings) -> None:
    """Ask for a note, thank for what was written, or say why it was not."""
    with st.form(_key("noting", turn), border=False):
        note = st.text_input(
            "What should whoever runs Parity know? (optional)",
            key=_key("note", turn),
            max_chars=LONGEST_NOTE,
        )
        st.form_submit_button(
            "Send the note", on_click=_keep, args=(turn, answer, before, settings)
        )
    if may_be_in_distress(note):
        helped = help_html(LABELS[Outcome.CRISIS_SIGNPOST], crisis_message(note))
        st.html(f'<div class="parity" role="status">{helped}</div>')
    elif failed := st.session_state.get(_key("failed", turn)):
        st.html(failure_html("Not kept", failed))
    else:
        st.html(_THANKS.format(what="Your note is" if note.strip() else "This is"))


def _show_more(turn: Turn, documents: Sequence[Document]) -> None:
    """Offer to ask the question otherwise: again, in other words, or of one document only."""
    again = (turn.question, turn.id, turn.within)
    _offer("Ask again", f"again-{turn.id}", send, again, ":material/refresh:")
    _offer("Edit the question", f"edit-{turn.id}", _edit, (turn.id,), ":material/edit:")
    if len(documents) > 1:
        st.caption("Ask one document only")
        for document in documents:
            if turn.within != (document.id,):
                only = (turn.question, turn.id, (document.id,))
                _offer(plain(document.name), f"within-{turn.id}-{document.id}", send, only)
    if turn.within:
        _offer("All documents", f"within-{turn.id}", send, (turn.question, turn.id))


def _offer(
    label: str, key: str, on_click: Callable[..., None], args: tuple[Any, ...], icon: str = ""
) -> None:
    st.button(label, key=key, icon=icon or None, on_click=on_click, args=args, width="stretch")


def _edit(turn_id: str) -> None:
    st.session_state.editing = turn_id


def _show_editing(turn: Turn) -> None:
    with st.form(f"editing-{turn.id}", border=False):
        st.text_area("The question", turn.question, key=f"edited-{turn.id}")
        with st.container(horizontal=True):
            st.form_submit_button("Ask", on_click=_send_edited, args=(turn,))
            st.form_submit_button("Cancel", on_click=_stop_editing)


def _send_edited(turn: Turn) -> None:
    edited = st.session_state.get(f"edited-{turn.id}") or ""
    if edited.strip():
        send(edited, turn.id, turn.within)
        if not waiting().turned_away:
            _stop_editing()


def _stop_editing() -> None:
    st.session_state.pop("editing", None)
