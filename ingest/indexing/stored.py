"""An index's paragraphs are read when they are needed, and some are kept.

They stand in a file of the generation, a line of JSON each, so that they can be read without
Chroma. The file is read whole, some 1 kB a paragraph, and its lines are taken apart when they are
needed: those of a corpus of up to :data:`KEPT` paragraphs stay so, and of a larger one those that
were used last.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.entries import Entry
from ingest.indexing.files import SealedFiles
from ingest.types import Paragraph

KEPT = 10_000
_PAGE = 1_000
_LINES, _PLACES = "paragraphs.jsonl", "paragraphs.npy"
_BODY, _AFTER_BODY = '{"body": "', '", "document": "'
_AFTER_TEXT = ', "machine_read": '
"""A line's fields are in the order of the alphabet: body, document, doubts, footnotes, this one."""


def write_paragraphs(generation: Path, entries: Sequence[Entry]) -> None:
    """Write the entries' paragraphs to a generation's folder, in the order of the corpus."""
    with (generation / _LINES).open("wb") as file:
        sizes = [file.write(f"{entry.paragraph.to_json()}\n".encode()) for entry in entries]
    counts = [len(entry.sentences) for entry in entries]
    places = [[0, *accumulate(sizes)], [0, *accumulate(counts)]]
    np.save(generation / _PLACES, np.array(places, dtype=np.int64))


class StoredParagraphs(Mapping[str, Paragraph]):
    """The paragraphs of an index by key, in the order of the corpus; safe among threads.

    The file stays readable when a later ingest has removed it.
    """

    def __init__(self, lines: bytes, places: NDArray[np.int64], keys: Iterable[str]) -> None:
        """``places`` (2, p + 1) are where each paragraph's line and its sentences start.

        Lines are counted in bytes; the last column is where all end.
        """
        self._bytes, (self._places, self._sentences) = lines, places
        self._order = list(keys)
        self._keys = {key: at for at, key in enumerate(self._order)}
        self._kept: OrderedDict[str, Paragraph] = OrderedDict()
        self._changing = threading.Lock()

    @classmethod
    def read(cls, files: SealedFiles, keys: Iterable[str]) -> StoredParagraphs:
        """Read a generation's paragraphs, of which ``keys`` are all.

        Raises ValueError if some are missing.
        """
        places: NDArray[np.int64] = files.array(_PLACES)
        found = cls(files.read(_LINES), places, keys)
        if places.shape != (2, len(found) + 1) or found._places[-1] != len(found._bytes):
            raise ValueError("some paragraphs are missing")
        return found

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __getitem__(self, key: str) -> Paragraph:
        return self.fetch([key])[0]

    def fetch(self, keys: Sequence[str]) -> list[Paragraph]:
        """The paragraphs of these keys, in one go. Raises KeyError for an unknown key."""
        return self._fetch(keys, keep=True)

    def order(self, key: str) -> int:
        """Which paragraph of the corpus this is, from 0; raises KeyError for an unknown key."""
        return self._keys[key]

    def having(self, sentences: Iterable[int]) -> list[str]:
        """The keys of the paragraphs that have these of all sentences, each once, in that order."""
        places = np.searchsorted(self._sentences, np.array(list(sentences)), side="right") - 1
        return list(dict.fromkeys(self._order[at] for at in places))

    def pages(self) -> Iterator[list[Paragraph]]:
        """All paragraphs, some at a time; those of a large corpus are not kept."""
        keys = iter(self._keys)
        while page := list(islice(keys, _PAGE)):
            yield self._fetch(page, keep=len(self._keys) <= KEPT)

    def standing(self, may_stand: Callable[[str], bool]) -> Iterator[Paragraph]:
        """The paragraphs whose text, in lower case, passes a test.

        The text is as JSON writes it, and with some words beside it, so that more may pass than
        should.
        """
        for keys, texts in self._texts():
            standing = zip(keys, texts, strict=False)
            yield from self.fetch([key for key, text in standing if may_stand(text)])

    def tested(
        self, may_stand: Callable[[str], bool], surely: Callable[[str], bool]
    ) -> Iterator[tuple[str, Paragraph | None]]:
        """The keys of the paragraphs that pass as in :meth:`standing`, with the paragraphs.

        A paragraph is left out, and not read, where its body in lower case, as JSON writes it,
        passes the test ``surely``.
        """
        for keys, texts in self._texts():
            passed = [of for of in zip(keys, texts, strict=False) if may_stand(of[1])]
            sure = {key for key, text in passed if surely(_body_of(text))}
            unsure = [key for key, _ in passed if key not in sure]
            read = dict(zip(unsure, self.fetch(unsure), strict=True))
            yield from ((key, read.get(key)) for key, _ in passed)

    def _texts(self) -> Iterator[tuple[list[str], list[str]]]:
        """Keys, some at a time, and their lines in lower case, up to where the text has ended."""
        for first in range(0, len(self._order), _PAGE):
            keys = self._order[first : first + _PAGE]
            start, end = self._places[[first, first + len(keys)]]
            lines = self._bytes[start:end].decode().lower().split("\n")
            yield keys, [line.partition(_AFTER_TEXT)[0] for line in lines]

    def values(self) -> ValuesView[Paragraph]:
        return _Values(self)

    def items(self) -> ItemsView[str, Paragraph]:
        return _Items(self)

    def _fetch(self, keys: Sequence[str], *, keep: bool) -> list[Paragraph]:
        with self._changing:
            held = {key: self._kept[key] for key in keys if key in self._kept}
        missing = [key for key in dict.fromkeys(keys) if key not in held]
        if missing:
            held |= self._lines(missing)
        if keep:
            with self._changing:
                for key in keys:
                    self._kept[key] = held[key]
                    self._kept.move_to_end(key)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return [held[key] for key in keys]

    def _lines(self, keys: Sequence[str]) -> dict[str, Paragraph]:
        """The paragraphs of these keys, taken from their lines."""
        places = [self._places[at : at + 2].tolist() for at in map(self._keys.__getitem__, keys)]
        return {
            key: Paragraph.from_json(self._bytes[first:last].decode())
            for key, (first, last) in zip(keys, places, strict=True)
        }


def _body_of(line: str) -> str:
    """The body in a paragraph's line, of which it is the first field, in its quotation marks."""
    return line[: line.find(_AFTER_BODY) + 1][len(_BODY) - 1 :]


def standing(
    paragraphs: Mapping[str, Paragraph], may_stand: Callable[[str], bool]
) -> Iterator[Paragraph]:
    """The paragraphs that may pass a test of their texts in lower case, in their order.

    Those of a large index are tested before they are read.
    """
    if isinstance(paragraphs, StoredParagraphs) and len(paragraphs) > KEPT:
        return paragraphs.standing(may_stand)
    return (paragraph for paragraph in paragraphs.values() if may_stand(paragraph.text.lower()))


class _Values(ValuesView[Paragraph]):
    _mapping: StoredParagraphs

    def __iter__(self) -> Iterator[Paragraph]:
        return (paragraph for page in self._mapping.pages() for paragraph in page)


class _Items(ItemsView[str, Paragraph]):
    _mapping: StoredParagraphs

    def __iter__(self) -> Iterator[tuple[str, Paragraph]]:
        return ((p.key, p) for page in self._mapping.pages() for p in page)
