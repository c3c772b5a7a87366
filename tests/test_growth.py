"""Twice the input takes at most some three times the processor time, whatever it repeats.

What is measured is all that an ingest does with a document's words: the reader of its format, the
paragraphs, their sentences, the statistics and the register.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

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

SIZE = 3_000
"""Letters of the smaller input; the larger one has four times as many."""
TIMES = 4
MOST = 9.0
"""Times as long that the larger one may take: three for each doubling; a square takes 16."""
SOON = 1.0
"""Seconds within which nothing has grown that matters."""
LIMIT = 10

FRAGMENTS = [
    ".", "[", "<sup>[", "<sup>[ ", "*", "**a ", "_", "> ", "|", "| a ", "(", "((a) ", " ", "\t",
    "a\t", "1.2.", "1.2 ", "1 1 ", "a-", "a- ", "- a", "a ", "A. ", "[a](", "~~a", "# ", "`", "<a",
    "<!--", "&amp;", "£1m ", "1%", "2020/21 ", "March ", "1 March ", "in 5 ", "one hundred and ",
    "(CYP)", "AB (CD) ", "we will ", "Recommendation 1 ", "recommendations put ", "..... 4 ",
    "a ..... ", "¹ ", "[^1]", "http://a", "Good – ", "“a", "the Committee said ", "i) ", "<http://",
    "[a]: b ", "e.g. ", "a; ", "To ",
]  # fmt: skip
FEW = [".", "[", "_", "a ", "A. ", "1.2 ", "£1m ", "we will ", "(CYP)", "- a"]
"""Those that are tried in the formats whose readers differ in elements, not in signs."""
LINE, LINES, LISTS = "on a line", "a line each", "a paragraph each"


def laid_out(fragment: str, way: str, letters: int) -> str:
    """So many letters of a fragment that is repeated."""
    each = fragment + {LINE: "", LINES: "\n", LISTS: "\n\n"}[way]
    return (each * (letters // len(each) + 1))[:letters]


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


FORMATS: dict[str, tuple[Callable[[str, Path], None], Callable[[Path], list[object]]]] = {
    "txt": (as_text, lambda path: list(read_plain(path, "text", ALL).blocks)),
    "md": (as_text, lambda path: list(read_plain(path, "markdown", ALL).blocks)),
    "html": (as_page, lambda path: list(read_web_page(path).blocks)),
    "docx": (as_word, lambda path: list(read_docx(path))),
    "odt": (as_opendocument, lambda path: list(read_odt(path))),
    "pdf": (as_pdf, read_pdf),
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


def seconds(suffix: str, path: Path, text: str) -> float:
    """The processor time of an ingest of such a text, in a fork that has at most so many."""
    FORMATS[suffix][0](text, path)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
            ingested(suffix, path)
            status = 0
        except Exception:
            status = 2  # refused in a sentence: another test's affair
        finally:
            os._exit(status)
    _, ended, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(ended) in (0, 2, -signal.SIGKILL)
    return used.ru_utime + used.ru_stime


def grows(suffix: str, path: Path, fragment: str, way: str) -> str:
    """What is said of a fragment whose time grows too fast; the best of three where it seems so."""
    large = seconds(suffix, path, laid_out(fragment, way, TIMES * SIZE))
    if large < SOON:
        return ""
    if large > 0.9 * LIMIT:
        return f"{fragment!r} {way}: more than {LIMIT} s"
    pairs = [
        [seconds(suffix, path, laid_out(fragment, way, size)) for size in (SIZE, TIMES * SIZE)]
        for _ in range(3)
    ]
    small, large = (min(of) for of in zip(*pairs, strict=True))
    return f"{fragment!r} {way}: {small:.2f} s, {large:.2f} s" if large > MOST * small else ""


def test_what_grows_with_the_square_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(path: Path) -> list[object]:
        text = path.read_text()
        for _ in range(len(text) ** 2):
            pass
        return []

    ingested("txt", _warm(tmp_path))
    monkeypatch.setitem(FORMATS, "txt", (as_text, slowly))
    monkeypatch.setattr("test_growth.SOON", 0.0)
    assert grows("txt", tmp_path / "plan.txt", ".", LINE)


SIGNS, ELEMENTS = ["txt", "md"], ["html", "docx", "odt", "pdf"]
TRIED = [(of, LINE, FRAGMENTS) for of in SIGNS] + [(of, LISTS, FRAGMENTS) for of in SIGNS]
TRIED += [(of, LISTS, FEW) for of in ELEMENTS] + [("pdf", LINE, FEW), ("html", LINE, FEW)]


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "way", "fragments"), TRIED)
def test_no_fragment_grows_faster_than_it_is_repeated(
    suffix: str, way: str, fragments: list[str], tmp_path: Path
) -> None:
    ingested("txt", _warm(tmp_path))
    path = tmp_path / f"plan.{suffix}"
    assert list(filter(None, (grows(suffix, path, of, way) for of in fragments))) == []


def _warm(folder: Path) -> Path:
    """A small file, so that what is loaded once is not measured."""
    path = folder / "warm.txt"
    path.write_text("1. We will open ten wards by March 2025.\n")
    return path


@pytest.mark.parametrize(
    ("suffix", "fragment"),
    [("txt", "."), ("txt", "["), ("txt", "A. "), ("md", "~~a"), ("txt", "1.2 "), ("txt", "_")],
)
def test_what_once_grew_grows_no_more(suffix: str, fragment: str, tmp_path: Path) -> None:
    ingested("txt", _warm(tmp_path))
    for way in (LINE, LISTS):
        assert grows(suffix, tmp_path / f"plan.{suffix}", fragment, way) == ""
