"""Ingests texts in processes of their own and tells the processor time that each of them took.

As a program it reads the paths of files, in JSON a line, reads all of them at once, each in a fork
of itself, which spares the imports, and writes the seconds in a line of JSON. A process with
threads, as that of the tests is, must not be forked.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

from ingest.corpus import Corpus
from ingest.entries import entries
from ingest.front import without_front_heads
from ingest.indexing.statistics import Statistics
from ingest.language.words import Analyser
from ingest.paragraphs import split
from ingest.quality import quality_of
from ingest.reading.bounds import ALL
from ingest.reading.markup.html import read_web_page
from ingest.reading.markup.opendocument import read_odt
from ingest.reading.markup.word import read_docx
from ingest.reading.pdf.file import PdfFile
from ingest.reading.pdf.reader import blocks_of
from ingest.reading.plain import read_plain
from ingest.register.register import Register
from ingest.types import Document
from office import docx_of, odt_of
from pdfs import Sheet, written

LIMIT = 10
"""Seconds of processor time that one text may take."""
SLOWEST = 60
"""Seconds by the clock after which a fork that neither works nor ends is ended."""


def as_text(text: str, path: Path) -> None:
    path.write_text(text)


def as_page(text: str, path: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    path.write_text(f"<html><body><main>{lines}</main></body></html>")


def as_word(text: str, path: Path) -> None:
    runs = (f"<w:r><w:t>{escape(line)}</w:t></w:r>" for line in text.split("\n"))
    path.write_bytes(docx_of("".join(f"<w:p>{run}</w:p>" for run in runs)))


def as_opendocument(text: str, path: Path) -> None:
    lines = text.split("\n")
    path.write_bytes(odt_of("".join(f"<text:p>{escape(line)}</text:p>" for line in lines)))


def as_pdf(text: str, path: Path) -> None:
    """A page for each 4,000 letters, in lines of 80."""
    sheets = []
    for at in range(0, len(text), 4_000):
        sheet = Sheet()
        shown = " ".join(text[at : at + 4_000].split("\n"))
        for line in range(0, len(shown), 80):
            words = shown[line : line + 80].encode("latin-1", "replace").decode("latin-1")
            sheet.put(words, 72, 70 + 12 * (line // 80), 8)
        sheets.append(sheet)
    path.write_bytes(written(*sheets))


def read_pdf(path: Path) -> list[object]:
    file = PdfFile(path)
    return list(blocks_of([file.page(number + 1) for number in range(file.count)], []))


def in_square(path: Path) -> list[object]:
    """A reader as none may be, so that the tests know what one looks like."""
    for _ in range(len(path.read_text()) ** 2):
        pass
    return []


FORMATS: dict[str, tuple[Callable[[str, Path], None], Callable[[Path], list[object]]]] = {
    "txt": (as_text, lambda path: list(read_plain(path, "text", ALL).blocks)),
    "md": (as_text, lambda path: list(read_plain(path, "markdown", ALL).blocks)),
    "html": (as_page, lambda path: list(read_web_page(path).blocks)),
    "docx": (as_word, lambda path: list(read_docx(path))),
    "odt": (as_opendocument, lambda path: list(read_odt(path))),
    "pdf": (as_pdf, read_pdf),
    "square": (as_text, in_square),
}


def ingested(suffix: str, path: Path) -> None:
    """All that an ingest does with a document but to embed it."""
    blocks = without_front_heads(FORMATS[suffix][1](path), "")  # type: ignore[arg-type]
    paragraphs = split("plan", blocks)
    quality_of("plan", blocks, paragraphs, {}, ())
    document = Document("plan", "Plan", path.name, "")
    found, abbreviations = entries(Corpus((document,), tuple(paragraphs)))
    statistics = Statistics.of(found, [document], abbreviations)
    Register.of(found, Analyser(abbreviations, statistics.implied), [document])


def started(path: Path) -> int:
    """The fork that ingests a file."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.alarm(SLOWEST)
            resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
            ingested(path.suffix[1:], path)
            status = 0
        except Exception:
            status = 2  # refused in a sentence: another test's affair
        finally:
            os._exit(status)
    return child


def ended(child: int) -> float:
    """The processor time of a fork, once it has ended."""
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 2, -signal.SIGKILL), status
    return used.ru_utime + used.ru_stime


def warm(path: Path) -> None:
    """Read a small file, so that what is loaded once is not measured."""
    path.write_text("1. We will open ten wards by March 2025.\n")
    ingested("txt", path)


def main() -> None:
    warm(Path(sys.argv[1]) / "warm.txt")
    for line in sys.stdin:
        children = [started(Path(path)) for path in json.loads(line)]
        print(json.dumps([ended(child) for child in children]), flush=True)


if __name__ == "__main__":
    main()
