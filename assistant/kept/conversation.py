"""A conversation as a file: a line that says what it is, then a line of JSON for each turn.

A turn has its digest, so that no answer is shown again in other words than it was given in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from textwrap import shorten
from typing import Any

from assistant.kept.answers import as_kept, from_object, to_object
from assistant.kept.turn import Turn, is_written, now
from assistant.personal.masking import masked
from ingest.errors import ParityError

FORMAT = 2
"""Raised by one whenever an older Parity could not read what is written now.

2: each turn is written beside its digest; those of 1 have none.
"""

_LONGEST_TITLE = 80
_UNNAMED = "Without a name"


class KeptError(ParityError):
    """A conversation that cannot be opened or kept, with a sentence for whoever asks for it."""


@dataclass(frozen=True)
class Header:
    """What a list of conversations shows of one.

    ``changed`` and ``made`` are moments in UTC (ISO 8601). ``shared`` says that whoever has its
    address may read it; otherwise only the browser that began it.
    """

    title: str
    made: str
    changed: str
    shared: bool = False
    format: int = FORMAT


@dataclass(frozen=True)
class Conversation:
    """A conversation's header and its turns, oldest first; ``own`` says whose it is."""

    header: Header
    turns: tuple[Turn, ...]
    own: bool = True


def begun(turns: Sequence[Turn]) -> Conversation:
    """The conversation of these turns, called by the first question that may be written."""
    moment = now()
    title = next((as_kept(turn).question for turn in turns if is_written(turn)), "")
    return Conversation(Header(_fitted(title), moment, moment), tuple(turns))


def titled(text: str) -> str:
    """A title that fits a line and names nobody's numbers."""
    return _fitted(masked(text))


def _fitted(title: str) -> str:
    return shorten(title, _LONGEST_TITLE, placeholder=" …") or _UNNAMED


def with_turn(
    turns: Sequence[Turn], turn: Turn, before: Sequence[Turn] | None = None
) -> tuple[Turn, ...]:
    """The turns with this one in the place of the earlier answer that has its id, or else last.

    With the turns ``before`` it stands behind the last of those that are among the others.
    """
    ids = [other.id for other in turns]
    if turn.id in ids:
        return tuple(turn if other.id == turn.id else other for other in turns)
    if before is None:
        return (*turns, turn)
    at = max((ids.index(other.id) + 1 for other in before if other.id in ids), default=0)
    return (*turns[:at], turn, *turns[at:])


def to_text(conversation: Conversation) -> str:
    """The file's text; a private turn is left out."""
    written = [to_object(turn) for turn in conversation.turns if is_written(turn)]
    lines: list[dict[str, Any]] = [
        asdict(replace(conversation.header, format=FORMAT)),
        *({"sha256": _digest(turn), "turn": turn} for turn in written),
    ]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def read_header(line: str) -> Header:
    """The header in a file's first line; raises :class:`KeptError`."""
    try:
        fields = json.loads(line)
        newer = fields["format"] > FORMAT
        known = {name: fields[name] for name in Header.__dataclass_fields__ if name in fields}
        header = Header(**known)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise damaged() from error
    if newer:
        raise KeptError(
            "This conversation was written by a newer Parity, and this one cannot read it. It is "
            "left as it is: open it again when Parity has been brought up to date."
        )
    return header


def read_turns(lines: Iterable[str], format_: int = FORMAT) -> tuple[Turn, ...]:
    """The turns in the lines after the first of a file of a format; raises :class:`KeptError`."""
    try:
        found = [json.loads(line) for line in lines if line.strip()]
        if format_ > 1:
            if any(one["sha256"] != _digest(one["turn"]) for one in found):
                raise damaged()
            found = [one["turn"] for one in found]
        return tuple(map(from_object, found))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise damaged() from error


def _digest(turn: object) -> str:
    return hashlib.sha256(json.dumps(turn, ensure_ascii=False).encode()).hexdigest()


def damaged() -> KeptError:
    """The error for a file that is there and is no conversation."""
    return KeptError(
        "This conversation cannot be read: its file is damaged. It is left as it is, and whoever "
        "runs Parity may have an older copy; you can go on with a new conversation."
    )
