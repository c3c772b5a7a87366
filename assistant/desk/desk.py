"""The desk, open on one index: everything that is looked up word by word goes through it."""

from __future__ import annotations

from functools import cached_property

from assistant.bounds import LONGEST_CHECKED
from assistant.checking.meaning import Meaning
from assistant.checking.nearest import SourceFinder
from assistant.desk.check import Checked, check
from assistant.desk.wording import Wording, look_up
from assistant.library.library import Library
from assistant.lookup.gone_through import searched
from assistant.settings import Settings
from ingest.types import Progress


class Desk:
    """Looks words up and checks claims; loads the embedding model only where words do not do."""

    def __init__(self, library: Library, longest: int = LONGEST_CHECKED) -> None:
        """``longest`` are the letters of a text that is checked at once."""
        self.library, self._longest = library, longest
        self._finder = SourceFinder(library)
        self._meaning = Meaning(lambda: library.encoder, self._finder)

    @classmethod
    def open(cls, settings: Settings, library: Library | None = None) -> Desk:
        """Open the words of the index that ``settings`` name, unless they are open already.

        Raises a :class:`ParityError` that says what is missing.
        """
        return cls(library or Library.open(settings), settings.check_letters)

    @cached_property
    def searched(self) -> str:
        """The sentence that says how much was gone through."""
        return searched(self.library.paragraphs, tuple(self.library.documents.values()))

    def wording(self, phrase: str) -> Wording:
        """Where a phrase stands, exactly or nearly."""
        return look_up(phrase, self._finder)

    def check(self, text: str, progress: Progress | None = None) -> list[Checked]:
        """What every claim of a text is beside what the documents say."""
        return check(text, self._finder, self._meaning, progress, self._longest)
