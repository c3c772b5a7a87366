"""Which commitments are asked for: by document, theme, who, by when, how rated, what became."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ingest.errors import UsageError
from ingest.indexing.texts import Texts
from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.language.words import STOP_WORDS, stem, stems, words
from ingest.register.details import who
from ingest.register.types import OURS, Commitment, Evaluated, Kind, Quote, Thread
from ingest.types import Document, document_of
from ingest.voices import reply_of
from ingest.written import brief

_WHO_STOPS = STOP_WORDS - OURS
"""Words that name nobody; "we" is somebody."""

_KEPT = 100
"""What was asked for whose stems are kept."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for; what is empty is not asked for.

    ``document`` is an id, ``theme`` some words of what is committed to, of the headings above it or
    of its document's name, ``who`` some of who is to do it, ``due_by`` a year, ``kind`` one of
    :class:`Kind`, ``rating`` a value of the scale, under ``heading`` if that is given too. Those
    that are less sure are asked for with ``less_sure``, beside the others.
    """

    document: str = ""
    theme: str = ""
    who: str = ""
    due_by: int | None = None
    kind: str = ""
    rating: str = ""
    heading: str = ""
    outcome: str = ""
    strength: str = ""
    less_sure: bool = False

    def checked(self, texts: Texts) -> Wanted:
        """The same in plain letters; raises :class:`UsageError` for what there is none of."""
        wanted = replace(
            self,
            document=self.document.strip(),
            kind=self._kind(),
            rating=self.rating.strip().lower(),
            outcome=self.outcome.strip().lower(),
            strength=self.strength.strip().lower(),
        )
        for given, known, what in (
            (wanted.document, [document.id for document in texts.manifest.documents], "document"),
            (wanted.rating, texts.register.scale, "rating"),
            (wanted.outcome, [outcome.value for outcome in Fulfilment], "outcome"),
            (wanted.strength, [strength.value for strength in Strength], "strength"),
        ):
            if given:
                require_known(given, known, what)
        for given, stops in ((wanted.theme, STOP_WORDS), (wanted.who, _WHO_STOPS)):
            if given.strip() and not stems(given, stops):
                raise UsageError(f"'{given}' names nothing to look for; give a word that does.")
        self._require_heading(texts)
        return wanted

    def _kind(self) -> str:
        """The kind's own name, which may have been given in the plural."""
        given = self.kind.strip().lower().replace("-", " ")
        named = [kind.value for kind in Kind if given in (kind.value, kind.plural)]
        if given and not named:
            known = ", ".join(kind.plural for kind in Kind)
            raise UsageError(f"There is no kind '{self.kind}'; take one of: {known}.")
        return named[0] if named else ""

    def _require_heading(self, texts: Texts) -> None:
        headings = {
            r.heading.casefold(): r.heading for e in texts.register.evaluated for r in e.ratings
        }
        asked = self.heading.strip().casefold()
        if asked and headings and not any(asked in heading for heading in headings):
            known = ", ".join(headings.values())
            raise UsageError(f"Nothing was rated under '{self.heading}'; take one of: {known}.")


def require_known(given: str, known: Collection[str], what: str) -> None:
    """Raise :class:`UsageError` that names those there are for what there is none of."""
    if given not in known:
        raise UsageError(f"There is no {what} '{brief(given)}'; take one of: {', '.join(known)}.")


class Selection:
    """Chooses from the register of one index."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._register = texts, texts.register
        self._words_of = lru_cache(maxsize=_KEPT)(self._read)
        self._stays = lru_cache(maxsize=_KEPT)(texts.analyser.stays)

    def evaluated(self, wanted: Wanted) -> list[Evaluated]:
        """The evaluated commitments that are asked for, in the order of their ratings."""
        return [one for one in self._register.evaluated if self._has(one, wanted)]

    def all(self, wanted: Wanted) -> list[Commitment]:
        """Every commitment that is asked for, in the order of the corpus."""
        among = self._register.commitments if wanted.less_sure else self._register.sure
        return [one for one in among if self._is(one, wanted)]

    def across(self, wanted: Wanted) -> list[Thread]:
        """The promises that are spoken of more than once, as far as they are asked for."""
        return [
            thread
            for thread in self._register.threads
            if (not wanted.document or wanted.document in thread.documents)
            and self._is_on(
                wanted.theme,
                [*thread.names, *(saying.text for saying in thread.sayings)],
                thread.documents,
            )
        ]

    def details(self, evaluated: Evaluated) -> Commitment | None:
        """Who, by when and how much of an evaluated commitment, from where it is set out."""
        if not evaluated.promises:
            return None
        of = self._of_paragraph.get(evaluated.promises[0].paragraph, ())
        return next(iter(of), None)

    @cached_property
    def _of_paragraph(self) -> dict[str, list[Commitment]]:
        found: dict[str, list[Commitment]] = {}
        for commitment in self._register.commitments:
            found.setdefault(commitment.paragraph, []).append(commitment)
        return found

    def _has(self, one: Evaluated, wanted: Wanted) -> bool:
        detail = self.details(one)
        document = document_of(one.ratings[0].paragraph)
        texts = [one.label, *one.section, *(promise.text for promise in one.promises)]
        return (
            wanted.document in ("", document)
            and self._is_on(wanted.theme, texts, [document])
            and self._names(wanted.who, detail)
            and _in_time(detail.due_year if detail else None, wanted.due_by)
            and _rated(one, wanted)
            and wanted.outcome in ("", one.outcome.value)
        )

    def _is(self, one: Commitment, wanted: Wanted) -> bool:
        return (
            wanted.document in ("", one.document)
            and self._is_on(wanted.theme, [*one.section, one.lead_in, one.text], [one.document])
            and self._names(wanted.who, one)
            and _in_time(one.due_year, wanted.due_by)
            and wanted.kind in ("", one.kind.value)
            and wanted.strength in ("", one.strength.value)
        )

    def who(self, one: Commitment) -> str:
        """Who is to do it; beside "we" whom that means: who is quoted, or else the publisher."""
        document = self._texts.documents[one.document]
        if one.who.lower() not in OURS:
            return one.who
        own = "" if one.quoted else document.publisher or f"the authors of “{document.name}”"
        means = one.speaker or own
        return f"{one.who} ({means})" if means else one.who

    def by_name(self, one: Commitment) -> str:
        """Who is to do it, by name: whom "we" means, and whose a promise is that is quoted."""
        document = self._texts.documents[one.document]
        named = "" if one.who.lower() in OURS else one.who
        speaker = one.speaker if one.quoted or not named else ""
        own = "" if one.quoted or not one.who else _speaker_of(document)
        return plain_name(named or speaker or own)

    def _is_on(self, theme: str, texts: Sequence[str], documents: Iterable[str]) -> bool:
        """Whether the texts, with the names of their documents, speak of a theme."""
        names = (self._texts.documents[document].name for document in documents)
        return self._has_words(theme, [*texts, *names], STOP_WORDS)

    def _names(self, asked: str, one: Commitment | None) -> bool:
        names = [self.who(one), self.by_name(one)] if one else [""]
        return self._has_words(asked, names, _WHO_STOPS)

    def _has_words(self, asked: str, texts: Sequence[str], stops: Collection[str]) -> bool:
        """Whether every word asked for, abbreviations in full, stands in the texts."""
        if not asked:
            return True
        wanted, spellings = self._words_of(asked, frozenset(stops))
        text = "\n".join(texts)
        lower = text.lower()
        if not all(any(way in lower for way in ways) for ways in spellings):
            return False
        openings = tuple(way for ways in spellings for way in ways)
        near = {w for w in words(lower) if w.startswith(openings) and w not in stops}
        plain = filter(self._stays, near)
        if wanted.issubset(map(stem, plain)):
            return True
        return wanted <= set(stems(self._texts.analyser.written_out(text), stops))

    def _read(self, asked: str, stops: frozenset[str]) -> tuple[frozenset[str], list[set[str]]]:
        """The stems of what is asked for, and for each how a text may spell it."""
        analyser = self._texts.analyser
        wanted = frozenset(stems(analyser.written_out(asked), stops))
        return wanted, [analyser.spellings(word) for word in wanted]


def _speaker_of(document: Document) -> str:
    """Who says "we" in a document: who replies by its title, or else its publisher."""
    replies = reply_of(document.title)
    body = plain_name(replies[0]) if replies else ""
    if body and body == plain_name(who(f"{body} will reply")):
        return body
    return document.publisher or f"the authors of “{document.name}”"


def plain_name(name: str) -> str:
    """A body as a sentence names it: without its possessive, "the" in small letters.

    >>> plain_name("The Government's"), plain_name("Government"), plain_name("NHS England")
    ('the Government', 'the Government', 'NHS England')
    """
    bare = name.strip().replace("’", "'").removesuffix("'s").removesuffix("'")
    article, _, rest = bare.partition(" ")
    if bare.casefold().removeprefix("the ").removeprefix("this ") == "government":
        return "the Government"
    return f"the {rest}" if article == "The" and rest else bare


def _in_time(year: int | None, by: int | None) -> bool:
    return by is None or (year is not None and year <= by)


def _rated(one: Evaluated, wanted: Wanted) -> bool:
    if not (wanted.rating or wanted.heading):
        return True
    return any(
        wanted.heading.casefold() in rating.heading.casefold()
        and wanted.rating in ("", rating.value)
        for rating in one.ratings
    )


def once(quotes: Iterable[Quote]) -> list[str]:
    """The keys of the paragraphs that some quotes stand in, each once."""
    return list(dict.fromkeys(quote.paragraph for quote in quotes))
