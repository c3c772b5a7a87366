"""What is taken away: questions, what was answered, and each paragraph that carries a sentence.

Nothing is said without the numbers of its sources, and these count once through all the answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING

from assistant.answer import Answer, Outcome, Statement, closest_sentence, quotes_of
from assistant.cautions import cautions
from assistant.citing import cited
from assistant.kept.turn import Turn
from assistant.shown import led_statements
from ingest.types import Document, Paragraph
from ingest.voices import said_by, voices_of_quotes

if TYPE_CHECKING:
    from assistant.library.library import Library

_LONGEST_TITLE = 90


@dataclass(frozen=True)
class Searched:
    """The documents that are searched now, and the fingerprint that tells them from all others.

    ``ingested`` are the days, as "2026-05-31", on which they were read, by their ids.
    """

    documents: tuple[Document, ...] = ()
    ingested: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    @classmethod
    def of(cls, library: Library) -> Searched:
        """The documents of an open library."""
        documents = tuple(library.documents.values())
        return cls(documents, library.texts.manifest.ingested, library.fingerprint)


@dataclass(frozen=True)
class Line:
    """A line that is said, and the numbers of the sources that carry it.

    ``heading`` stands before its words where it means something only under it; ``voice`` says
    whose words they are where they are not the document's own.
    """

    words: str
    sources: tuple[int, ...]
    heading: str = ""
    voice: str = ""
    item: bool = False


@dataclass(frozen=True)
class Led:
    """Lines from one paragraph, below what says whose words they are, of when and on what."""

    lead: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Near:
    """A paragraph that does not answer, and the sentence of it that comes closest, if any."""

    closest: str
    source: int


@dataclass(frozen=True)
class Part:
    """A question and what was answered, in its order on the page.

    ``searched`` are the documents in which there was nothing, ``within`` the names of the only
    ones that were asked; ``changed`` says that the documents are others since.
    """

    turn: Turn
    answer: Answer
    said: tuple[Led, ...]
    near: tuple[Near, ...]
    searched: tuple[Document, ...]
    within: tuple[str, ...]
    changed: bool

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources that are named in it, each once, in their order."""
        said = (n for led in self.said for line in led.lines for n in line.sources)
        return tuple(dict.fromkeys([*said, *(near.source for near in self.near)]))


@dataclass(frozen=True)
class Source:
    """A paragraph by its number among all that are cited, with the words quoted from it."""

    n: int
    document: Document
    paragraph: Paragraph
    quotes: tuple[str, ...]

    @property
    def named(self) -> str:
        """Document, paragraph and page."""
        return cited(self.document, self.paragraph, self.quotes)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a reader is told to be wary of: others' words, and words read uncertainly."""
        voices = map(said_by, voices_of_quotes(self.paragraph, self.quotes))
        return (*voices, *cautions(self.document, self.paragraph))


@dataclass(frozen=True)
class Taken:
    """What is taken away on a ``day``, as "2026-05-31"."""

    title: str
    day: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    ingested: Mapping[str, str]

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Those of the documents that the answers came from, each once."""
        return tuple(dict.fromkeys(filter(None, (part.turn.fingerprint for part in self.parts))))


def take(turns: Iterable[Turn], searched: Searched, day: str, title: str = "") -> Taken:
    """The turns that have an answer, to be taken away on a day.

    Without a ``title`` the first question is it.
    """
    numbered = _Numbered()
    parts = tuple(_part(turn, turn.answer, numbered, searched) for turn in turns if turn.answer)
    named = title or (parts[0].turn.question if parts else "")
    return Taken(
        shorten(named, _LONGEST_TITLE, placeholder=" …"),
        day,
        parts,
        numbered.sources,
        searched.ingested,
    )


def asked_of(turn: Turn, documents: Iterable[Document]) -> tuple[str, ...]:
    """The names of the only documents that were asked, those that are gone by now as well.

    None where all were.
    """
    cited = turn.answer.citations if turn.answer else ()
    names = {of.document.id: of.document.name for of in cited}
    names |= {document.id: document.name for document in documents}
    return tuple(names.get(id_, id_) for id_ in turn.within)


class _Numbered:
    """The paragraphs cited so far, in the order in which each was first."""

    def __init__(self) -> None:
        self._quotes: dict[tuple[Document, Paragraph], dict[str, None]] = {}

    def number(self, document: Document, paragraph: Paragraph, quotes: Sequence[str]) -> int:
        key = (document, paragraph)
        self._quotes.setdefault(key, {}).update(dict.fromkeys(filter(None, quotes)))
        return 1 + list(self._quotes).index(key)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(
            Source(n, document, paragraph, tuple(quotes))
            for n, ((document, paragraph), quotes) in enumerate(self._quotes.items(), 1)
        )


def _part(turn: Turn, answer: Answer, numbered: _Numbered, searched: Searched) -> Part:
    changed = bool(turn.fingerprint) and turn.fingerprint != searched.fingerprint
    refused = answer.outcome is Outcome.NOT_IN_DOCUMENTS
    said = () if answer.outcome.refuses else _said(answer, numbered)
    of = [d for d in searched.documents if not turn.within or d.id in turn.within]
    return Part(
        turn,
        answer,
        said,
        near=_near(answer, numbered),
        searched=tuple(of) if refused and not changed else (),
        within=asked_of(turn, searched.documents),
        changed=changed,
    )


def _said(answer: Answer, numbered: _Numbered) -> tuple[Led, ...]:
    numbers = [
        numbered.number(of.document, of.paragraph, quotes_of(answer, of.paragraph))
        for of in answer.citations
    ]
    return tuple(
        Led(led, tuple(_lines(statements, answer, numbers)))
        for led, statements in led_statements(answer)
    )


def _lines(
    statements: Sequence[Statement], answer: Answer, numbers: Sequence[int]
) -> Iterable[Line]:
    """A heading that several lines share is said once."""
    before = ""
    for of in statements:
        yield Line(
            f"{of.lead_in} {of.text}".strip(),
            tuple(dict.fromkeys(numbers[at] for at in of.cited)),
            "" if of.heading == before else of.heading,
            answer.citations[of.citation - 1].voice,
            of.item,
        )
        before = of.heading


def _near(answer: Answer, numbered: _Numbered) -> tuple[Near, ...]:
    found = []
    for passage in answer.nearest:
        closest = closest_sentence(passage)
        quotes = [closest] if closest in passage.paragraph.text else []
        found.append(Near(closest, numbered.number(passage.document, passage.paragraph, quotes)))
    return tuple(found)
