"""What the log says: outcomes over time, and what is most often refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from assistant.answer import Outcome
from assistant.audit.line import Line

REFUSED = (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING)
"""Outcomes of questions that somebody wanted answered."""


@dataclass(frozen=True)
class Period:
    """A day or a week (ISO 8601): how many answers of each outcome, and their median seconds."""

    name: str
    outcomes: Mapping[str, int]
    seconds: float

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())


@dataclass(frozen=True)
class Refused:
    """A question that was refused: its hash, how often, when last, and its text where kept."""

    question: str
    count: int
    last: str
    text: str = ""


def day(moment: str) -> str:
    """The day of a moment in ISO 8601: "2026-03-03"."""
    return date.fromisoformat(moment[:10]).isoformat()


def week(moment: str) -> str:
    """The week of a moment: "2026-W10"."""
    year, number, _ = date.fromisoformat(moment[:10]).isocalendar()
    return f"{year}-W{number:02}"


def periods(lines: Iterable[Line], named: Callable[[str], str]) -> list[Period]:
    """The outcomes of each day or week in which there were any, oldest first."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(named(line.time), []).append(line)
    return [
        Period(
            name,
            Counter(line.outcome for line in of),
            round(median(line.seconds for line in of), 2),
        )
        for name, of in sorted(found.items())
    ]


def most_refused(lines: Sequence[Line], most: int) -> list[Refused]:
    """The questions that were refused most often, at most so many; of equal ones the latest."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.outcome in REFUSED:
            found.setdefault(line.question, []).append(line)
    refused = [
        Refused(
            question,
            len(of),
            max(line.time for line in of),
            next((line.text for line in reversed(of) if line.text), ""),
        )
        for question, of in found.items()
    ]
    return sorted(refused, key=lambda of: (of.count, of.last), reverse=True)[:most]
