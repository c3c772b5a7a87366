"""Sentences that footnotes or the end of a page cut in two are whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind, goes_on


def rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Sentences cut in two by footnotes or a page's end, whole again."""
    joined: list[Block] = []
    cut: int | None = None  # the last text since the last heading
    for block in blocks:
        last = joined[-1] if joined else None
        is_prose = block.kind is BlockKind.PROSE and not block.number
        if is_prose and last and last.kind is BlockKind.FOOTNOTE and block.text.startswith("http"):
            joined[-1] = replace(last, text=f"{last.text} {block.text}")
            continue
        if cut is not None and goes_on(block):
            joined[cut] = replace(joined[cut], text=f"{joined[cut].text} {block.text}")
            continue
        if block.kind in (BlockKind.PROSE, BlockKind.ITEM):
            cut = len(joined)
        elif block.kind is BlockKind.HEADING:
            cut = None
        joined.append(block)
    return joined
