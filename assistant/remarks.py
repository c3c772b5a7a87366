"""What is said above the sentences of an answer: what became of it, and which documents differ."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.language.fulfilment import Fulfilment


@dataclass(frozen=True)
class Verdict:
    """What became of one thing, in a word of the documents' own: ``subject``, and who tells it.

    ``outcome`` is one of the register's; ``told`` names the documents ("the Government response").
    """

    subject: str
    outcome: Fulfilment
    told: str


@dataclass(frozen=True)
class Disagreement:
    """Citations, by their numbers, whose documents do not say the same, and the line that says so.

    ``dated`` says that each may be right of its own time: the oldest is the first, the newest the
    last. Otherwise they contradict each other.
    """

    message: str
    numbers: tuple[int, ...]
    dated: bool = False

    @property
    def label(self) -> str:
        """What stands above the line."""
        if self.dated:
            return "The documents are of different dates"
        return "The documents do not agree"
