"""An index's paragraphs are fetched when they are needed, and some are kept.

A corpus of up to :data:`KEPT` paragraphs is in effect held in memory, and of a larger one the
paragraphs that were used last.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView
from itertools import islice

from ingest.errors import IndexDamagedError
from ingest.indexing.records import Records
from ingest.types import Paragraph

KEPT = 10_000
_PAGE = 1_000


class StoredParagraphs(Mapping[str, Paragraph]):
    """The paragraphs of an index by key, in the order of the corpus; safe among threads."""

    def __init__(self, records: Records, keys: Iterable[str]) -> None:
        self._records = records
        self._keys = dict.fromkeys(keys)
        self._kept: OrderedDict[str, Paragraph] = OrderedDict()
        self._changing = threading.Lock()

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __getitem__(self, key: str) -> Paragraph:
        return self.fetch([key])[0]

    def fetch(self, keys: Sequence[str]) -> list[Paragraph]:
        """The paragraphs of these keys, in one go.

        Raises KeyError for an unknown key and :class:`IndexDamagedError` for a lost record.
        """
        return self._fetch(keys, keep=True)

    def pages(self) -> Iterator[list[Paragraph]]:
        """All paragraphs, some at a time; those of a large corpus are not kept."""
        keys = iter(self._keys)
        while page := list(islice(keys, _PAGE)):
            yield self._fetch(page, keep=len(self._keys) <= KEPT)

    def values(self) -> ValuesView[Paragraph]:
        return _Values(self)

    def items(self) -> ItemsView[str, Paragraph]:
        return _Items(self)

    def _fetch(self, keys: Sequence[str], *, keep: bool) -> list[Paragraph]:
        with self._changing:
            held = {key: self._kept[key] for key in keys if key in self._kept}
        missing = [key for key in dict.fromkeys(keys) if key not in held]
        if unknown := next((key for key in missing if key not in self._keys), None):
            raise KeyError(unknown)
        if missing:
            fetched = self._records.paragraphs(missing)
            if len(fetched) < len(missing):
                raise IndexDamagedError(
                    "A paragraph of the index is gone from Chroma; run 'parity ingest' to make "
                    "the index anew."
                )
            held |= fetched
        if keep:
            with self._changing:
                for key in keys:
                    self._kept[key] = held[key]
                    self._kept.move_to_end(key)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return [held[key] for key in keys]


class _Values(ValuesView[Paragraph]):
    _mapping: StoredParagraphs

    def __iter__(self) -> Iterator[Paragraph]:
        return (paragraph for page in self._mapping.pages() for paragraph in page)


class _Items(ItemsView[str, Paragraph]):
    _mapping: StoredParagraphs

    def __iter__(self) -> Iterator[tuple[str, Paragraph]]:
        return ((p.key, p) for page in self._mapping.pages() for p in page)
