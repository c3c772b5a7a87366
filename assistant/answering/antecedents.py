"""No sentence is shown without the one that it leans on: it would say something else.

In an answer "This can be attributed to the pandemic" stands right behind what is attributed, and
what would have been behind what was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Claim
from assistant.answering.finding import Finding, Line, numbered
from assistant.checking.verify import verify
from assistant.library.library import Library
from ingest.language.antecedents import leans, needed, sentence_before
from ingest.language.leaning import Lean, says_what_would_have_been
from ingest.language.sentences import Sentence, SentenceKind, kept_sentences
from ingest.types import Paragraph

_MOST_WORDS = 110
"""Words of an answer beyond which a later sentence is left out rather than what it needs put in."""

_ACROSS = (Lean.POINTS, Lean.TURNS, Lean.SUPPOSES)
"""How a paragraph's first sentence leans on the paragraph above; what only adds, opens another."""

_Place = tuple[str, str]
"""The key of a paragraph, and a quote of it."""


def with_antecedents(finding: Finding, library: Library) -> Finding:
    """The finding, each of its sentences right behind what it leans on."""
    lines = [
        (statement, tuple(finding.citations[at] for at in statement.cited))
        for statement in finding.statements
    ]
    completed = in_context(lines, library)
    if completed == lines:
        return finding
    statements, citations = numbered(completed)
    cited = {passage.paragraph.key for passage in finding.passages}
    more = dict.fromkeys(c.paragraph.key for c in citations if c.paragraph.key not in cited)
    passages = (*finding.passages, *map(library.passage, more))
    return replace(finding, statements=statements, citations=citations, passages=passages)


def in_context(lines: Sequence[Line], library: Library) -> list[Line]:
    """Statements with their citations, each right behind what it leans on.

    A later one that would make the whole too long is left out.
    """
    found: list[Line] = []
    for line in lines:
        if _place(line) in map(_place, found):
            continue
        before = _before_it(line, library)
        if line[0].item and before and not line[0].lead_in and _of_one_paragraph(before, line):
            found.append((replace(line[0], lead_in=_joined(before, line)), line[1]))
            continue
        missing = [one for one in before if _place(one) not in map(_place, found)]
        if missing and found and _words([*found, *missing, line]) > _MOST_WORDS:
            continue
        if before and not missing:
            at = [_place(one) for one in found].index(_place(before[-1]))
            found.insert(at + 1, line)
        else:
            found += [*missing, line]
    return found


def _place(line: Line) -> _Place:
    return line[1][0].paragraph.key, line[1][0].quote


def _words(lines: Sequence[Line]) -> int:
    return sum(len(statement.text.split()) for statement, _ in lines if not statement.item)


def _of_one_paragraph(before: Sequence[Line], line: Line) -> bool:
    return all(_place(one)[0] == _place(line)[0] for one in before)


def _joined(before: Sequence[Line], line: Line) -> str:
    """The words of a paragraph from the first of some sentences to right before another."""
    text = line[1][0].paragraph.text
    return text[text.find(_place(before[0])[1]) : text.find(_place(line)[1])].rstrip()


def _before_it(line: Line, library: Library) -> list[Line]:
    """What has to be read before a statement, in order; nothing where it is in other words."""
    statement, (citation, *others) = line
    if others or statement.text != citation.quote:
        return []
    opening = statement.lead_in or statement.text
    places = list(_places_before(citation.paragraph, opening, statement.text, library))
    claims = [Claim(text, key, text, item=statement.item) for key, text in places]
    statements, citations = verify(claims, [library.passage(key) for key, _ in places])
    return [(s, tuple(citations[at] for at in s.cited)) for s in statements]


def _places_before(
    paragraph: Paragraph, opening: str, quote: str, library: Library
) -> Iterator[_Place]:
    """What has to be read before a quote and the words that open it, in reading order."""
    if says_what_would_have_been(quote):
        yield from _what_was(paragraph, library)
    of = kept_sentences(paragraph)
    start = paragraph.text.find(opening)
    at = next((one.index for one in of if one.start == start), None)
    if at is None:
        return
    chain = sorted(_chain(of, at))
    first = chain[0] if chain else at
    if first == 0 and leans(of, 0) in _ACROSS:
        yield from _end_of_the_one_above(paragraph, library)
    yield from ((paragraph.key, of[one].text) for one in chain)


def _chain(of: Sequence[Sentence], at: int) -> set[int]:
    """What a sentence leans on, and what that needs; not the lead-in of its own list."""
    before = sentence_before(of, at) if leans(of, at) else None
    return set() if before is None else {before} | needed(of, before)


def _what_was(paragraph: Paragraph, library: Library) -> Iterator[_Place]:
    """What became of the commitment that a paragraph reports on, as the register has it."""
    for one in library.register.evaluated:
        if paragraph.key in one.reports:
            yield from ((quote.paragraph, quote.text) for quote in one.standing[:1])


def _end_of_the_one_above(paragraph: Paragraph, library: Library) -> Iterator[_Place]:
    """The last sentence of the paragraph above in the same section, with what it needs."""
    keys = list(library.paragraphs)
    at = library.paragraphs.order(paragraph.key)
    above = library.paragraphs[keys[at - 1]] if at else None
    if above is None or (above.document, above.section) != (paragraph.document, paragraph.section):
        return
    of = [one for one in kept_sentences(above) if one.kind is not SentenceKind.FOOTNOTE]
    if not of:
        return
    last = of[-1].index if of[-1].lead_in is None else of[-1].lead_in
    yield from ((above.key, of[one].text) for one in sorted({last} | needed(of, last)))
