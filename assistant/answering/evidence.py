"""What an answer would say, held against its question before it may be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answer import Claim, Passage, WordSupport
from assistant.facts.groups import GENERAL, Groups
from assistant.question.question import Question

_NEARLY = 0.75
"""In logits: a sentence this close to the best is as good a candidate."""


@dataclass(frozen=True)
class Evidence:
    """What an answer would say, to what question, and from which passages.

    ``write_out`` puts everyday words and abbreviations in the documents' words, so that "kids" and
    "CYP" meet "young people"; ``groups`` are the sets of things that exclude each other;
    ``reread`` gives the reader's logit that a passage answers a question in other words.
    """

    question: Question
    passages: Sequence[Passage]
    claims: Sequence[Claim]
    write_out: Callable[[str], str] = str
    groups: Groups = GENERAL
    reread: Callable[[str, Passage], float] | None = None

    @cached_property
    def said(self) -> str:
        """What the answer would say, abbreviations written out."""
        parts = (f"{claim.heading} {claim.lead_in} {claim.text}" for claim in self.claims)
        return self.write_out(" ".join(parts))

    def claimed(self) -> Iterator[tuple[Passage, list[int]]]:
        """The passages that claims cite, with the indices of the sentences that they quote."""
        for passage in self.passages:
            key = passage.paragraph.key
            cited = [claim for claim in self.claims if claim.paragraph == key]
            quotes = [words for c in cited for words in (c.lead_in, c.quote) if words]
            indices = [
                at
                for at, scored in enumerate(passage.sentences)
                if any(scored.sentence.text in q or q in scored.sentence.text for q in quotes)
            ]
            if indices:
                yield passage, indices

    def best_sentences(self) -> str:
        """The claimed sentence with the highest score, and those that score nearly as high."""
        scored = [p.sentences[at] for p, indices in self.claimed() for at in indices]
        best = max((sentence.score for sentence in scored), default=0.0)
        near = [s.sentence.text for s in scored if s.score >= best - _NEARLY]
        return " ".join(near) or self.claims[0].text

    def surroundings(self) -> str:
        """The cited paragraphs with their headings and documents, abbreviations written out."""
        parts = [
            " ".join([p.document.title, p.document.date, *p.paragraph.section, p.paragraph.text])
            for p, _ in self.claimed()
        ]
        return self.write_out(" ".join(parts))

    def carried(self) -> list[tuple[WordSupport, float]]:
        """Each word of the question with its best similarity in any claimed sentence."""
        carried: dict[str, tuple[WordSupport, float]] = {}
        for passage, indices in self.claimed():
            for word in passage.support:
                similarity = max(word.similarities[index] for index in indices)
                before = carried.get(word.word, (word, 0.0))
                stands = word.stands or before[0].stands
                carried[word.word] = (replace(word, stands=stands), max(similarity, before[1]))
        return list(carried.values())

    def spoken_for(self) -> float:
        """What the word that is carried least of those that do not stand there speaks for.

        That is how many logits less the reader gives the best passage cited where the question
        leaves that word out: below 0 where the passage would answer better without it. "Cats" do
        not go with a passage about dogs, "pets" do. 0 without a reader or such a word.
        """
        passage = next((passage for passage, _ in self.claimed()), None)
        if passage is None or passage.reading is None or self.reread is None:
            return 0.0
        absent = [
            (similarity, word.word)
            for word, similarity in self.carried()
            if not word.stands and self.question.as_typed(word.word)
        ]
        if not absent:
            return 0.0
        _, least = min(absent)
        return passage.reading.answers - self.reread(self.question.without(least), passage)
