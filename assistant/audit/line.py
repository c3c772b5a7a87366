"""One line of the log: what became of a question, without saying who asked or what."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.answer import Answer, Outcome
from assistant.kept.turn import now
from assistant.personal.masking import masked

_HASH_DIGITS = 32
_ENDS = "?!. "


@dataclass(frozen=True)
class Line:
    """What is logged of one answer.

    ``time`` is a moment in UTC (ISO 8601), ``documents`` and ``paragraphs`` are ids and keys of
    what was cited, ``fingerprint`` is that of the documents. ``question`` is a keyed hash: the same
    for equal questions, and nothing without the key. ``text`` is the question, masked, where that
    is to be kept.
    """

    time: str
    outcome: str
    documents: tuple[str, ...]
    paragraphs: tuple[str, ...]
    answerer: str
    fingerprint: str
    seconds: float
    question: str
    text: str = ""

    def to_json(self) -> str:
        """The line as it is written; without a text where none is kept."""
        fields = asdict(self)
        if not self.text:
            del fields["text"]
        return json.dumps(fields, ensure_ascii=False)


def line_of(answer: Answer, fingerprint: str, key: bytes, *, with_text: bool) -> Line:
    """What is logged of an answer to a question that is not private."""
    asked = masked(answer.standalone or answer.question, answer.printed)
    return Line(
        time=now(),
        outcome=answer.outcome.value,
        documents=tuple(dict.fromkeys(of.document.id for of in answer.citations)),
        paragraphs=tuple(dict.fromkeys(of.paragraph.key for of in answer.citations)),
        answerer=answer.answerer,
        fingerprint=fingerprint,
        seconds=round(answer.seconds, 2),
        question=hashed(asked, key),
        text=asked if with_text else "",
    )


def hashed(question: str, key: bytes) -> str:
    """A question's keyed hash (HMAC-SHA-256), the same whatever its capitals, spaces and end.

    >>> hashed("Was it met?", b"k") == hashed("was  it met", b"k") != hashed("was it met", b"l")
    True
    """
    same = " ".join(question.casefold().split()).rstrip(_ENDS)
    return hmac.new(key, same.encode(errors="replace"), "sha256").hexdigest()[:_HASH_DIGITS]


def from_json(text: str) -> Line:
    """The line that was written; raises ValueError, TypeError or KeyError where it is none."""
    fields: Mapping[str, Any] = json.loads(text)
    known = {name: fields[name] for name in Line.__dataclass_fields__ if name != "text"}
    lists = {name: tuple(known[name]) for name in ("documents", "paragraphs")}
    line = Line(**{**known, **lists, "text": str(fields.get("text", ""))})
    Outcome(line.outcome)
    date.fromisoformat(line.time[:10])
    words = [line.answerer, line.fingerprint, line.question, *line.documents, *line.paragraphs]
    if not isinstance(line.seconds, int | float) or not all(isinstance(of, str) for of in words):
        raise TypeError("a field is of another type")
    return line
