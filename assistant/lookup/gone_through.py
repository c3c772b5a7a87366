"""Going through every sentence of the documents: what is wanted, what was found and searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Claim, LookedUp
from ingest.indexing.stored import KEPT, StoredParagraphs, standing
from ingest.language.sentences import Sentence, kept_sentences
from ingest.types import Document, Paragraph, document_of

MOST_QUOTED = 40
"""Paragraphs that are quoted; the numbers of the others are given."""

MOST_NUMBERED = 400
"""Numbers that are given."""


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True)
class Wanted:
    """What to look for: how to say it, and the test that a sentence must pass.

    ``may_stand`` is a quick test of a text in lower case, which every such sentence passes, and
    every paragraph that has one; ``surely`` a quick test of a paragraph's body in lower case, as
    JSON writes it: what passes has such a sentence. ``certain`` says whether, where nothing was
    found, it may be said that no paragraph has it.
    """

    verb: str
    thing: str
    holds: Callable[[Sentence], bool]
    certain: Callable[[], bool]
    may_stand: Callable[[str], bool] = bool
    surely: Callable[[str], bool] = _never

    def first(self, sentences: Iterable[Sentence]) -> Sentence | None:
        """The first of some sentences that is wanted; None if none is."""
        may = (s for s in sentences if self.may_stand(s.text.lower()))
        return next(filter(self.holds, may), None)


@dataclass(frozen=True)
class GoneThrough:
    """The documents that are gone through, of all paragraphs by key."""

    paragraphs: Mapping[str, Paragraph]
    documents: Sequence[Document]

    def answer(self, wanted: Wanted) -> LookedUp | None:
        """The paragraphs that have what is wanted; None if there are none and that is uncertain."""
        found = list(self.keys(wanted))
        if not found and not wanted.certain():
            return None
        quoted = [self._first(wanted, self.paragraphs[key]) for key in found[:MOST_QUOTED]]
        claims = [Claim(s.text, s.paragraph, s.text, item=True) for s in filter(None, quoted)]
        return LookedUp(claims, f"{_counted(wanted, found)} {self._searched}")

    def found(self, wanted: Wanted) -> Iterator[Sentence]:
        """The first sentence of each paragraph that has what is wanted."""
        firsts = (wanted.first(of) for of in self.sentences(wanted.may_stand))
        yield from filter(None, firsts)

    def keys(self, wanted: Wanted) -> Iterator[str]:
        """The keys of the paragraphs that have what is wanted.

        Of a large index those that surely do are not read.
        """
        paragraphs = self.paragraphs
        if not isinstance(paragraphs, StoredParagraphs) or len(paragraphs) <= KEPT:
            yield from (sentence.paragraph for sentence in self.found(wanted))
            return
        within = {document.id for document in self.documents}
        for key, paragraph in paragraphs.tested(wanted.may_stand, wanted.surely):
            if document_of(key) in within and (not paragraph or self._first(wanted, paragraph)):
                yield key

    def _first(self, wanted: Wanted, paragraph: Paragraph) -> Sentence | None:
        """The first sentence of a paragraph that has what is wanted."""
        if not wanted.may_stand(paragraph.text.lower()):
            return None
        return wanted.first(kept_sentences(paragraph))

    def sentences(self, may_stand: Callable[[str], bool]) -> Iterator[Sequence[Sentence]]:
        """The sentences of each paragraph whose text, in lower case, passes a test."""
        within = {document.id for document in self.documents}
        for paragraph in standing(self.paragraphs, may_stand):
            if paragraph.document in within and may_stand(paragraph.text.lower()):
                yield kept_sentences(paragraph)

    @property
    def _searched(self) -> str:
        return searched(self.paragraphs, self.documents)


def _counted(wanted: Wanted, found: Sequence[str]) -> str:
    """How many paragraphs have what is wanted, and the keys of those that are not quoted."""
    verb = f"{wanted.verb}{'' if len(found) > 1 else 's'} {wanted.thing}"
    count = f"{len(found)} paragraph{'' if len(found) == 1 else 's'}" if found else "No paragraph"
    rest = found[MOST_QUOTED:]
    numbers = ", ".join(rest[:MOST_NUMBERED])
    left = f" and {len(rest) - MOST_NUMBERED:,} more" if len(rest) > MOST_NUMBERED else ""
    more = f" The others are {numbers}{left}." if rest else ""
    return f"{count} {verb}.{more}"


def only(documents: Iterable[Document], within: Collection[str]) -> list[Document]:
    """Those of some documents that are asked, which are all where no ids are given."""
    return [document for document in documents if not within or document.id in within]


def searched(keys: Iterable[str], documents: Sequence[Document]) -> str:
    """What was gone through, of all paragraphs with these keys: all that the documents have."""
    sizes = Counter(map(document_of, keys))
    total = sum(sizes[document.id] for document in documents)
    each = "the one paragraph" if total == 1 else f"all {total:,} paragraphs"
    of = documents[0].name if len(documents) == 1 else f"{len(documents):,} documents"
    return f"Searched {each} of {of}."
