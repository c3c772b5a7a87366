"""Who changes what the ingest writes of the same documents raises the number of the index's format.

Otherwise an index that was made by the rules of before would be read as one made by those of now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from builders import WordEncoder, paragraphs_of, real_corpus, write_corpus
from ingest.corpus import Corpus, read_corpus
from ingest.entries import entries
from ingest.indexing.bm25 import Bm25
from ingest.indexing.manifest import INDEX_FORMAT, Manifest
from ingest.indexing.pointer import generations
from ingest.indexing.statistics import Statistics
from ingest.language.words import Analyser
from ingest.register.register import Register
from ingest.sync import synchronise
from ingest.types import Document

WRITTEN = {
    5: "bd4c5f82e1930649821902012b7da813e10f4f9531e1d9f9b7cc9294bddd868d",
    6: "68ec4e11386c817a7ec676b90791abd7c7b41843bc5889924c7d43fbe593b419",
    7: "441293e6b0446562ae2d78d98602e35de698015fc97e3ea517269f61320e3af8",
    8: "b2f7771dad9bc5ce7c57ad1f50ad059726aa4792a94a48f79b7b02a489f7d67b",
}
"""For each number of the format a digest of what its rules write; add to it, change none."""

TEXT = """\
1. The Leeds Trust (LT) will open ten wards by the end of 2023/24. Health Education England shall \
train 1.5 million nurses, 2,500 midwives and half of all porters over the next five years.
2. We have spent £2.5bn, or 12%, since March 2016. The target of 2,500 midwives was not met; most \
areas are now delivering on it. Demand has risen by a third.
3. It was rated:
- Impact – requires improvement
- Overall – good
4. The commitments of the Department are:
- “2,500 midwives by 2024”
- "A new Community Care Framework"
5. “We are working on a Community Care Framework,” said Jane Hill, chair of Mind. A Community Care \
Framework was published in Q3 2021/22.
6. The Government accepts the first recommendation, rejects the second, and is considering a \
third. If funding allows, it would pay from April 2025 as soon as possible.
7. Work is under way, e.g. in the 2022/23 planning guidance of Prof. Hill, to reach the 2025 target.
8. Our ambition is to see people within 4 weeks, 24/7, unless the Expert Panel disagrees.
9. The Leeds Trust reached its target of nine wards, and kept the promise of ten.
"""
NOTHING = Manifest("words", 4, (), {}, {})
PLAN = Document("tiny", "A plan", "plan.txt", "", publisher="Leeds Trust", date="31 July 2017")


def written(folder: Path) -> str:
    """The words, statistics and register of a few fixed documents, and the files, as one text."""
    real = real_corpus()
    corpus = Corpus(
        (*real.documents, PLAN), (*real.paragraphs, *paragraphs_of(TEXT, markdown=False))
    )
    found, abbreviations = entries(corpus)
    statistics = Statistics.of(found, corpus.documents, abbreviations)
    Register.of(found, Analyser(abbreviations, statistics.implied), corpus.documents).write(folder)
    return json.dumps(
        {
            "texts": [text for entry in found for text in entry.texts],
            "abbreviations": [abbreviations, dict(statistics.implied)],
            "words": [sorted(of) for of in (statistics.vocabulary, statistics.common)],
            "known": sorted(statistics.known),
            "terms": [list(having(of)) for of in (statistics.paragraphs, statistics.sentences)],
            "register": [json.loads(file.read_text("utf-8")) for file in sorted(folder.iterdir())],
            "files": [sorted(files_of(folder)), sorted(vars(NOTHING))],
        },
        sort_keys=True,
    )


def files_of(folder: Path) -> Iterator[str]:
    """The names of the files of a generation, but for Chroma's own."""
    corpus = write_corpus(folder / "corpus", {"plan.txt": "1. It is so.\n"})
    synchronise(read_corpus(corpus), folder / "index", WordEncoder())
    (generation,) = generations(folder / "index")
    names = (file.relative_to(generation).as_posix() for file in generation.rglob("*.*"))
    return (name for name in names if not name.startswith("chroma/"))


def having(texts: Bm25) -> Iterator[tuple[str, list[int]]]:
    """For each term the texts that have it."""
    for term in sorted(texts.terms):
        yield term, np.flatnonzero(texts.scores([term])).tolist()


def test_what_the_ingest_writes_is_that_of_its_format(tmp_path: Path) -> None:
    digest = hashlib.sha256(written(tmp_path).encode()).hexdigest()
    if WRITTEN.get(INDEX_FORMAT) != digest:
        pytest.fail(
            "The words, the statistics or the register of the same documents are other than before:"
            " raise INDEX_FORMAT by one, with the reason in its comment, and add to WRITTEN"
            f' {{number}}: "{digest}".'
        )


def test_every_format_has_written_something_else_and_the_last_is_the_one_of_now() -> None:
    assert len(set(WRITTEN.values())) == len(WRITTEN)
    assert max(WRITTEN) == INDEX_FORMAT
