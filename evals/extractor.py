"""The words of a PDF's pages as another extractor reads them: pdftotext, or pdfplumber."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.errors import UsageError

PROGRAM, PACKAGE = "pdftotext", "pdfplumber"
NO_EXTRACTOR = (
    f"No other extractor is here: install poppler-utils, which has {PROGRAM}, or {PACKAGE}."
)
_RAISED = 0.8
"""Of the height of its line's highest word: one that is lower is a raised mark."""
_SECONDS = 300

Word = tuple[str, float]
"""A word, and its height in points."""


def other_texts(path: Path) -> list[tuple[str, ...]]:
    """For each page its text, without raised marks, in each order in which it can be read.

    Raises :class:`UsageError` where no other extractor is installed or this one fails.
    """
    if shutil.which(PROGRAM):
        return _by_pdftotext(path)
    if find_spec(PACKAGE):
        return [(text,) for text in _by_pdfplumber(path)]
    raise UsageError(NO_EXTRACTOR)


def _by_pdftotext(path: Path) -> list[tuple[str, ...]]:
    laid_out = etree.fromstring(
        _pdftotext(path, "-bbox-layout"), etree.XMLParser(recover=True, huge_tree=True)
    )
    drawn = _pdftotext(path, "-raw").decode(errors="replace").split("\f")
    pages = list(laid_out.iter("{*}page"))
    return [(_page(page), raw) for page, raw in zip(pages, drawn, strict=False)]


def _pdftotext(path: Path, order: str) -> bytes:
    command = [PROGRAM, order, "-enc", "UTF-8", str(path.absolute()), "-"]
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise UsageError(f"{PROGRAM} cannot read {path.name}: {why[0]}.")
    return done.stdout


def _page(page: Any) -> str:
    lines = page.iter("{*}line")
    return "\n".join(
        _line(
            [
                (word.text or "", float(word.get("yMax")) - float(word.get("yMin")))
                for word in line.iter("{*}word")
            ]
        )
        for line in lines
    )


def _line(words: Sequence[Word]) -> str:
    """A line without the marks that are printed smaller than the others; "th" is of its number."""
    highest = max((height for _, height in words), default=0.0)
    kept: list[str] = []
    for word, height in words:
        if height > _RAISED * highest:
            kept.append(word)
        elif kept and word.isalpha() and kept[-1].isdecimal():
            kept[-1] += word
    return " ".join(kept)


def _by_pdfplumber(path: Path) -> Iterator[str]:
    pdfplumber: Any = importlib.import_module(PACKAGE)
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            words = page.extract_words(extra_attrs=["size"])
            lines = groupby(words, key=lambda word: round(word["bottom"]))
            yield "\n".join(_line([(w["text"], w["size"]) for w in line]) for _, line in lines)
