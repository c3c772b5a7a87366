"""The register of a corpus: built from its paragraphs by the ingest, and kept in the index."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.language.dates import Dated
from ingest.language.sentences import Sentence
from ingest.language.speech import introduced, speaker
from ingest.language.words import Analyser, folded, stems
from ingest.register import details
from ingest.register.evaluated import evaluated_commitments, quoted_promise
from ingest.register.kinds import Judged, judged
from ingest.register.scale import SCALE, Scale, found_scale
from ingest.register.threads import threads
from ingest.register.types import OURS, Commitment, Evaluated, Kind, Role, Thread, kind_of
from ingest.register.wide import is_quoted
from ingest.types import Document

if TYPE_CHECKING:
    from ingest.entries import Entry

REGISTER = "register.json"
"""The file of an index's generation that has it."""

_ROLES = {
    Kind.PROMISE: Role.PROMISED,
    Kind.CONSIDERATION: Role.PROMISED,
    Kind.UNDER_WAY: Role.UNDER_WAY,
    Kind.REPORT: Role.REPORTED,
}


@dataclass(frozen=True)
class Register:
    """Every commitment of a corpus, those that were evaluated, and those spoken of repeatedly.

    ``scale`` are the values that a rating may have, best first.
    """

    commitments: tuple[Commitment, ...] = ()
    evaluated: tuple[Evaluated, ...] = ()
    threads: tuple[Thread, ...] = ()
    scale: tuple[str, ...] = SCALE

    @classmethod
    def of(
        cls,
        entries: Sequence[Entry],
        analyser: Analyser,
        documents: Iterable[Document] = (),
        scale: Sequence[str] = (),
    ) -> Register:
        """The register of all entries of a corpus, in their order.

        "Within five years" is counted from the date of its document, if that is among those given;
        ``scale`` are the values of ratings, best first, those found if none are given.
        """
        paragraphs = [(entry.paragraph, entry.sentences) for entry in entries]
        rating = Scale(tuple(scale) or found_scale(paragraphs) or SCALE)
        dated = {document.id: Dated.of(document.date) for document in documents}
        found = [
            of
            for document, of_document in groupby(entries, lambda entry: entry.paragraph.document)
            for of in _of_document(list(of_document), dated.get(document), rating)
        ]
        evaluated = evaluated_commitments(
            paragraphs, lambda text: set(stems(analyser.written_out(text))), rating
        )
        sentences = (sentence for entry in entries for sentence in entry.sentences)
        roles = {(s.paragraph, s.index): _role(commitment) for s, commitment in found}
        return cls(
            tuple(_with_speakers([commitment for _, commitment in found])),
            tuple(evaluated),
            tuple(threads(sentences, roles, analyser)),
            rating.values,
        )

    @cached_property
    def sure(self) -> tuple[Commitment, ...]:
        """The commitments that are surely some, which is what is shown unless all are asked for."""
        return tuple(one for one in self.commitments if one.sure)

    def within(self, documents: Collection[str]) -> Register:
        """The register of some of the documents, by their ids; what only others tell is not told.

        What several places say of one promise stays whole.
        """
        evaluated = (one.within(documents) for one in self.evaluated)
        return replace(
            self,
            commitments=tuple(of for of in self.commitments if of.document in documents),
            evaluated=tuple(one for one in evaluated if one.ratings),
        )

    def write(self, generation: Path) -> None:
        """Write the register to a generation's folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=0)
        (generation / REGISTER).write_text(text, encoding="utf-8")

    @classmethod
    def parsed(cls, text: bytes) -> Register:
        """A register from what was written of it."""
        fields: dict[str, Any] = json.loads(text)
        return cls(
            tuple(map(Commitment.of, fields["commitments"])),
            tuple(map(Evaluated.of, fields["evaluated"])),
            tuple(map(Thread.of, fields["threads"])),
            tuple(fields["scale"]),
        )


def _role(commitment: Commitment) -> Role:
    return Role.QUOTED if commitment.quoted else _ROLES.get(commitment.kind, Role.SAID)


def _of_document(
    entries: Sequence[Entry], dated: Dated | None, scale: Scale
) -> Iterator[tuple[Sentence, Commitment]]:
    of = judged([(entry.paragraph, entry.sentences) for entry in entries], scale)
    for entry, found in zip(entries, of, strict=True):
        yield from _commitments(entry, found, dated)


def _commitments(
    entry: Entry, found: Sequence[Judged], dated: Dated | None
) -> Iterator[tuple[Sentence, Commitment]]:
    paragraph = entry.paragraph
    for sentence, of_sentence in zip(entry.sentences, found, strict=True):
        strength, set_out = of_sentence.strength, quoted_promise(paragraph)
        if strength is None or (set_out and sentence.index):
            continue
        lead_in = "" if sentence.lead_in is None else entry.sentences[sentence.lead_in].text
        quoted = is_quoted(paragraph, sentence, entry.sentences)
        inherited = "" if quoted else lead_in
        kind, written = kind_of(strength, quoted=quoted), None if quoted else dated
        due = details.due(sentence.text, kind, written)
        due = due if due.words else details.due(inherited, kind, written)
        who = details.who(sentence.text) or details.who(inherited)
        yield (
            sentence,
            Commitment(
                paragraph=paragraph.key,
                text=set_out or sentence.text,
                strength=strength,
                section=paragraph.section,
                lead_in=lead_in,
                who=who,
                due=due.words,
                due_year=due.year,
                amounts=details.amounts(sentence.text),
                quoted=quoted,
                sure=of_sentence.sure,
                speaker=details.whose(lead_in) if quoted else _speaker(entry, sentence, who),
            ),
        )


def _speaker(entry: Entry, sentence: Sentence, who: str) -> str:
    """Who speaks of "we" in a sentence of a paragraph; empty if that is not said."""
    if who.lower() not in OURS:
        return ""
    lines = entry.paragraph.text.split("\n")
    line = lines[sentence.line]
    before = sum(len(other) + 1 for other in lines[: sentence.line])
    if said := speaker(line, sentence.start - before + max(sentence.text.find(who), 0)):
        return said
    above = (introduced(other) for other in reversed(lines[: sentence.line]))
    return next((name for name in above if name), "")


def _with_speakers(found: Sequence[Commitment]) -> Iterator[Commitment]:
    """The commitments; one that is quoted has its speaker from where the same words have one."""
    known = {folded(one.text): one.speaker for one in found if one.quoted and one.speaker}
    for one in found:
        is_open = one.quoted and not one.speaker
        yield replace(one, speaker=known.get(folded(one.text), "")) if is_open else one
