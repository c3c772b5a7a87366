"""The reader of Markdown: CommonMark with tables, deleted text, footnotes and front matter.

Markdown is a way to write a web page, so it is written as one and read by the reader of those.
What Markdown has no sign for (lettered items, raised footnote numbers, numbers such as 4.2) is
read line by line, as in plain text.
"""

from __future__ import annotations

from markdown_it import MarkdownIt

from ingest.blocks import Block, BlockKind
from ingest.errors import DocumentError
from ingest.reading.cut import rejoined
from ingest.reading.markup.contents import finished
from ingest.reading.markup.front_matter import without_front_matter
from ingest.reading.markup.html import parsed
from ingest.reading.markup.html_page import PageText, read_page
from ingest.reading.markup.markdown_rules import add_rules
from ingest.reading.markup.markdown_tokens import mend, note_pages
from ingest.reading.whole import Whole, left_out

_DEEPEST = 10_000
"""No text is left out for its depth; libxml2 and Python refuse far less."""


def read_markdown(text: str, name: str, *, above: str = "") -> Whole:
    """Read Markdown; of what stands ``above`` only the page breaks count.

    The title of a front matter becomes its first heading, unless that says the same. Raises
    :class:`DocumentError`, which names the file, if the text is nested too deeply.
    """
    title, text = ("", text) if above.strip() else without_front_matter(text)
    page = above.count("\f") + 1 if "\f" in above + text else None
    try:
        read = _read(text, name, page)
    except RecursionError as error:
        raise DocumentError(
            f"{name} is nested too deeply to be read; write its lists and quotations less deep."
        ) from error
    blocks = rejoined(finished(read.blocks))
    if title and not (blocks and blocks[0].text.casefold() == title.casefold()):
        blocks = [Block(BlockKind.HEADING, title, level=1), *blocks]
    return Whole(blocks, remarks=tuple(left_out(read.deleted, read.hidden, read.furniture)))


def _read(text: str, name: str, page: int | None) -> PageText:
    parser = MarkdownIt("commonmark", {"breaks": True, "maxNesting": _DEEPEST})
    add_rules(parser.enable(["table", "strikethrough"]))
    tokens = parser.parse(text.replace("\f", ""))
    note_pages(tokens, text.split("\n"), page)
    mend(tokens)
    root = parsed(parser.renderer.render(tokens, parser.options, {}), name)
    if root is None:
        return PageText([])
    return read_page(root, next(root.iter("body"), root), guess=False)
