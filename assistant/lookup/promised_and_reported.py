"""What one document promised beside what another says of it, each in its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from assistant.answer import Claim, LookedUp
from assistant.library.naming import listing
from assistant.question.commitments import OUTCOME_WORDS, Asked
from assistant.question.parts import documents_compared
from ingest.language.dates import last_year
from ingest.language.words import stem
from ingest.register.register import Register
from ingest.register.types import Role, Saying, Thread
from ingest.types import Document

_PROMISED = re.compile(
    r"\b(?:promis\w*|pledg\w*|commit\w*|announc\w*|plan\w*|target\w*|ask\w* for|want\w*|said"
    r"|deliver\w*|happen\w*|achiev\w*|report\w*|compare\w*|figure|later)\b",
    re.I,
)
_PROMISE_WORDS = frozenset(
    "promise promised pledge pledged commitment commit announced announcement announce planned plan"
    " asked ask wanted want said later actually happened reported compare compared comparison"
    " figure stack against extra more additional getting".split()
)
_EVERYWHERE = {stem(word) for word in "mental health services people new more extra".split()}
"""Words that many promises share, and none is known by."""

_SPEAKS_OF = 0.6
"""The least share of a question's words that a promise's sayings must have."""

_FORWARD = (Role.PROMISED, Role.QUOTED, Role.SAID, Role.UNDER_WAY, Role.REPORTED)
_UNDATED = 9999


@dataclass(frozen=True)
class PromisedAndReported:
    """Finds what several documents say of one promise."""

    register: Register
    documents: dict[str, Document]
    stems: Callable[[str], set[str]]

    def find(self, asked: Asked) -> LookedUp | None:
        """What each of the documents that are compared says; None if it is of no known promise."""
        compared = {d.id for d in documents_compared(asked.text, asked.naming)}
        if not compared or not _PROMISED.search(asked.text):
            return None
        subject = asked.subject(OUTCOME_WORDS | _PROMISE_WORDS)
        found = [t for t in self.register.threads if compared <= set(t.documents)]
        scored = [(self._share(subject, thread), thread) for thread in found]
        share, thread = max(scored, key=lambda one: one[0], default=(0.0, None))
        if thread is None or share < _SPEAKS_OF:
            return None
        chosen = [
            _first(thread, document, earliest=not at)
            for at, document in enumerate(sorted(compared, key=self._when))
        ]
        told = listing([f"{s.role.value} in {self._dated(s.document)}" for s in chosen])
        claims = [Claim(s.text, s.paragraph, s.text) for s in chosen]
        return LookedUp(claims, f"{thread.subject}: {told}.")

    def _share(self, subject: Collection[str], thread: Thread) -> float:
        """The share of a question's words that a promise's sayings have; 0 if it is not named."""
        if not (self.stems("\n".join(thread.names)) - _EVERYWHERE) & set(subject):
            return 0.0
        text = "\n".join([*thread.names, *(saying.text for saying in thread.sayings)])
        return len(self.stems(text) & set(subject)) / len(subject)

    def _when(self, document: str) -> int:
        return last_year(self.documents[document].date) or _UNDATED

    def _dated(self, document: str) -> str:
        of = self.documents[document]
        return f"{of.name} ({of.date or 'no date given'})"


def _first(thread: Thread, document: str, *, earliest: bool) -> Saying:
    """What a document says of a promise: what it promises, or what it reports of it."""
    roles = _FORWARD if earliest else tuple(reversed(_FORWARD))
    of = [saying for saying in thread.sayings if saying.document == document]
    return min(of, key=lambda saying: roles.index(saying.role))
