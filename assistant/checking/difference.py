"""One fact that a claim says otherwise than its source."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.facts.facts import Kind


@dataclass(frozen=True)
class Difference:
    """``claim[start:end]`` and what the source has instead, "" where it has nothing."""

    kind: Kind
    start: int
    end: int
    instead: str = ""

    @property
    def contradicts(self) -> bool:
        """Whether the source says otherwise, and does not only lack it."""
        return bool(self.instead) or self.kind is Kind.DENIAL
