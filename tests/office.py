"""What Word files and OpenDocument texts of the tests are built from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from ingest.blocks import Block
from ingest.reading.markup.opendocument import read_odt
from ingest.reading.markup.word import read_docx

Read = Callable[..., list[Block]]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{name}="{_ODF}:{rest}:1.0"'
    for name, rest in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "m": "manifest",
    }.items()
)  # fmt: skip


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A Word file of this body; ``styles``, ``numbering``, ``footnotes`` and so on by name."""
    related = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(parts)
    )
    main = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    return zipped(
        {
            "_rels/.rels": f"<Relationships {_PACKAGE}>{main}</Relationships>",
            "word/_rels/document.xml.rels": f"<Relationships {_PACKAGE}>{related}</Relationships>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>"
                for name, content in parts.items()
            },
        }
    )


def odt_of(body: str, *, automatic: str = "", styles: str = "", pages: int = 0) -> bytes:
    """An OpenDocument text of this body, with its own and the common styles.

    ``pages`` is how many pages it says it has; 0 for a file that says nothing of it.
    """
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    common = (
        f"<office:document-styles {ODF}><office:styles>{styles}</office:styles>"
        "</office:document-styles>"
    )
    meta = (
        f"<office:document-meta {ODF}><office:meta>"
        f'<m:document-statistic m:page-count="{pages}"/></office:meta></office:document-meta>'
    )
    parts = {"content.xml": content, "styles.xml": common}
    return zipped({**parts, "meta.xml": meta} if pages else parts)


def docx_blocks(folder: Path, body: str, **parts: str) -> list[Block]:
    """What is read of a Word file of this body and these parts."""
    path = folder / "tiny.docx"
    path.write_bytes(docx_of(body, **parts))
    return read_docx(path)


def odt_blocks(
    folder: Path, body: str, *, automatic: str = "", styles: str = "", pages: int = 0
) -> list[Block]:
    """What is read of an OpenDocument text of this body and these styles."""
    path = folder / "tiny.odt"
    path.write_bytes(odt_of(body, automatic=automatic, styles=styles, pages=pages))
    return read_odt(path)


def w_r(text: str, marks: str = "") -> str:
    """A Word run of this text."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def w_level(level: int, form: str, text: str, more: str = "") -> str:
    """A level of a Word list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def w_lists(*lists: Sequence[str]) -> str:
    """Word lists 1, 2 and so on, of these levels each."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{"".join(levels)}</w:abstractNum>'
        for at, levels in enumerate(lists, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    return abstract + nums


def w_p(text: str, *, style: str = "", number: int = 0, level: int = 0, marks: str = "") -> str:
    """A Word paragraph; ``number`` is its list."""
    list_marks = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{list_marks if number else ''}{marks}</w:pPr>{w_runs(text)}</w:p>"


def w_runs(text: str) -> str:
    """Runs of a Word paragraph, cut as Word cuts them: anywhere."""
    half = len(text) // 2
    pieces = [text[:half], text[half:]]
    shown = (escape(piece) for piece in pieces)
    return "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in shown)


def w_table(rows: Sequence[Sequence[str]]) -> str:
    """A Word table of these texts."""
    lines = ("".join(f"<w:tc>{w_p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
    for n in range(1, 10)
)


def w_style(name: str, *marks: str, based_on: str = "", kind: str = "paragraph") -> str:
    """A Word style with these marks of a paragraph."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{''.join(marks)}</w:pPr></w:style>"
    )


def printed(blocks: Sequence[Block]) -> list[str]:
    """Each block as it prints, behind the first letter of its kind and a heading's level."""

    def number(block: Block) -> str:
        return f"{block.number}. " if block.number else ""

    return [f"{b.kind[0]}{b.level or ''} {number(b)}{b.text}" for b in blocks]
