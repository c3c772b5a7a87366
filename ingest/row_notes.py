"""Notes right below a table, each behind the number that marks it in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.markers import marker_names


def with_row_notes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those as footnotes that open with a number which marks one of the rows above.

    Nothing but such notes stands between them and the rows.
    """
    found: list[Block] = []
    marks: set[str] = set()
    above: BlockKind | None = None
    for block in blocks:
        if block.kind is BlockKind.ROW:
            marks = (marks if above is BlockKind.ROW else set()) | marker_names(block.text)
        mark, _, rest = block.text.partition(" ")
        name = mark.rstrip(".)")
        plain = block.kind is BlockKind.PROSE and not block.number and name.isdecimal()
        if plain and name in marks and rest:
            found.append(replace(block, kind=BlockKind.FOOTNOTE, marker=name, text=rest))
            continue
        above = block.kind
        marks = marks if above in (BlockKind.ROW, BlockKind.FOOTNOTE) else set()
        found.append(block)
    return found
