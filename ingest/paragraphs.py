"""The one splitter: blocks in, numbered paragraphs out, with nothing of the text lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.answered import with_answered
from ingest.blocks import Block, BlockKind
from ingest.doubts import NO_MARK, with_doubts
from ingest.drafts import Draft
from ingest.false_heads import without_false_heads
from ingest.markers import marker_names, without_markers
from ingest.numbering import told_apart
from ingest.pages import page_starts
from ingest.row_notes import with_row_notes
from ingest.splitting import Splitting
from ingest.types import Footnote, Paragraph
from ingest.units import pieces_of

SPLITTER_VERSION = "10"
"""Raised whenever the same document would give other paragraphs; the index records it."""


def split(
    document: str,
    blocks: Sequence[Block],
    *,
    by_machine: Collection[int] = (),
    title: str = "",
    printed: str = "",
) -> list[Paragraph]:
    """Split one document's blocks into its paragraphs, in reading order.

    A document whose text mostly stands under a run of printed numbers keeps those numbers; any
    other is counted from 1. Numbers are taken as printed, repeats and gaps too: it is for
    :func:`ingest.number_faults.check_numbers` to judge them. ``by_machine`` are the pages whose
    words were recognised from an image. By its ``title`` a paper may be the reply to another;
    the title that its pages have ``printed`` is no heading of a section.
    """
    if all(block.kind is BlockKind.FOOTNOTE or block.aside for block in blocks):
        blocks = [
            replace(block, kind=BlockKind.PROSE) if block.kind is BlockKind.FOOTNOTE else block
            for block in blocks
        ]
    blocks = with_row_notes(blocks)
    pieces = with_answered(pieces_of(without_false_heads(blocks)))
    splitting = Splitting(pieces, title, printed)
    splitting.run()
    drafts = splitting.drafts
    _attach_footnotes(drafts, splitting.notes, marks={n for b in blocks for n in _names(b)})
    drafts = splitting.asides.placed_in(drafts)
    sections: dict[int, list[tuple[str, ...]]] = {}
    for draft in drafts:
        if draft.place.printed:
            sections.setdefault(draft.place.run, []).append(draft.section)
    within = told_apart(sections)
    paragraphs = [
        Paragraph(
            document=document,
            number=draft.place.number,
            printed=draft.place.printed,
            section=draft.section,
            body=without_markers(draft.body, {note.marker for note in draft.footnotes}),
            footnotes=tuple(draft.footnotes),
            page=draft.page,
            prose=tuple(draft.prose),
            within=within.get(draft.place.run, ""),
            voices=tuple(draft.voices) if any(draft.voices) else (),
            page_starts=page_starts(draft.page, draft.lines, draft.blocks, draft.notes),
        )
        for draft in drafts
    ]
    paragraphs = [
        replace(paragraph, machine_read=any(page in by_machine for page in paragraph.pages))
        for paragraph in paragraphs
    ]
    own = [[*draft.blocks, *draft.notes] for draft in drafts]
    return with_doubts(paragraphs, own, numbered=splitting.numbered)


def _names(block: Block) -> set[str]:
    """The names of the footnotes that a block of the text marks."""
    return set() if block.kind is BlockKind.FOOTNOTE else marker_names(block.text)


def _attach_footnotes(
    drafts: Sequence[Draft], notes: Sequence[tuple[int, Block]], marks: Collection[str]
) -> None:
    """Give each footnote to the nearest paragraph above it that marks it.

    If none does it is the first below that marks it, or the first under a heading that does, or
    else the one directly above; ``marks`` are those of all the text.
    """
    marked = [marker_names(draft.body) for draft in drafts]
    for above, note in notes:
        marking = [at for at, names in enumerate(marked) if note.marker in names]
        marking = marking or _headed(drafts, note.marker)
        before = [at for at in marking if at <= above]
        owner = (before[-1:] or marking[:1] or [max(above, 0)])[0]
        found = note.marker in marks
        drafts[owner].footnotes.append(Footnote(note.marker, without_markers(note.text)))
        drafts[owner].notes.append(note if found else replace(note, doubt=note.doubt or NO_MARK))


def _headed(drafts: Sequence[Draft], marker: str) -> list[int]:
    """The places of the first paragraphs under headings that mark a footnote."""
    under = {
        at
        for at, draft in enumerate(drafts)
        if any(marker in marker_names(heading) for heading in draft.section)
    }
    return sorted(at for at in under if at - 1 not in under)
