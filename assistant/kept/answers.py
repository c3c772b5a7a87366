"""A turn as JSON and back again: whatever of its answer is shown, and nothing personal."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from assistant.kept.turn import Turn, is_written, lean
from assistant.personal.masking import masked


def as_kept(turn: Turn) -> Turn:
    """A turn as it may be written: in the questioner's words what is personal is masked.

    The documents' own words stay as they are, because every quote must stand in them.
    """
    printed = turn.answer.printed if turn.answer else ()
    answer = turn.answer and replace(
        lean(turn.answer),
        question=masked(turn.answer.question, printed),
        standalone=masked(turn.answer.standalone, printed),
        message=masked(turn.answer.message, printed),
    )
    return replace(turn, question=masked(turn.question, printed), answer=answer, failure="")


def to_object(turn: Turn) -> dict[str, Any]:
    """The turn, masked, as an object that JSON has; raises ValueError for one that is private."""
    if not is_written(turn):
        raise ValueError("A private turn, or one without an answer, is not written.")
    written: dict[str, Any] = _turns().dump_python(as_kept(turn), mode="json")
    return written


def from_object(found: object) -> Turn:
    """The turn that was written; raises ValueError where it is none."""
    return _turns().validate_python(found)


@cache
def _turns() -> TypeAdapter[Turn]:
    return TypeAdapter(Turn)
