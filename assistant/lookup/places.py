"""What stands at a place that a question names: a paragraph, a page, a section, a recommendation.

The whole of it is given, line by line. A number that the documents do not have is said to be none
of theirs, with those that they have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Claim, LookedUp
from assistant.library.library import Library
from assistant.library.naming import listing
from assistant.lookup.documents import called_by
from assistant.lookup.gone_through import MOST_QUOTED, only
from assistant.question.places import PlaceAsked, PlaceKind, PlaceRequest, place_tokens
from assistant.question.question import Question
from assistant.shown import drawn_together
from ingest.language.words import stems
from ingest.types import Document, Paragraph, document_of

_REPEATED = " (repeated"
_ALWAYS_UNITS = frozenset({"recommendation"})
_MOST_DOCUMENTS = 5
"""Documents of which it is said what they have where none has the number."""


@dataclass(frozen=True)
class Numbered:
    """A paragraph's key and its number in small letters."""

    key: str
    number: str

    @classmethod
    def of(cls, key: str) -> Numbered:
        """Read a key: ``document/number`` or ``document/within/number``."""
        number = key.rpartition("/")[2]
        return cls(key, number.partition(_REPEATED)[0].casefold())

    @property
    def unit(self) -> str:
        """What a named number is one of ("recommendation"); "" for a number alone."""
        name, _, number = self.number.partition(" ")
        return name if name.isalpha() and number.isdecimal() and name != "front" else ""


class Places:
    """Looks up places of the documents of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def is_named_in(self, question: str) -> bool:
        """Whether a question asks to read a place, and has its number."""
        request = PlaceRequest.of(question, self._units)
        return request is not None and any(place.numbers for place in request.places)

    def find(self, question: Question) -> LookedUp | None:
        """What stands where a question asks; None for one that names no place, or says more.

        Nothing for a place of a document that is not asked.
        """
        request = PlaceRequest.of(question.latest, self._units)
        if request is None or not request.is_plain:
            return None
        documents = only(self._documents(request, question.history), question.within)
        if not documents:
            return LookedUp([])
        found = [p for document in documents for p in self._standing(document, request)]
        if found:
            return self._given(found, request.things[0])
        named = [d for d in documents if _holds(request.subject, set(called_by(d)))]
        return self._missing(request, named)

    def _given(self, found: Sequence[Paragraph], asked: PlaceAsked) -> LookedUp:
        claims = [claim for paragraph in found[:MOST_QUOTED] for claim in whole(paragraph)]
        of = dict.fromkeys(self._library.documents[p.document].name for p in found)
        rest = [paragraph.key for paragraph in found[MOST_QUOTED:]]
        said = [_on_page(found, asked)] if asked.kind is PlaceKind.PAGE else []
        if len(of) > 1:
            said.append(f"{len(of)} documents have it: {listing(list(of))}.")
        if rest:
            said.append(f"{len(found)} paragraphs stand there; the others are {', '.join(rest)}.")
        return LookedUp(claims, " ".join(said))

    def _missing(self, request: PlaceRequest, documents: Sequence[Document]) -> LookedUp | None:
        """That the documents have no such place; None where a question may mean another thing."""
        asked = request.things[0]
        if request.places[1:] or not asked.numbers or not asked.name:
            return None
        if asked.kind is PlaceKind.UNIT:
            documents = [d for d in documents if self._numbers(d, asked)]
        if asked.kind is PlaceKind.SECTION and not (request.reads and request.subject):
            return None
        if not documents:
            return None
        lines = [self._none_in(document, asked) for document in documents[:_MOST_DOCUMENTS]]
        if left := len(documents[_MOST_DOCUMENTS:]):
            lines.append(f"Nor have the {left:,} other documents.")
        return LookedUp([], " ".join(lines))

    def _none_in(self, document: Document, asked: PlaceAsked) -> str:
        """That a document has no such place, with the numbers of this sort that it has."""
        numbers = self._numbers(document, asked)
        if asked.kind is PlaceKind.PAGE and not numbers:
            return f"The file of {document.name} does not say where its pages end."
        none = f"{document.name} has no {_called(asked)} {listing(asked.numbers)}"
        if not numbers:
            return f"{none}." if asked.kind is PlaceKind.SECTION else f"{none}: it has none."
        runs = drawn_together(dict.fromkeys(numbers))
        given = f"{numbers[0]} to {numbers[-1]}" if runs[1:] else runs[0]
        return f"{none}; its {_called(asked)}s are {given}."

    def _numbers(self, document: Document, asked: PlaceAsked) -> list[str]:
        """The numbers of this sort that a document has, in its order."""
        keys = self._keys[document.id]
        if asked.kind is PlaceKind.UNIT:
            return [key.number.partition(" ")[2] for key in keys if key.unit == asked.name]
        if asked.kind is PlaceKind.PARAGRAPH:
            return [
                key.number for key in keys if key.number[:1].isdigit() and " " not in key.number
            ]
        if asked.kind is PlaceKind.PAGE:
            return [str(page) for page in self._pages(document)]
        if asked.kind is PlaceKind.SECTION:
            return []
        return [n.marker for p in self._paragraphs(document) for n in p.footnotes]

    def _documents(self, request: PlaceRequest, history: Sequence[str]) -> list[Document]:
        """The documents to look in: those named, or of the place asked for before, else all."""
        every = list(self._library.documents.values())
        before = PlaceRequest.of(history[-1], self._units) if history else None
        subject = request.subject or (before.subject if before else ())
        return [d for d in every if _holds(subject, set(called_by(d)))] or every

    def _standing(self, document: Document, request: PlaceRequest) -> Iterator[Paragraph]:
        """The paragraphs of a document that stand at the places, each word left over above them."""
        names = set(called_by(document))
        chosen = dict.fromkeys(k for thing in request.things for k in self._at(document, thing))
        for paragraph in self._library.paragraphs.fetch(list(chosen)):
            above = [*paragraph.section, paragraph.within]
            inside = all(_is_under(above, section) for section in request.sections)
            of_heading = stems("\n".join(above))
            named = all(s.numbers or set(request.subject) & {*of_heading} for s in request.places)
            if (
                inside
                and _holds(request.subject, {*names, *of_heading})
                and (named or request.things[0].kind is not PlaceKind.SECTION)
            ):
                yield paragraph

    def _at(self, document: Document, asked: PlaceAsked) -> list[str]:
        """The keys of a document's paragraphs that stand at a place, in order."""
        keys = self._keys[document.id]
        if asked.nth:
            return self._nth(document, asked)
        if asked.kind in (PlaceKind.PARAGRAPH, PlaceKind.UNIT):
            found = [key.key for key in keys if _is_numbered(key, asked)]
            if found or asked.kind is PlaceKind.PARAGRAPH:
                return found
        paragraphs = self._paragraphs(document)
        found = [paragraph.key for paragraph in paragraphs if _is_there(paragraph, asked)]
        if asked.kind is PlaceKind.PAGE and not found:
            return _running_on(paragraphs, asked)
        return found

    def _nth(self, document: Document, asked: PlaceAsked) -> list[str]:
        keys = self._keys[document.id]
        if asked.kind is PlaceKind.PAGE:
            pages = self._pages(document)
            page = tuple(str(pages[at]) for at in _at_nth(len(pages), asked.nth))
            return self._at(document, PlaceAsked(asked.kind, asked.name, page)) if page else []
        if asked.kind is PlaceKind.UNIT:
            keys = [key for key in keys if key.unit == asked.name]
        of_kind = asked.kind in (PlaceKind.UNIT, PlaceKind.PARAGRAPH)
        return [keys[at].key for at in _at_nth(len(keys), asked.nth)] if of_kind else []

    def _pages(self, document: Document) -> list[int]:
        return sorted({p.page for p in self._paragraphs(document) if p.page is not None})

    def _paragraphs(self, document: Document) -> list[Paragraph]:
        return self._library.paragraphs.fetch([key.key for key in self._keys[document.id]])

    @cached_property
    def _keys(self) -> Mapping[str, list[Numbered]]:
        found: dict[str, list[Numbered]] = {id_: [] for id_ in self._library.documents}
        for key in self._library.paragraphs:
            found[document_of(key)].append(Numbered.of(key))
        return found

    @cached_property
    def _units(self) -> frozenset[str]:
        """The names that the documents give to kinds of places of their own."""
        units = {key.unit for keys in self._keys.values() for key in keys}
        return frozenset(filter(None, units)) | _ALWAYS_UNITS


def whole(paragraph: Paragraph) -> list[Claim]:
    """All of a paragraph, a claim a line."""
    lines = enumerate(paragraph.text.split("\n"))
    return [
        Claim(line, paragraph.key, line, item=at not in paragraph.prose)
        for at, line in lines
        if line.strip()
    ]


def _on_page(found: Sequence[Paragraph], asked: PlaceAsked) -> str:
    """That paragraphs are known by the page on which they begin."""
    page = found[0].page
    if str(page) in asked.numbers:
        return "What begins there; the paragraph before may go on to it."
    return f"No paragraph begins there. This one begins on page {page}, and may go on to it."


def _called(asked: PlaceAsked) -> str:
    own_name = asked.kind in (PlaceKind.SECTION, PlaceKind.UNIT)
    return asked.name if own_name else asked.kind.value


def _is_numbered(key: Numbered, asked: PlaceAsked) -> bool:
    """Whether a paragraph has one of the numbers; "5(a)" is in paragraph 5."""
    numbers = {number for n in asked.numbers for number in (n, n.partition("(")[0])}
    if asked.kind is PlaceKind.PARAGRAPH:
        return key.number in numbers
    dotted = {number for number in numbers if "." in number}
    return key.number in dotted | {f"{asked.name} {number}" for number in numbers}


def _is_there(paragraph: Paragraph, asked: PlaceAsked) -> bool:
    if asked.kind is PlaceKind.PAGE:
        return str(paragraph.page) in asked.numbers
    if asked.kind is PlaceKind.NOTE:
        return any(note.marker in asked.numbers for note in paragraph.footnotes)
    return _is_under([*paragraph.section, paragraph.within], asked)


def _running_on(paragraphs: Sequence[Paragraph], asked: PlaceAsked) -> list[str]:
    """The paragraph that begins before a page on which none does, where others come after it."""
    pages = [paragraph.page or 0 for paragraph in paragraphs]
    number = next((int(n) for n in asked.numbers if n.isdecimal()), 0)
    before = [at for at, page in enumerate(pages) if 0 < page < number]
    return [paragraphs[before[-1]].key] if before and max(pages) > number else []


def _is_under(above: Sequence[str], asked: PlaceAsked) -> bool:
    """Whether one of the headings has the number of a section; any has, where none is given."""
    openings = [of for n in asked.numbers for of in ([asked.name, n], [n])]
    said = [place_tokens(heading) for heading in above if heading]
    return any(of == tokens[: len(of)] for tokens in said for of in openings) or (
        bool(said) and not asked.numbers
    )


def _holds(subject: Sequence[str], names: Collection[str]) -> bool:
    return set(subject) <= {*names}


def _at_nth(count: int, nth: int) -> list[int]:
    """The index of the nth of so many, from 1, or of the last for -1; none where it is not one."""
    at = nth - 1 if nth > 0 else count + nth
    return [at] if 0 <= at < count else []
