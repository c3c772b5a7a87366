"""A file of plain text or Markdown, from its bytes to its blocks."""

from __future__ import annotations

from pathlib import Path

from ingest.reading.bounds import Bounds
from ingest.reading.encoding import decoded
from ingest.reading.markup.markdown import read_markdown
from ingest.reading.text import read_text
from ingest.reading.whole import Whole


def read_plain(path: Path, format_: str, bounds: Bounds) -> Whole:
    """Read what stands between the bounds of a file; of what is above them see the readers.

    Raises :class:`DocumentError`, which names the file, and OSError.
    """
    file = decoded(path.read_bytes(), path.name)
    lines = file.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, end = bounds.within([line.strip() for line in lines], path.name)
    above, own = "\n".join(lines[:start]), "\n".join(lines[start:end])
    if format_ == "markdown":
        whole = read_markdown(own, path.name, above=above)
    else:
        whole = Whole(read_text(own, above=above))
    return Whole(whole.blocks, remarks=(*file.remarks, *whole.remarks))
