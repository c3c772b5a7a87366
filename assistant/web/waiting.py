"""The questions that wait to be answered on this page, and the answering of the first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread

import streamlit as st

from assistant.answer import Answer
from assistant.kept.turn import Turn
from assistant.question.crisis import may_be_in_distress
from assistant.web.line import Ticket

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
    """The question that is answered next. A page that is left meanwhile loses nothing of it."""

    def __init__(self, answer: Callable[[Arrived], Answered], ticket: Ticket) -> None:
        """Answer when it is its turn; ``answer`` is told whom to tell what is there so far."""
        self.so_far: Answer | None = None
        self.ticket = ticket
        self._answered: Future[Answered] = Future()
        try:
            Thread(target=self._run, args=(answer,), daemon=True).start()
        except RuntimeError:  # of a system that has no more threads
            ticket.line.leave(ticket)
            raise

    def after(self, seconds: float) -> Answered | None:
        """What came of it, as soon as it has; None if that takes longer than so many seconds."""
        try:
            return self._answered.result(seconds)
        except TimeoutError:
            return None

    def _run(self, answer: Callable[[Arrived], Answered]) -> None:
        try:
            with self.ticket.line.turn(self.ticket):
                answered = answer(self._arrived)
            self._answered.set_result(answered)
        except BaseException as error:
            self._answered.set_exception(error)
            raise

    def _arrived(self, answer: Answer) -> None:
        self.so_far = answer


@dataclass
class Queue:
    """The questions that are not answered yet, the one that is answered now first.

    Reading or changing it is no call of Streamlit's, any of which may begin the page anew. It has
    ``most`` questions, 0 being no limit, and those of people in need, which ``hears`` tells; the
    last that was sent may have been ``turned_away``.
    """

    wanted: list[Wanted] = field(default_factory=list)
    asking: Asking | None = None
    most: int = 0
    hears: Callable[[str], bool] = may_be_in_distress
    turned_away: bool = False

    @property
    def is_full(self) -> bool:
        """Whether no more than those that wait may wait."""
        return 0 < self.most <= len(self.wanted)

    @property
    def is_urgent(self) -> bool:
        """Whether one of them is of somebody in need."""
        return any(self.hears(wanted.question) for wanted in self.wanted)

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
    """Have a question answered after those that wait already; a blank one asks nothing.

    Where too many wait it is turned away, and still the visitor's to send; one of somebody in need
    never is.
    """
    queue = waiting()
    queue.turned_away = queue.is_full and bool(question.strip()) and not queue.hears(question)
    if question.strip() and not queue.turned_away:
        queue.wanted.append(Wanted(question, instead_of, within))
