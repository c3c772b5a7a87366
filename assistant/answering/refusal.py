"""Whether what was found carries an answer: reasons that forbid one, then signs that are weighed.

The reasons are exact: the evidence is about another year, another of things that exclude each
other, or lacks a name that the question gives. All else is weighed: what the reader makes of the
passages, the search's score, and how well the evidence carries the question's words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from assistant.answer import Passage
from assistant.answering.another_date import another_date
from assistant.answering.evidence import Evidence
from assistant.search.reader import PassageReader
from ingest.language.words import words

COEFFICIENTS_FILE = Path(__file__).with_name("refusal.json")
_UNLIKE_ACRONYM = 0.3
_FAR_OFF = 1.0
"""In logits, of reader and search together. Of the 19 questions of the tuning part that are refused
though a nearest paragraph answers them the least has 2.8; of 34 about cricket, cooking and the like
32 have less than 1."""
_SHORTEST_NAME = 3
"""Letters: "GPs" and the "Es" of "A&Es" name nothing by themselves."""


def reason_to_refuse(evidence: Evidence) -> str | None:
    """Why the evidence cannot be an answer, in a few words for the reader; None if it may be.

    It is not about the year, name or member of a set that the question names.
    """
    if reason := another_date(evidence):
        return reason
    if name := _absent_name(evidence):
        return f"What was found does not mention “{name}”."
    if member := evidence.groups.another_member(evidence.question.written_out, evidence.said):
        return f"What was found is not about {member}."
    if evidence.question.asks_who_it_is_now:
        return "They are dated, and do not say who it is now."
    return None


def _absent_name(evidence: Evidence) -> str | None:
    """A name in the question that stands nowhere in or above the cited paragraphs.

    A name is a word that the corpus only has with a capital and in few paragraphs, or does not have
    and the question writes with one; a member of a set that exclude each other; or an Act, plan or
    the like. An acronym counts only where nothing in the evidence is like it, and none of two
    letters does: "GPs" may be "primary care".
    """
    surroundings = evidence.surroundings()
    for word, similarity in evidence.carried():
        typed = evidence.question.as_typed(word.word)
        if word.stands or not typed:
            continue
        capitals = sum(map(str.isupper, typed))
        if capitals > 1 or len(word.word) < _SHORTEST_NAME:
            named = capitals >= _SHORTEST_NAME
            absent = named and not word.known and similarity < _UNLIKE_ACRONYM
        else:
            absent = word.name or (
                not word.known and evidence.groups.lacks_member(word.word, surroundings)
            )
        if absent:
            return typed
    there = " ".join(words(surroundings))
    instruments = evidence.question.instruments
    return next((name for name in instruments if " ".join(words(name)) not in there), None)


def far_off(passages: Sequence[Passage]) -> bool:
    """Whether even the likeliest passage is about something else than the question.

    Where nothing was read it is not told.
    """
    worths = [passage.reading.worth for passage in passages if passage.reading]
    return bool(worths) and max(worths) < _FAR_OFF


@dataclass(frozen=True)
class Signs:
    """What is weighed, of which most speak for an answer.

    Of the reader, in logits, 0 where nothing was read: ``best`` is the likeliest passage's,
    ``any`` that of any passage, ``sentence`` the best sentence's. Of the search, about from 0 to
    1: ``score`` is the best passage's; ``mean`` says how well the question's words are carried by
    the sentences claimed, ``weakest`` how well the least of those that are not verbs.

    Of the words that do not stand in or above the paragraphs cited: ``absent`` is their number,
    ``stand`` the share of the others, and ``spoken_for``, in logits, whether the passage is about
    what the least carried of them says (:meth:`Evidence.spoken_for`).
    """

    best: float
    any: float
    sentence: float
    score: float
    mean: float
    weakest: float
    absent: float
    stand: float
    spoken_for: float


def signs(evidence: Evidence) -> Signs:
    """The signs of an answer. The evidence has claims and passages."""
    carried = evidence.carried()
    things = [similarity for word, similarity in carried if not _looks_like_verb(word.word)]
    similarities = [similarity for _, similarity in carried] or [0.0]
    stand = [word.stands for word, _ in carried] or [False]
    readings = [passage.reading for passage in evidence.passages if passage.reading]
    logits = [reading.answers for reading in readings]
    return Signs(
        best=max(logits, default=0.0),
        any=_log_sum(logits) if logits else 0.0,
        sentence=max((max(r.sentences, default=0.0) for r in readings), default=0.0),
        score=max(passage.score for passage in evidence.passages),
        mean=sum(similarities) / len(similarities),
        weakest=min(things, default=0.0),
        absent=float(stand.count(False)) if carried else 0.0,
        stand=stand.count(True) / len(stand),
        spoken_for=evidence.spoken_for(),
    )


def _looks_like_verb(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly"))


def _log_sum(logits: Sequence[float]) -> float:
    highest = max(logits)
    return highest + math.log(sum(math.exp(logit - highest) for logit in logits))


@cache
def unread_coefficients() -> Mapping[str, float]:
    """The coefficients and the threshold where nothing is read."""
    coefficients: dict[str, float] = json.loads(COEFFICIENTS_FILE.read_text(encoding="utf-8"))
    return coefficients


def coefficients_of(reader: PassageReader | None) -> Mapping[str, float]:
    """The weight of each sign, the intercept and the threshold; a reader brings its own."""
    return unread_coefficients() if reader is None else reader.coefficients


def confidence(found: Signs, coefficients: Mapping[str, float]) -> float:
    """How likely the evidence is to answer, from 0 to 1: logistic regression over the signs."""
    total = coefficients["intercept"]
    total += sum(coefficients.get(name, 0.0) * value for name, value in asdict(found).items())
    return 1 / (1 + math.exp(-total))
