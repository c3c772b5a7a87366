"""What the command line shows: a legible answer, JSON for programs, and an ingest's progress."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from assistant.answer import (
    RELATED,
    Answer,
    Citation,
    Outcome,
    Statement,
    by_paragraph,
    closest_sentence,
    statement_line,
)
from assistant.answering.finding import signpost
from assistant.ask import Assistant
from assistant.cautions import cautions
from assistant.citing import cited, headings
from assistant.export.taken import Searched
from assistant.library.library import Library
from assistant.question.crisis import HELP_LINE, plainly_in_distress
from assistant.settings import Settings
from assistant.shown import NEAREST, answerer_line, drawn_together, led_statements
from assistant.terminal.contract import answer_lines, to_object
from assistant.terminal.quality import draw, require_pictures, show_doubtful, show_quality
from assistant.terminal.saving import require_new, save
from assistant.terminal.screen import Screen, screen
from assistant.visible import visible_json
from ingest.corpus import read_corpus
from ingest.errors import UsageError
from ingest.indexing.embedding import Encoder
from ingest.reading.ocr import NO_PROGRAM, is_available
from ingest.reading.reader import READINGS, Reader
from ingest.sources import require_folder
from ingest.sync import IngestReport, check, ingest
from ingest.types import Progress as Done
from ingest.voices import said_by, words_of

_PIPED_WIDTH = 10_000
"""Letters a line where nobody's screen is narrow: no name in a table is broken there."""
_RUNS_NAMED = 20
NOT_ALL_READ = 3
"""The exit status of an ingest that left the index level with all but some files or pages."""


def answer_one(options: argparse.Namespace, settings: Settings) -> int:
    """Print the answer to one question, for a person or as JSON, and save it where that is asked.

    Plain words of distress are answered with where help is, without an index or a model.
    """
    question: str = options.question
    file = Path(options.save) if options.save else None
    searched = Searched()
    if plainly_in_distress(question):
        answer = signpost(question)
    else:
        if file:
            require_new(file)
        library = Library.open(settings) if file else None
        answer = Assistant.open(settings, library).ask(question)
        searched = Searched.of(library) if library else searched
    if options.json:
        print(visible_json(to_object(answer)))
    else:
        show(answer, screen())
    if file:
        save(file, answer, searched)
        print(f"Saved as {file}.", file=sys.stderr)
    return 0


def answer_many(settings: Settings) -> int:
    """Answer each JSON line of standard input with one JSON line."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in answer_lines(Assistant.open(settings), sys.stdin):
        print(visible_json(line), flush=True)
    return 0


def show(answer: Answer, console: Console) -> None:
    """Print an answer with its sources, or a refusal with what the nearest paragraphs say."""
    if answer.standalone != answer.question:
        console.print(Text(f"Understood as: {answer.standalone}", style="dim"))
    if answer.outcome.refuses:
        console.print(Text(answer.message, style="bold yellow"))
        if answer.outcome is Outcome.NOT_IN_DOCUMENTS and answer.passages:
            console.print(Text(f"\n{NEAREST}:", style="bold"))
            for passage in answer.passages[:RELATED]:
                closest = closest_sentence(passage)
                there = cited(passage.document, passage.paragraph, [closest])
                console.print(Text(f"  {there}", style="cyan"))
                if closest:
                    console.print(Text(f"    “{closest}”"))
        for line in filter(None, [answer.searched, answer.note]):
            console.print(Text(f"\n{line}", style="dim"))
        if answer.outcome in (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING):
            console.print(Text(f"\n{HELP_LINE}", style="dim"))
        return
    if answer.help:
        console.print(Text(f"{answer.help}\n", style="bold yellow"))
    if answer.message:
        console.print(Text(f"{answer.message}\n", style="bold"))
    for disagreement in answer.disagreements:
        console.print(Text(f"{disagreement.message}\n", style="bold yellow"))
    for led, statements in led_statements(answer):
        console.print(Text(led, style="dim"))
        for statement in statements:
            console.print(Text(statement_line(statement)) + _voice(answer, statement))
    if answer.abbreviations:
        console.print(Text(f"\n{'; '.join(': '.join(pair) for pair in answer.abbreviations)}"))
    console.print(Text("\nSources", style="bold"))
    for citations in by_paragraph(answer.citations):
        _show_source(citations, console)
    said_by_whom = " ".join(filter(None, [f"{answerer_line(answer.answerer)}.", answer.note]))
    console.print(Text(f"\n{said_by_whom}", style="dim"))


def _voice(answer: Answer, statement: Statement) -> Text:
    """Whose words a statement is, where it is not the document's own."""
    voice = answer.citations[statement.citation - 1].voice
    return Text(f" ({words_of(voice)})" if voice else "", style="yellow")


def _quoted_voices(citations: Sequence[Citation]) -> list[str]:
    """What a reader is told of the citations of a paragraph that are not in its own words."""
    several = len(citations) > 1
    return [
        f"{f'[{citation.n}] ' if several else ''}{said_by(citation.voice)}"
        for citation in citations
        if citation.voice
    ]


def _show_source(citations: Sequence[Citation], console: Console) -> None:
    """Print one paragraph's place, below the numbers of all citations of it."""
    document, paragraph = citations[0].document, citations[0].paragraph
    numbers = ", ".join(str(citation.n) for citation in citations)
    quotes = [citation.quote for citation in citations]
    console.print(Text(f"[{numbers}] {cited(document, paragraph, quotes)}", style="cyan"))
    if above := headings(document, paragraph):
        console.print(Text(f"    {above}", style="dim"))
    for caution in cautions(paragraph):
        console.print(Text(f"    {caution}", style="yellow"))
    for voice in _quoted_voices(citations):
        console.print(Text(f"    {voice}", style="yellow"))


def ingest_with_progress(
    settings: Settings,
    *,
    ocr: bool = False,
    only_check: bool = False,
    pictures: Path | None = None,
) -> int:
    """Run an ingest with a progress bar on standard error and print its closing report.

    Returns the exit status: 0, or :data:`NOT_ALL_READ`. With ``only_check`` nothing is changed, and
    ``pictures`` names a folder for the pages of PDFs with the paragraphs drawn on them.
    """
    server = settings.server
    if ocr and not is_available():
        raise UsageError(NO_PROGRAM)
    if pictures:
        require_pictures()
    reader = Reader(
        settings.limits,
        ocr=ocr,
        kept_in=settings.index_dir / READINGS,
        links_anywhere=settings.links_anywhere,
    )
    if only_check:
        reader = replace(reader, kept_in=None)
    require_folder(settings.corpus_dir)
    encoder = Encoder(settings.embedding_model)
    with _progress() as (reading, embedding):
        if only_check:
            corpus = read_corpus(settings.corpus_dir, reader, reading)
            report = check(corpus, settings.index_dir, encoder, server)
        else:
            report = ingest(
                settings.corpus_dir, settings.index_dir, encoder, embedding, server, reader, reading
            )
    console = Screen(highlight=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    _show_report(report, console, only_check=only_check)
    if pictures:
        draw(report.corpus, settings, pictures, console)
    errors = Screen(stderr=True, highlight=False, soft_wrap=True)
    for unread in report.corpus.unread:
        stays = unread.document in report.kept_documents
        before = " What was read of it before stays in the index." if stays else ""
        errors.print(Text(f"Not read: {unread.why}{before}", style="red"))
    return NOT_ALL_READ if report.corpus.unread else 0


@contextmanager
def _progress() -> Iterator[tuple[Done, Done]]:
    """Bars on standard error for reading and for embedding; nothing where it is no terminal."""
    console = Console(stderr=True, highlight=False)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks = [progress.add_task(what, visible=False) for what in ("Reading files", "Embedding")]

    def shown(at: int) -> Done:
        def show(done: int, total: int) -> None:
            progress.start()
            for other, task in enumerate(tasks):
                progress.update(task, visible=other == at)
            progress.update(tasks[at], completed=done, total=total)

        return show

    try:
        yield shown(0), shown(1)
    finally:
        if progress.live.is_started:
            progress.stop()


def _show_report(report: IngestReport, console: Console, *, only_check: bool) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Document")
    for heading in ("Paragraphs", "Added", "Updated", "Unchanged", "Removed"):
        table.add_column(heading, justify="right")
    names = {document.id: document.name for document in report.corpus.documents}
    names |= {id_: f"{id_} (not read now)" for id_ in report.kept_documents}
    names |= {id_: f"{id_} (removed)" for id_ in report.removed_documents}
    for id_, name in names.items():
        added, updated, unchanged, removed = report.changes.counts(id_)
        counts = (added + updated + unchanged, added, updated, unchanged, removed)
        table.add_row(name, *(str(count) for count in counts))
    console.print(table)
    for id_, name in names.items():
        if edition := _edition(report, id_):
            console.print(Text(f"{name}: {edition}"))
    if report.rebuilt:
        anew = "To be made anew" if only_check else "Made anew"
        console.print(Text(f"{anew}. {report.rebuilt}.", style="yellow"))
    for warning in report.corpus.warnings:
        console.print(Text(f"Warning: {warning}", style="yellow"))
    for quality in report.corpus.quality:
        show = show_quality if only_check else show_doubtful
        show(quality, names[quality.document], console)
    embedded = report.changes.embedded
    paragraphs = f"{embedded} paragraph{'' if embedded == 1 else 's'}"
    if only_check:
        console.print(f"An ingest would embed {paragraphs}. Nothing was changed.")
    else:
        console.print(f"Embedded {paragraphs} in {report.seconds:.1f} seconds.")


def _edition(report: IngestReport, id_: str) -> str:
    """What is new in a document that was there before, by paragraph; empty if nothing is."""
    _, updated, unchanged, removed = report.changes.counts(id_)
    if id_ in report.removed_documents or not updated + unchanged + removed:
        return ""
    edition = report.changes.edition(id_)
    return "; ".join(f"{kind} {_numbers(numbers)}" for kind, numbers in edition.items() if numbers)


def _numbers(numbers: Sequence[str]) -> str:
    """Paragraph numbers as a list in which runs are drawn together.

    >>> _numbers(["3", "4", "5", "12", "front 1"])
    '3–5, 12, front 1'
    """
    named = drawn_together(numbers)
    more = f" and {len(named) - _RUNS_NAMED} more" if len(named) > _RUNS_NAMED else ""
    return ", ".join(named[:_RUNS_NAMED]) + more
