"""The wide register: every sentence of a paragraph that commits somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.language.sentences import Sentence
from ingest.language.strength import Strength, strength_of
from ingest.register.evaluated import quoted_promise
from ingest.register.ratings import USUAL
from ingest.register.scale import Scale
from ingest.types import Paragraph

_OTHERS_WORDS = re.compile(r"(?:Recommendation|Conclusion)s?\b")
_COMMITMENTS = re.compile(r"\b(?:commitments?|pledges?|promises?)\b", re.I)
_QUOTED_ITEM = re.compile(r"[-•–*\s]*[\"“]")
_OWN_VERB = re.compile(
    r"^(?:[A-Z][^.]{3,80}?|It|This|These|They|There) "
    r"(?:is|are|was|were|has|have|will|can|continues?|shows?|started|increased|received|met)\b"
)
_LABEL = re.compile(r"^[\w’'&/()% -]{1,60}:$")


def strengths(
    paragraph: Paragraph, sentences: Sequence[Sentence], scale: Scale = USUAL
) -> list[Strength | None]:
    """For each sentence how firmly it commits somebody; None where it does not.

    A bullet without a verb of its own commits as its lead-in does.
    """
    found: list[Strength | None] = []
    for sentence in sentences:
        found.append(_strength(paragraph, sentence, found, sentences, scale))
    return found


def is_quoted(paragraph: Paragraph, sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence gives a commitment in another's words: set out by itself, or in a list."""
    if quoted_promise(paragraph):
        return True
    lead_in = "" if sentence.lead_in is None else sentences[sentence.lead_in].text
    line = paragraph.body.split("\n")[sentence.line] if sentence.lead_in is not None else ""
    return bool(_COMMITMENTS.search(lead_in) and _QUOTED_ITEM.match(line))


def is_another_s(paragraph: Paragraph, sentence: Sentence) -> bool:
    """Whether a sentence is in the words of somebody whom the document answers or quotes."""
    voices = paragraph.voices
    said = sentence.line < len(voices) and bool(voices[sentence.line])
    return said or _OTHERS_WORDS.match(paragraph.number) is not None


def _strength(
    paragraph: Paragraph,
    sentence: Sentence,
    before: Sequence[Strength | None],
    sentences: Sequence[Sentence],
    scale: Scale,
) -> Strength | None:
    text = sentence.text
    if _OTHERS_WORDS.match(paragraph.number):
        return None
    if is_quoted(paragraph, sentence, sentences):
        return strength_of(text, quoted=True) or Strength.WILL
    if sentence.lead_in is None:
        return strength_of(text)
    if scale.is_rating(text) or _LABEL.match(text):
        return None
    lead_in = sentences[sentence.lead_in].text
    own = strength_of(text)
    if own or _OWN_VERB.match(text):
        return own
    if not lead_in.rstrip().endswith(":"):
        return None
    return before[sentence.lead_in] or strength_of(f"{lead_in.rstrip(': ')} {text}")
