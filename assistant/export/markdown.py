"""What is taken away as Markdown, for a wiki, a repository or a plain editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.export.marks import escaped, line, strong
from assistant.export.paper import Block, Kind, Run, Table, paper
from assistant.export.taken import Taken

_HEADINGS = {Kind.TITLE: "# ", Kind.QUESTION: "## ", Kind.SECTION: "## "}
_LISTED = {Kind.ITEM: "- ", Kind.REFERENCE: "- ", Kind.QUOTED: "> ", Kind.QUOTED_ITEM: "> - "}
_TOGETHER = frozenset({Kind.ITEM, Kind.REFERENCE, Kind.QUOTED_ITEM})
"""Kinds of which one stands directly below another, as a list."""

_STRONG = frozenset({Kind.LABEL, Kind.HELP_LABEL, Kind.LEAD})
_BOXED = frozenset({Kind.NOTE, Kind.HELP, Kind.HELP_LABEL})


def to_markdown(taken: Taken) -> str:
    """The paper as CommonMark; each number is a link to the heading of its source."""
    blocks = list(paper(taken))
    lines = [*_written(blocks[0])]
    for before, block in pairwise(blocks):
        lines += [*_between(before, block), *_written(block)]
    return "\n".join(lines) + "\n"


def _between(before: Block | Table, block: Block | Table) -> list[str]:
    if isinstance(before, Table) or isinstance(block, Table):
        return [""]
    if before.kind is block.kind and block.kind in _TOGETHER:
        return []
    quoted = (Kind.QUOTED, Kind.QUOTED_ITEM)
    inside = before.kind in quoted and block.kind in quoted
    return [">"] if inside or (before.kind in _BOXED and block.kind in _BOXED) else [""]


def _written(block: Block | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _rows(block)
    elif block.source:
        yield f"### Source {block.source}"
        yield ""
        yield strong("", block.text, "")
    elif block.kind in _HEADINGS:
        yield f"{_HEADINGS[block.kind]}{line(_inline(block.runs))}"
    else:
        begins = _LISTED.get(block.kind, "> " if block.kind in _BOXED else "")
        bold = block.kind in _STRONG
        words = strong("", block.text, "") if bold else _inline(block.runs)
        yield f"{begins}{line(words)}"


def _rows(table: Table) -> Iterator[str]:
    """A table as a list, which every reader of Markdown shows and no word of a cell breaks."""
    for row in table.rows:
        (_, numbers), (_, document), *others = row.items()
        yield f"- **{escaped(numbers)}**: {escaped(document)}"
        for name, cell in others:
            yield f"  - {escaped(name)}: {escaped(cell)}"


def _inline(runs: Iterable[Run]) -> str:
    all_ = list(runs)
    return "".join(_run(run, *_neighbours(all_, at)) for at, run in enumerate(all_)).rstrip()


def _neighbours(runs: list[Run], at: int) -> tuple[str, str]:
    before = runs[at - 1].text if at else ""
    return before, runs[at + 1].text if at + 1 < len(runs) else ""


def _run(run: Run, before: str, after: str) -> str:
    if run.source:
        return f"[{escaped(run.text)}](#source-{run.source})"
    if run.strong or run.marked:
        return strong(before, run.text, after)
    return escaped(run.text)
