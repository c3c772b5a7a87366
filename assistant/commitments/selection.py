"""Which commitments are asked for: by document, theme, who, by when, how rated, what became."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.errors import UsageError
from ingest.indexing.texts import Texts
from ingest.language.fulfilment import Fulfilment
from ingest.language.strength import Strength
from ingest.language.words import STOP_WORDS, stems
from ingest.register.ratings import SCALE
from ingest.register.types import Commitment, Evaluated, Quote, Thread
from ingest.types import Document, document_of

_OURS = frozenset("we our us".split())


@dataclass(frozen=True)
class Wanted:
    """What is asked for; what is empty is not asked for.

    ``document`` is an id, ``theme`` and ``who`` some words of the headings or of who is to do it,
    ``due_by`` a year, ``rating`` a value of the scale, under ``heading`` if that is given too.
    """

    document: str = ""
    theme: str = ""
    who: str = ""
    due_by: int | None = None
    rating: str = ""
    heading: str = ""
    outcome: str = ""
    strength: str = ""

    def checked(self, documents: Iterable[Document]) -> Wanted:
        """The same in plain letters; raises :class:`UsageError` for what there is none of."""
        ids = [document.id for document in documents]
        wanted = replace(
            self,
            document=self.document.strip(),
            rating=self.rating.strip().lower(),
            outcome=self.outcome.strip().lower(),
            strength=self.strength.strip().lower(),
        )
        for given, known, what in (
            (wanted.document, ids, "document"),
            (wanted.rating, SCALE, "rating"),
            (wanted.outcome, [outcome.value for outcome in Fulfilment], "outcome"),
            (wanted.strength, [strength.value for strength in Strength], "strength"),
        ):
            if given and given not in known:
                raise UsageError(f"There is no {what} '{given}'; take one of: {', '.join(known)}.")
        return wanted


class Selection:
    """Chooses from the register of one index."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._register = texts, texts.register

    def evaluated(self, wanted: Wanted) -> list[Evaluated]:
        """The evaluated commitments that are asked for, in the order of their ratings."""
        return [one for one in self._register.evaluated if self._has(one, wanted)]

    def all(self, wanted: Wanted) -> list[Commitment]:
        """Every commitment that is asked for, in the order of the corpus."""
        return [one for one in self._register.commitments if self._is(one, wanted)]

    def across(self, wanted: Wanted) -> list[Thread]:
        """The promises that are spoken of more than once, as far as they are asked for."""
        return [
            thread
            for thread in self._register.threads
            if (not wanted.document or wanted.document in thread.documents)
            and self._speaks_of(wanted.theme, thread.names)
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
        by = detail.due_year if detail else None
        document = document_of(one.ratings[0].paragraph)
        return (
            wanted.document in ("", document)
            and self._speaks_of(wanted.theme, [one.label, *one.section])
            and self._speaks_of(wanted.who, [detail.who if detail else ""])
            and _in_time(by, wanted.due_by)
            and _rated(one, wanted)
            and wanted.outcome in ("", one.outcome.value)
            and not wanted.strength
        )

    def _is(self, one: Commitment, wanted: Wanted) -> bool:
        return (
            wanted.document in ("", one.document)
            and self._speaks_of(wanted.theme, one.section)
            and self._speaks_of(wanted.who, [self.who(one)])
            and _in_time(one.due_year, wanted.due_by)
            and wanted.strength in ("", one.strength.value)
        )

    def who(self, one: Commitment) -> str:
        """Who is to do it; where the document says "we" itself, its publisher beside that."""
        publisher = self._texts.documents[one.document].publisher
        ours = one.who.lower() in _OURS and publisher and not one.quoted
        return f"{one.who} ({publisher})" if ours else one.who

    def _speaks_of(self, asked: str, texts: Sequence[str]) -> bool:
        """Whether every word asked for, abbreviations in full, stands in the texts."""
        if not asked:
            return True
        written_out = self._texts.analyser.written_out
        wanted = set(stems(written_out(asked), STOP_WORDS))
        return wanted <= set(stems(written_out("\n".join(texts)), STOP_WORDS))


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
