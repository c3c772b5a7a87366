"""The reader of web pages (.html, .htm): the main content of a page, as blocks."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from ingest.blocks import Block
from ingest.errors import DocumentError
from ingest.reading.markup.contents import finished
from ingest.reading.markup.html_page import read_page

MOST_BYTES = 50_000_000
"""How much of a web page is read; the longest policy papers have a tenth of it."""

_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I)
_DECLARED_WITHIN = 4096
_READ_AS = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252"}
_ENCODINGS = re.compile(
    r"utf-?8|windows-125\d|iso-8859-\d{1,2}|koi8-[ru]|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)"
)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def read_html(path: Path) -> list[Block]:
    """Read the main content of a web page; its blocks have no page.

    That is its ``main``, else its one ``article``, else its body without what surrounds the text.
    Raises :class:`DocumentError` if the file cannot be read, is no web page, or is too large or
    nested too deeply (256 levels, libxml2's limit) to be read whole.
    """
    text = _decoded(path)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        if not text.strip() or "empty" in str(error):
            return []
        raise _damaged(path) from error
    if any(fault.type_name == _TOO_DEEP for fault in parser.error_log):
        raise _damaged(path)
    return finished(read_page(root))


def _damaged(path: Path) -> DocumentError:
    return DocumentError(
        f"{path.name} is too large or nested too deeply to be read whole; open it in a browser "
        "and save it again, or save its text as .txt."
    )


def _decoded(path: Path) -> str:
    """The page's text: by its byte-order mark, by what it declares, as UTF-8 or as Windows-1252.

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
        raise _damaged(path)
    text = next(filter(None, (_as(content, name) for name in _encodings(content))), None)
    text = content.decode("windows-1252", "replace") if text is None else text
    if "\0" in text:
        raise DocumentError(
            f"{path.name} is not a web page, whatever its name says; open it in the program that "
            "made it and save it as .html."
        )
    return _XML_DECLARATION.sub("", text)


def _encodings(content: bytes) -> list[str]:
    marked = [name for mark, name in _MARKS.items() if content.startswith(mark)]
    declared = _DECLARED.search(content[:_DECLARED_WITHIN])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    name = _READ_AS.get(name, name)
    return [*marked, *([name] if _ENCODINGS.fullmatch(name) else []), "utf-8"]


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (LookupError, ValueError):
        return None
