"""What the tests of PDF are built from: real files, written from a plain account of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)
from pypdf.generic._font import Font

from ingest.blocks import Block, BlockKind
from ingest.reading.pdf.file import PdfFile
from ingest.reading.pdf.levels import Bookmark
from ingest.reading.pdf.lines import Cell, Line, Page
from ingest.reading.pdf.look import Look
from ingest.reading.pdf.reader import blocks_of
from ingest.reading.pdf.runs import Rule
from ingest.reading.pdf.shown import Shown, shown

WIDTH, HEIGHT = 595.0, 842.0
PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
SYMBOLS = "SymbolMT"
"""A font whose letters have no meaning but a private one, as the bullets of Word have."""
_FONTS = {PLAIN: "F1", BOLD: "F2", ITALIC: "F3", SYMBOLS: "F4"}
_PRIVATE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <B7> <F0B7> endbfchar
endcmap end end"""
_SIZE = 11.0
_LEADING = 1.25


@dataclass
class Sheet:
    """A page as it is drawn, from the top down; places in points from the lower left corner."""

    width: float = WIDTH
    height: float = HEIGHT
    rotated: int = 0
    left: float = 72.0
    measure: float = 450.0
    y: float = 760.0
    drawn: list[bytes] = field(default_factory=list)
    resources: dict[str, Any] = field(default_factory=dict)
    """More of its resources, as plain dictionaries."""

    def draw(self, operators: bytes) -> Sheet:
        """Draw with operators of one's own."""
        self.drawn.append(operators)
        return self

    def put(
        self,
        text: str,
        x: float,
        y: float,
        size: float = _SIZE,
        font: str = PLAIN,
        way: tuple[int, int] = (1, 0),
    ) -> Sheet:
        """One string at a place; ``way`` is where its line goes, (1, 0) to the right."""
        a, b = way
        matrix = f"{a} {b} {-b} {a} {x} {y}"
        show = f"BT /{_FONTS[font]} {size} Tf {matrix} Tm ".encode()
        return self.draw(show + _string(text) + b" Tj ET")

    def lines(
        self, texts: Iterable[str], x: float, y: float, size: float = _SIZE, font: str = PLAIN
    ) -> float:
        """One string below the other; the height of the line after them."""
        for text in texts:
            self.put(text, x, y, size, font)
            y -= _LEADING * size
        return y

    def say(self, text: str, size: float = _SIZE, font: str = PLAIN, indent: float = 0.0) -> Sheet:
        """A paragraph, broken into lines, with white below it."""
        broken = wrapped(text, self.measure - indent, size, font)
        self.y = self.lines(broken, self.left + indent, self.y, size, font) - 8
        return self

    def numbered(self, number: str, text: str) -> Sheet:
        """A paragraph that hangs from its number."""
        self.put(number, self.left, self.y)
        return self.say(text, indent=36)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        return self.draw(f"{x0} {y0} m {x1} {y1} l S".encode())

    def picture(
        self, x: float = 100, y: float = 300, wide: float = 300, high: float = 300
    ) -> Sheet:
        """A grey image, which says nothing."""
        matrix = f"q {wide} 0 0 {high} {x} {y} cm ".encode()
        image = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
        return self.draw(matrix + image)

    def table(
        self, rows: Sequence[Sequence[str]], edges: Sequence[float], high: float = 18
    ) -> Sheet:
        """A table with all its rules; ``edges`` are the columns', the last the right one."""
        top = self.y + 14
        for at, cells in enumerate(rows):
            below = top - (at + 1) * high
            for cell, edge in zip(cells, edges, strict=False):
                if cell:
                    self.put(cell, edge + 3, below + 5, 9)
        bottom = top - len(rows) * high
        for at in range(len(rows) + 1):
            self.rule(edges[0], top - at * high, edges[-1], top - at * high)
        for edge in edges:
            self.rule(edge, bottom, edge, top)
        self.y = bottom - 24
        return self


def written(
    *sheets: Sheet,
    title: str = "",
    outline: Sequence[tuple[str, int]] = (),
    password: str | None = None,
) -> bytes:
    """A PDF of these pages; ``outline`` has titles with their depth, all on the first page.

    With a ``password``, an empty one too, it is encrypted.
    """
    writer = PdfWriter()
    fonts = DictionaryObject(
        {
            NameObject(f"/{short}"): writer._add_object(_font(name, writer))
            for name, short in _FONTS.items()
        }
    )
    for sheet in sheets:
        page = writer.add_blank_page(sheet.width, sheet.height)
        resources = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Resources")] = resources
        resources.update(_objects(sheet.resources))
        content = DecodedStreamObject()
        content.set_data(b"\n".join(sheet.drawn))
        page[NameObject("/Contents")] = writer._add_object(content)
        if sheet.rotated:
            page.rotate(sheet.rotated)
    above: list[Any] = []
    for name, depth in outline:
        parent = above[depth - 2] if depth > 1 else None
        above[depth - 1 :] = [writer.add_outline_item(title=name, page_number=0, parent=parent)]
    writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password, algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _objects(value: Any) -> Any:
    """Plain dictionaries, lists, names and numbers as objects of a PDF."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): _objects(of) for key, of in value.items()})
    if isinstance(value, list):
        return ArrayObject(map(_objects, value))
    if isinstance(value, str):
        return NameObject(value)
    return FloatObject(value) if isinstance(value, int | float) else value


def write_pdf(path: Path, *sheets: Sheet, **more: Any) -> Path:
    """Write :func:`written` into a file, and return the path."""
    path.write_bytes(written(*sheets, **more))
    return path


def shown_on(sheet: Sheet) -> Shown:
    """What a page shows, as it is read from a real file."""
    return shown(PdfReader(BytesIO(written(sheet))).pages[0])


def read_pages(path: Path, password: str = "") -> tuple[list[Page], list[Bookmark]]:
    """All pages of a file, and its outline, in this process."""
    file = PdfFile(path, password)
    return [file.page(number) for number in range(1, file.count + 1)], file.outline()


def blocks_in(folder: Path, *sheets: Sheet, **more: Any) -> list[Block]:
    """The blocks of a PDF of these pages."""
    return blocks_of(*read_pages(write_pdf(folder / "made.pdf", *sheets, **more)))


def texts(blocks: Iterable[Block], kind: BlockKind) -> list[str]:
    return [block.text for block in blocks if block.kind is kind]


def wrapped(text: str, measure: float, size: float = _SIZE, font: str = PLAIN) -> list[str]:
    """A text broken into lines that are no longer than the measure."""
    lines: list[str] = []
    for word in text.split():
        if lines and wide(f"{lines[-1]} {word}", size, font) <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def wide(text: str, size: float = _SIZE, font: str = PLAIN) -> float:
    """How wide a text is in points, by the widths that come with pypdf."""
    return _metrics(font).get_text_width(text) * size / 1000


@cache
def _metrics(font: str) -> Font:
    return Font.from_font_resource(_font(font, PdfWriter()))


def _font(name: str, writer: PdfWriter) -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{name}"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    if name == SYMBOLS:
        meaning = DecodedStreamObject()
        meaning.set_data(_PRIVATE)
        font[NameObject("/ToUnicode")] = writer._add_object(meaning)
    return font


def _string(text: str) -> bytes:
    raw = text.encode("cp1252")
    return (
        b"("
        + b"".join(b"\\%03o" % byte if byte in b"\\()" else bytes([byte]) for byte in raw)
        + b")"
    )


def line(
    text: str,
    y: float = 700.0,
    x0: float = 72.0,
    size: float = _SIZE,
    *,
    bold: bool = False,
    italic: bool = False,
    page: int = 1,
    right: float = 522.0,
    x1: float | None = None,
) -> Line:
    """A line of one cell, in a column from 72 to ``right``; it ends where its letters do."""
    font = BOLD if bold else PLAIN
    end = min(x0 + wide(text.encode("ascii", "replace").decode(), size, font), right)
    cell = Cell(text, x0, end if x1 is None else x1)
    return Line((cell,), y, size, bold, italic, page, 72.0, right)


def set_lines(
    texts: Iterable[str], y: float = 700.0, size: float = _SIZE, page: int = 1, x0: float = 72.0
) -> list[Line]:
    """Lines of one paragraph, each as long as its column but for the last."""
    told = list(texts)
    return [
        line(text, y - at * _LEADING * size, x0, size, page=page,
             x1=522.0 if at < len(told) - 1 else None)
        for at, text in enumerate(told)
    ]  # fmt: skip


def page_with(number: int, *lines: Line, rules: Sequence[Rule] = ()) -> Page:
    return Page(number, tuple(lines), tuple(rules), WIDTH, HEIGHT)


LOOK = Look(_SIZE, {11: _LEADING * _SIZE, 9: _LEADING * 9, 8: _LEADING * 8})
"""How the tests' text looks."""
