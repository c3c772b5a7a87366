"""What the documents say to one question: look up, or retrieve, read, write or extract, weigh."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.answer import Claim, Passage, best_sentence
from assistant.answering.evidence import Evidence
from assistant.answering.extract import Answerer
from assistant.answering.finding import Finding, gone_through
from assistant.answering.happened import as_it_happened
from assistant.answering.own_words import in_own_words
from assistant.answering.refusal import coefficients_of, confidence, reason_to_refuse, signs
from assistant.checking.verify import Uncarried, claims_of, differing, verify
from assistant.library.library import Library
from assistant.lookup.lookups import LookUps
from assistant.question.question import Question, of_each_document
from assistant.search.reader import PassageReader
from assistant.search.reading import READ, answers, read
from assistant.search.retrieve import Search
from ingest.language.dates import years

if TYPE_CHECKING:
    from assistant.writing.attempt import Writing
    from assistant.writing.writer import Begun

_LEAST_WRITTEN = 0.5
"""The share of the threshold that is enough for what a chat model wrote.

By the reference questions it costs a writer that errs in nothing no answer; one that answers
whatever it is asked is kept from two in three of those that have none: docs/adr/0017.
"""

_MAY = 3
"""Of the threshold: from this share on it is left open whether the documents say.

Of the tuning questions that are not answered for want of confidence, the answerable have as a rule
more (13 of 18, of the others 37 of 72), and a right sentence among those that were not said.
"""

_CLOSEST = 3
"""Passages among whose commitments a date is looked for that no sentence found gives."""


class Finder:
    """Finds, reads and weighs for one question at a time; one object serves every thread."""

    def __init__(
        self,
        library: Library,
        look_ups: LookUps,
        answerer: Answerer,
        threshold: float | None,
        reader: PassageReader | None,
    ) -> None:
        """``threshold`` is the least confidence that is answered; None for the fitted one."""
        self._library, self._look_ups, self._search = library, look_ups, Search(library)
        self._answerer, self._reader = answerer, reader
        self._coefficients = coefficients_of(reader)
        self._threshold = self._coefficients["threshold"] if threshold is None else threshold

    def find(self, question: Question, most_words: int, writer: Begun | None) -> Finding:
        """What the documents say to one question: looked up where it can be, else read for."""
        if looked_up := self._look_ups.find(question):
            return gone_through(question.latest, looked_up, self._library.passage)
        of_each = self._retrieved(question)
        by_words = any(passage.by_words for _, found in of_each for passage in found)
        return replace(self._read(question, of_each, most_words, writer), by_words=by_words)

    def _read(
        self,
        question: Question,
        of_each: Sequence[tuple[Question, Sequence[Passage]]],
        most_words: int,
        writer: Begun | None,
    ) -> Finding:
        """What the passages found say to a question, or for one that compares, those of each."""
        passages = [passage for _, found in of_each for passage in found]
        asked = of_each[0][0] if question.compared else question
        if writer and (written := self._written(asked, question.latest, passages, writer)):
            return written
        claims = [
            claim
            for each, found in of_each
            for claim in self._answerer(each, found, most_words // len(of_each))
        ]
        if not years(" ".join(claim.text for claim in claims)):
            best = {passage.paragraph.key for passage in passages[:_CLOSEST]}
            claims = self._look_ups.due(question, best) or claims
        weighed = self._weighed(asked, passages, claims, self._threshold)
        finding = in_own_words(replace(weighed, asked=question.latest), self._library)
        finding = as_it_happened(finding, question, self._library, self._look_ups)
        return replace(finding, note=writer.note) if writer else finding

    def _written(
        self, question: Question, asked: str, passages: Sequence[Passage], writer: Begun
    ) -> Finding | None:
        """What a chat model wrote, as far as it holds; None where it failed."""

        def held(writing: Writing) -> Finding:
            found = self._weighed(
                question,
                passages,
                writing.claims,
                _LEAST_WRITTEN * self._threshold,
                writer.gate.uncarried,
            )
            return replace(
                found,
                asked=asked,
                open=writing.open,
                # It tells of sentences, of which there are none in a refusal.
                note=writing.note if found.statements else "",
                answerer=writer.model.name,
            )

        writing = writer.write(question.alone, passages, held)
        if writing is None:
            return None
        first = set(writing.nearest)
        ordered = sorted(passages, key=lambda passage: passage.paragraph.key not in first)
        return replace(held(writing), passages=tuple(ordered))

    def _retrieved(self, question: Question) -> list[tuple[Question, list[Passage]]]:
        """The passages for a question, read; for one that compares documents, those of each."""
        if question.within or not question.compared:
            found = self._search.passages_of(question.meanings, READ, within=question.within)
            return [(question, read(self._reader, question.latest, question.history, found))]
        plain = of_each_document(question, self._library)
        of_each = [
            self._search.passages(plain.alone, READ, within=[document.id])
            for document in question.compared
        ]
        return [(plain, read(self._reader, plain.latest, (), found)) for found in of_each]

    def _weighed(
        self,
        question: Question,
        passages: Sequence[Passage],
        claims: Sequence[Claim],
        threshold: float,
        uncarried: Uncarried = differing,
    ) -> Finding:
        """The claims that hold, unless a reason forbids an answer or too little speaks for it."""
        statements, citations = verify(claims, passages, uncarried)
        finding = Finding(question.latest, tuple(passages))
        if not statements:
            return finding
        verified = claims_of(statements, citations)
        library = self._library
        words, groups = library.in_documents_words, library.groups
        reread = partial(answers, self._reader, question.history) if self._reader else None
        evidence = Evidence(question, passages, verified, words, groups, reread)
        likely = confidence(signs(evidence), self._coefficients)
        finding = replace(finding, evidence=evidence, confidence=likely)
        if reason := reason_to_refuse(evidence):
            return replace(finding, message=reason, confidence=likely / 2)
        if likely < threshold:
            nearest = tuple(sorted(passages, key=_nearness, reverse=True))
            return replace(finding, passages=nearest, unsure=likely >= threshold / _MAY)
        return replace(finding, statements=statements, citations=citations)


def _nearness(passage: Passage) -> float:
    """How high a passage's best sentence scored; what has none comes last."""
    best = best_sentence(passage)
    return best.score if best else -math.inf
