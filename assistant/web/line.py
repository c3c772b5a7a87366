"""The one line in which questions wait for their answer: fair, bounded, and with a place to tell.

Each visitor has one question in each round of the line, so that one with many waits behind one with
few. Who has begun more than their share within a minute waits until it is over; nobody is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock

from assistant.bounds import Shares

_MINUTE = 60.0
_LOOK_SECONDS = 1.0
"""After which a question that waits looks whether its minute is over."""

_NEWEST = 0.2
"""What the newest answer counts in the mean of how long one takes."""


@dataclass(frozen=True)
class Asker:
    """Who asks: a browser or an account, and a network address, empty where it is nobody's own."""

    visitor: str
    address: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a question stands: how many are answered now, and its number among those that wait.

    ``seconds`` is in how many it is likely to begin, 0 where nothing tells. ``whose`` is "visitor"
    or "address" where it waits for a minute to be over in which that one had its share.
    """

    answering: int
    number: int
    seconds: float = 0.0
    whose: str = ""


@dataclass(eq=False)
class Ticket:
    """A question's place in the line, by its round and then by when it came, and then its turn."""

    line: Line
    asker: Asker
    order: tuple[int, int]
    urgent: bool = False
    begun: float = 0.0
    turn: Event = field(default_factory=Event)


class Line:
    """Gives each question its turn; one object serves every thread."""

    def __init__(self, shares: Shares, clock: Callable[[], float] = time.monotonic) -> None:
        self._shares, self._clock = shares, clock
        self._changing = Lock()
        self._waiting: list[Ticket] = []
        self._answered_now: list[Ticket] = []
        self._entered, self._seconds = 0, 0.0
        self._round = 0
        self._rounds: dict[str, int] = {}
        self._begun: dict[tuple[str, str], list[float]] = {}

    def enter(self, asker: Asker, *, urgent: bool = False) -> Ticket | None:
        """Take a place, which is a turn already where nothing is to be waited for.

        An ``urgent`` question waits for nothing. None where there is no room to wait.
        """
        with self._changing:
            self._entered += 1
            round_ = max(self._round, self._rounds.get(asker.visitor, 0)) + 1
            ticket = Ticket(self, asker, (round_, self._entered), urgent)
            self._waiting.append(ticket)
            self._let_in()
            if not ticket.turn.is_set() and not self._has_room(asker):
                self._waiting.remove(ticket)
                return None
            if round_ > self._round:
                self._rounds[asker.visitor] = round_
            return ticket

    @contextmanager
    def turn(self, ticket: Ticket) -> Iterator[None]:
        """Wait for a question's turn, have it, and let the next one in."""
        try:
            while not ticket.turn.wait(_LOOK_SECONDS):
                with self._changing:
                    if not self._pause(ticket.asker)[0]:
                        self._let_in()
            yield
        finally:
            self.leave(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Let the next one in; once is enough."""
        with self._changing:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            elif ticket in self._answered_now:
                self._answered_now.remove(ticket)
                took = self._clock() - ticket.begun
                self._seconds += (took - self._seconds) * (_NEWEST if self._seconds else 1)
            self._let_in()

    def hurry(self, ticket: Ticket) -> None:
        """Have a question wait for nothing any more."""
        with self._changing:
            ticket.urgent = True
            self._let_in()

    def standing(self, ticket: Ticket) -> Standing | None:
        """Where a question stands; None once it has its turn.

        Those before it that wait for a minute to be over are not counted: it goes past them.
        """
        with self._changing:
            if ticket not in self._waiting:
                return None
            self._let_in()
            if ticket.turn.is_set():
                return None
            pause, whose = self._pause(ticket.asker)
            before = (other for other in self._waiting if other.order < ticket.order)
            number = 1 + sum(not self._pause(other.asker)[0] for other in before)
            each = self._seconds / (self._shares.at_once or 1)
            return Standing(len(self._answered_now), number, max(pause, number * each), whose)

    def _has_room(self, asker: Asker) -> bool:
        """Whether those that wait now, the newest among them, are not too many."""
        own = [ticket.asker for ticket in self._waiting]
        of = sum(other.visitor == asker.visitor for other in own)
        at = sum(bool(asker.address) and other.address == asker.address for other in own)
        shares = self._shares
        return (
            _within(len(own), shares.waiting)
            and _within(of, shares.visitor_waiting)
            and _within(at, shares.address_waiting)
        )

    def _let_in(self) -> None:
        """Begin whatever may begin now, in its order."""
        self._bring_level()
        for ticket in sorted(self._waiting, key=lambda of: of.order):
            free = _within(len(self._answered_now) + 1, self._shares.at_once)
            if ticket.urgent or (free and not self._pause(ticket.asker)[0]):
                self._begin(ticket)

    def _bring_level(self) -> None:
        """Give who waited for a minute, while rounds went by, the round that is answered now.

        Else all their questions would stand before everybody's when the minute is over.
        """
        earliest: dict[str, int] = {}
        for ticket in self._waiting:
            if not self._pause(ticket.asker)[0]:
                who, round_ = ticket.asker.visitor, ticket.order[0]
                earliest[who] = min(round_, earliest.get(who, round_))
        missed = {who: self._round - first for who, first in earliest.items()}
        for ticket in self._waiting:
            if (rounds := missed.get(ticket.asker.visitor, 0)) > 0:
                ticket.order = ticket.order[0] + rounds, ticket.order[1]
        for who, rounds in missed.items():
            if rounds > 0 and who in self._rounds:
                self._rounds[who] += rounds

    def _begin(self, ticket: Ticket) -> None:
        ticket.begun = self._clock()
        self._waiting.remove(ticket)
        self._answered_now.append(ticket)
        if not ticket.urgent:
            self._round = max(self._round, ticket.order[0])
            for whose in _ones(ticket.asker):
                self._begun.setdefault(whose, []).append(ticket.begun)
        self._rounds = {who: at for who, at in self._rounds.items() if at > self._round}
        since = ticket.begun - _MINUTE
        recent = {whose: [at for at in of if at > since] for whose, of in self._begun.items()}
        self._begun = {whose: times for whose, times in recent.items() if times}
        ticket.turn.set()

    def _pause(self, asker: Asker) -> tuple[float, str]:
        """For how many seconds an asker waits for a minute to be over, and whose share is had."""
        now, longest = self._clock(), (0.0, "")
        most = {"visitor": self._shares.visitor_minute, "address": self._shares.address_minute}
        for whose in _ones(asker):
            times = [at for at in self._begun.get(whose, ()) if at > now - _MINUTE]
            if not _within(len(times) + 1, most[whose[0]]):
                longest = max(longest, (times[-most[whose[0]]] + _MINUTE - now, whose[0]))
        return longest


def _ones(asker: Asker) -> Iterator[tuple[str, str]]:
    """The visitor and the address whose shares a question is of."""
    yield "visitor", asker.visitor
    if asker.address:
        yield "address", asker.address


def _within(count: int, most: int) -> bool:
    """Whether so many are no more than the most, 0 being no limit."""
    return not most or count <= most
