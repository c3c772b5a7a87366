"""A question with its answer, and which of them may be written down."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant.answer import Answer

_MOST_PASSAGES = 10
"""Of an answer's passages those that are kept, in memory as on disk."""

_NAME_BYTES = 16


@dataclass(frozen=True)
class Turn:
    """A question, and its answer or the sentence that says why there is none.

    After a second try that failed it has both, the earlier answer and the sentence. ``private``
    says that it must never be written to disk. ``fingerprint`` is that of the documents which the
    answer came from, ``asked`` the moment in UTC (ISO 8601), ``id`` its name in its conversation.
    ``within`` are the ids of the only documents that were asked; empty for all.
    """

    question: str
    answer: Answer | None = None
    failure: str = ""
    private: bool = False
    fingerprint: str = ""
    asked: str = ""
    within: tuple[str, ...] = ()
    id: str = field(default_factory=lambda: new_name())


def new_name() -> str:
    """A name that nobody guesses: 128 random bits in 32 hexadecimal digits."""
    return secrets.token_hex(_NAME_BYTES)


def is_name(text: str) -> bool:
    """Whether a text has the form of such a name, and so can be the name of a file.

    >>> is_name(new_name()), is_name("../../etc/passwd"), is_name("")
    (True, False, False)
    """
    return len(text) == 2 * _NAME_BYTES and set(text) <= set("0123456789abcdef")


def now() -> str:
    """The moment in UTC, to the second, as ISO 8601 has it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def lean(answer: Answer) -> Answer:
    """The answer as it is shown, without what only weighing and searching needed."""
    passages = answer.passages[:_MOST_PASSAGES]
    light = tuple(replace(passage, support=(), reading=None) for passage in passages)
    return replace(answer, passages=light)


def is_private(answer: Answer, before: Sequence[Turn]) -> bool:
    """Whether an answer may not be written to disk.

    So it is with a message in distress, with one about somebody's own treatment or that tells of a
    person, and with a follow-up that was understood by way of such a message, because it may repeat
    its words.
    """
    if answer.private or answer.help or answer.outcome.signposts:
        return True
    follows = answer.standalone != answer.question
    return follows and any(turn.private for turn in before)


def is_written(turn: Turn) -> bool:
    """Whether a turn is written to disk: one that has an answer and is not private."""
    return turn.answer is not None and not turn.private and not is_private(turn.answer, ())


def history(before: Sequence[Turn]) -> list[str]:
    """The questions that were answered, oldest first: what a follow-up is read in the light of."""
    return [turn.question for turn in before if turn.answer]


def in_place_of(earlier: Turn, again: Turn) -> Turn:
    """The second try at a turn; one that failed leaves the earlier answer, and says so."""
    if again.answer is None and earlier.answer:
        return replace(earlier, failure=again.failure)
    return replace(again, id=earlier.id)
