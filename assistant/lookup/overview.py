"""What a document says in short, where a summary is asked for: its own sentences, none written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Claim, LookedUp
from assistant.library.library import Library
from assistant.lookup.documents import ASKING, called_by
from assistant.lookup.gone_through import only
from assistant.question.question import Question
from ingest.language.sentences import SentenceKind, kept_sentences
from ingest.language.words import stems
from ingest.types import Document, Paragraph

_MOST = 12
"""Sentences that are given."""

_IN_SHORT = ("summar", "overview", "outlin")
"""What the stems of the words for a summary begin with."""


def overview(question: Question, library: Library) -> LookedUp | None:
    """The opening sentences of the documents of which a summary is asked; None for others.

    Of a short document that of each paragraph, of a longer one that under each heading. Every word
    of the question is accounted for. Nothing for a document that is not asked.
    """
    asked = set(stems(question.latest))
    subject = {word for word in asked if not word.startswith(_IN_SHORT)}
    if subject == asked or not subject - ASKING:
        return None
    called = [d for d in library.documents.values() if subject <= {*called_by(d), *ASKING}]
    documents = only(called, question.within)
    if len(called) == 1 and not documents:
        return LookedUp([])
    return _opening(documents[0], library) if len(documents) == 1 else None


def _opening(document: Document, library: Library) -> LookedUp | None:
    every = [p for p in library.paragraphs.values() if p.document == document.id]
    is_short = len(every) <= _MOST
    chosen = every if is_short else _under_each_heading(every)
    claims = [claim for paragraph in chosen[:_MOST] for claim in _first_sentence(paragraph)]
    of_each = f"each of its {len(chosen):,} {'paragraphs' if is_short else 'sections'}"
    if len(chosen) > _MOST:
        of_each = f"the first {_MOST} of its {len(chosen):,} sections"
    message = f"Parity writes no summary. How {of_each} opens in {document.name}:"
    return LookedUp(claims, message) if claims else None


def _under_each_heading(every: Iterable[Paragraph]) -> Sequence[Paragraph]:
    """The first paragraph under each uppermost heading."""
    first: dict[str, Paragraph] = {}
    for paragraph in every:
        first.setdefault(paragraph.section[0] if paragraph.section else "", paragraph)
    return list(first.values())


def _first_sentence(paragraph: Paragraph) -> list[Claim]:
    prose = (s for s in kept_sentences(paragraph) if s.kind is SentenceKind.PROSE)
    return [Claim(s.text, s.paragraph, s.text, item=True) for s in list(prose)[:1]]
