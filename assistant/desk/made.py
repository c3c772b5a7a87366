"""Which sentences make a commitment, by the register: they stand before those that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from assistant.checking.spans import Span
from ingest.register.register import Register
from ingest.register.types import Role

_MADE = (Role.PROMISED, Role.QUOTED)


def made_in(register: Register) -> dict[str, list[str]]:
    """The sentences that make a commitment or give its words, by their paragraphs' keys."""
    made: dict[str, list[str]] = defaultdict(list)
    for evaluated in register.evaluated:
        for quote in evaluated.promises:
            made[quote.paragraph].append(quote.text)
    for thread in register.threads:
        for saying in thread.sayings:
            if saying.role in _MADE:
                made[saying.paragraph].append(saying.text)
    for commitment in register.commitments:
        if commitment.quoted:
            made[commitment.paragraph].append(commitment.text)
    return made


def makes_it(register: Register) -> Callable[[Span], bool]:
    """Whether a span has a sentence that makes a commitment or gives its words."""
    made = made_in(register)

    def makes(span: Span) -> bool:
        return any(
            said in sentence.text or sentence.text in said
            for said in made.get(span.paragraph.key, ())
            for sentence in span.sentences
        )

    return makes
