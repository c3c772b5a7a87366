"""Questions to go on with, each of which was asked and has an answer that says something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.answer import Answer, Passage
from assistant.citing import headings
from assistant.library.library import Library
from assistant.lookup.documents import sections_of
from ingest.register.types import Evaluated
from ingest.types import Document

_MOST = 3
_TRIED = 6
_HEADING_WORDS = range(2, 9)
"""Words of a heading that names a subject; one word is more often "Introduction" or "Response"."""


def follow_ups(
    answer: Answer, library: Library, cited_by: Callable[[str], frozenset[str]]
) -> tuple[str, ...]:
    """At most three questions on what an answer cites or, where there is none, what came nearest.

    Each is asked; it is offered if its answer cites a paragraph that none before it does.
    ``cited_by`` gives the keys of what a question's answer cites, none where it has no answer.
    """
    said = {citation.paragraph.key for citation in answer.citations}
    asked = {_folded(answer.question), _folded(answer.standalone)}
    found: list[str] = []
    tried = 0
    for question in _candidates(answer, library):
        if _folded(question) in asked:
            continue
        asked.add(_folded(question))
        tried += 1
        cited = cited_by(question)
        if cited - said:
            found.append(question)
            said |= cited
        if len(found) == _MOST or tried == _TRIED:
            break
    return tuple(found)


def _candidates(answer: Answer, library: Library) -> Iterator[str]:
    """Questions on the commitments, then the headings, of what is cited or came nearest."""
    cited = [Passage(citation.document, citation.paragraph, 1.0) for citation in answer.citations]
    passages = cited or (() if answer.far_off else answer.passages)
    keys = [passage.paragraph.key for passage in passages]
    for one in _evaluated_at(keys, library):
        yield f"What became of the commitment on “{one.name}”?"
        yield f"How was “{one.name}” rated?"
    for passage in passages:
        heading = headings(passage.document, passage.paragraph).rpartition(" › ")[2]
        yield from _on(passage.document, [heading])
    for document in dict.fromkeys(passage.document for passage in passages[:1]):
        yield from _on(document, sections_of(document, library))


def _on(document: Document, among: Iterable[str]) -> Iterator[str]:
    """What a document says below some headings, as far as these name a subject."""
    for heading in among:
        if len(heading.split()) in _HEADING_WORDS and heading[-1:] != "?":
            yield f"What does the {document.name} say on “{heading}”?"


def _evaluated_at(keys: Sequence[str], library: Library) -> list[Evaluated]:
    """The evaluated commitments that some paragraphs report on, in the order of these."""
    at: dict[str, Evaluated] = {}
    for one in library.register.evaluated:
        at.update(dict.fromkeys([*one.reports, *(q.paragraph for q in one.promises[:1])], one))
    found: list[Evaluated] = []
    for key in keys:
        if key in at and at[key] not in found:
            found.append(at[key])
    return found


def _folded(question: str) -> str:
    return "".join(filter(str.isalnum, question)).casefold()
