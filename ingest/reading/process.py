"""The process in which one file is read: ``FORMAT PATH FIRST_PAGE PIPE MEGABYTES``.

The password comes on standard input. It says what it finds as JSON, message by message, on the
pipe; see :mod:`ingest.reading.messages`.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import warnings
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.reading.whole import Whole


def main() -> None:
    """Read the file that the command line names and tell what it holds."""
    format_, path, first_page, pipe, megabytes = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    memory = int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    connection = Connection(int(pipe), readable=False)

    def tell(kind: str, **fields: Any) -> None:
        connection.send_bytes(json.dumps({"kind": kind, **fields}).encode())

    password = sys.stdin.buffer.read().decode(errors="replace")
    try:
        if format_ == "pdf":
            _pages(Path(path), int(first_page), password, tell)
        else:
            _whole(Path(path), format_, tell)
    except DocumentError as error:
        tell("failed", why=str(error))
    except RecursionError:
        tell("failed", why=f"{Path(path).name} is nested too deeply to be read; export it again.")
    tell("done")


def _pages(path: Path, first_page: int, password: str, tell: Any) -> None:
    from ingest.reading.pdf.file import PdfFile

    pdf = PdfFile(path, password)
    outline = [asdict(entry) for entry in pdf.outline()]
    tell("opened", title=pdf.title, author=pdf.author, count=pdf.count, outline=outline)
    for number in range(first_page, pdf.count + 1):
        try:
            page = pdf.page(number)
        except MemoryError:
            raise
        except Exception:  # pypdf raises many kinds on a damaged page
            tell("damaged")
        else:
            tell("page", page=asdict(page))


def _whole(path: Path, format_: str, tell: Any) -> None:
    if format_ == "html":
        from ingest.reading.markup.html import read_web_page

        tell("blocks", **asdict(read_web_page(path)))
        return
    if format_ == "word":
        from ingest.reading.markup.word import read_docx as read
    elif format_ == "opendocument":
        from ingest.reading.markup.opendocument import read_odt as read
    else:
        raise DocumentError(f"{path.name} has a format that nothing here reads: {format_}.")
    blocks = read(path)
    tell("blocks", **asdict(Whole(blocks)))


if __name__ == "__main__":
    main()
