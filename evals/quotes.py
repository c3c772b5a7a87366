"""Every sentence as Parity would quote it, looked for on its own page by another extractor.

Run with ``python -m evals.quotes FOLDER_OR_PDF...``: it prints the share of each document and the
sentences that are not found letter for letter after one normal form, and is 1 below the bar.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from assistant.visible import visible
from evals.door import run
from evals.extractor import other_texts
from evals.tables import percent
from ingest.corpus import read_corpus
from ingest.errors import ParityError, UsageError
from ingest.language.sentences import Sentence, kept_sentences
from ingest.types import Paragraph

BAR = 0.99
_SIGNS = str.maketrans("’‘‛′“”„″−‐‑", "''''\"\"\"\"---")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_HYPHEN = re.compile(r"(?<=\w)(?:-|\u00ad)\s*(?=\w)|\u00ad")
_BROKEN = re.compile(r"(?<=\w[–/]) (?=\w)")
_BESIDE_SIGNS = re.compile(r" (?=[.,;:?!)\]%])|(?<=[(\[]) ")
_CELLS = re.compile(r": | – |; ")


@dataclass(frozen=True)
class Missed:
    """A sentence that its page has not, with the part of it that is not there."""

    paragraph: Paragraph
    sentence: Sentence
    page: int | None
    part: str


@dataclass(frozen=True)
class Scored:
    """Of one document's sentences how many were looked for, and those that were not found."""

    file: str
    sentences: int
    missed: tuple[Missed, ...]

    @property
    def share(self) -> float:
        return 1.0 - len(self.missed) / self.sentences if self.sentences else 1.0


def normal(text: str) -> str:
    r"""A text in the one form in which two extractors' are compared.

    White space is one space, and none before a closing sign; ligatures are letters; quotation
    marks and dashes are plain; raised signs and hyphens within words, where lines may end, are
    gone, and so are spaces behind the dash of a range and the stroke of an address.

    >>> normal("The “co-\nfinance” of ofﬁces⁸")
    'The "cofinance" of offices'
    """
    plain = normalize("NFKC", _RAISED.sub("", text)).translate(_SIGNS)
    words = " ".join(_HYPHEN.sub("", " ".join(plain.split())).split())
    return _BROKEN.sub("", _BESIDE_SIGNS.sub("", words))


def parts_of(paragraph: Paragraph, sentence: Sentence) -> Iterator[tuple[int | None, str]]:
    """A sentence's parts, one for each page that it stands on, with that page."""
    inside = [at for at, _ in paragraph.page_starts if sentence.start < at < sentence.end]
    for start, end in zip([sentence.start, *inside], [*inside, sentence.end], strict=True):
        yield paragraph.page_at(start), paragraph.text[start:end]


def score(file: str, paragraphs: Sequence[Paragraph], pages: Sequence[Sequence[str]]) -> Scored:
    """Look for every sentence; ``pages`` are another extractor's texts, some for each page.

    A sentence of a table's row is found if each of its cells is. What a machine has recognised is
    left out: no other extractor reads it.
    """
    found = [[normal(text) for text in texts] for texts in pages]
    of = [(p, s) for p in paragraphs if not p.machine_read for s in kept_sentences(p)]
    missed = [
        Missed(paragraph, sentence, *lost)
        for paragraph, sentence in of
        if (lost := _lost(paragraph, sentence, found)) is not None
    ]
    return Scored(file, len(of), tuple(missed))


def _lost(
    paragraph: Paragraph, sentence: Sentence, pages: Sequence[Sequence[str]]
) -> tuple[int | None, str] | None:
    """The page, and the part of the sentence, that is not there; None if all of it is."""
    for page, part in parts_of(paragraph, sentence):
        texts = pages[page - 1] if page is not None and page <= len(pages) else ()
        lost = [] if _stands(part, texts) else [cell for cell in _cells(paragraph, sentence, part)
                                                if not _stands(cell, texts)]  # fmt: skip
        if lost:
            return page, lost[0]
    return None


def _cells(paragraph: Paragraph, sentence: Sentence, part: str) -> list[str]:
    """A table row's cells; the whole part of what is no row."""
    is_text = sentence.line in paragraph.prose
    return [part] if is_text else [cell for cell in _CELLS.split(part) if cell.strip()]


def _stands(part: str, texts: Sequence[str]) -> bool:
    wanted = normal(part).removesuffix("-")
    return any(wanted in text for text in texts)


def scored(path: Path) -> Scored:
    """One PDF's score. Raises :class:`ParityError` where it, or the other extractor, cannot be."""
    with TemporaryDirectory(prefix="parity-") as folder:
        shutil.copy(path, folder)
        corpus = read_corpus(Path(folder))
    return score(path.name, corpus.paragraphs, other_texts(path))


def lines_of(result: Scored) -> Iterator[str]:
    """What is printed of one document."""
    yield f"{result.file}: {percent(result.share)} of {result.sentences:,} sentences"
    for missed in result.missed:
        yield f"  page {missed.page}, paragraph {missed.paragraph.number}: {missed.sentence.text}"
        if missed.part != missed.sentence.text:
            yield f"    not there: {missed.part}"


def main(arguments: Sequence[str]) -> int:
    """Print each document's score; 1 if the share of all is below the bar."""
    paths = [Path(argument) for argument in arguments]
    files = [file for path in paths for file in (path.rglob("*.pdf") if path.is_dir() else [path])]
    if not files:
        raise UsageError("Name a PDF, or a folder that has some.")
    results: list[Scored] = []
    for file in sorted(files):
        try:
            results.append(scored(file))
        except UsageError:
            raise
        except ParityError as error:
            print(visible(f"{file.name} is skipped: {error}"))
            continue
        print(visible("\n".join(lines_of(results[-1]))), flush=True)
    sentences = sum(result.sentences for result in results)
    missed = sum(len(result.missed) for result in results)
    share = 1.0 - missed / sentences if sentences else 1.0
    print(f"All: {percent(share)} of {sentences:,} sentences (bar: {BAR:.0%})")
    return 0 if share >= BAR else 1


if __name__ == "__main__":
    run("quotes", lambda: main(sys.argv[1:]))
