"""The register of a corpus: built from its paragraphs by the ingest, and kept in the index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.errors import IndexDamagedError
from ingest.language.sentences import Sentence
from ingest.language.strength import Strength
from ingest.language.words import Analyser, stems
from ingest.register import details
from ingest.register.evaluated import evaluated_commitments, quoted_promise
from ingest.register.threads import threads
from ingest.register.types import Commitment, Evaluated, Role, Thread
from ingest.register.wide import is_quoted, strengths

if TYPE_CHECKING:
    from ingest.entries import Entry

_FILE = "register.json"
_PROMISED = frozenset({Strength.WILL, Strength.AIMS, Strength.CONSIDERS})
_ROLES = {
    **dict.fromkeys(_PROMISED, Role.PROMISED),
    Strength.DOING: Role.UNDER_WAY,
    Strength.DONE: Role.REPORTED,
    Strength.REPORTS: Role.REPORTED,
}


@dataclass(frozen=True)
class Register:
    """Every commitment of a corpus, those that were evaluated, and those spoken of repeatedly."""

    commitments: tuple[Commitment, ...] = ()
    evaluated: tuple[Evaluated, ...] = ()
    threads: tuple[Thread, ...] = ()

    @classmethod
    def of(cls, entries: Sequence[Entry], analyser: Analyser) -> Register:
        """The register of all entries of a corpus, in their order."""
        found = [of for entry in entries for of in _commitments(entry)]
        evaluated = evaluated_commitments(
            [(entry.paragraph, entry.sentences) for entry in entries],
            lambda text: set(stems(analyser.written_out(text))),
        )
        sentences = (sentence for entry in entries for sentence in entry.sentences)
        roles = {(s.paragraph, s.index): _role(commitment) for s, commitment in found}
        return cls(
            tuple(commitment for _, commitment in found),
            tuple(evaluated),
            tuple(threads(sentences, roles, analyser)),
        )

    def write(self, generation: Path) -> None:
        """Write the register to a generation's folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=0)
        (generation / _FILE).write_text(text, encoding="utf-8")

    @classmethod
    def parsed(cls, text: bytes) -> Register:
        """A register from what was written of it."""
        fields: dict[str, Any] = json.loads(text)
        return cls(
            tuple(map(Commitment.of, fields["commitments"])),
            tuple(map(Evaluated.of, fields["evaluated"])),
            tuple(map(Thread.of, fields["threads"])),
        )


class KeptRegister:
    """A generation's register, read when it is first asked for, though the file may be gone."""

    def __init__(self, generation: Path) -> None:
        """Raises OSError if there is none."""
        self._bytes = np.memmap(generation / _FILE, np.uint8, "r")

    @cached_property
    def register(self) -> Register:
        """The register itself."""
        try:
            return Register.parsed(self._bytes.tobytes())
        except (ValueError, TypeError, KeyError) as error:
            raise IndexDamagedError(
                "The register of the index is damaged; run 'parity ingest' to make the index anew."
            ) from error


def _role(commitment: Commitment) -> Role:
    return Role.QUOTED if commitment.quoted else _ROLES.get(commitment.strength, Role.SAID)


def _commitments(entry: Entry) -> Iterator[tuple[Sentence, Commitment]]:
    paragraph = entry.paragraph
    for sentence, strength in zip(
        entry.sentences, strengths(paragraph, entry.sentences), strict=True
    ):
        set_out = quoted_promise(paragraph)
        if strength is None or (set_out and sentence.index):
            continue
        lead_in = "" if sentence.lead_in is None else entry.sentences[sentence.lead_in].text
        quoted = is_quoted(paragraph, sentence, entry.sentences)
        inherited = "" if quoted else lead_in
        promised = strength in _PROMISED
        due = details.due(sentence.text, promised=promised)
        due = due or details.due(inherited, promised=promised)
        yield (
            sentence,
            Commitment(
                paragraph=paragraph.key,
                text=set_out or sentence.text,
                strength=strength,
                section=paragraph.section,
                lead_in=lead_in,
                who=details.who(sentence.text) or details.who(inherited),
                due=due,
                due_year=details.due_year(due),
                amounts=details.amounts(sentence.text),
                quoted=quoted,
            ),
        )
