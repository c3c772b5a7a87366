"""Readers who ask at intervals, and how what they saw compares with what one alone was shown."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle
from uuid import uuid4

import numpy as np

from evals.load.page import Page, PageError, Seen, opened
from evals.questions import Part, read_questions

Conversation = tuple[str, ...]
"""Questions that are asked one after the other, each in the light of those before."""

Turn = tuple[Conversation, int]
"""A conversation, and which of its questions."""

NEW = "New conversation"
_SEED = 16
_AGAIN_SECONDS = 1.0


class Kind(StrEnum):
    """What a reader was shown, beside what one alone was."""

    SAME = "as alone"
    SAID = "otherwise, and it is said why"
    OTHER = "otherwise"
    ERROR = "error"


@dataclass(frozen=True)
class Asked:
    """A question of a session: when it was sent and answered, by ``time.monotonic``.

    ``error`` says what no reader may see; there is nothing ``seen`` then.
    """

    turn: Turn
    began: float
    ended: float
    seen: Seen | None = None
    error: str = ""


@dataclass
class Alone:
    """What one reader was shown, by turn; a turn may have several, one of each edition."""

    seen: dict[Turn, list[Seen]] = field(default_factory=dict)

    def add(self, turn: Turn, seen: Seen) -> None:
        """Take over what was shown."""
        self.seen.setdefault(turn, []).append(seen)

    def copy(self) -> Alone:
        """The same, to which others may be added."""
        return Alone({turn: list(seen) for turn, seen in self.seen.items()})

    def kind(self, asked: Asked) -> Kind:
        """What a session's answer is beside these."""
        if asked.seen is None:
            return Kind.ERROR
        seen, known = asked.seen, self.seen[asked.turn]
        if any(seen.fields == one.fields for one in known):
            return Kind.SAID if seen.said else Kind.SAME
        # A sentence beside an answer tells of what failed beside it, and excuses no other answer.
        if seen.said and any(seen.fields[:2] == one.fields[:2] for one in known):
            return Kind.SAID
        new = self.remarks(asked)
        explains = new if not seen.answer else set(new).intersection(seen.own_remarks)
        return Kind.SAID if explains else Kind.OTHER

    def remarks(self, asked: Asked) -> list[str]:
        """The sentences beside a session's answer that no reader alone was shown with it."""
        said = asked.seen.remarks if asked.seen else ()
        known = {line for one in self.seen[asked.turn] for line in one.remarks}
        return [line for line in said if line not in known]


def conversations(number: int) -> list[Conversation]:
    """So many conversations of tuning questions, from every part of their file."""
    every = [
        (*question.history, question.question)
        for question in read_questions()
        if question.part is Part.TUNE
    ]
    found = list(dict.fromkeys(every))
    number = min(number, len(found))
    return [found[at * len(found) // number] for at in range(number)]


async def ask_alone(address: str, talks: Sequence[Conversation]) -> list[tuple[Turn, Seen]]:
    """Hold every conversation in one window; raises :class:`PageError`."""
    found = []
    async with opened(address) as page:
        for talk in talks:
            for at, question in enumerate(talk):
                found.append(((talk, at), await page.ask(question)))
            await page.press(NEW)
    return found


@dataclass
class Crowd:
    """Sessions that ask until they are told to stop; ``asked`` grows as they are answered.

    ``interval`` is the mean of seconds between two questions of one session, drawn from an
    exponential distribution; without one each asks as soon as it is answered.
    """

    address: str
    talks: Sequence[Conversation]
    sessions: int
    interval: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, seconds: float | None = None) -> None:
        """Ask for so many seconds, or until :meth:`stop`."""
        async with asyncio.TaskGroup() as group:
            for number in range(self.sessions):
                group.create_task(self._session(random.Random(_SEED + number)))
            if seconds is not None:
                await asyncio.sleep(seconds)
                self.stop()

    def stop(self) -> None:
        """Have every session end once it has its answer."""
        self.stopped.set()

    async def _session(self, chance: random.Random) -> None:
        """One reader, who begins anew, with a page and a conversation, after what went wrong."""
        visitor, talks = uuid4().hex, cycle(chance.sample(self.talks, len(self.talks)))
        page: Page | None = None
        async with AsyncExitStack() as stack:
            # Spread over one interval, so that they do not begin together.
            await self._rest(chance.random() * self.interval)
            for talk in talks:
                for at in range(len(talk)):
                    if self.stopped.is_set():
                        return
                    began = time.monotonic()
                    try:
                        if page is None:
                            page = await stack.enter_async_context(opened(self.address, visitor))
                        asked = await _asked(page, (talk, at))
                    except PageError as error:
                        asked = Asked((talk, at), began, time.monotonic(), error=str(error))
                    self.asked.append(asked)
                    due = chance.expovariate(1 / self.interval) if self.interval else 0.0
                    if not asked.seen or not asked.seen.answer:
                        await stack.aclose()
                        page, due = None, max(due, _AGAIN_SECONDS)
                    await self._rest(began + due - time.monotonic())
                    if page is None:
                        break

    async def _rest(self, seconds: float) -> None:
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self.stopped.wait(), seconds)
        except TimeoutError:
            return


async def _asked(page: Page, turn: Turn) -> Asked:
    """Ask a question of a conversation, which the first one begins."""
    talk, at = turn
    if not at:
        await page.press(NEW)
    began = time.monotonic()
    seen = await page.ask(talk[at])
    return Asked(turn, began, time.monotonic(), seen)


def percentile(asked: Iterable[Seen], share: float) -> float:
    """The seconds within which this share of the answers stood on the page; 0 of none.

    >>> percentile([Seen("", "<p>", (), (), float(n)) for n in range(1, 101)], 0.5)
    50.5
    """
    seconds = [seen.seconds for seen in asked if seen.answer]
    return float(np.percentile(seconds, 100 * share)) if seconds else 0.0
