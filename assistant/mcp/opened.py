"""What the tools read from: the current generation of the index, opened when it is first needed."""

from __future__ import annotations

import threading
from typing import NamedTuple

from assistant.ask import Assistant
from assistant.commitments.selection import Selection
from assistant.desk.desk import Desk
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.indexing.pointer import require_index


class _Generation(NamedTuple):
    name: str
    library: Library
    desk: Desk
    selection: Selection


class Opened:
    """Opens an index once; a newer generation takes its place. One object serves every thread.

    Whoever reads an older generation goes on with it.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._opening = threading.RLock()
        self._generation: _Generation | None = None
        self._assistant: Assistant | None = None

    def now(self) -> _Generation:
        """What needs words alone; raises a :class:`ParityError` where the index is unusable."""
        with self._opening:
            name = require_index(self.settings.index_dir).generation.name
            if self._generation is None or self._generation.name != name:
                library = Library.open(self.settings)
                name = library.texts.generation.name  # a newer one may be there by now
                selection = Selection(library.texts)
                desk = Desk.open(self.settings, library)
                self._generation = _Generation(name, library, desk, selection)
                self._assistant = None
            return self._generation

    def assistant(self) -> Assistant:
        """What answers; raises a :class:`ParityError` where the index or a model is unusable."""
        with self._opening:
            library = self.now().library
            if self._assistant is None:
                self._assistant = Assistant.open(self.settings, library)
            return self._assistant
