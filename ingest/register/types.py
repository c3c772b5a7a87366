"""What the register holds: commitments in their exact words, and those that were evaluated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.types import document_of

OURS = frozenset("we our us".split())
"""How a body speaks of itself."""


class Kind(StrEnum):
    """What a sentence of the register does: promise, report on what was done, accept and so on."""

    PROMISE = "promise"
    UNDER_WAY = "under way"
    REPORT = "report"
    CONSIDERATION = "consideration"
    ACCEPTANCE = "acceptance"
    REJECTION = "rejection"

    @property
    def plural(self) -> str:
        """What several are called."""
        return self.value if self is Kind.UNDER_WAY else f"{self.value}s"


_KINDS = {
    Strength.WILL: Kind.PROMISE,
    Strength.AIMS: Kind.PROMISE,
    Strength.DOING: Kind.UNDER_WAY,
    Strength.DONE: Kind.REPORT,
    Strength.REPORTS: Kind.REPORT,
    Strength.CONSIDERS: Kind.CONSIDERATION,
    Strength.ACCEPTS: Kind.ACCEPTANCE,
    Strength.REJECTS: Kind.REJECTION,
}


def kind_of(strength: Strength, *, quoted: bool) -> Kind:
    """What a sentence of this strength does; a commitment that is quoted is always a promise."""
    return Kind.PROMISE if quoted else _KINDS[strength]


@dataclass(frozen=True)
class Commitment:
    """One sentence that commits somebody, as it stands.

    ``text`` stands in the paragraph character for character, and so do ``who`` (who is to do it),
    ``due`` (by when) and ``amounts`` (how much), as far as the sentence says; a bullet has them
    from its ``lead_in`` where it does not say itself. ``due_year`` is the calendar year in which
    ``due`` ends, where that is certain, ``section`` the headings above it, ``quoted`` says that
    the document gives the words of another, and ``speaker`` is who speaks of "we" there, where that
    is not the document's publisher. ``sure`` says that it is very likely a commitment and none of
    the rules, purposes and forecasts that are worded like one.
    """

    paragraph: str
    text: str
    strength: Strength
    section: tuple[str, ...] = ()
    lead_in: str = ""
    who: str = ""
    due: str = ""
    due_year: int | None = None
    amounts: tuple[str, ...] = ()
    quoted: bool = False
    speaker: str = ""
    sure: bool = True

    @property
    def document(self) -> str:
        """The id of the document that it stands in."""
        return document_of(self.paragraph)

    @property
    def kind(self) -> Kind:
        """Whether it promises, reports or accepts something."""
        return kind_of(self.strength, quoted=self.quoted)

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Commitment:
        """From what JSON kept of it."""
        return cls(
            **{
                **fields,
                "strength": Strength(fields["strength"]),
                "section": tuple(fields["section"]),
                "amounts": tuple(fields["amounts"]),
            }
        )


@dataclass(frozen=True)
class Quote:
    """Words that stand in a paragraph, character for character."""

    paragraph: str
    text: str

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Quote:
        """From what JSON kept of it."""
        return cls(**fields)


@dataclass(frozen=True)
class Rating:
    """One value under one heading, with the line of the paragraph that gives it."""

    heading: str
    value: str
    paragraph: str
    quote: str
    in_table: bool

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Rating:
        """From what JSON kept of it."""
        return cls(**fields)


@dataclass(frozen=True)
class Evaluated:
    """A commitment that somebody evaluated: its words, its ratings and what was reported of it.

    ``name`` is what the ratings' table calls it, ``section`` the headings above its own list.
    ``promises`` are the places that give its words, the one above the list first; ``reports`` the
    keys of the paragraphs that report on it; ``outcome`` what these say became of it, in the words
    of ``standing``, of which there are none if they do not say.
    """

    name: str
    group: str = ""
    section: tuple[str, ...] = ()
    promises: tuple[Quote, ...] = ()
    ratings: tuple[Rating, ...] = ()
    reports: tuple[str, ...] = ()
    outcome: Fulfilment = Fulfilment.NOT_SAID
    standing: tuple[Quote, ...] = ()

    @property
    def label(self) -> str:
        """Its name below the name of its group."""
        return " – ".join(part for part in (self.group, self.name) if part)

    @property
    def heading(self) -> str:
        """The heading above its own list of ratings; its name in the table without one."""
        return self.section[-1] if self.section else self.name

    def within(self, documents: Collection[str]) -> Evaluated:
        """What some documents, by their ids, tell of it; where they rate nothing, no ratings."""
        standing = tuple(of for of in self.standing if document_of(of.paragraph) in documents)
        told = standing or not self.standing
        return replace(
            self,
            promises=tuple(of for of in self.promises if document_of(of.paragraph) in documents),
            ratings=tuple(of for of in self.ratings if document_of(of.paragraph) in documents),
            reports=tuple(key for key in self.reports if document_of(key) in documents),
            outcome=self.outcome if told else Fulfilment.NOT_SAID,
            standing=standing,
        )

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Evaluated:
        """From what JSON kept of it."""
        return cls(
            **{
                **fields,
                "section": tuple(fields["section"]),
                "promises": tuple(map(Quote.of, fields["promises"])),
                "ratings": tuple(map(Rating.of, fields["ratings"])),
                "reports": tuple(fields["reports"]),
                "outcome": Fulfilment(fields["outcome"]),
                "standing": tuple(map(Quote.of, fields["standing"])),
            }
        )


class Role(StrEnum):
    """What a sentence does with a promise that others speak of as well."""

    PROMISED = "promised"
    QUOTED = "quoted"
    UNDER_WAY = "under way"
    REPORTED = "reported"
    SAID = "spoken of"


@dataclass(frozen=True)
class Saying:
    """One sentence that speaks of a promise, in its own words."""

    paragraph: str
    text: str
    role: Role

    @property
    def document(self) -> str:
        """The id of the document that it stands in."""
        return document_of(self.paragraph)

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Saying:
        """From what JSON kept of it."""
        return cls(**{**fields, "role": Role(fields["role"])})


@dataclass(frozen=True)
class Thread:
    """One promise wherever it is spoken of; ``names`` are what it is called there, each once."""

    names: tuple[str, ...]
    sayings: tuple[Saying, ...]

    @property
    def subject(self) -> str:
        """What it is called first."""
        return self.names[0]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that speak of it."""
        return tuple(dict.fromkeys(saying.document for saying in self.sayings))

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Thread:
        """From what JSON kept of it."""
        return cls(tuple(fields["names"]), tuple(map(Saying.of, fields["sayings"])))
