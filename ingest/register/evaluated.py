"""Commitments that were evaluated: their words, their ratings, and what was reported of them.

The words stand above the list of ratings ("Commitment - …") and may be quoted elsewhere in the
document; what reports on them are the paragraphs below the list, as long as the heading lasts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from ingest.language.fulfilment import Fulfilment, outcome_of
from ingest.language.sentences import Sentence
from ingest.language.words import folded
from ingest.register.ratings import USUAL, Subject, rated_subjects
from ingest.register.scale import Scale
from ingest.register.types import Evaluated, Quote
from ingest.types import Paragraph

_NAMED = re.compile(r"(?:Commitment|Pledge|Promise)(?: \d+)?\s*[-–—:]\s*")
_QUOTED = re.compile(r"[\"“](.+)[\"”]", re.S)
Entry = tuple[Paragraph, Sequence[Sentence]]


def evaluated_commitments(
    paragraphs: Sequence[Entry],
    stems_of: Callable[[str], Collection[str]],
    scale: Scale = USUAL,
) -> list[Evaluated]:
    """Every commitment that the paragraphs rate, in the order in which they rate them."""
    found = rated_subjects(paragraphs, stems_of, scale)
    return [_evaluated(subject, paragraphs) for subject in found]


def quoted_promise(paragraph: Paragraph) -> str:
    """The words of a paragraph that says "Commitment - …", without the quotation marks; or ""."""
    named = _NAMED.match(paragraph.body)
    if not named:
        return ""
    rest = paragraph.body[named.end() :]
    quoted = _QUOTED.fullmatch(rest.strip())
    return quoted[1] if quoted else rest.strip()


def _evaluated(subject: Subject, paragraphs: Sequence[Entry]) -> Evaluated:
    of_list = {rating.paragraph for rating in subject.ratings if not rating.in_table}
    around = [
        (at, entry)
        for at, entry in enumerate(paragraphs)
        if subject.section
        and entry[0].document == subject.document
        and entry[0].section[: len(subject.section)] == subject.section
    ]
    last = max((at for at, (p, _) in around if p.key in of_list), default=-1)
    first = min((at for at, (p, _) in around if p.key in of_list), default=-1)
    before = [entry[0] for at, entry in around if at < first]
    reports = [entry for at, entry in around if at > last]
    promises = [Quote(p.key, quoted_promise(p) or p.body) for p in before]
    promises += _quoted_elsewhere(promises, paragraphs, {p.key for p in before})
    outcome, standing = _standing(reports)
    return Evaluated(
        subject.name,
        subject.group,
        subject.section,
        tuple(promises),
        tuple(subject.ratings),
        tuple(paragraph.key for paragraph, _ in reports),
        outcome,
        tuple(standing),
    )


def _quoted_elsewhere(
    promises: Sequence[Quote], paragraphs: Sequence[Entry], own: Collection[str]
) -> Iterator[Quote]:
    """Other lines of any document that quote the same words, whatever marks stand around them."""
    wanted = {folded(promise.text) for promise in promises}
    for paragraph, _ in paragraphs:
        if paragraph.key in own:
            continue
        for line in paragraph.body.split("\n"):
            quoted = _QUOTED.search(line)
            if quoted and folded(quoted[1]) in wanted:
                yield Quote(paragraph.key, quoted[1])


def _standing(reports: Sequence[Entry]) -> tuple[Fulfilment, list[Quote]]:
    """What became of a commitment, and the sentences that say so, all of the one outcome.

    What stands below a further heading may be of another commitment and is heard only where the
    heading under which the reports begin says nothing. A failure that is owned outweighs the rest,
    and what was reached outweighs what is on the way.
    """
    own = [(p, of) for p, of in reports if p.section == reports[0][0].section]
    for entries in (own, reports):
        said = [(outcome_of(s.text), p, s) for p, of in entries for s in of]
        for outcome in (
            Fulfilment.NOT_MET,
            Fulfilment.MET,
            Fulfilment.ON_TRACK,
            Fulfilment.PARTLY_MET,
        ):
            if quotes := [Quote(p.key, s.text) for o, p, s in said if o is outcome]:
                return outcome, quotes
    return Fulfilment.NOT_SAID, []
