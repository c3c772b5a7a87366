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

        The end is looked for below the start, since a list of contents may have its line above.
        Raises :class:`DocumentError` for one that the file does not have, or not there.
        """
        for of, wanted in (("starts_at", self.starts_at), ("ends_before", self.ends_before)):
            if wanted and wanted not in lines:
                raise DocumentError(
                    f'{name} has no line "{wanted}", which sources.toml gives as its {of}; '
                    "correct it there."
                )
        start = lines.index(self.starts_at) if self.starts_at else 0
        return start, self._end(lines, start, name) if self.ends_before else len(lines)

    def _end(self, lines: Sequence[str], start: int, name: str) -> int:
        below = start + 1 if self.starts_at else start
        if self.ends_before not in lines[below:]:
            raise DocumentError(
                f'{name} has no line "{self.ends_before}" below "{self.starts_at}", which '
                "sources.toml gives as its ends_before and its starts_at; correct them there."
            )
        end = lines.index(self.ends_before, below)
        if not any(lines[start:end]):
            raise DocumentError(
                f'{name} has nothing above the line "{self.ends_before}", which sources.toml gives '
                "as its ends_before; correct it there."
            )
        return end


ALL = Bounds()
"""A document that is all of its file."""
