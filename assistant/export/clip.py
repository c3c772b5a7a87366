"""An answer with its references for the clipboard: as plain text, and as HTML for a word processor.

It has no style of its own, so that it takes on that of the text which it is put into.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from assistant.export.paper import Block, Kind, Run, excerpt
from assistant.export.taken import Taken

_DIRECTLY_BELOW = frozenset({Kind.SAID, Kind.ITEM, Kind.NOTE, Kind.HELP})
"""Kinds that stand directly below what leads them in plain text."""

_STRONG = frozenset({Kind.QUESTION, Kind.LABEL, Kind.HELP_LABEL})
_EMPHASISED = frozenset({Kind.LEAD, Kind.SMALL})


def to_text(taken: Taken) -> str:
    """The answers and their references as plain text."""
    lines: list[str] = []
    before = None
    for block in excerpt(taken):
        if before is not None and not _follows(before, block.kind):
            lines.append("")
        lines.append(f"• {block.text}" if block.kind is Kind.ITEM else block.text)
        before = block.kind
    return "\n".join(lines) + "\n"


def to_html(taken: Taken) -> str:
    """The same as HTML without a script, a link or a style."""
    return "".join(
        _list(blocks) if kind is Kind.ITEM else "".join(map(_paragraph, blocks))
        for kind, blocks in groupby(excerpt(taken), lambda block: block.kind)
    )


def _follows(before: Kind, kind: Kind) -> bool:
    return kind is before or kind in _DIRECTLY_BELOW


def _list(blocks: Iterable[Block]) -> str:
    return f"<ul>{''.join(f'<li>{_inline(block.runs)}</li>' for block in blocks)}</ul>"


def _paragraph(block: Block) -> str:
    inner = _inline(block.runs)
    if block.kind in _STRONG:
        inner = f"<strong>{inner}</strong>"
    elif block.kind in _EMPHASISED:
        inner = f"<em>{inner}</em>"
    return f"<p>{inner}</p>"


def _inline(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.strong:
        return f"<strong>{escape(run.text)}</strong>"
    return escape(run.text)
