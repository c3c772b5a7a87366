"""Which documents a question names: by name, kind, publisher or year of publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ingest.language.dates import YEAR
from ingest.language.words import Analyser, stem, stems, words
from ingest.types import Document

_SAYS = r"say|says|said|claim\w*|report\w*|state[sd]?|promise[sd]?|want\w*|ask\w*|describe[sd]?"


class Naming:
    """Knows by which words each document can be told from the others, however many there are."""

    def __init__(self, documents: Iterable[Document], analyser: Analyser) -> None:
        self._documents, self._analyser = {d.id: d for d in documents}, analyser
        names = {d.id: set(stems(f"{d.name} {d.kind}")) for d in self._documents.values()}
        held = Counter(word for of in names.values() for word in of)
        titles = Counter(w for d in self._documents.values() for w in set(stems(d.title)))
        most = len(self._documents) / 2
        self.shared_stems = frozenset(w for w, count in titles.items() if count > max(1, most))
        """The stems that stand in most documents' titles: what all of them are about."""
        self._own = {id_: {w for w in of if held[w] == 1} for id_, of in names.items()}
        self._owner = {word: id_ for id_, own in self._own.items() for word in own}
        kinds = {d.id: set(stems(d.kind)) for d in self._documents.values()}
        self._kinds = {word for id_, own in self._own.items() for word in kinds[id_] & own}
        self._of_publisher: dict[str, list[str]] = {}
        self._of_year: dict[str, list[str]] = {}
        for document in self._documents.values():
            self._of_publisher.setdefault(document.publisher, []).append(document.id)
            if year := YEAR.search(document.date):
                self._of_year.setdefault(year[1], []).append(document.id)
        self._publishers = {
            publisher: [
                re.compile(rf"\b{re.escape(name)}(?!\w)")
                for name in filter(None, (publisher, self._short(publisher)))
            ]
            for publisher in self._of_publisher
        }

    def named(self, text: str) -> list[Document]:
        """The documents that a text names, in the order in which it names them."""
        places: dict[str, int] = {}
        for id_, at, _ in self._places(text):
            places[id_] = min(at, places.get(id_, at))
        found = [document for id_, document in self._documents.items() if id_ in places]
        return sorted(found, key=lambda document: places[document.id])

    def without_names(self, text: str) -> str:
        """The text without the words that name documents: what is asked of each of them."""
        spans = sorted((at, end) for _, at, end in self._places(text))
        kept, last = [], 0
        for start, end in spans:
            kept.append(text[last : max(start, last)])
            last = max(last, end)
        rest = re.sub(r"(?<!\w)['’]s\b", "", "".join([*kept, text[last:]]))
        return " ".join(rest.split())

    def _places(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each document that a text names, with the places where the words begin and end."""
        for publisher, patterns in self._publishers.items():
            for match in filter(None, (pattern.search(text) for pattern in patterns)):
                yield from ((id_, *match.span()) for id_ in self._of_publisher[publisher])
        for match in YEAR.finditer(text):
            of = self._of_year.get(match[1], ()) if not match[2] else ()
            yield from ((id_, *match.span()) for id_ in of)
        plain = self._without_publishers(text)
        for match in re.finditer(r"[A-Za-z]+", plain):
            word = stem(match.group().lower())
            owner = self._owner.get(word)
            if owner is None:
                continue
            if _is_part_of_name(text[: match.start()], match.group(), self._own[owner]):
                continue
            if word in self._kinds or self._is_source(text[match.end() :]):
                yield owner, *match.span()

    def _without_publishers(self, text: str) -> str:
        """The text with every publisher blanked out, so that its words name no other document."""
        for publisher in filter(None, self._of_publisher):
            text = text.replace(publisher, " " * len(publisher))
        return text

    def _is_source(self, after: str) -> bool:
        """Whether the words after a name go on as after one who says something."""
        return re.match(rf"(?:['’]s)?(?: later| then| now)? (?:{_SAYS})\b", after) is not None

    def _short(self, publisher: str) -> str:
        """The publisher's abbreviation where the documents have one."""
        marks = self._analyser.marks(words(publisher))
        return marks[0].removeprefix("=").upper() if marks and len(publisher.split()) > 1 else ""


def _is_part_of_name(before: str, word: str, own: Collection[str]) -> bool:
    """Whether a word closes another thing's name ("Leeds Transport Plan")."""
    match = re.search(r"([A-Z][\w’'-]*) $", before)
    opens = match is not None and not before[: match.start()].strip()
    return bool(match and word[0].isupper() and not opens and stem(match[1].lower()) not in own)


def listing(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
