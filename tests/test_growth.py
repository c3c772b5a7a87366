"""Twice the input takes at most some three times the processor time, whatever it repeats.

What is measured is all that an ingest does with a document's words: the reader of its format, the
paragraphs, their sentences, the statistics and the register.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from growing import FORMATS, LIMIT

PROGRAM = Path(__file__).parent / "growing.py"
SIZE = 3_000
"""Letters of the smaller input; the larger one has four times as many."""
TIMES = 4
MOST = 9.0
"""Times as long that the larger one may take: three for each doubling; a square takes 16."""
SOON = 1.0
"""Seconds within which nothing has grown that matters."""

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


class Growing:
    """The program that ingests texts and tells how long it took, as many at once as can be."""

    def __init__(self, folder: Path, program: subprocess.Popen[str]) -> None:
        self._folder, self._program = folder, program

    def seconds(self, suffix: str, texts: Sequence[str]) -> list[float]:
        """The processor time of the ingest of each of these texts."""
        paths = [self._folder / f"plan-{at}.{suffix}" for at in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            FORMATS[suffix][0](text, path)
        taken: list[float] = []
        for at in range(0, len(paths), os.cpu_count() or 1):
            of = paths[at : at + (os.cpu_count() or 1)]
            assert self._program.stdin is not None
            assert self._program.stdout is not None
            print(json.dumps([str(path) for path in of]), file=self._program.stdin, flush=True)
            taken += json.loads(self._program.stdout.readline())
        return taken

    def too_fast(self, suffix: str, fragments: Sequence[str], way: str) -> list[str]:
        """What is said of the fragments whose time grows too fast."""
        large = self.seconds(suffix, [laid_out(of, way, TIMES * SIZE) for of in fragments])
        said = [
            self._said(suffix, fragment, way, took)
            for fragment, took in zip(fragments, large, strict=True)
        ]
        return list(filter(None, said))

    def _said(self, suffix: str, fragment: str, way: str, took: float) -> str:
        """What is said of a fragment that took so long; the best of three where it seems slow."""
        if took < SOON:
            return ""
        if took > 0.9 * LIMIT:
            return f"{fragment!r} {way}: more than {LIMIT} s"
        sizes = [laid_out(fragment, way, size) for size in (SIZE, TIMES * SIZE)]
        pairs = [self.seconds(suffix, sizes) for _ in range(3)]
        small, large = (min(of) for of in zip(*pairs, strict=True))
        return f"{fragment!r} {way}: {small:.2f} s, {large:.2f} s" if large > MOST * small else ""


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Growing]:
    folder = tmp_path_factory.mktemp("growing")
    command = [sys.executable, PROGRAM, folder]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield Growing(folder, program)


def test_what_grows_with_the_square_is_noticed(growing: Growing) -> None:
    assert growing.too_fast("square", ["."], LINE)


SIGNS, ELEMENTS = ["txt", "md"], ["html", "docx", "odt", "pdf"]
TRIED = [(of, LINE, FRAGMENTS) for of in SIGNS] + [(of, LISTS, FRAGMENTS) for of in SIGNS]
TRIED += [(of, LISTS, FEW) for of in ELEMENTS] + [("pdf", LINE, FEW), ("html", LINE, FEW)]


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "way", "fragments"), TRIED)
def test_no_fragment_grows_faster_than_it_is_repeated(
    suffix: str, way: str, fragments: list[str], growing: Growing
) -> None:
    assert growing.too_fast(suffix, fragments, way) == []
