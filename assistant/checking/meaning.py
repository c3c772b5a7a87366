"""Where words do not suffice: how far a source carries each word of a claim in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span
from assistant.facts.units import Unit
from ingest.indexing.embedding import Encoded, Encoder
from ingest.indexing.statistics import about
from ingest.language.words import FRAMING_WORDS, stemmed
from ingest.types import Document

_CARRIED = 0.38
"""The least cosine of a word, in its sentence, with any word of its source, in that one's.

Between the claims that are faithful and those that no document makes: docs/adr/0011.
"""

_CARRIED_BY_THE_SAME = 0.46
"""The same where the rest of the sentence is the source's: there any other word looks alike."""

_KEPT = 1_000
"""Texts whose vectors are kept."""

_THE_SAME = 0.8
_ARTICLES = frozenset("a an the of its their our this that these those".split())
_AUXILIARIES = frozenset("has have had is are was were be been being".split())
_THINGS_IN_ING = frozenset(
    "ageing beginning building bullying clothing counselling drinking earning eating feeling"
    " finding funding gambling hearing housing learning lighting meaning meeting morning nursing"
    " offending parenting prescribing screening setting smoking spending training wellbeing".split()
)
_JOINING = frozenset(
    "above alongside anybody anyone below beyond everybody herself himself itself themselves"
    " throughout towards whereas whoever".split()
)
PROMISES = stemmed("aim ambition commitment goal objective pledge promise target trajectory")
"""Policy's words for what is promised: a faithful paraphrase may take one for another."""

_SAY_NOTHING = FRAMING_WORDS | _JOINING
_AFTER_VERB = frozenset("that the a an how what".split())


class Meaning:
    """Compares claims and sources by the embedding model, which is loaded when it is first used."""

    def __init__(self, load: Callable[[], Encoder], finder: SourceFinder) -> None:
        self._load, self._finder = load, finder
        self._encoded = lru_cache(maxsize=_KEPT)(self._encode)

    @cached_property
    def _encoder(self) -> Encoder:
        return self._load()

    def likeness(self, claim: str, source: Span) -> float:
        """How alike a claim and a source are, as a cosine."""
        of = self._encoder.encode_question(self._in_full(claim))
        return float(of.vector @ self._encoded(self._in_full(_below(source))).vector)

    def _encode(self, text: str) -> Encoded:
        """One text by itself: in a batch each would be as long as the longest."""
        return self._encoder.encode([text])[0]

    def uncarried(
        self, claim: str, of: Sequence[Unit], source: Span, share: float
    ) -> dict[Unit, float]:
        """The words of a claim that its source does not carry at all, each with its best cosine.

        Verbs are left out, which a faithful paraphrase chooses freely, and framing words. A word
        that stands above the source, or in what is said of its document, is the source's.
        ``share`` is the share of the claim's words that the source has.
        """
        least = _CARRIED_BY_THE_SAME if share >= _THE_SAME else _CARRIED
        finder = self._finder
        document = finder.library.documents[source.paragraph.document]
        encoded = self._encoder.encode_question(self._in_full(claim))
        carrying = self._encoded(self._in_full(_below(source)))
        best = (encoded.token_vectors @ carrying.token_vectors.T).max(axis=1, initial=-1.0)
        low: dict[str, float] = {}
        written = finder.units(self._in_full(claim))
        for at, unit in enumerate(written):
            if (
                _is_verb(written, at)
                or unit.word in _SAY_NOTHING
                or unit.word[0].isdigit()
                or len(unit.word) < 3
            ):
                continue
            pieces = [
                cosine
                for cosine, (start, end) in zip(best, encoded.offsets, strict=True)
                if start >= unit.start and end <= unit.end
            ]
            if pieces and min(pieces) < least:
                low[unit.base] = float(min(pieces))
        there = {
            unit.base
            for text in (source.paragraph.text, _above(document, source))
            for unit in finder.units(text)
        }
        if there & PROMISES:
            there |= PROMISES
        return {unit: low[unit.base] for unit in of if unit.base in low and unit.base not in there}

    def _in_full(self, text: str) -> str:
        return self._finder.analyser.written_out(re.sub(r"\s+", " ", text))


def _is_verb(of: Sequence[Unit], at: int) -> bool:
    """Whether a word is a verb, as far as its form and its neighbours show."""
    word = of[at].word
    before = of[at - 1].word if at else ""
    after = of[at + 1].word if at + 1 < len(of) else ""
    if of[at].is_irregular_past:
        return before not in _ARTICLES
    if word.endswith(("ing", "ed")):
        return before not in _ARTICLES and word not in _THINGS_IN_ING
    if before in _AUXILIARIES:
        return word.endswith(("ed", "en")) or before in ("has", "have", "had")
    return word.endswith("s") and not word.endswith("ss") and after in _AFTER_VERB and bool(before)


def _below(source: Span) -> str:
    """A source below its list's lead-in."""
    return " ".join(filter(None, (source.lead_in, source.text)))


def _above(document: Document, source: Span) -> str:
    return ". ".join([*source.paragraph.section, *about(document).split("\n")])
