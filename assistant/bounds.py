"""How much may be asked: how long, and by whom of all how often."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_QUESTION = 1_000
"""Characters; some 170 words, of which the embedding model reads 256 word pieces."""

LONGEST_CHECKED = 100_000
"""Characters of a text that is checked at once, some forty pages."""

LONGEST_LINE = 10_000_000
"""Characters of a line of JSON; the longest message in distress is heard in far fewer."""

MOST_TURNS = 100
"""Earlier questions of a conversation that count for one more."""


@dataclass(frozen=True)
class Shares:
    """How many questions are answered at once, wait, and are begun in a minute; 0 is no limit.

    ``at_once`` are answered at the same time by the whole program while ``waiting`` wait for that.
    Of one browser (or account) ``visitor_waiting`` may wait and ``visitor_minute`` begin within a
    minute; of one network address ``address_waiting`` and ``address_minute``.
    """

    at_once: int = 8
    waiting: int = 200
    visitor_waiting: int = 20
    visitor_minute: int = 60
    address_waiting: int = 100
    address_minute: int = 240
