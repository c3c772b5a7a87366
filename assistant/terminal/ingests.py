"""What the command line shows of an ingest: how far it is, and what became of each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.settings import Settings
from assistant.shown import drawn_together
from assistant.terminal.bars import bars
from assistant.terminal.quality import draw, require_pictures, show_doubtful, show_quality
from assistant.terminal.screen import Screen
from ingest.corpus import read_corpus
from ingest.errors import UsageError
from ingest.indexing.embedding import Encoder
from ingest.indexing.quick_encoder import write_quick_encoder
from ingest.reading.ocr import NO_PROGRAM, is_available
from ingest.reading.reader import READINGS, Reader
from ingest.sources import require_folder
from ingest.sync import IngestReport, check, ingest

_PIPED_WIDTH = 10_000
"""Letters a line where nobody's screen is narrow: no name in a table is broken there."""
_RUNS_NAMED = 20
NOT_ALL_READ = 3
"""The exit status of an ingest that left the index level with all but some files or pages."""


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
    with bars("Reading files", "Embedding") as (reading, embedding):
        if only_check:
            corpus = read_corpus(settings.corpus_dir, reader, reading)
            report = check(corpus, settings.index_dir, encoder, server)
        else:
            report = ingest(
                settings.corpus_dir, settings.index_dir, encoder, embedding, server, reader, reading
            )
            write_quick_encoder(encoder, settings.index_dir)
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
        table.add_row(Text(name), *(str(count) for count in counts))
    console.print(table)
    for id_, name in names.items():
        if edition := _edition(report, id_):
            console.print(Text(f"{name}: {edition}"))
    for document in report.corpus.documents:
        if document.caution:
            console.print(Text(f"{names[document.id]}: {document.caution}", style="yellow"))
    for document in report.warned if only_check else ():
        now = f"In the index now, {document.name}: {document.caution}"
        console.print(Text(now, style="yellow"))
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
