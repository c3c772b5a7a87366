"""A question that is being answered, in a thread of its own, so that the page goes on listening."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.kept.conversation import KeptError
from assistant.kept.store import Store
from assistant.kept.turn import Turn, history, in_place_of, is_private, lean, new_name, now
from assistant.question.crisis import may_be_in_distress
from assistant.shown import UNEXPECTED
from assistant.web.conversations import Here
from assistant.web.line import Asker, Line
from assistant.web.waiting import Answered, Asking, Queue
from ingest.errors import ParityError

if TYPE_CHECKING:
    from assistant.ask import Assistant

logger = logging.getLogger(__name__)


def answer_to(
    assistant: Assistant,
    question: str,
    before: Sequence[Turn],
    arrived: Callable[[Answer], None] | None = None,
    within: tuple[str, ...] = (),
) -> Turn:
    """Ask in the light of the questions answered before, all documents or those ``within``.

    ``arrived`` is told what is there of an answer that a chat model is still writing.
    """
    asked, fingerprint = now(), assistant.fingerprint
    try:
        answer = assistant.ask(question, history=history(before), arrived=arrived, within=within)
        private = is_private(answer, before)
        return Turn(question, lean(answer), "", private, fingerprint, asked, within)
    except ParityError as error:
        return Turn(question, failure=str(error), within=within)
    except Exception:
        logger.exception("A question was not answered")
        return Turn(question, failure=UNEXPECTED, within=within)


def in_need(assistant: Assistant, message: str) -> bool:
    """Whether a message may be of somebody in need; by the words alone where no model reads it."""
    try:
        return assistant.in_need(message)
    except Exception:
        logger.exception("A message was not read for distress")
        return may_be_in_distress(message)


def begin_to_answer(
    assistant: Assistant, here: Here, store: Store, queue: Queue, line: Line, asker: Asker
) -> Asking | None:
    """Have the first question answered, which is written to the conversation whoever still looks.

    It waits its turn in the line, unless somebody here is in need; None where there is no room.
    """
    wanted = queue.wanted[0]
    ticket = line.enter(asker)
    if ticket is None and queue.is_urgent:
        ticket = line.enter(asker, urgent=True)
    if ticket is None:
        return None
    turns = list(here.turns)
    earlier = next((turn for turn in turns if turn.id == wanted.instead_of), None)
    before = turns[: turns.index(earlier)] if earlier else turns
    who, written = asker.visitor, here.is_written
    name = here.name if written else new_name()

    def answer(arrived: Callable[[Answer], None]) -> Answered:
        turn = answer_to(assistant, wanted.question, before, arrived, wanted.within)
        if earlier:
            turn = in_place_of(earlier, turn)
        try:
            kept = store.add(
                who, name, turn, None if written else turns, before if earlier else None
            )
        except KeptError as error:
            return Answered(turn, trouble=str(error))
        except Exception:
            logger.exception("A turn was not written")
            return Answered(turn, trouble=UNEXPECTED)
        return Answered(turn, name if kept else "")

    return Asking(answer, ticket)
