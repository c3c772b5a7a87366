"""What each part of the retrieval is worth: the rankings of one run, each with one part more.

They start from the usual LangChain recipe: pieces of 1,000 characters, one vector each, the best
four. Asked are the reference questions that one paragraph can answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import uuid4

from rich.console import Console
from rich.progress import track

from assistant.facts.groups import Groups, groups_of
from assistant.library.library import Library
from assistant.question.followup import as_asked
from assistant.search.retrieve import Search, Weights
from assistant.settings import Settings
from evals.intervals import Figures, intervals
from evals.metrics import share
from evals.questions import Part, Question, read_questions
from evals.tables import NONE, Table, percent
from ingest.corpus import Corpus, read_corpus
from ingest.entries import Entry, entries, in_context
from ingest.indexing.embedding import Encoder
from ingest.indexing.generation import write_generation
from ingest.indexing.index import open_index
from ingest.indexing.manifest import Manifest
from ingest.language.abbreviations import expanded
from ingest.language.sentences import sentences
from ingest.types import Document, Paragraph

NOT_RETRIEVED = frozenset({"count", "list-all"})
"""The families that are answered from all paragraphs and not from the best one."""

LEFT_OUT = (
    "Plain LangChain is left out: langchain-text-splitters is not installed; 'make install-dev' "
    "brings it."
)

_PIECE, _OVERLAP, _PIECES = 1000, 200, 4
_OPENING = 60
_TELLING_WORDS = 5
_SUPERSCRIPTS = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Finder = Callable[[str, Sequence[str]], int | None]
"""The rank, from 0, at which a way of searching finds any of these gold paragraphs."""


@dataclass(frozen=True)
class Way:
    """A way of searching. ``timed`` is False where the parts left out are computed all the same."""

    name: str
    find: Finder
    timed: bool = True


@dataclass(frozen=True)
class Found:
    """A question's rank by one way, from 0, and the seconds that it took."""

    question: Question
    rank: int | None
    seconds: float


def ablation_tables(settings: Settings, encoder: Encoder) -> list[Table]:
    """Ask by every way; one table for the tuning part and one for the held part."""
    questions = [q for q in read_questions() if q.gold and q.family not in NOT_RETRIEVED]
    corpus = read_corpus(settings.corpus_dir)
    groups = groups_of(corpus.profile)
    found: list[tuple[Way, list[Found]]] = []
    console = Console(stderr=True)
    with TemporaryDirectory() as folder:
        for way in _ways(settings, corpus, encoder, Path(folder)):
            asked = track(questions, way.name, console=console, transient=True)
            found.append((way, [_found(way, question, groups) for question in asked]))
    return [_table(part, found) for part in Part]


def _found(way: Way, question: Question, groups: Groups) -> Found:
    _, asked = as_asked(question.question, question.history, groups)
    started = time.perf_counter()
    rank = way.find(asked, question.gold)
    return Found(question, rank, time.perf_counter() - started)


def ranks(found: Sequence[Found]) -> Figures:
    """The shares of questions with a gold paragraph among the first 1, 3 and 5."""
    return {
        f"first {first}": share([f.rank is not None and f.rank < first for f in found])
        for first in (1, 3, 5)
    }


def _table(part: Part, found: Sequence[tuple[Way, Sequence[Found]]]) -> Table:
    rows = []
    number = 0
    for way, by_way in found:
        of_part = [f for f in by_way if f.question.part is part]
        number = len(of_part)
        between = intervals(of_part, ranks)
        cells = [percent(value, between[figure]) for figure, value in ranks(of_part).items()]
        took = median(f.seconds for f in of_part) if of_part and way.timed else None
        rows.append((way.name, *cells, NONE if took is None else f"{1000 * took:.0f}"))
    return Table(
        f"Retrieval, {part} part: {number} questions that a paragraph answers",
        ("Ranked by", "first 1", "first 3", "first 5", "ms"),
        tuple(rows),
        (
            "In brackets 95% bootstrap intervals; ms: the median a question, where the row can be "
            f"timed by itself. Plain LangChain gives {_PIECES} pieces in all; a piece counts as "
            "right if it holds a gold paragraph's opening or one whole sentence of it.",
            *([] if _has_splitter() else [LEFT_OUT]),
        ),
    )


def _ways(settings: Settings, corpus: Corpus, encoder: Encoder, folder: Path) -> Iterator[Way]:
    """Each way of searching, opened when its turn comes; ``folder`` is for an index of its own."""
    if _has_splitter():
        yield Way("Plain LangChain", plain_langchain(settings.corpus_dir, corpus, encoder))
    index = open_index(settings.index_dir, encoder, settings.server)
    plain = Library.of(index, encoder, rewords=False)
    only_paragraphs = Weights(late=0, late_two=0, sentence_bm25=0, dense=0, named=0)
    for name, weights in (
        ("BM25 alone, paragraphs", only_paragraphs),
        ("+ BM25 by sentence", replace(only_paragraphs, sentence_bm25=Weights.sentence_bm25)),
        ("+ dense by sentence (Chroma)", Weights(late=0, late_two=0, named=0)),
    ):
        yield Way(name, _by(Search(plain, weights)), timed=False)
    yield Way("+ late interaction", _by(Search(plain)))
    yield Way("+ rewording = the product", _by(Search(Library.of(index, encoder))))
    write_bare_index(corpus, folder, encoder)
    bare = Search(Library.of(open_index(folder, encoder), encoder))
    yield Way("the product, no document, date and headings in what is embedded", _by(bare))


def _has_splitter() -> bool:
    return find_spec("langchain_text_splitters") is not None


def _by(search: Search) -> Finder:
    def find(question: str, gold: Sequence[str]) -> int | None:
        return _first(p.paragraph.key in gold for p in search.passages(question))

    return find


def _first(flags: Iterable[bool]) -> int | None:
    return next((at for at, flag in enumerate(flags) if flag), None)


def plain_langchain(folder: Path, corpus: Corpus, encoder: Encoder) -> Finder:
    """The usual recipe over the files as they are: pieces, one vector each, Chroma, the best 4."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from ingest.indexing.langchain_store import LangChainEmbeddings

    splitter = RecursiveCharacterTextSplitter(chunk_size=_PIECE, chunk_overlap=_OVERLAP)
    texts = [(folder / d.file).read_text(encoding="utf-8-sig") for d in corpus.documents]
    store = Chroma.from_texts(
        [piece for text in texts for piece in splitter.split_text(text)],
        LangChainEmbeddings(encoder),
        client=chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False)),
        # All in-memory clients of a process share their collections.
        collection_name=f"plain-{uuid4()}",
    )
    paragraphs = {paragraph.key: paragraph for paragraph in corpus.paragraphs}

    def find(question: str, gold: Sequence[str]) -> int | None:
        pieces = store.similarity_search(question, k=_PIECES)
        wanted = [paragraphs[key] for key in gold]
        return _first(any(holds(p.page_content, w) for w in wanted) for p in pieces)

    return find


def holds(piece: str, paragraph: Paragraph) -> bool:
    """Whether a piece of text has a paragraph's opening, or a sentence of it that tells anything.

    White space and footnote marks do not count. Of fewer than five words ("Impact – good") are
    sentences that stand in many paragraphs.
    """
    plain = _plain(piece)
    if _plain(paragraph.text)[:_OPENING] in plain:
        return True
    told = (s.text for s in sentences(paragraph) if len(s.text.split()) >= _TELLING_WORDS)
    return any(_plain(sentence) in plain for sentence in told)


def _plain(text: str) -> str:
    return " ".join(text.translate(_SUPERSCRIPTS).split())


def write_bare_index(corpus: Corpus, folder: Path, encoder: Encoder) -> None:
    """Index a corpus with its sentences embedded without document, date and headings."""
    whole, abbreviations = entries(corpus)
    bare = [_bare(entry, abbreviations) for entry in whole]
    manifest = Manifest(
        model=encoder.name,
        dimension=encoder.dimension,
        documents=corpus.documents,
        abbreviations=abbreviations,
        digests={entry.paragraph.key: entry.digest for entry in bare},
        profile=corpus.profile,
    )
    write_generation(folder, base=None, manifest=manifest, entries=bare, encoder=encoder)


def _bare(entry: Entry, abbreviations: Mapping[str, str]) -> Entry:
    nameless = Document(id="", title="", file="", sha256="")
    headless = replace(entry.paragraph, section=())
    texts = tuple(
        expanded(in_context(nameless, headless, entry.sentences, sentence), abbreviations)
        for sentence in entry.sentences
    )
    return replace(entry, texts=texts)
