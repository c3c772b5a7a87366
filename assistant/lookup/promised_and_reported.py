"""What one document promised beside what another says of it, each in its own words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.answer import Claim, LookedUp
from assistant.citing import dated
from assistant.library.naming import listing
from assistant.lookup.known import Known
from assistant.question.commitments.asked import Asked
from assistant.question.commitments.vocabulary import Part
from ingest.language.dates import last_year
from ingest.register.types import Role, Saying, Thread

_ACCOUNTED = frozenset(
    {
        Part.HOW, Part.SELECTING, Part.COMMITMENT, Part.MAKING, Part.GOVERNMENT, Part.DOCUMENT,
        Part.SAYING, Part.MET, Part.COMPARING,
    }
)  # fmt: skip
_FORWARD = (Role.PROMISED, Role.QUOTED, Role.SAID, Role.UNDER_WAY, Role.REPORTED)
_UNDATED = 9999


@dataclass(frozen=True)
class PromisedAndReported:
    """Finds what several documents say of one promise.

    Takes "how does the figure for X that the plan promised compare with what the response says
    was delivered?", if every other word is of one promise that both documents speak of.
    """

    known: Known

    def find(self, asked: Asked) -> LookedUp | None:
        """What each of the documents that are compared says; None if it is of no known promise."""
        compared = set(asked.compared)
        subject = asked.left_over(_ACCOUNTED)
        if not compared or not subject or not asked.has(Part.COMMITMENT, Part.COMPARING, Part.MET):
            return None
        threads = [t for t in self.known.register.threads if compared <= set(t.documents)]
        spoken_of = [thread for thread in threads if self._speaks_of(thread, subject)]
        if len(spoken_of) != 1 or asked.denies:
            return None
        thread = spoken_of[0]
        chosen = [
            _first(thread, document, earliest=not at)
            for at, document in enumerate(sorted(compared, key=self._when))
        ]
        each = listing([f"{s.role.value} in {self._dated(s.document)}" for s in chosen])
        claims = [Claim(s.text, s.paragraph, s.text) for s in chosen]
        return LookedUp(claims, f"{thread.subject}: {each}.")

    def _speaks_of(self, thread: Thread, subject: Collection[frozenset[str]]) -> bool:
        """Whether a promise is named by a word of a subject, and its sayings have all of them."""
        names = self.known.stems("\n".join(thread.names))
        texts = names | self.known.stems("\n".join(saying.text for saying in thread.sayings))
        named = any(forms & names for forms in subject)
        return named and all(forms & texts for forms in subject)

    def _when(self, document: str) -> int:
        return last_year(self.known.documents[document].date) or _UNDATED

    def _dated(self, document: str) -> str:
        of = self.known.documents[document]
        return f"{of.name} ({dated(of)})"


def _first(thread: Thread, document: str, *, earliest: bool) -> Saying:
    """What a document says of a promise: what it promises, or what it reports of it."""
    roles = _FORWARD if earliest else tuple(reversed(_FORWARD))
    of = [saying for saying in thread.sayings if saying.document == document]
    return min(of, key=lambda saying: roles.index(saying.role))
