"""The reader of web pages (.html, .htm): the main content of a page, as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree, html
from lxml.etree import _Element as Element

from ingest.blocks import Block, BlockKind
from ingest.errors import DocumentError
from ingest.reading.encoding import Decoded, decoded
from ingest.reading.markup.contents import finished
from ingest.reading.markup.html_content import main_content
from ingest.reading.markup.html_page import read_page
from ingest.reading.whole import Whole, left_out

MOST_BYTES = 50_000_000
"""How much of a web page is read; the longest policy papers have a tenth of it."""

_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
_DECLARED_WITHIN = 4096
_READ_AS = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
_ENCODINGS = re.compile(
    r"utf-?8|windows-125\d|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)"
    r"|macintosh"
)
_END = re.compile(r"</(?:body|html)\s*>", re.I)
"""Behind it libxml2 reads nothing, and a browser all."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PARTS_OF_TITLE = re.compile(r"\s+[|–—:»·-]+\s+")
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def read_web_page(path: Path) -> Whole:
    """Read the main content of a web page; its blocks have no page.

    That is its ``main``, else its one ``article``, else its body without what surrounds the text.
    Text that is marked as deleted is left out and told. Raises :class:`DocumentError` if the file
    cannot be read, is no web page, or is too large or nested too deeply (256 levels, libxml2's
    limit) to be read whole.
    """
    page = _decoded(path)
    root = parsed(_XML_DECLARATION.sub("", page.text), path.name)
    if root is None:
        return Whole([])
    content = main_content(root)
    titles = _titles(root)
    read = read_page(root, content, titles)
    blocks = finished(_without_names(read.blocks, titles) if read.title else read.blocks)
    remarks = (*page.remarks, *left_out(read.deleted, read.hidden, read.furniture))
    is_titled = bool(blocks) and blocks[0].kind is BlockKind.HEADING
    own = "" if is_titled else read.title or (titles[-1] if titles else "")
    return Whole(blocks, own, remarks)


def parsed(text: str, name: str) -> Element | None:
    """The root of a page; None for one without text.

    Raises :class:`DocumentError` for one that is too large or nested too deeply.
    """
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        content = _END.sub("", text).encode("utf-8", "replace")
        root: Element = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        if not text.strip() or "empty" in str(error):
            return None
        raise _damaged(name) from error
    if any(fault.type_name == _TOO_DEEP for fault in parser.error_log):
        raise _damaged(name)
    return root


def _titles(root: Element) -> list[str]:
    """The parts of a page's ``title``, such as the page's and the site's, and all of it."""
    element = next(root.iter("title"), None)
    whole = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return [part for part in dict.fromkeys([*_PARTS_OF_TITLE.split(whole), whole]) if part]


def _without_names(blocks: Sequence[Block], titles: Sequence[str]) -> list[Block]:
    """The blocks without those above the first heading that only name the site."""
    first = next((at for at, b in enumerate(blocks) if b.kind is BlockKind.HEADING), 0)
    return [b for at, b in enumerate(blocks) if at >= first or b.text not in titles]


def _damaged(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is too large or nested too deeply to be read whole; open it in a browser "
        "and save it again, or save its text as .txt."
    )


def _decoded(path: Path) -> Decoded:
    """The page's text: by its byte-order mark, in UTF-8, as it declares, or as guessed.

    ISO 8859-1 means Windows-1252 on the web (WHATWG Encoding, 4.2).
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DocumentError(
            f"{path.name} cannot be read ({error.strerror or error}); see that it is there and "
            "that you may read it."
        ) from error
    if len(content) > MOST_BYTES:
        raise _damaged(path.name)
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    name = _READ_AS.get(name, name)
    try:
        return decoded(content, path.name, name if _ENCODINGS.fullmatch(name) else "")
    except DocumentError as error:
        raise DocumentError(
            f"{path.name} is not a web page, whatever its name says; open it in the program that "
            "made it and save it as .html."
        ) from error
