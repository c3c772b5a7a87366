"""The questions that wait to be answered on this page, and the answering of the first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread

import streamlit as st

from assistant.answer import Answer
from assistant.kept.turn import Turn

Arrived = Callable[[Answer], None]


@dataclass(frozen=True)
class Wanted:
    """A question that waits its turn; its answer may stand instead of that of an earlier turn.

    ``within`` are the ids of the only documents to ask; empty for all.
    """

    question: str
    instead_of: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answered:
    """A turn, the name of the conversation that it was written to, and why it was not written.

    Nothing of the second and third says that it is not to be written.
    """

    turn: Turn
    kept_as: str = ""
    trouble: str = ""


class Asking:
    """The question that is answered now. A page that is left meanwhile loses nothing of it."""

    def __init__(self, answer: Callable[[Arrived], Answered]) -> None:
        """Begin to answer; ``answer`` is told whom to tell what is there so far."""
        self.so_far: Answer | None = None
        self._answered: Future[Answered] = Future()
        Thread(target=self._run, args=(answer,), daemon=True).start()

    def after(self, seconds: float) -> Answered | None:
        """What came of it, as soon as it has; None if that takes longer than so many seconds."""
        try:
            return self._answered.result(seconds)
        except TimeoutError:
            return None

    def _run(self, answer: Callable[[Arrived], Answered]) -> None:
        try:
            self._answered.set_result(answer(self._arrived))
        except BaseException as error:
            self._answered.set_exception(error)
            raise

    def _arrived(self, answer: Answer) -> None:
        self.so_far = answer


@dataclass
class Queue:
    """The questions that are not answered yet, the one that is answered now first.

    Reading or changing it is no call of Streamlit's, any of which may begin the page anew.
    """

    wanted: list[Wanted] = field(default_factory=list)
    asking: Asking | None = None

    def next(self) -> None:
        """The first is answered."""
        self.wanted.pop(0)
        self.asking = None

    def clear(self) -> None:
        """Forget what waits; what is answered now is still written down, and not shown here."""
        self.wanted.clear()
        self.asking = None


def waiting() -> Queue:
    """The questions of this page that are not answered yet."""
    found: Queue = st.session_state.setdefault("waiting", Queue())
    return found


def send(question: str, instead_of: str = "", within: tuple[str, ...] = ()) -> None:
    """Have a question answered after those that wait already; a blank one asks nothing."""
    if question.strip():
        waiting().wanted.append(Wanted(question, instead_of, within))
