"""How well a document was read: what an operator looks at before it is relied on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import Block, BlockKind
from ingest.doubts import pages_said
from ingest.number_faults import doubtful_numbers
from ingest.types import Paragraph

_FAULTS_NAMED = 10
_DOUBTFUL_NAMED = 20


@dataclass(frozen=True)
class Quality:
    """The counts of one document; ``pages`` is 0 where its pages are not known.

    ``faults`` are phrases of gaps and repeats in its numbers; ``unread`` and ``by_machine`` are
    pages; ``doubtful`` are its paragraphs that have a doubt.
    """

    document: str
    pages: int
    unread: tuple[int, ...]
    by_machine: tuple[int, ...]
    printed: int
    counted: int
    faults: tuple[str, ...]
    headings: int
    tables: int
    rows: int
    notes: int
    doubtful: tuple[Paragraph, ...]

    @property
    def paragraphs(self) -> int:
        return self.printed + self.counted

    @property
    def lines(self) -> Iterator[tuple[str, str]]:
        """The report of the document, a name and what is said of it each."""
        if self.pages:
            yield "Pages", _pages(self)
        yield "Numbers", _numbers(self)
        yield "Headings", f"{self.headings:,}"
        yield "Tables", f"{self.tables:,}, of {self.rows:,} rows" if self.tables else "0"
        yield "Notes", f"{self.notes:,}"
        share = len(self.doubtful) / self.paragraphs if self.paragraphs else 0.0
        yield "Uncertain", f"{len(self.doubtful):,} of {self.paragraphs:,} paragraphs ({share:.1%})"


def quality_of(
    document: str,
    blocks: Sequence[Block],
    paragraphs: Sequence[Paragraph],
    unread: Mapping[int, str],
    by_machine: Sequence[int],
) -> Quality:
    """The counts of a document as it was read: its blocks and its paragraphs."""
    kinds = [block.kind for block in blocks]
    pages = [block.page for block in blocks if block.page is not None]
    pages += [page for block in blocks for _, page in block.page_starts]
    printed = sum(paragraph.printed for paragraph in paragraphs)
    return Quality(
        document=document,
        pages=max([*pages, *unread], default=0),
        unread=tuple(unread),
        by_machine=tuple(by_machine),
        printed=printed,
        counted=len(paragraphs) - printed,
        faults=tuple(doubtful_numbers(paragraphs)),
        headings=kinds.count(BlockKind.HEADING),
        tables=sum(kind is BlockKind.ROW for kind, _ in groupby(kinds)),
        rows=kinds.count(BlockKind.ROW),
        notes=kinds.count(BlockKind.FOOTNOTE),
        doubtful=tuple(paragraph for paragraph in paragraphs if paragraph.doubts),
    )


def doubtful_lines(quality: Quality, most: int = _DOUBTFUL_NAMED) -> Iterator[str]:
    """A line for each uncertain paragraph, with its pages and why, up to so many."""
    for paragraph in quality.doubtful[:most]:
        within = f" of “{paragraph.within}”" if paragraph.within else ""
        pages = f", {said}" if (said := pages_said(paragraph.pages)) else ""
        yield f"{paragraph.number}{within}{pages}: {'; '.join(paragraph.doubts)}"
    if len(quality.doubtful) > most:
        yield f"and {len(quality.doubtful) - most:,} more"


def _pages(quality: Quality) -> str:
    parts = [f"{quality.pages:,}"]
    if quality.by_machine:
        parts.append(f"{len(quality.by_machine):,} read by machine")
    if quality.unread:
        parts.append(f"{len(quality.unread):,} not read ({pages_said(quality.unread)})")
    return ", ".join(parts)


def _numbers(quality: Quality) -> str:
    said = [f"{quality.printed:,} printed, {quality.counted:,} counted"]
    named = "; ".join(quality.faults[:_FAULTS_NAMED])
    more = len(quality.faults) - _FAULTS_NAMED
    if named:
        said.append(f"{named}{f', and {more:,} more' if more > 0 else ''}")
    elif quality.printed:
        said.append("none missing or twice")
    return "; ".join(said)
