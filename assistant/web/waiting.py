"""The questions that wait to be answered on this page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Wanted:
    """A question that waits its turn; its answer may stand instead of that of an earlier turn.

    ``within`` are the ids of the only documents to ask; empty for all.
    """

    question: str
    instead_of: str = ""
    within: tuple[str, ...] = ()


def waiting() -> list[Wanted]:
    """The questions of this page that are not answered yet, the one that is answered now first."""
    found: list[Wanted] = st.session_state.setdefault("waiting", [])
    return found


def send(question: str, instead_of: str = "", within: tuple[str, ...] = ()) -> None:
    """Have a question answered after those that wait already; a blank one asks nothing."""
    if question.strip():
        waiting().append(Wanted(question, instead_of, within))


def stop_waiting() -> None:
    """Forget what waits; what is answered now is still written down, and no longer shown here."""
    waiting().clear()
    st.session_state.pop("asking", None)
