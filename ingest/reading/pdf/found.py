"""What the reader has found so far: a block, with what its print says of it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.blocks import Block
from ingest.reading.pdf.styles import Style


@dataclass(frozen=True)
class Found:
    """A block, and a heading's style.

    By its print it may be ``alike`` to the text before it, and go on with that (``runs_on``).
    ``frame`` is that of its page in which all of it stands; 0 outside, and in a table.
    """

    block: Block
    style: Style | None = None
    alike: bool = True
    runs_on: bool = False
    frame: int = 0
