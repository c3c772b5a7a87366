"""Reads a question about commitments: its words, its year, its numbers and its documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import dropwhile

from assistant.facts.units import Unit, units
from assistant.library.naming import Naming
from assistant.question.commitments.around import in_context
from assistant.question.commitments.asked import Asked, Due, Word
from assistant.question.commitments.outcomes import outcomes_asked
from assistant.question.commitments.vocabulary import AUXILIARIES, PARTLY, Part, parts_of
from assistant.question.parts import documents_compared
from ingest.language.dates import YEAR, years
from ingest.language.quantities import quantities
from ingest.language.words import STOP_WORDS, Analyser, stem, words

_GREETINGS = frozenset("dear hello hey hi good morning afternoon evening team".split())
_FIRST_PERSON = frozenset("i we my our".split())
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_AS_PLANNED = re.compile(r"\b(?:ahead of|behind|on|off) (?:plan|schedule)\b", re.I)
_ENDS_CLAUSE = re.compile(r"[,;:.?!–—]")
_OPENS_CLAUSE = frozenset("and but which what".split())
_DUE = frozenset("by until before in for during deadline date".split())
_OF_A_YEAR = frozenset("the end year of financial".split())
_PASSED_OVER = frozenset("of the".split())


def read(question: str, analyser: Analyser, naming: Naming, mended: Callable[[str], str]) -> Asked:
    """Read a question; ``mended`` gives it in the documents' own words, typing errors mended."""
    typed = _without_remarks(_with_apostrophes(question))
    text = _mended(typed, mended, analyser)
    of = list(dropwhile(lambda unit: unit.word in _GREETINGS, units(text, analyser)))
    due = _due(text, of)
    unplanned = _AS_PLANNED.sub("", typed)
    documents = naming.named(unplanned.replace(due.named, "") if due else unplanned)
    names = " ".join(f"{d.name} {d.publisher} {d.kind} {d.date}" for d in documents)
    numbers = [q for q in quantities(text) if text[q.start : q.end].lower() not in PARTLY]
    spans = {
        Part.YEAR: [(due.start if due else m.start(), m.end()) for m in YEAR.finditer(text)],
        Part.NUMBER: [(quantity.start, quantity.end) for quantity in numbers],
    }
    typed_stems = {stem(word) for word in words(typed)}
    of_documents = set(words(names)) - STOP_WORDS
    found = in_context(
        list(_words(text, of, spans, of_documents, typed_stems, naming.shared_stems))
    )
    return Asked(
        text,
        found,
        tuple(document.id for document in documents),
        tuple(document.id for document in documents_compared(typed, naming)),
        frozenset(quantity.value for quantity in numbers),
        frozenset(years(text)),
        due,
        outcomes_asked(found),
    )


def _with_apostrophes(question: str) -> str:
    """The question with "wont" and "dont" spelt out."""

    def spelt(match: re.Match[str]) -> str:
        verb = match.group()[:-2]
        return f"{verb}n't" if verb.lower() in AUXILIARIES else match.group()

    return re.sub(r"\b[A-Za-z]+nt\b", spelt, question.replace("’", "'"))


def _without_remarks(question: str) -> str:
    """The question without sentences before it in which readers speak of themselves."""
    sentences = _NEXT_SENTENCE.split(question.strip())
    while len(sentences) > 1 and _speaks_of_the_reader(sentences[0]):
        sentences.pop(0)
    return " ".join(sentences)


def _speaks_of_the_reader(sentence: str) -> bool:
    first = dropwhile(lambda word: word in _GREETINGS, words(sentence))
    return next(first, "i").partition("'")[0] in _FIRST_PERSON and not sentence.endswith("?")


def _mended(typed: str, mended: Callable[[str], str], analyser: Analyser) -> str:
    """The question in the documents' own words, but for those that are known here as typed."""
    text = mended(typed)
    kept = set(words(text))
    for unit in units(typed, analyser):
        if unit.word not in kept and parts_of(unit, ""):
            text = text.replace(mended(unit.word), unit.word)
    return text


def _words(
    text: str,
    of: Sequence[Unit],
    spans: Mapping[Part, Sequence[tuple[int, int]]],
    names: Collection[str],
    typed: Collection[str],
    shared: Collection[str],
) -> Iterator[Word]:
    """The words of a text with the parts that they can play.

    ``spans`` are the places of years and numbers, ``names`` the words of the documents' names,
    ``typed`` the stems of the question as typed and ``shared`` those of most documents' titles.
    """
    clause = 0
    for at, unit in enumerate(of):
        clause += at > 0 and _opens_clause(text[of[at - 1].end : unit.start], unit)
        before = [u.word for u in of[:at] if u.word not in _PASSED_OVER][-1:]
        within = {p for p, places in spans.items() if any(s <= unit.start < e for s, e in places)}
        parts = within or parts_of(unit, "".join(before))
        if unit.word in names:
            parts = parts - {Part.DUE} | {Part.DOCUMENT}
        if not parts and unit.stem in shared:
            parts = {Part.GENERAL}
        yield Word(unit, frozenset(parts), clause, unit.stem not in typed)


def _opens_clause(between: str, unit: Unit) -> bool:
    return unit.word in _OPENS_CLAUSE or _ENDS_CLAUSE.search(between) is not None


def _due(text: str, of: Sequence[Unit]) -> Due | None:
    """The one year that a question asks of, where it says "by" or "in" before it; else None."""
    found = list(YEAR.finditer(text))
    if len(found) != 1:
        return None
    before = [u for u in of if u.end <= found[0].start() and u.word not in _OF_A_YEAR][-1:]
    if not before or before[0].word not in _DUE:
        return None
    return Due(found[0].group(), before[0].word, before[0].start)
