"""What is said of a question that is not answered yet: its place in the line, and where help is."""

from __future__ import annotations

from math import ceil

from assistant.answer import Outcome
from assistant.question.crisis import crisis_message
from assistant.shown import LABELS
from assistant.web.line import Standing
from assistant.web.render import failure_html, help_html

READING = '<p class="awaited reading">Reading the documents …</p>'
WAITS = '<p class="awaited">Waits its turn: the question before it is being answered.</p>'
_SOON = 5
"""Seconds that nobody counts."""
_IN_MINUTES = 90
"""Seconds from which on minutes are told."""

_FULL = (
    "Busy: more questions wait already than there is room for. Yours is not lost: it is asked as "
    "soon as there is room, while this page stays open."
)
_TURNED_AWAY = (
    "Busy: {most} of your questions wait for their answers already. Nothing of this one is lost: "
    "please send it again when the first of them are answered."
)


def standing_line(standing: Standing | None) -> str:
    """Where a question stands in the line, in a sentence; None is where it found no room.

    >>> standing_line(Standing(5, 3, 21.0))
    '5 other questions are being answered; yours is number 3 of those that wait, and its turn comes in about 25 seconds.'
    >>> standing_line(Standing(0, 1, 14.0, "visitor"))
    'You have asked very many questions within a minute; this one is answered in about 15 seconds.'
    """  # noqa: E501 (a sentence is one line)
    if standing is None:
        return _FULL
    when = _when(standing.seconds)
    if standing.whose == "visitor":
        return f"You have asked very many questions within a minute; this one is answered {when}."
    if standing.whose == "address":
        return (
            "Very many questions have come from your network within a minute; yours is answered "
            f"{when}."
        )
    answered = (
        "Another question is being answered"
        if standing.answering == 1
        else f"{standing.answering} other questions are being answered"
    )
    place = "next" if standing.number == 1 else f"number {standing.number} of those that wait"
    turn = f", and its turn comes {when}" if standing.seconds else ""
    return f"{answered}; yours is {place}{turn}."


def standing_html(standing: Standing | None) -> str:
    """The same beside the sign that something goes on."""
    return f'<p class="awaited reading">{standing_line(standing)}</p>'


def turned_away_html(most: int) -> str:
    """What is said of a question that was not taken because so many wait on the page."""
    return failure_html("Not sent yet", _TURNED_AWAY.format(most=most))


def waits_html(question: str, *, urgent: bool) -> str:
    """What stands in the place of an answer that waits for the one before: first of all, help."""
    if not urgent:
        return WAITS
    helped = help_html(LABELS[Outcome.CRISIS_SIGNPOST], crisis_message(question))
    return f'<div class="parity" role="status">{helped}</div>{WAITS}'


def _when(seconds: float) -> str:
    """In how long, as nobody can know it better.

    >>> _when(2.0), _when(61.0), _when(150.0)
    ('in a few seconds', 'in about 65 seconds', 'in about 3 minutes')
    """
    if seconds <= _SOON:
        return "in a few seconds"
    if seconds < _IN_MINUTES:
        return f"in about {_SOON * ceil(seconds / _SOON)} seconds"
    return f"in about {ceil(seconds / 60)} minutes"
