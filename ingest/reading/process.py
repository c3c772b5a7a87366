"""The process that reads files: it forks for each, and the fork reads that one within its limits.

A request is a line of JSON on standard input, see :mod:`ingest.reading.messages`; what a fork finds
it tells on standard output, in lines of JSON, and the end of the fork is the last of them. Python
and what the readers import are loaded once, and whatever a file does to its reader ends with it.
"""

from __future__ import annotations

import json
import logging
import math
import os
import resource
import signal
import sys
import warnings
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.errors import DocumentError
from ingest.reading.bounds import Bounds
from ingest.reading.endings import NO_MEMORY
from ingest.reading.whole import Whole

_OPENING = 10.0
"""Seconds of processor time for a file to be opened, beside those for its first page."""
_MORE = 5
"""Seconds after which a process is killed that goes on beyond its limit."""

Request = Mapping[str, Any]


def main() -> None:
    """Read the files that are asked for, until nobody asks any more."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks is stopped as well, and ends this
    _limit(resource.RLIMIT_CORE, 0)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        reader = READERS[request["format"]]
        _import(request["format"])
        child = os.fork()
        if child == 0:
            _fork(reader, request)
        _, ended, used = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(ended)
        os.write(sys.stdout.fileno(), b"\n")
        tell(
            "ended",
            signal=max(-code, 0),
            status=code,
            seconds=used.ru_utime + used.ru_stime,
            error=f"status {code}",
        )


def _fork(reader: Any, request: Request) -> None:
    """Read a file and end this process, whatever happens."""
    status = 1
    try:
        for of in (signal.SIGPROF, signal.SIGXCPU):
            signal.signal(of, signal.SIG_DFL)
        tell("began", pid=os.getpid())
        _limit(resource.RLIMIT_AS, request["memory_megabytes"] * 1024 * 1024)
        _limit(resource.RLIMIT_CPU, max(1, math.ceil(request["seconds"])), _MORE)
        reader(request)
        status = 0
    except DocumentError as error:
        tell("failed", why=str(error))
        status = 0
    except RecursionError:
        name = Path(request["path"]).name
        tell("failed", why=f"{name} is nested too deeply to be read; export it again.")
        status = 0
    except MemoryError:
        status = NO_MEMORY
    except Exception as error:  # a reader has a fault, which costs this file and no other
        tell("broken", error=type(error).__name__)
    finally:
        os._exit(status)


def tell(kind: str, **fields: Any) -> None:
    """Write a message, whole."""
    line = memoryview(json.dumps({"kind": kind, **fields}).encode() + b"\n")
    while line:
        line = line[os.write(sys.stdout.fileno(), line) :]


def _limit(of: int, most: int, more: int = 0) -> None:
    """Limit what this process may take, unless less is allowed already."""
    _, hard = resource.getrlimit(of)
    soft, last = most, most + more
    if hard != resource.RLIM_INFINITY:
        soft, last = min(soft, hard), min(last, hard)
    resource.setrlimit(of, (soft, last))


def _import(format_: str) -> None:
    """Load a format's reader once, for all forks."""
    if format_ == "pdf":
        import ingest.reading.pdf.file
    elif format_ == "layout":
        import ingest.reading.pdf.reader
        import ingest.reading.pdf.titles
    elif format_ == "html":
        import ingest.reading.markup.html
    elif format_ == "word":
        import ingest.reading.markup.word
    elif format_ == "opendocument":
        import ingest.reading.markup.opendocument
    else:
        import ingest.reading.plain  # noqa: F401


def _pages(request: Request) -> None:
    from ingest.reading.pdf.file import PdfFile

    _allow(request["page_seconds"] + _OPENING)
    pdf = PdfFile(Path(request["path"]), request["password"])
    outline = [asdict(entry) for entry in pdf.outline()]
    tell("opened", title=pdf.title, author=pdf.author, count=pdf.count, outline=outline)
    for number in range(request["first_page"], pdf.count + 1):
        _allow(request["page_seconds"])
        try:
            page = pdf.page(number)
        except (MemoryError, DocumentError):
            raise
        except Exception:  # pypdf raises many kinds on a damaged page
            tell("damaged")
        else:
            tell("page", page=asdict(page))


def _allow(seconds: float) -> None:
    """End this process, by a signal, when it has worked for so many seconds more."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _layout(request: Request) -> None:
    """The blocks of pages that were read."""
    from ingest.reading.pdf.levels import Bookmark
    from ingest.reading.pdf.lines import Page
    from ingest.reading.pdf.reader import blocks_of
    from ingest.reading.pdf.titles import title_of

    pages = [Page.from_fields(page) for page in request["pages"]]
    outline = [Bookmark(**entry) for entry in request["outline"]]
    blocks = blocks_of(pages, outline)
    tell("blocks", **asdict(Whole(blocks, title_of(pages, request["author"]))))


def _web_page(request: Request) -> None:
    from ingest.reading.markup.html import read_web_page

    tell("blocks", **asdict(read_web_page(Path(request["path"]))))


def _word(request: Request) -> None:
    from ingest.reading.markup.word import read_docx

    tell("blocks", **asdict(Whole(read_docx(Path(request["path"])))))


def _opendocument(request: Request) -> None:
    from ingest.reading.markup.opendocument import read_odt

    tell("blocks", **asdict(Whole(read_odt(Path(request["path"])))))


def _plain(request: Request) -> None:
    from ingest.reading.plain import read_plain

    bounds = Bounds(*request["bounds"])
    tell("blocks", **asdict(read_plain(Path(request["path"]), request["format"], bounds)))


READERS = {
    "pdf": _pages,
    "layout": _layout,
    "html": _web_page,
    "word": _word,
    "opendocument": _opendocument,
    "markdown": _plain,
    "text": _plain,
}

if __name__ == "__main__":
    main()
