"""How surely a sentence is a commitment, and of which kind: fitted to labelled sentences.

The rules of :mod:`ingest.language.strength` read a sentence's verb and who acts; what a paper of
rules or a committee's report says with the same verbs binds nobody. Each kind is a logistic
regression over the sentence's words, over what the rules found in it, and over how often its paper
says some words in its own voice (``evals/fit_register.py``).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.language.fulfilment import outcome_of
from ingest.language.quantities import quantities
from ingest.language.sentences import Sentence
from ingest.language.strength import Strength, strength_of
from ingest.language.words import words
from ingest.register import details
from ingest.register.ratings import USUAL
from ingest.register.scale import Scale
from ingest.register.types import OURS, Kind, kind_of
from ingest.register.wide import is_another_s, is_quoted, strengths
from ingest.types import Paragraph

KINDS_FILE = Path(__file__).with_name("kinds.json")
SURE = {
    Kind.PROMISE: 0.5,
    Kind.UNDER_WAY: 0.7,
    Kind.REPORT: 0.7,
    Kind.CONSIDERATION: 0.5,
    Kind.ACCEPTANCE: 0.5,
    Kind.REJECTION: 0.5,
}
"""The likelihood from which a sentence is surely of a kind: what held-out papers need for .85."""

_USUAL_SENTENCES = 20.0
"""As many sentences of a usual paper are counted with a paper's own, which may be few."""

OF_PAPER = 10.0
"""By what the shares of a paper's sentences are multiplied, to weigh like what is 0 or 1."""

_LONG = 300.0
_STEP, _STEPS = 6, 8
"""Words of a sentence by which its length is told, and the most steps of them."""

_USUAL = {
    Kind.PROMISE: Strength.WILL,
    Kind.UNDER_WAY: Strength.DOING,
    Kind.REPORT: Strength.DONE,
    Kind.CONSIDERATION: Strength.CONSIDERS,
    Kind.ACCEPTANCE: Strength.ACCEPTS,
    Kind.REJECTION: Strength.REJECTS,
}
"""What a sentence of a kind is taken to say whose verb the rules do not read so."""

Features = dict[str, float]
Likely = dict[Kind, float]
Entry = tuple[Paragraph, Sequence[Sentence]]


@dataclass(frozen=True)
class Model:
    """Weights of each kind by the features' names, and the words that features are made of.

    ``usual`` are the words that are counted in a paper, each with its share of the sentences of a
    usual paper; at ``hinges`` what is said of somebody begins.
    """

    intercepts: Mapping[Kind, float]
    weights: Mapping[str, Sequence[float]]
    usual: Mapping[str, float]
    hinges: frozenset[str]

    @classmethod
    def parsed(cls, fields: Mapping[str, Any]) -> Model:
        """From what JSON kept of it."""
        return cls(
            {Kind(kind): value for kind, value in fields["intercepts"].items()},
            fields["weights"],
            fields["usual"],
            frozenset(fields["hinges"]),
        )

    def likely(self, features: Features) -> Likely:
        """How likely a sentence is of each kind, from 0 to 1."""
        sums = list(self.intercepts.values())
        for name, value in features.items():
            for at, weight in enumerate(self.weights.get(name, ())):
                sums[at] += value * weight
        return {
            kind: 1 / (1 + math.exp(-max(-30.0, min(30.0, of))))
            for kind, of in zip(self.intercepts, sums, strict=True)
        }


@cache
def model() -> Model:
    """The committed weights."""
    return Model.parsed(json.loads(KINDS_FILE.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Judged:
    """How firmly a sentence commits somebody, None if it does not, and whether that is sure."""

    strength: Strength | None = None
    sure: bool = True


def judged(
    entries: Sequence[Entry], scale: Scale = USUAL, by: Model | None = None
) -> list[list[Judged]]:
    """For each entry of one document what each of its sentences is."""
    by = by or model()
    shares = shares_of(entries, by.usual)
    found: list[list[Judged]] = []
    for entry in entries:
        of_rules = strengths(*entry, scale)
        read = features_of(entry, of_rules, shares, by.hinges)
        found.append(
            [
                _judged(sentence.text, strength, by.likely(features) if features else {})
                for sentence, strength, features in zip(entry[1], of_rules, read, strict=True)
            ]
        )
    return found


def surest(likely: Likely) -> Kind | None:
    """The likeliest of the kinds that a sentence is surely of; None if it is of none."""
    surely = [kind for kind, of in likely.items() if of >= SURE[kind]]
    return max(surely, key=lambda kind: likely[kind], default=None)


def _judged(text: str, strength: Strength | None, likely: Likely) -> Judged:
    """A sentence by its surest kind; where none is sure, as the rules have it."""
    if not likely:
        return Judged(strength)
    kind = surest(likely)
    if kind is None:
        return Judged(strength, sure=False)
    if kind is Kind.REPORT and outcome_of(text):
        return Judged(Strength.REPORTS)
    agree = strength is not None and kind_of(strength, quoted=False) is kind
    return Judged(strength if agree else _USUAL[kind])


def shares_of(entries: Iterable[Entry], usual: Mapping[str, float]) -> Features:
    """In what part of a document's sentences it says each of some words in its own voice."""
    counts: Counter[str] = Counter()
    total = 0
    for paragraph, sentences in entries:
        for sentence in sentences:
            if not is_another_s(paragraph, sentence):
                total += 1
                said = set(words(sentence.text))
                counts.update(word for word in usual if not said.isdisjoint(_forms(word)))
    return {
        f"=paper {word}": OF_PAPER
        * (counts[word] + _USUAL_SENTENCES * share)
        / (total + _USUAL_SENTENCES)
        for word, share in usual.items()
    }


def _forms(word: str) -> tuple[str, str, str]:
    return word, f"{word}s", f"{word}ed"


def features_of(
    entry: Entry,
    found: Sequence[Strength | None],
    shares: Features,
    hinges: frozenset[str],
) -> Iterator[Features]:
    """For each sentence of an entry its features by name; none of what is quoted as a promise.

    ``found`` are the strengths of its sentences by the rules.
    """
    paragraph, sentences = entry
    for sentence, strength in zip(sentences, found, strict=True):
        if is_quoted(paragraph, sentence, sentences):
            yield {}
            continue
        lead_in = "" if sentence.lead_in is None else sentences[sentence.lead_in].text
        said = words(sentence.text)
        above = [*words(lead_in), *(w for title in paragraph.section[-1:] for w in words(title))]
        pairs = [" ".join(pair) for pair in pairwise(said)]
        yield {
            **_weighed((*said, *pairs), 4.0),
            **_weighed((f"above: {word}" for word in above), 1.0),
            **_weighed(_shape(sentence.text, said, hinges), 2.0),
            **_read(sentence.text, lead_in, strength),
            f"=own {strength_of(sentence.text) if lead_in else strength}": 1.0,
            "=another's": float(is_another_s(paragraph, sentence)),
            **shares,
        }


def _weighed(names: Iterable[str], weight: float) -> Features:
    """The names, each once, with values whose squares together are the weight's."""
    each = dict.fromkeys(names)
    return dict.fromkeys(each, weight / math.sqrt(max(len(each), 1)))


def _shape(text: str, said: Sequence[str], hinges: frozenset[str]) -> Iterator[str]:
    """How a sentence is built: what stands before its first hinge and after it, and its ends."""
    hinge = next((at for at, word in enumerate(said) if word in hinges), None)
    if hinge is None:
        yield "~no hinge"
    else:
        before, after = said[:hinge], [w for w in said[hinge + 1 :] if not w.endswith("ly")]
        yield f"~subject {' '.join(before[-1:])}"
        yield f"~subject {' '.join(before[-2:])}"
        yield f"~hinge {said[hinge]} {' '.join(after[:1])}"
        if after[:1] == ["be"]:
            yield f"~hinge {said[hinge]} be {' '.join(w[-2:] for w in after[1:2])}"
        yield f"~before {min(hinge // 2, _STEPS)}"
    yield f"~first {' '.join(said[:1])}"
    yield f"~end {text[-1:]}"
    yield f"~begins small {text[:1].islower()}"
    yield f"~length {min(len(said) // _STEP, _STEPS)}"


def _read(text: str, lead_in: str, strength: Strength | None) -> Features:
    """What the rules find in a sentence: its verb, who is to act, by when and how much."""
    kind = kind_of(strength or Strength.WILL, quoted=False)
    who, due = details.who(text), details.due(text, kind)
    return {
        f"=rules {strength}": 1.0,
        f"=rules {strength}, who {bool(who)}": 1.0,
        f"=rules {strength}, ours {who.lower() in OURS}": 1.0,
        "=who": float(bool(who)),
        "=ours": float(who.lower() in OURS),
        "=who above": float(bool(lead_in and details.who(lead_in))),
        "=due": float(bool(due.words)),
        "=due year": float(due.year is not None),
        "=amount": float(bool(quantities(text))),
        "=lead-in": float(bool(lead_in)),
        "=marks": float('"' in text or "“" in text),
        "=long": len(text) / _LONG,
    }
