"""Whether somebody accepted what another asked for is answered in their own words, not its."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from assistant.answer import Citation, Claim
from assistant.answering.finding import Finding
from assistant.checking.verify import claims_of, verify
from assistant.facts.reading import Facts
from assistant.facts.speakers import speakers
from assistant.library.library import Library
from ingest.language.acceptance import accepts, is_acceptance, is_stance
from ingest.language.sentences import Sentence, SentenceKind, sentences
from ingest.language.words import STOP_WORDS, stem, words
from ingest.types import Paragraph
from ingest.voices import voice_of

NO_REPLY = "What was found is what was asked for, and no answer to it."
_MOST_CLAIMS = 3
_REPLY_WITHIN = 6
"""Paragraphs below a recommendation among which the reply to it is looked for."""

_FEWEST_WORDS = 3
_RECOMMENDS = stem("recommend")


def in_own_words(finding: Finding, library: Library) -> Finding:
    """The finding, the reply first where it is asked whether somebody accepted something.

    Where all that was found is another's wish, and no reply stands with it, nothing is said.
    """
    if not finding.statements or not asks_whether_accepted(finding.asked):
        return finding
    first = finding.citations[0]
    claims = claims_of(finding.statements, finding.citations)
    reply = _reply_to(first, library)
    if reply:
        said = [reply, *(claim for claim in claims if claim.quote != reply.quote)][:_MOST_CLAIMS]
        passages = [*finding.passages, library.passage(reply.paragraph)]
        statements, citations = verify(said, passages)
        return replace(finding, statements=statements, citations=citations)
    own = [claim for claim, of in zip(claims, finding.citations, strict=True) if not _is_wish(of)]
    if len(own) == len(claims):
        return finding
    statements, citations = verify(own, finding.passages)
    return replace(
        finding,
        statements=statements,
        citations=citations,
        message=finding.message if statements else NO_REPLY,
    )


def asks_whether_accepted(question: str) -> bool:
    """Whether a question is if somebody, and not who recommends, accepts or rejects something.

    >>> asks_whether_accepted("Did the Government agree to open more wards?")
    True
    >>> asks_whether_accepted("Which recommendations were accepted?")
    False
    """
    of = words(question)
    if not of or of[0] not in STOP_WORDS or of[0].startswith(("wh", "how")):
        return False
    asked = list(speakers(Facts(question)))
    return any(map(is_stance, of)) and asked[:1] not in (["the Committee"], ["the Panel"])


def _reply_to(first: Citation, library: Library) -> Claim | None:
    """The sentence that replies to what is cited first, unless that is a reply itself."""
    if accepts(first.quote) and not first.voice:
        return None
    found = list(_own_below(first, library))
    if _is_wish(first):
        replies = [(of, sentence) for of, sentence in found if accepts(sentence.text)] or found
    else:
        own = [(of, sentence) for of, sentence in found if of.key == first.paragraph.key]
        replies = [(of, sentence) for of, sentence in own if is_acceptance(sentence.text)]
    if not replies:
        return None
    of, sentence = replies[0]
    return Claim(sentence.text, of.key, sentence.text)


def _own_below(first: Citation, library: Library) -> Iterator[tuple[Paragraph, Sentence]]:
    """The paper's own sentences within a unit: below what is cited, where that is a wish."""
    at = first.paragraph.text.find(first.quote) if _is_wish(first) else -1
    for paragraph in _unit(first.paragraph, library):
        for sentence in sentences(paragraph):
            below = paragraph.key != first.paragraph.key or sentence.start > at
            if below and _is_own(paragraph, sentence):
                yield paragraph, sentence


def _is_own(paragraph: Paragraph, sentence: Sentence) -> bool:
    if sentence.kind is SentenceKind.FOOTNOTE or len(sentence.text.split()) < _FEWEST_WORDS:
        return accepts(sentence.text) and not voice_of(paragraph, sentence.text)
    own = not voice_of(paragraph, sentence.text) and not sentence.text.endswith(":")
    return own and (accepts(sentence.text) or not _recommends(sentence.text))


def _unit(paragraph: Paragraph, library: Library) -> Iterator[Paragraph]:
    """A paragraph, and where another speaks in all of it those below it up to the next such."""
    yield paragraph
    keys = list(library.paragraphs)
    at = keys.index(paragraph.key)
    for key in islice(keys, at + 1, at + 1 + _REPLY_WITHIN):
        below = library.paragraphs[key]
        if below.document != paragraph.document or any(below.voices):
            return
        if below.section[: len(paragraph.section)] != paragraph.section:
            return
        yield below


def _is_wish(of: Citation) -> bool:
    """Whether what is cited is in another's words, or tells what another recommends."""
    return bool(of.voice) or (_recommends(of.quote) and not accepts(of.quote))


def _recommends(text: str) -> bool:
    """Whether a sentence has somebody recommend something."""
    return any(stem(word) == _RECOMMENDS for word in words(text))
