"""Who rates, as a claim says and as the documents say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.nearest import SourceFinder
from assistant.facts.firmness import IS
from assistant.facts.reading import Facts
from assistant.facts.speakers import body_of, says_so
from assistant.facts.units import Unit
from assistant.lookup.ratings.known import Known
from assistant.lookup.ratings.words import Part, parts_of_word
from ingest.language.sentences import kept_sentences

_BY = 6
"""Words after "by" in which it stands who rated."""

_WITHIN = 2
"""Words before a participle in which its "was" stands."""


@dataclass(frozen=True)
class Rater:
    """A body that a text says rated, and the place of the words for it."""

    name: str
    start: int
    end: int


def who_rated(said: Facts, known: Known) -> Rater | None:
    """Who a text says rated; None where it does not say."""
    of = said.units
    for at in (at for at, unit in enumerate(of) if at and _is_rating_verb(unit)):
        if any(unit.word in IS | {"been"} for unit in of[max(at - _WITHIN, 0) : at]):
            by = next((to for to in range(at, len(of)) if of[to].word == "by"), len(of))
            return _body(said, of[by + 1 : by + _BY], known)
        return _body(said, of[:at], known)
    return None


def raters(finder: SourceFinder, known: Known) -> list[str]:
    """Who rates, as the sentences above the lists of ratings say."""
    evaluated = finder.library.register.evaluated
    keys = dict.fromkeys(r.paragraph for of in evaluated for r in of.ratings if not r.in_table)
    found: dict[str, None] = {}
    for key in keys:
        of = kept_sentences(finder.library.paragraphs[key])
        for lead_in in dict.fromkeys(s.lead_in for s in of if s.lead_in is not None):
            if rater := who_rated(finder.facts(of[lead_in].text), known):
                found[rater.name] = None
    return list(found)


def _is_rating_verb(unit: Unit) -> bool:
    is_verb = unit.word.endswith(("ed", "s")) or unit.is_irregular_past
    return is_verb and (Part.RATES in parts_of_word(unit.word) or says_so(unit))


def _body(said: Facts, of: Sequence[Unit], known: Known) -> Rater | None:
    """The body that some words name, where they name nothing else."""
    told = [unit for unit in of if not unit.is_small and not unit.word.endswith("ly")]
    others = [unit for unit in told if not body_of(unit)]
    is_name = all(said.text[unit.start].isupper() for unit in others)
    has_thing = any(known.names(frozenset({unit.stem})) for unit in others)
    if not told or not is_name or (has_thing and others == told):
        return None
    name = next((body for unit in told if (body := body_of(unit))), "")
    return Rater(name or said.text[told[0].start : told[-1].end], told[0].start, told[-1].end)
