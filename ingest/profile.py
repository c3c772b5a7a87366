"""What belongs to a corpus and not to the program: what its chat says, its scale, its words.

The ingest reads it from the file of :mod:`ingest.profile_file`, and the index's manifest keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Member:
    """One of several things that exclude each other, and the words that mean it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class ExclusiveSet:
    """Things of which a figure is about one and not about another: "adults" and "children"."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Profile:
    """What the owner of a corpus says of it; what is empty is worked out from the documents.

    ``introduction`` opens the chat, ``suggestions`` are questions to begin with, ``scale`` the
    values of ratings, best first and in small letters, ``groups`` sets whose members exclude each
    other, and ``words`` everyday words or phrases, each with the documents' words for it.
    """

    introduction: str = ""
    suggestions: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    groups: tuple[ExclusiveSet, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Profile:
        """From what JSON kept of it."""
        groups = (
            ExclusiveSet(
                of["name"], tuple(Member(m["name"], tuple(m["words"])) for m in of["members"])
            )
            for of in fields["groups"]
        )
        return cls(
            fields["introduction"],
            tuple(fields["suggestions"]),
            tuple(fields["scale"]),
            tuple(groups),
            tuple((everyday, theirs) for everyday, theirs in fields["words"]),
        )


NO_PROFILE = Profile()
"""That of a corpus of which its owner says nothing."""
