"""The words of a paragraph as HTML: its lines, lists and notes, and marks in them, all escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.lines import lines_of, quoted_letters
from assistant.visible import escape
from ingest.types import Paragraph


def paragraph_html(paragraph: Paragraph, quotes: Sequence[str] = ()) -> str:
    """The whole paragraph with every quote marked."""
    text = paragraph.text
    quoted = quoted_letters(text, quotes)
    shown = [(kind, _marked(text, line, quoted)) for kind, line in lines_of(paragraph)]
    return f"<blockquote>{blocks_html(shown)}</blockquote>"


def capitalised(line: str) -> str:
    """A line that begins with a capital letter, and is else as it is.

    >>> capitalised("paragraph 2 of “Annex A”")
    'Paragraph 2 of “Annex A”'
    """
    return line[:1].upper() + line[1:]


def marked_html(text: str, marks: Iterable[tuple[int, int]], kind: str = "differs") -> str:
    """A text with the letters from each mark's first to its last marked.

    Marks that only spaces and signs divide are one.
    """
    joined: list[list[int]] = []
    for start, end in sorted(marks):
        if joined and not any(map(str.isalnum, text[joined[-1][1] : start])):
            joined[-1][1] = max(end, joined[-1][1])
        elif not joined or start >= joined[-1][1]:
            joined.append([start, end])
        else:
            joined[-1][1] = max(end, joined[-1][1])
    parts, at = [], 0
    for start, end in joined:
        marked = f'<mark class="{kind}">{escape(text[start:end])}</mark>'
        parts += [escape(text[at:start]), marked]
        at = end
    return "".join([*parts, escape(text[at:])])


def blocks_html(lines: Sequence[tuple[str, str]]) -> str:
    """Lines of HTML, each with its kind, as paragraphs, lists and notes."""
    return "".join(
        _block(kind, [html for _, html in group])
        for kind, group in groupby(lines, lambda line: line[0])
    )


def _marked(text: str, line: range, quoted: set[int]) -> str:
    parts = []
    for inside, group in groupby(line, quoted.__contains__):
        words = "".join(escape(text[at]) for at in group)
        parts.append(f"<mark>{words}</mark>" if inside else words)
    return "".join(parts)


def _block(kind: str, lines: Sequence[str]) -> str:
    if kind in ("bullet", "lettered"):
        return f'<ul class="{kind}">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'
    words = "".join(f"<p>{line}</p>" for line in lines)
    label = '<p class="label">Footnotes</p>'
    return words if kind == "prose" else f'<div class="footnotes">{label}{words}</div>'
