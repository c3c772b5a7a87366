"""What the documents say to one question or part of one, and the answer that the parts make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from assistant.answer import EXTRACTIVE, Answer, Citation, LookedUp, Outcome, Passage, Statement
from assistant.answering.evidence import Evidence
from assistant.checking.verify import verify
from assistant.citing import origin
from assistant.library.library import Library
from assistant.library.naming import listing
from assistant.lookup.documents import MOST_SECTIONS, sections_of
from assistant.personal.masking import kinds_in
from assistant.question.crisis import ASK_A_PROFESSIONAL, IN_OTHER_WORDS, crisis_message
from assistant.remarks import Verdict
from ingest.types import Document, document_of

NOT_IN_DOCUMENTS = "These documents do not say."
MAY_NOT_SAY = "These documents may not say: no sentence was found that surely answers."
NEEDS_CLARIFYING = (
    "Please say what your question is about: by itself it could be about anything in these "
    "documents."
)
WITHOUT_SERVER = (
    "The server with part of the search did not answer, so this was searched for by the documents' "
    "words alone; what they put quite differently may be missing."
)
HOW_IT_ANSWERS = (
    "This is Parity, a program. It searches the documents below and answers in their own words:"
    " each sentence comes with the paragraph that it stands in, and what they do not say, Parity"
    " does not say.",
    "It is not a person and gives no advice. It knows nothing newer than these documents.",
)
ASK_ABOUT = "Ask anything about these documents, in your own words:"

Line = tuple[Statement, tuple[Citation, ...]]
"""A statement with the citations that carry it, however these are numbered."""


def signpost(question: str) -> Answer:
    """Where help is, in place of an answer; nothing of it may be kept."""
    message = f"{crisis_message(question)} {IN_OTHER_WORDS}"
    outcome, personal = Outcome.CRISIS_SIGNPOST, kinds_in(question)
    return Answer(question, question, outcome, message, personal=personal, private=True)


def with_help(answer: Answer) -> Answer:
    """An answer below where help is; only that where there is no answer."""
    if answer.outcome.refuses:
        return signpost(answer.question)
    return replace(answer, help=crisis_message(answer.question))


def to_a_professional(question: str) -> Answer:
    """Whom to ask about treatment, in place of an answer."""
    return Answer(question, question, Outcome.CLINICAL_SIGNPOST, ASK_A_PROFESSIONAL)


def introduction(
    question: str, documents: Iterable[Document], keys: Iterable[str], *, in_full: bool
) -> Answer:
    """What Parity answers from, for somebody who greets, thanks or asks about Parity itself.

    ``keys`` are those of all paragraphs; ``in_full`` says how Parity answers, too.
    """
    sizes = Counter(map(document_of, keys))
    listed = [_described(document, sizes[document.id]) for document in documents]
    lines = [*(HOW_IT_ANSWERS if in_full else ()), ASK_ABOUT, *listed]
    return Answer(question, question, Outcome.ABOUT, "\n".join(lines))


def about_documents(question: str, documents: Sequence[Document], library: Library) -> Answer:
    """Who published some documents and when, and under which headings they stand."""
    sizes = Counter(map(document_of, library.paragraphs))
    lines: list[str] = []
    for document in documents:
        lines.append(_described(document, sizes[document.id]))
        sections = sections_of(document, library)
        more = f" and {len(sections) - MOST_SECTIONS} more" if len(sections) > MOST_SECTIONS else ""
        if sections:
            lines.append(f"  Its sections: {'; '.join(sections[:MOST_SECTIONS])}{more}.")
    return Answer(question, question, Outcome.ABOUT, "\n".join(lines))


def _described(document: Document, size: int) -> str:
    named = f"{document.name}: " if document.name != document.title else ""
    paragraphs = f"{size:,} paragraph{'' if size == 1 else 's'}"
    return f"• {named}{document.title}, {origin(document)}, {paragraphs}"


@dataclass(frozen=True)
class Finding:
    """The verified statements on one question, or why there are none.

    ``message`` is the reason for a refusal, or what was gone through and counted; ``evidence`` is
    what was weighed. ``answerer`` wrote or chose the statements; ``open`` are words of the question
    that they leave open, ``note`` and ``verdict`` as in the answer; ``by_words`` says that records
    on a server were searched for in vain; ``unsure``, of one without statements, that some were
    found for which not quite enough spoke.
    """

    asked: str
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    message: str = ""
    confidence: float = 0.0
    open: str = ""
    note: str = ""
    answerer: str = EXTRACTIVE
    verdict: Verdict | None = None
    evidence: Evidence | None = field(default=None, repr=False)
    by_words: bool = False
    unsure: bool = False


def gone_through(asked: str, surveyed: LookedUp, passage_of: Callable[[str], Passage]) -> Finding:
    """The finding of a survey of all paragraphs, which nothing needs to be weighed for."""
    passages = tuple(passage_of(claim.paragraph) for claim in surveyed.claims)
    statements, citations = verify(surveyed.claims, passages)
    found = 1.0 if statements else 0.0
    verdict = surveyed.verdict
    return Finding(asked, passages, statements, citations, surveyed.message, found, verdict=verdict)


def concluded(answer: Answer, found: Sequence[Finding]) -> Answer:
    """The answer that the findings on a question's parts make, in the order of the parts.

    It is partial where some parts have one; what was said for an earlier part is not said again.
    """
    answered = [finding for finding in found if finding.statements]
    answer = replace(
        answer,
        passages=_in_turn([finding.passages for finding in found]),
        confidence=min((finding.confidence for finding in answered or found), default=0.0),
        answerer=next((f.answerer for f in found if f.answerer != EXTRACTIVE), EXTRACTIVE),
        note=" ".join(dict.fromkeys(filter(None, _notes(found)))),
    )
    if not answered:
        none = MAY_NOT_SAY if any(of.unsure for of in found) else NOT_IN_DOCUMENTS
        return replace(answer, message=f"{none} {found[0].message}".strip())
    statements, citations = _joined(answered)
    left = [finding.open if finding.statements else finding.asked for finding in found]
    still_open = [f"“{words}”" for words in left if words]
    messages = [finding.message for finding in answered if finding.message]
    if still_open:
        messages.insert(0, f"No sentence was found that clearly answers {listing(still_open)}.")
    return replace(
        answer,
        outcome=Outcome.PARTIAL if still_open else Outcome.ANSWERED,
        message=" ".join(messages),
        statements=statements,
        citations=citations,
        verdict=found[0].verdict if len(found) == 1 else None,
    )


def _notes(found: Sequence[Finding]) -> Iterator[str]:
    """What is to be known of how an answer came about, one line each."""
    yield from (finding.note for finding in found)
    if any(finding.by_words for finding in found):
        yield WITHOUT_SERVER


def _in_turn(found: Sequence[Sequence[Passage]]) -> tuple[Passage, ...]:
    """The passages of all parts, each part's best before any's second, each once."""
    once: dict[str, Passage] = {}
    for of in zip_longest(*found):
        for passage in filter(None, of):
            once.setdefault(passage.paragraph.key, passage)
    return tuple(once.values())


def _joined(found: Sequence[Finding]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """All statements and citations, numbered through, each quote of a paragraph once."""
    lines: dict[tuple[str, str], Line] = {}
    for finding in found:
        for statement in finding.statements:
            cited = tuple(finding.citations[at] for at in statement.cited)
            lines.setdefault((cited[0].paragraph.key, statement.text), (statement, cited))
    return numbered(lines.values())


def numbered(lines: Iterable[Line]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Statements and their citations, numbered through from 1."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for statement, cited in lines:
        numbers = range(len(citations) + 1, len(citations) + 1 + len(cited))
        citations += (replace(c, n=n) for c, n in zip(cited, numbers, strict=True))
        statements.append(replace(statement, citation=numbers[0], others=tuple(numbers[1:])))
    return tuple(statements), tuple(citations)
