"""What the command line shows: a legible answer, JSON for programs, and an ingest's progress."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from assistant.answer import RELATED, Answer, Citation, Outcome, by_paragraph, place, statement_line
from assistant.ask import Assistant
from assistant.contract import answer_lines, to_object
from assistant.settings import Settings
from ingest.corpus import read_corpus
from ingest.embedding import Encoder
from ingest.sync import IngestReport, synchronise
from ingest.types import Document, Paragraph

_WIDTH = 100


def answer_one(options: argparse.Namespace, settings: Settings) -> int:
    """Print the answer to one question, for a person or as JSON."""
    answer = Assistant.open(settings).ask(options.question)
    if options.json:
        print(json.dumps(to_object(answer), ensure_ascii=False))
    else:
        console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        console.width = min(console.width, _WIDTH)
        show(answer, console)
    return 0


def answer_many(settings: Settings) -> int:
    """Answer each JSON line of standard input with one JSON line."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in answer_lines(Assistant.open(settings), sys.stdin):
        print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def show(answer: Answer, console: Console) -> None:
    """Print an answer with its sources, or a refusal with related reading."""
    if answer.standalone != answer.question:
        console.print(Text(f"Understood as: {answer.standalone}", style="dim"))
    if answer.outcome.refuses:
        console.print(Text(answer.message, style="bold yellow"))
        if answer.outcome is Outcome.NOT_IN_DOCUMENTS and answer.passages:
            console.print(Text("\nRelated reading, not an answer:", style="bold"))
            for passage in answer.passages[:RELATED]:
                console.print(Text(f"  {_place(passage.document, passage.paragraph)}"))
        return
    if answer.message:
        console.print(Text(f"{answer.message}\n", style="bold"))
    for statement in answer.statements:
        console.print(Text(statement_line(statement)))
    console.print(Text("\nSources", style="bold"))
    for citations in by_paragraph(answer.citations):
        _show_source(citations, console)


def _place(document: Document, paragraph: Paragraph) -> str:
    page = f", page {paragraph.page}" if paragraph.page is not None else ""
    return f"{document.name}, {place(paragraph)}{page}"


def _show_source(citations: Sequence[Citation], console: Console) -> None:
    """Print one paragraph's place, below the numbers of all citations of it."""
    document, paragraph = citations[0].document, citations[0].paragraph
    numbers = ", ".join(str(citation.n) for citation in citations)
    console.print(Text(f"[{numbers}] {_place(document, paragraph)}", style="cyan"))
    if paragraph.section:
        console.print(Text(f"    {' › '.join(paragraph.section)}", style="dim"))


def ingest_with_progress(settings: Settings) -> int:
    """Run an ingest with a progress bar on standard error and print its closing table."""
    server = settings.server
    corpus = read_corpus(settings.corpus_dir)
    encoder = Encoder(settings.embedding_model)
    progress = Progress(
        TextColumn("Embedding paragraphs"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, highlight=False),
        transient=True,
    )
    task = progress.add_task("embedding")

    def show_progress(done: int, total: int) -> None:
        progress.start()
        progress.update(task, completed=done, total=total)

    try:
        report = synchronise(corpus, settings.index_dir, encoder, show_progress, server)
    finally:
        if progress.live.is_started:
            progress.stop()
    _show_report(report, Console(highlight=False))
    return 0


def _show_report(report: IngestReport, console: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Document")
    for heading in ("Paragraphs", "Added", "Updated", "Unchanged", "Removed"):
        table.add_column(heading, justify="right")
    names = {document.id: document.name for document in report.corpus.documents}
    names |= {id_: f"{id_} (removed)" for id_ in report.removed_documents}
    for id_, name in names.items():
        added, updated, unchanged, removed = report.changes.counts(id_)
        counts = (added + updated + unchanged, added, updated, unchanged, removed)
        table.add_row(name, *(str(count) for count in counts))
    console.print(table)
    if report.rebuilt:
        console.print(Text(f"Made anew. {report.rebuilt}.", style="yellow"))
    for warning in report.corpus.warnings:
        console.print(Text(f"Warning: {warning}", style="yellow"))
    embedded = report.changes.embedded
    plural = "" if embedded == 1 else "s"
    console.print(f"Embedded {embedded} paragraph{plural} in {report.seconds:.1f} seconds.")
