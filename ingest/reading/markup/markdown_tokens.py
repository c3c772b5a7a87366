"""Of a Markdown file as it was parsed, what a web page would show otherwise than it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate, pairwise

from lxml.html import defs
from markdown_it.token import Token

from ingest.reading.markup.html_lists import LABEL
from ingest.reading.markup.html_page import PAGE
from ingest.reading.printed_numbers import printed_number

_TAG = re.compile(r"<(?=/?([A-Za-z][\w-]*))")
_KNOWN = {*defs.tags, "main", "picture", "template"}
_OPEN_ENDED = {"<!--": "-->", "<script": "</script", "<style": "</style"}
"""What hides all that follows, unless it is closed."""
_MOST_HEADING_LINES = 2


def mend(tokens: Sequence[Token]) -> None:
    """Keep the numbers, placeholders and paragraphs that a web page would lose."""
    for items in _ordered_lists(tokens):
        _label(items, tokens)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.markup in ("-", "="):
            _require_heading(tokens[at : at + 3])
        if token.type == "html_block":
            token.content = _raw(token.content)
        for child in token.children or ():
            if child.type == "html_inline":
                child.content = _raw(child.content)
            elif child.type == "image":
                child.type = "text"


def note_pages(tokens: Sequence[Token], lines: Sequence[str], page: int | None) -> None:
    """Note on each element the page that it begins on; form feeds begin pages."""
    pages = list(accumulate((line.count("\f") for line in lines), initial=page or 0))[1:]
    for token in tokens if page else ():
        if token.map and token.nesting >= 0:
            token.attrSet(PAGE, str(pages[token.map[0]]))


def _ordered_lists(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The places of the items of each numbered list."""
    lists: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(at)
        elif token.type == "bullet_list_close":
            lists.pop()
        elif token.type == "ordered_list_close":
            yield lists.pop()


def _label(items: Sequence[int], tokens: Sequence[Token]) -> None:
    """Give each item the number that is written before it.

    Where those do not rise, as in a list written "1. 1. 1.", the items are counted.
    """
    written = [int(tokens[at].info) for at in items]
    if any(after <= before for before, after in pairwise(written)):
        written = list(range(written[0], written[0] + len(written)))
    for at, number in zip(items, written, strict=True):
        label = f"{number}{tokens[at].markup}"
        text = tokens[at + 2].children if tokens[at + 1].type == "paragraph_open" else None
        if label.endswith(".") and not printed_number(f"{label} {label}")[0] and text:
            text.insert(0, Token("text", "", 0, content=f"{label} "))  # a year
            label = ""
        tokens[at].attrSet(LABEL, label)


def _require_heading(tokens: Sequence[Token]) -> None:
    """Make an underlined sentence, or an underlined text of many lines, a paragraph."""
    opening, inline, closing = tokens
    lines = inline.content.count("\n") + 1
    if inline.content.endswith(".") or lines > _MOST_HEADING_LINES:
        opening.tag = closing.tag = "p"


def _raw(content: str) -> str:
    """HTML within Markdown, with all as text that is none, such as "<name of the ward>"."""
    opening = content.lstrip().lower()
    if any(opening.startswith(o) and c not in opening for o, c in _OPEN_ENDED.items()):
        return f"<pre>{escape(content, quote=False)}</pre>"
    return _TAG.sub(lambda tag: "<" if tag[1].lower() in _KNOWN else "&lt;", content)
