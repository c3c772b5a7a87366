"""Which documents a question names: by name, kind, publisher or year of publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from ingest.types import Document
from ingest.words import Analyser, stem, stems, words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SAYS = r"say|says|said|claim\w*|report\w*|state[sd]?|promise[sd]?|want\w*|ask\w*|describe[sd]?"


class Naming:
    """Knows by which words each document can be told from the others."""

    def __init__(self, documents: Iterable[Document], analyser: Analyser) -> None:
        self._documents, self._analyser = tuple(documents), analyser
        names = {d.id: set(stems(f"{d.name} {d.kind}")) for d in self._documents}
        held = Counter(word for of in names.values() for word in of)
        self._own = {id_: {w for w in of if held[w] == 1} for id_, of in names.items()}
        kinds = {d.id: set(stems(d.kind)) for d in self._documents}
        self._kinds = {id_: kinds[id_] & own for id_, own in self._own.items()}
        self._publishers = {
            d.id: [
                re.compile(rf"\b{re.escape(publisher)}(?!\w)")
                for publisher in filter(None, (d.publisher, self._short(d.publisher)))
            ]
            for d in self._documents
        }

    def named(self, text: str) -> list[Document]:
        """The documents that a text names, in the order in which it names them."""
        plain = self._without_publishers(text)
        found = {
            document.id: at
            for document in self._documents
            if (at := self._named_at(document, text, plain)) is not None
        }
        by_id = {document.id: document for document in self._documents}
        return [by_id[id_] for id_ in sorted(found, key=lambda id_: found[id_])]

    def _named_at(self, document: Document, text: str, plain: str) -> int | None:
        """Where in a text the document is named first; None where it is not."""
        places = [
            match.start()
            for publisher in self._publishers[document.id]
            if (match := publisher.search(text))
        ]
        year = _YEAR.search(document.date)
        if year and (match := re.search(rf"\b{year.group()}\b(?![/-]\d)", text)):
            places.append(match.start())
        for match in re.finditer(r"[A-Za-z]+", plain):
            word = stem(match.group().lower())
            if _is_part_of_name(text[: match.start()], match.group(), self._own[document.id]):
                continue
            if word in self._kinds[document.id] or (
                word in self._own[document.id] and self._is_source(text[match.end() :])
            ):
                places.append(match.start())
        return min(places, default=None)

    def _without_publishers(self, text: str) -> str:
        """The text with every publisher blanked out, so that its words name no other document."""
        for document in self._documents:
            if document.publisher:
                text = text.replace(document.publisher, " " * len(document.publisher))
        return text

    def _is_source(self, after: str) -> bool:
        """Whether the words after a name go on as after one who says something."""
        return re.match(rf"(?:['’]s)?(?: later| then| now)? (?:{_SAYS})\b", after) is not None

    def _short(self, publisher: str) -> str:
        """The publisher's abbreviation where the documents have one."""
        marks = self._analyser.marks(words(publisher))
        return marks[0].removeprefix("=").upper() if marks and len(publisher.split()) > 1 else ""


def _is_part_of_name(before: str, word: str, own: Collection[str]) -> bool:
    """Whether a word closes another thing's name ("NHS Long Term Plan")."""
    match = re.search(r"([A-Z][\w’'-]*) $", before)
    opens = match is not None and not before[: match.start()].strip()
    return bool(match and word[0].isupper() and not opens and stem(match[1].lower()) not in own)


def listing(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
