"""Where other documents found say otherwise than an answer: both are said, and that they differ.

No side is chosen: docs/adr/0018.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from assistant.answer import Answer, Citation, Claim
from assistant.answering.finding import Line, numbered
from assistant.checking.contradicting import Against, Source, against, of_one_time
from assistant.checking.nearest import SourceFinder
from assistant.checking.spans import Span, around
from assistant.checking.verify import verify
from assistant.citing import origin
from assistant.remarks import Disagreement
from ingest.language.dates import Dated

_MOST_SIDES = 3
"""Other documents that one sentence is held against in an answer."""

_LEAST_SHARED = 0.4
"""The share of the shorter sentence's words below which two are not held against each other."""

DIFFER = "These documents say different things: {}. Parity does not choose between them."
LATER = "These documents are of different dates, and do not say the same: {}."

_Place = tuple[str, str]
"""The key of a paragraph, and a quote of it."""


def with_other_side(answer: Answer, finder: SourceFinder) -> Answer:
    """The answer with every sentence found that contradicts one of it, and a line that says so.

    Whatever says the same of another document's answers too, however little the reader makes of
    it. A sentence that only likely contradicts one is said beside it, without a line.
    """
    lines: list[Line] = []
    groups: list[list[_Place]] = []
    said = {_place(citation) for citation in answer.citations}
    for statement in answer.statements:
        cited = tuple(answer.citations[at] for at in statement.cited)
        lines.append((statement, cited))
        for citation in cited:
            if any(_place(citation) in group for group in groups):
                continue
            others = _contradicting(citation, answer, finder)
            lines += _lines([claim for claim in others if claim.quotes[0] not in said], answer)
            said.update(claim.quotes[0] for claim in others)
            sure = [claim.quotes[0] for claim, how in others.items() if how is Against.SURELY]
            if sure:
                groups.append([_place(citation), *sure])
    statements, citations = numbered(lines)
    answer = replace(answer, statements=statements, citations=citations)
    at = {_place(citation): citation for citation in reversed(citations)}
    found = [_disagreement([at[place] for place in group], answer, finder) for group in groups]
    return replace(answer, disagreements=tuple(found))


def _place(citation: Citation) -> _Place:
    return citation.paragraph.key, citation.quote


def _lines(claims: list[Claim], answer: Answer) -> list[Line]:
    statements, citations = verify(claims, answer.passages)
    return [(s, tuple(citations[at] for at in s.cited)) for s in statements]


def _contradicting(
    citation: Citation, answer: Answer, finder: SourceFinder
) -> dict[Claim, Against]:
    """The sentence of each other document that contradicts what is cited most surely, if any."""
    span = _span(citation)
    if span is None:
        return {}
    cited, words = _source(span, finder), _bases(span, finder)
    found: dict[tuple[str, Against], Claim] = {}
    for passage in answer.passages:
        if passage.document.id == citation.document.id:
            continue
        for scored in sorted(passage.sentences, key=lambda scored: -scored.score):
            other = Span(passage.paragraph, (scored.sentence,))
            shared = len(words & (theirs := _bases(other, finder)))
            if shared < _LEAST_SHARED * min(len(words), len(theirs)):
                continue
            if how := against(cited, _source(other, finder), answer.standalone):
                found.setdefault((passage.document.id, how), _claim(other))
    sure = [of for of, how in found if how is Against.SURELY]
    best = {c: how for (of, how), c in found.items() if how is Against.SURELY or of not in sure}
    return dict(islice(best.items(), _MOST_SIDES))


def _bases(span: Span, finder: SourceFinder) -> set[str]:
    return {unit.base for unit in finder.units_of(span) if not unit.is_small}


def _span(citation: Citation) -> Span | None:
    start = citation.paragraph.text.find(citation.quote)
    return around(citation.paragraph, start, start + len(citation.quote))


def _source(span: Span, finder: SourceFinder) -> Source:
    return Source(finder.source(span), finder.bases_above(span))


def _claim(span: Span) -> Claim:
    """A sentence as a claim that quotes it, with the lead-in that it goes on from."""
    lead_in = span.lead_in if span.lead_in.rstrip().endswith(":") else ""
    return Claim(span.text, span.paragraph.key, span.text, lead_in=lead_in)


def _disagreement(group: list[Citation], answer: Answer, finder: SourceFinder) -> Disagreement:
    """What is said of citations that contradict each other: which differ, or which is later."""
    sources = [_source(span, finder).facts for c in group if (span := _span(c))]
    dates = [_dated(citation) for citation in group]
    later = len(set(dates)) == len(dates) and all(dates)
    if later and not of_one_time(sources[0], sources[1], answer.standalone):
        ordered = [c for _, c in sorted(zip(dates, group, strict=True), key=lambda one: one[0])]
        sides = ", then ".join(map(_named, ordered))
        return Disagreement(LATER.format(sides), tuple(c.n for c in ordered), dated=True)
    return Disagreement(DIFFER.format("; ".join(map(_named, group))), tuple(c.n for c in group))


def _dated(citation: Citation) -> tuple[int, int]:
    """Year and month of a document; (0, 0) where it has no date."""
    dated = Dated.of(citation.document.date)
    return (dated.year, dated.month or 0) if dated else (0, 0)


def _named(citation: Citation) -> str:
    return f"{citation.document.name} ({origin(citation.document)})"
