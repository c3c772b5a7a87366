"""The kinds of personal data that are found in a text, and one that was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What it is, as whoever typed it is told."""

    NHS_NUMBER = "NHS number"
    INSURANCE_NUMBER = "National Insurance number"
    EMAIL = "e-mail address"
    TELEPHONE = "telephone number"
    CARD = "card number"
    POSTCODE = "postcode"
    ADDRESS = "address"
    BIRTH = "date of birth"

    @property
    def mask(self) -> str:
        """What stands in its place."""
        return f"[{self.value}]"


@dataclass(frozen=True)
class Found:
    """One piece of personal data: where it begins and ends in its text, in letters.

    ``same`` is the same however it is written, so that one which the documents print is known.
    """

    kind: Kind
    start: int
    end: int
    same: str
