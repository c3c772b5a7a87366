"""How well each document was read, as an ingest's report and its check print it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.errors import DocumentError
from ingest.quality import Quality, doubtful_lines
from ingest.sources import read_sources

_NAMED_IN_SHORT = 5


def show_quality(quality: Quality, name: str, console: Console) -> None:
    """Print the report of one document: pages, numbers, headings, tables, notes, doubts."""
    console.print(Text(f"\n{name}", style="bold"))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for what, said in quality.lines:
        table.add_row(f"  {what}", Text(said))
    console.print(table)
    for line in doubtful_lines(quality):
        console.print(Text(f"    {line}", style="yellow"))


def show_doubtful(quality: Quality, name: str, console: Console) -> None:
    """Print in short which paragraphs of a document were read uncertainly, if any were."""
    if not quality.doubtful:
        return
    count = f"{len(quality.doubtful):,} of {quality.paragraphs:,} paragraphs"
    console.print(Text(f"Uncertain: {name}, {count}:", style="yellow"))
    for line in doubtful_lines(quality, _NAMED_IN_SHORT):
        console.print(Text(f"  {line}", style="yellow"))


def require_pictures() -> None:
    """Raise :class:`UsageError` where the program that makes pictures of pages is missing."""
    from ingest.pictures import require_program

    require_program()


def draw(corpus: Corpus, settings: Settings, folder: Path, console: Console) -> None:
    """Write the pages of the PDFs of a corpus, with their paragraphs drawn on them, to a folder."""
    from ingest.pictures import write_pictures

    documents = {document.id for document in corpus.documents}
    count = 0
    for source in read_sources(settings.corpus_dir, links_anywhere=settings.links_anywhere):
        if source.format != "pdf" or source.id not in documents:
            continue
        paragraphs = [p for p in corpus.paragraphs if p.document == source.id]
        try:
            count += write_pictures(source, paragraphs, folder, settings.limits)
        except DocumentError as error:
            console.print(Text(f"No pictures: {error}", style="red"))
    console.print(Text(f"Pictures written to {folder}: {count:,}."))
