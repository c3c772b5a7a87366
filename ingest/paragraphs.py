"""The one splitter: blocks in, numbered paragraphs out, with nothing of the text lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.drafts import Draft
from ingest.markers import marker_names, without_markers
from ingest.numbering import told_apart
from ingest.splitting import Splitting
from ingest.types import Footnote, Paragraph
from ingest.units import pieces_of

SPLITTER_VERSION = "3"
"""Raised whenever the same document would give other paragraphs; the index records it."""


def split(
    document: str,
    blocks: Sequence[Block],
    *,
    by_machine: Collection[int] = (),
    title: str = "",
) -> list[Paragraph]:
    """Split one document's blocks into its paragraphs, in reading order.

    A document whose text mostly stands under a run of printed numbers keeps those numbers; any
    other is counted from 1. Numbers are taken as printed, repeats and gaps too: it is for
    :func:`ingest.numbering.check_numbers` to judge them. ``by_machine`` are the pages whose words
    were recognised from an image. By its ``title`` a paper may be the reply to another.
    """
    if all(block.kind is BlockKind.FOOTNOTE for block in blocks):
        blocks = [replace(block, kind=BlockKind.PROSE) for block in blocks]
    splitting = Splitting(pieces_of(blocks), title)
    splitting.run()
    drafts = splitting.drafts
    _attach_footnotes(drafts, splitting.notes)
    drafts = splitting.asides.placed_in(drafts)
    sections: dict[int, list[tuple[str, ...]]] = {}
    for draft in drafts:
        if draft.place.printed:
            sections.setdefault(draft.place.run, []).append(draft.section)
    within = told_apart(sections)
    return [
        Paragraph(
            document=document,
            number=draft.place.number,
            printed=draft.place.printed,
            section=draft.section,
            body=without_markers(draft.body, {note.marker for note in draft.footnotes}),
            footnotes=tuple(draft.footnotes),
            page=draft.page,
            prose=tuple(draft.prose),
            machine_read=draft.page in by_machine,
            within=within.get(draft.place.run, ""),
            voices=tuple(draft.voices) if any(draft.voices) else (),
        )
        for draft in drafts
    ]


def _attach_footnotes(drafts: Sequence[Draft], notes: Sequence[tuple[int, Block]]) -> None:
    """Give each footnote to the nearest paragraph above it that marks it.

    If none does it is the first below that marks it, or else the one directly above.
    """
    marked = [marker_names(draft.body) for draft in drafts]
    for above, note in notes:
        marking = [at for at, names in enumerate(marked) if note.marker in names]
        before = [at for at in marking if at <= above]
        owner = (before[-1:] or marking[:1] or [max(above, 0)])[0]
        drafts[owner].footnotes.append(Footnote(note.marker, without_markers(note.text)))
