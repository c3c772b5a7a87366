"""Whether what was found carries an answer: reasons that forbid one, then signs that are weighed.

A retrieval score tells an off-subject question from the others and hardly a near miss. So the
evidence must also have what the question demands (an amount, a share, a date), be about the years,
names and groups that it names, and carry its words; the last is weighed by fitted coefficients.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from assistant.asks import demands, holds, is_count, things_demanded
from assistant.contrasts import another_member, is_member
from assistant.dates import another_date
from assistant.evidence import Evidence
from ingest.words import content_words, stem, words

COEFFICIENTS_FILE = Path(__file__).with_name("refusal.json")
_UNLIKE_ACRONYM = 0.3
_INSTRUMENT = re.compile(
    r"\b[A-Z][a-z]+ (?:[A-Z][a-z]+ ){1,4}"
    r"(?:Act|Bill|Framework|Scheme|Fund|Review|Inquiry|Taskforce)\b"
)
_LIKE = 0.5
_LONGEST_PART = 6
_HOW_MANY = re.compile(
    r"\bhow many (?!(?:is|are|was|were|have|has|had|did|do|does|of)\b)"
    r"(?:more |extra |new |additional |other |of |the )*((?:[\w/&-]+ ?){1,4})",
    re.I,
)
_HOW_MANY_THINGS = re.compile(
    r"\bhow many (?!(?:\w+ )?(?:minutes|hours|days|weeks|months|years|times|pounds)\b)", re.I
)
_NOW = re.compile(
    r"\bwho\b.*\b(?:now|currently|today|at the moment|these days|at present|nowadays)\b", re.I
)


def reason_to_refuse(evidence: Evidence) -> str | None:
    """Why the evidence cannot be an answer, in a few words for the reader; None if it may be."""
    return about_something_else(evidence) or _lacks_what_is_asked(evidence)


def about_something_else(evidence: Evidence) -> str | None:
    """The year, name or member of a set that the question names and the evidence is not about."""
    if year := another_date(evidence):
        return f"What was found is not about {year}."
    if name := _absent_name(evidence):
        return f"What was found does not mention “{name}”."
    if member := another_member(evidence.write_out(evidence.latest), evidence.said):
        return f"What was found is not about {member}."
    if _NOW.search(evidence.latest):
        return "They are dated, and do not say who it is now."
    return None


def _lacks_what_is_asked(evidence: Evidence) -> str | None:
    if things_demanded(evidence.latest) > _things_listed(evidence):
        return "What was found does not name them."
    if _counts_something_else(evidence):
        return "What was found does not count them."
    missing = [kind for kind in demands(evidence.latest) if not holds(kind, evidence.said)]
    return f"What was found gives no {missing[0].value}." if missing else None


def _things_listed(evidence: Evidence) -> int:
    """How many things the claims can name at most: items, or short parts of one sentence."""
    items = sum(claim.item for claim in evidence.claims)
    longest = 0
    for claim in evidence.claims:
        run = 0
        for part in re.split(r"[,;:]| and | or ", claim.text):
            run = run + 1 if len(part.split()) <= _LONGEST_PART else 0
            longest = max(longest, run)
    return max(items, longest)


def _absent_name(evidence: Evidence) -> str | None:
    """A name in the question that stands nowhere in or above the cited paragraphs.

    A name is a word that the corpus only has with a capital, or does not have and the question
    writes with one; a member of a set that exclude each other; or an Act, plan or the like. An
    acronym counts only where nothing in the evidence is like it: "GP" may be "primary care".
    """
    for word, similarity in evidence.carried():
        typed = re.search(rf"\b{re.escape(word.word)}\w*", evidence.latest, re.I)
        if word.stands or typed is None:
            continue
        if typed.group()[:2].isupper():
            absent = not word.known and similarity < _UNLIKE_ACRONYM
        else:
            absent = word.name or (not word.known and is_member(word.word))
        if absent:
            return typed.group()
    there = " ".join(words(evidence.surroundings()))
    instruments = (match.group() for match in _INSTRUMENT.finditer(evidence.latest))
    return next((name for name in instruments if " ".join(words(name)) not in there), None)


@dataclass(frozen=True)
class Signs:
    """What speaks for an answer, each about from 0 to 1: the higher the likelier.

    ``score`` is the best passage's; ``mean`` says how well the question's words are carried by the
    sentences claimed, ``weakest`` and ``second_weakest`` how well those that are not verbs;
    ``length`` is their number, in tens.
    """

    score: float
    weakest: float
    second_weakest: float
    mean: float
    length: float


def signs(evidence: Evidence) -> Signs:
    """The signs of an answer. The evidence has claims and passages."""
    carried = evidence.carried()
    things = [similarity for word, similarity in carried if not _looks_like_verb(word.word)]
    weakest = sorted(things) or [0.0]
    similarities = [similarity for _, similarity in carried] or [0.0]
    return Signs(
        score=max(passage.score for passage in evidence.passages),
        weakest=weakest[0],
        second_weakest=weakest[min(1, len(weakest) - 1)],
        mean=sum(similarities) / len(similarities),
        length=min(len(similarities), 10) / 10,
    )


def _looks_like_verb(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly"))


def _counts_something_else(evidence: Evidence) -> bool:
    """Whether "how many X" meets no number that stands just before an X.

    Where no X stands in the evidence at all, something like it may be counted under another word.
    """
    said = words(evidence.said)
    counts = [at for at in range(len(said)) if is_count(said, at)]
    if _HOW_MANY_THINGS.search(evidence.latest) and not counts:
        return True
    match = _HOW_MANY.search(evidence.write_out(evidence.latest))
    if not match:
        return False
    counted = set(content_words(match[1]))
    carried = [(word, s) for word, s in evidence.carried() if word.word in counted]
    if not any(word.stands for word, _ in carried):
        return bool(carried) and max(s for _, s in carried) < _LIKE
    wanted = {stem(word) for word in counted}
    return not any(wanted & {stem(after) for after in said[at + 1 : at + 7]} for at in counts) and (
        not any(
            wanted & {stem(after) for after in said[at + 2 : at + 8]}
            for at in range(len(said) - 1)
            if said[at : at + 2] == ["number", "of"]
        )
    )


def fitted_threshold() -> float:
    """The confidence below which nothing is said."""
    return _coefficients()["threshold"]


@cache
def _coefficients() -> Mapping[str, float]:
    coefficients: dict[str, float] = json.loads(COEFFICIENTS_FILE.read_text(encoding="utf-8"))
    return coefficients


def confidence(found: Signs, coefficients: Mapping[str, float] | None = None) -> float:
    """How likely the evidence is to answer, from 0 to 1: logistic regression over the signs."""
    weights = _coefficients() if coefficients is None else coefficients
    total = weights["intercept"]
    total += sum(weights[name] * value for name, value in asdict(found).items())
    return 1 / (1 + math.exp(-total))
