"""What travels through an answer: passages found, claims made, the answer and its citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.remarks import Disagreement, Verdict
from ingest.language.sentences import Sentence
from ingest.types import Document, Paragraph
from ingest.voices import voice_of

RELATED = 3
"""Of how many of the nearest paragraphs a refusal tells what they do say."""

EXTRACTIVE = "extractive"
"""The answerer that quotes, offline."""


class Outcome(StrEnum):
    """How a question ended. Only the first two carry an answer."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_DOCUMENTS = "not_in_documents"
    NEEDS_CLARIFYING = "needs_clarifying"
    CRISIS_SIGNPOST = "crisis_signpost"
    CLINICAL_SIGNPOST = "clinical_signpost"
    ABOUT = "about"

    @property
    def refuses(self) -> bool:
        return self not in (Outcome.ANSWERED, Outcome.PARTIAL)

    @property
    def signposts(self) -> bool:
        """Whether somebody was shown where help or advice is."""
        return self in (Outcome.CRISIS_SIGNPOST, Outcome.CLINICAL_SIGNPOST)


@dataclass(frozen=True)
class ScoredSentence:
    """A sentence of a passage with its relevance to the question, higher is better."""

    sentence: Sentence
    score: float


@dataclass(frozen=True)
class WordSupport:
    """How far a passage carries one word of the question.

    ``similarities`` are, for each sentence of the passage, the best cosine with any of its words in
    their context, at most 1; ``stands`` says whether the word itself, or another form of it, stands
    in the passage or above it, ``known`` whether it does anywhere in the corpus, ``name`` whether
    it was typed with a capital, and the corpus never has it without one and not in a twentieth of
    its paragraphs.
    """

    word: str
    similarities: tuple[float, ...]
    stands: bool
    known: bool
    name: bool


@dataclass(frozen=True)
class Reading:
    """What the reader makes of one passage, in logits, which the search's scores are added to.

    ``answers`` is the reader's own that the passage answers, ``worth`` that with the search's
    score; ``sentences`` are those of its sentences.
    """

    answers: float
    worth: float
    sentences: tuple[float, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph as found for a question; ``sentences`` are all of its sentences, scored.

    ``score`` is the search's, at most 1, whatever was read after; ``support`` has an entry for each
    word of the question that says something; ``reading`` is what the reader made of it;
    ``by_words`` says that it was found without the records on a server, which did not answer.
    """

    document: Document
    paragraph: Paragraph
    score: float
    sentences: tuple[ScoredSentence, ...] = ()
    support: tuple[WordSupport, ...] = ()
    reading: Reading | None = None
    by_words: bool = False


@dataclass(frozen=True)
class Claim:
    """A sentence that an answerer wants to say, and the words it leans on. Not yet believed.

    ``heading`` is set where the sentence means something only under its heading; ``item`` marks
    a bullet of a list that is said as a list; ``lead_in`` are words of the same paragraph that the
    sentence goes on from ("We will:"), where they are said with it. ``others`` are further quotes
    that it leans on, each after the key of its paragraph.
    """

    text: str
    paragraph: str
    quote: str
    heading: str = ""
    item: bool = False
    lead_in: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def quotes(self) -> tuple[tuple[str, str], ...]:
        """All that it leans on: the key of a paragraph, and words that stand there."""
        return ((self.paragraph, self.quote), *self.others)


@dataclass(frozen=True)
class LookedUp:
    """Claims that were looked up rather than searched for, and what was gone through and counted.

    No claims mean that there is nothing of the kind in all that was gone through. ``verdict`` is
    what became of the one commitment that was asked about.
    """

    claims: list[Claim]
    message: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Citation:
    """Document, paragraph and a quote that stands in that paragraph, character for character."""

    n: int
    document: Document
    paragraph: Paragraph
    quote: str

    @property
    def voice(self) -> str:
        """Whose words the quote is, where they are not the document's own."""
        return voice_of(self.paragraph, self.quote)

    @property
    def page(self) -> int | None:
        """The page on which the quote begins."""
        return self.paragraph.page_of(self.quote)


@dataclass(frozen=True)
class Statement:
    """One line of an answer and the number of the citation that carries it.

    ``others`` are the numbers of further citations that it leans on.
    """

    text: str
    citation: int
    heading: str = ""
    item: bool = False
    lead_in: str = ""
    others: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all its citations, from 1."""
        return (self.citation, *self.others)

    @property
    def cited(self) -> tuple[int, ...]:
        """Where all its citations stand among those of its answer, from 0."""
        return tuple(number - 1 for number in self.numbers)


@dataclass(frozen=True)
class Answer:
    """The outcome, what is said, and what carries it.

    For a refusing outcome ``statements`` and ``citations`` are empty, ``message`` says why, and
    the first of ``passages`` are the nearest. With an answer, ``message`` says what was
    searched and counted, or which part of the question is left open. ``confidence``, from 0 to 1,
    is how likely the evidence was held to be to answer. ``help`` says where help is, above an
    answer to somebody who may need it. ``note`` says what became of a chat model's words,
    and that a server with records did not answer.
    ``verdict`` is what became of the one commitment that was asked about, ``disagreements`` say
    which of the documents cited contradict each other; ``abbreviations`` are the short forms that
    are said, with what they stand for; ``searched`` says in which documents an answer was looked
    for; ``far_off``, of a refusal, that the documents are about something else altogether.
    ``personal`` names the kinds of personal data in the question; ``printed`` is what looks like
    such, there or in the conversation, and stands in the documents; what is ``private`` tells of a
    person, and is never written to disk.
    """

    question: str
    standalone: str
    outcome: Outcome
    message: str = ""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    answerer: str = EXTRACTIVE
    confidence: float = 0.0
    help: str = ""
    note: str = ""
    verdict: Verdict | None = None
    abbreviations: tuple[tuple[str, str], ...] = ()
    searched: str = ""
    far_off: bool = False
    disagreements: tuple[Disagreement, ...] = ()
    personal: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    private: bool = False
    seconds: float = field(default=0.0, compare=False)

    @property
    def nearest(self) -> tuple[Passage, ...]:
        """What comes nearest to a question that has no answer; nothing where that is far off."""
        without = self.outcome in (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING)
        return self.passages[:RELATED] if without and not self.far_off else ()

    @property
    def text(self) -> str:
        """The answer as plain text: help, message, what differs, each statement with citations."""
        differ = [disagreement.message for disagreement in self.disagreements]
        lines = [statement_line(statement) for statement in self.statements]
        return "\n".join(filter(None, [self.help, self.message, *differ, *lines]))


def statement_line(statement: Statement) -> str:
    """One statement as a line of plain text: bullet, heading, lead-in, words, citation numbers."""
    heading = f"{statement.heading}: " if statement.heading else ""
    lead_in = f"{statement.lead_in} " if statement.lead_in else ""
    bullet = "- " if statement.item else ""
    numbers = " ".join(f"[{number}]" for number in statement.numbers)
    return f"{bullet}{heading}{lead_in}{statement.text} {numbers}"


def by_paragraph(citations: Sequence[Citation]) -> list[list[Citation]]:
    """The citations gathered by paragraph, in the order in which each is first cited."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.paragraph.key, []).append(citation)
    return list(groups.values())


def quotes_of(answer: Answer, paragraph: Paragraph) -> list[str]:
    """What an answer says in a paragraph's words: its quotes there, and their lead-ins."""
    there = [c.n for c in answer.citations if c.paragraph.key == paragraph.key]
    said = [s.lead_in for s in answer.statements if s.lead_in and s.citation in there]
    return [answer.citations[n - 1].quote for n in there] + said


def best_sentence(passage: Passage) -> ScoredSentence | None:
    """The passage's sentence that scored highest; None where none was scored."""
    return max(passage.sentences, key=lambda scored: scored.score, default=None)


def closest_sentence(passage: Passage) -> str:
    """The words of the passage's best sentence; nothing where none was scored."""
    best = best_sentence(passage)
    return best.sentence.text if best else ""
