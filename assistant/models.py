"""The two models that answering needs, and when each is opened."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from assistant.search.reader import PassageReader, open_reader
from assistant.settings import Settings
from ingest.indexing.embedding import Encoder
from ingest.indexing.quick_encoder import open_encoder, open_quick_encoder


@dataclass(frozen=True)
class Models:
    """How the embedding model and the reader are come by; either raises a ParityError if not."""

    encoder: Callable[[], Encoder]
    reader: Callable[[], PassageReader | None]

    @classmethod
    def of(cls, settings: Settings) -> Models:
        """Those that ``settings`` name, each opened when it is asked for."""
        name, folder = settings.embedding_model, settings.index_dir
        return cls(partial(open_encoder, name, folder), partial(open_reader, settings.reader))

    @classmethod
    def ahead(cls, settings: Settings) -> Models:
        """The same, opened from now on by a thread, while the caller imports what it needs besides.

        What takes PyTorch is not: two threads that import large packages may each be given half of
        one.
        """
        name, folder = settings.embedding_model, settings.index_dir
        with_torch, opening = cls.of(settings).encoder, ThreadPoolExecutor(1)
        quick = opening.submit(open_quick_encoder, name, folder)
        reader = opening.submit(open_reader, settings.reader)
        opening.shutdown(wait=False)
        return cls(lambda: quick.result() or with_torch(), reader.result)
