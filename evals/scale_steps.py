"""The steps of the measurement of :mod:`evals.scale`, each for a process of its own."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from assistant.settings import PROJECT, Settings
from evals.questions import Part, read_questions
from evals.synthetic import synthetic_corpus

FOLDER = PROJECT / ".parity" / "scale"
QUESTIONS = 20
SAMPLE = 4_000
"""Texts that are encoded by the model alone, where there are more."""

PIECE, OVERLAP = 1_000, 200
"""Characters of LangChain's pieces, and how many of them two share."""

_FAMILIES = ("number", "why", "when", "who", "how", "yesno", "wording", "action", "colloquial")
"""Of questions that are searched for; ratings and surveys are looked up."""

_THEMES = ("workforce", "eating disorders", "")
_SURVEYS = (
    "Which paragraphs mention children?",
    "How many paragraphs mention mental health?",
    "Which paragraphs mention young people and crisis care?",
    "Which paragraphs mention zebras?",
    "List every sum over £100 million",
    "List every figure for 2020/21",
)
_PHRASES = (
    "mental health",
    "of the",
    "the mental health workforce",
    "we will recruit zebra keepers for the savannah",
    "acess to psychologcal therapys for kids",
)
_ROUNDS = 3
_PIECES, _AT_ONCE = 4, 5_000
_MB = 1_000_000

Figures = dict[str, float]


def ingest_step(size: int) -> Figures:
    """Ingest the corpus; half of its texts, or of a sample, are encoded bare before, half after."""
    from ingest.entries import entries
    from ingest.indexing.embedding import Encoder
    from ingest.sync import synchronise

    corpus, encoder = _corpus(size), Encoder()
    texts = [text for entry in entries(corpus)[0] for text in entry.texts]
    number = len(texts)
    sample = random.Random(size).sample(texts, min(number, SAMPLE))
    del texts

    def bare(texts: list[str]) -> float:
        started = time.perf_counter()
        encoder.model.encode(texts, batch_size=32, show_progress_bar=False)
        return time.perf_counter() - started

    bare_seconds = bare(sample[::2])
    before = _peak()
    started = time.perf_counter()
    synchronise(corpus, FOLDER / str(size) / "index", encoder)
    seconds = time.perf_counter() - started
    peak = _peak()
    bare_seconds += bare(sample[1::2])
    return {
        "texts": number,
        "seconds": seconds,
        "texts a second": number / seconds,
        "bare texts a second": len(sample) / bare_seconds,
        "peak MB": peak,
        "MB before": before,
        "disk MB": _disk(FOLDER / str(size) / "index"),
    }


def ask_step(size: int) -> Figures:
    """Open the index, and ask ordinary questions until they are warm."""
    from assistant.ask import Assistant
    from assistant.library.library import Library
    from assistant.search.reader import PassageReader
    from ingest.indexing.embedding import Encoder
    from ingest.indexing.index import open_index

    encoder = Encoder()
    encoder.encode(["warm"])
    before = _resident()
    started = time.perf_counter()
    library = Library.of(open_index(FOLDER / str(size) / "index", encoder), encoder)
    assistant = Assistant(library, reader=PassageReader())
    opened = time.perf_counter() - started
    at_start = _resident() - before
    return {
        "seconds to open": opened,
        "MB to open": at_start,
        **_asked(assistant.ask),
        "MB after": _resident() - before,
    }


def look_up_step(size: int) -> Figures:
    """Open the words alone; the slowest warm survey, wording and theme of the register."""
    from assistant.commitments.selection import Selection, Wanted
    from assistant.desk.desk import Desk
    from assistant.library.library import Library
    from assistant.lookup.survey import Survey

    def took(ask: Callable[[], object]) -> float:
        started = time.perf_counter()
        ask()
        return time.perf_counter() - started

    def slowest_warm(ask: Callable[[str], object], asked: tuple[str, ...]) -> float:
        return max([took(partial(ask, one)) for one in asked * 2][len(asked) :])

    settings = Settings().with_values(index_dir=FOLDER / str(size) / "index")
    opened = took(lambda: Library.open(settings))
    of = Library.open(settings)
    read = took(lambda: of.register)
    survey = Survey(of.documents, of.paragraphs, of.analyser, of.naming, of.statistics.vocabulary)
    selection, desk = Selection(of.texts), Desk(of)
    return {
        "seconds to open": opened,
        "register read": read,
        "register": slowest_warm(lambda theme: selection.all(Wanted(theme=theme)), _THEMES),
        "survey": slowest_warm(survey.find, _SURVEYS),
        "wording": slowest_warm(desk.wording, _PHRASES),
    }


def langchain_ingest_step(size: int) -> Figures:
    """The usual recipe: pieces of 1,000 characters, one vector each, in Chroma's folder."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    corpus = _corpus(size)
    splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP)
    store = _plain_store(size)
    started = time.perf_counter()
    pieces = [
        piece
        for document in corpus.documents
        for piece in splitter.split_text(
            "\n\n".join(p.text for p in corpus.paragraphs if p.document == document.id)
        )
    ]
    for first in range(0, len(pieces), _AT_ONCE):
        store.add_texts(pieces[first : first + _AT_ONCE])
    return {
        "texts": len(pieces),
        "seconds": time.perf_counter() - started,
        "peak MB": _peak(),
        "disk MB": _disk(FOLDER / str(size) / "plain"),
    }


def langchain_ask_step(size: int) -> Figures:
    """The usual recipe's search for the same questions."""
    started = time.perf_counter()
    store = _plain_store(size)
    opened = time.perf_counter() - started
    asked = _asked(lambda question: store.similarity_search(question, k=_PIECES))
    return {"seconds to open": opened, **asked}


STEPS: dict[str, Callable[[int], Figures]] = {
    "ingest": ingest_step,
    "ask": ask_step,
    "look up": look_up_step,
    "LangChain ingest": langchain_ingest_step,
    "LangChain ask": langchain_ask_step,
}


def _corpus(size: int) -> Any:
    return synthetic_corpus(Settings().corpus_dir, size)


def _plain_store(size: int) -> Any:
    """A Chroma store through LangChain whose embeddings are the model's own ``encode``."""
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    from ingest.indexing.embedding import Encoder

    model = Encoder().model

    class Plain(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            found: list[list[float]] = model.encode(texts, show_progress_bar=False).tolist()
            return found

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Chroma(embedding_function=Plain(), persist_directory=str(FOLDER / str(size) / "plain"))


def _asked(ask: Callable[[str], object]) -> Figures:
    """How long the first question takes, and a question that was asked before."""
    took: list[float] = []
    for question in list(_questions()) * (_ROUNDS + 1):
        started = time.perf_counter()
        ask(question)
        took.append(time.perf_counter() - started)
    warm = took[-QUESTIONS * _ROUNDS :]
    return {
        "first ms": 1000 * took[0],
        "first round ms": 1000 * median(took[:QUESTIONS]),
        "warm ms": 1000 * median(warm),
        "slowest warm ms": 1000 * max(warm),
    }


def _questions() -> Iterator[str]:
    """Some questions of each ordinary family, in turn."""
    of_family = {
        family: [
            q.question
            for q in read_questions()
            if q.family == family and q.part is Part.TUNE and q.answerable and not q.history
        ]
        for family in _FAMILIES
    }
    for at in range(QUESTIONS):
        family = _FAMILIES[at % len(_FAMILIES)]
        yield of_family[family][at // len(_FAMILIES)]


def _peak() -> float:
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MB


def _resident() -> float:
    """The memory that this process has now, in MB, memory-mapped pages that it read included."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MB


def _disk(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MB
