"""The lines between which a document stands in its file, as ``sources.toml`` gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.errors import DocumentError


@dataclass(frozen=True)
class Bounds:
    """The whole line that a document begins with, and the one that it ends before; "" for none."""

    starts_at: str = ""
    ends_before: str = ""

    def within(self, lines: Sequence[str], name: str) -> tuple[int, int]:
        """Where among the lines of the file ``name`` these are; else the first and the last.

        Raises :class:`DocumentError` for one that the file does not have.
        """
        for of, wanted in (("starts_at", self.starts_at), ("ends_before", self.ends_before)):
            if wanted and wanted not in lines:
                raise DocumentError(
                    f'{name} has no line "{wanted}", which sources.toml gives as its {of}; '
                    "correct it there."
                )
        start = lines.index(self.starts_at) if self.starts_at else 0
        return start, lines.index(self.ends_before) if self.ends_before else len(lines)


ALL = Bounds()
"""A document that is all of its file."""
