"""Questions on two real papers that Parity was not made for, scored as the reference questions are.

The papers are a Lords committee's report and the Government's response to it, both PDF, in the
shared folder. Gold is a page, and the number printed there before the paragraph, if one is.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from assistant.answering.refusal import coefficients_of
from assistant.library.library import Library
from assistant.search.reader import PassageReader
from evals.asking import WeighingAssistant
from evals.external import INDEXES
from evals.intervals import Figures
from evals.metrics import Scored, figures, score
from evals.questions import Question
from evals.tables import Table, percent
from ingest.corpus import Corpus, read_corpus
from ingest.indexing.embedding import Encoder
from ingest.indexing.index import open_index
from ingest.reading.reader import Reader
from ingest.sources import SOURCES_FILE
from ingest.sync import synchronise

QUESTIONS_FILE = Path(__file__).with_name("papers.jsonl")
SOURCES = Path(__file__).with_name("papers.toml")
FILES = ("hl190-space-economy-report.pdf", "cp1478-space-economy-response.pdf")

_NAMES = (
    "right paragraph in first 1",
    "right paragraph in first 5",
    "answered rightly",
    "first citation right",
    "not wrongly refused",
    "refusal recall",
)


def papers_table(
    encoder: Encoder, shared: Path, home: Figures, reader: PassageReader | None = None
) -> Table:
    """Ask the questions and hold the figures beside those of the ``home`` corpus."""
    corpus = papers_corpus(shared)
    if corpus is None:
        note = f"The papers are skipped: {shared / 'documents' / 'policy'} does not have them."
        return Table("Two other papers", (), (), (note,))
    found = figures(ask_papers(corpus, encoder, reader))
    rows = tuple((name, percent(found[name]), percent(home.get(name))) for name in _NAMES)
    return Table("Two other papers", ("Figure", "papers", "home, held"), rows, (
        f"{len(read_papers(corpus))} questions, written apart from all rules; of the papers the "
        "reader learned from one and was tuned on the other.",
    ))  # fmt: skip


def has_papers(shared: Path) -> bool:
    """Whether the shared folder has the two papers."""
    return all(path.is_file() for path in _files(shared))


def _files(shared: Path) -> list[Path]:
    return [shared / "documents" / "policy" / name for name in FILES]


def papers_corpus(shared: Path) -> Corpus | None:
    """The two papers, read; None where the shared folder does not have them."""
    if not has_papers(shared):
        return None
    folder = INDEXES.with_name("papers")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SOURCES, folder / SOURCES_FILE)
    return corpus_of_links(folder, _files(shared))


def corpus_of_links(folder: Path, paths: Iterable[Path]) -> Corpus:
    """The corpus of a folder to which links to these files are added; readings are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        beside = folder / path.name
        beside.unlink(missing_ok=True)
        beside.symlink_to(path.resolve())
    return read_corpus(folder, Reader(kept_in=INDEXES / "readings", links_anywhere=True))


def read_papers(corpus: Corpus) -> list[Question]:
    """The questions, their gold as the keys of the paragraphs that begin on the page named.

    Raises ValueError if a page has no paragraph with the number that gold names.
    """
    questions = []
    for line in QUESTIONS_FILE.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        gold: list[str] = []
        for document, page, number in fields["gold"]:
            keys = [
                p.key
                for p in corpus.paragraphs
                if (p.document, p.page) == (document, page) and number in ("", p.number)
            ]
            if number and not keys:
                raise ValueError(f"{document} has no paragraph {number} on page {page}")
            gold += keys
        facts = tuple(tuple(fact) for fact in fields["facts"])
        questions.append(
            Question(fields["id"], "papers", fields["question"], tuple(gold), facts=facts)
        )
    return questions


def ask_papers(corpus: Corpus, encoder: Encoder, reader: PassageReader | None) -> list[Scored]:
    """Ask every question once."""
    index = INDEXES / "papers"
    synchronise(corpus, index, encoder)
    assistant = WeighingAssistant(Library.of(open_index(index, encoder), encoder), reader)
    threshold = coefficients_of(reader)["threshold"]
    return [
        score(question, assistant.weigh(question.question).at(threshold))
        for question in read_papers(corpus)
    ]
