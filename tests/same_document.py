"""The same small document as a Word file, an OpenDocument text, a web page and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from office import STYLES, docx_of, odt_of, w_level, w_lists, w_p, w_runs, w_table

_NOTE = re.compile(r"\[\^(.*?)\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; ``[^note]`` in it is a footnote. Its number is counted by a list if ``auto``."""

    text: str
    number: str = ""
    auto: bool = False


@dataclass(frozen=True)
class Bullet:
    text: str


@dataclass(frozen=True)
class Letter:
    """An item of a list of letters, (a), (b) and so on, that a list counts."""

    text: str
    letter: str


@dataclass(frozen=True)
class Table:
    rows: Sequence[Sequence[str]]


Part = Heading | Text | Bullet | Letter | Table


class _Notes:
    """The notes of a document in the order in which its parts are written."""

    def __init__(self, write: Callable[[int], str], outside: Callable[[str], str] = str) -> None:
        self._write, self._outside = write, outside
        self.texts: list[str] = []

    def written(self, text: str) -> str:
        pieces = _NOTE.split(text)
        said = ""
        for at, piece in enumerate(pieces):
            if at % 2:
                self.texts.append(piece)
                said += self._write(len(self.texts))
            else:
                said += self._outside(piece)
        return said


def as_docx(parts: Sequence[Part]) -> bytes:
    """The document as a Word file: heading styles, lists of numbering.xml, real footnotes."""
    notes = _Notes(lambda n: f'<w:r><w:footnoteReference w:id="{n + 10}"/></w:r>', w_runs)
    numbering = w_lists(
        [w_level(0, "decimal", "%1.")],
        [w_level(0, "bullet", "\uf0b7")],
        [w_level(0, "bullet", "\uf0b7"), w_level(1, "lowerLetter", "(%2)")],
    )

    def paragraph(text: str, style: str = "", number: int = 0, level: int = 0) -> str:
        return w_p("", style=style, number=number, level=level).replace(
            w_runs(""), notes.written(text)
        )

    def written(part: Part) -> str:
        match part:
            case Heading(text, level):
                return paragraph(text, f"Heading{level}")
            case Text(text, number, auto):
                typed = f"{number}.\t{text}" if number and not auto else text
                return paragraph(typed, number=1 if auto else 0)
            case Bullet(text):
                return paragraph(text, number=2)
            case Letter(text, _):
                return paragraph(text, number=3, level=1)
            case Table(rows):
                return w_table(rows)

    body = "".join(map(written, parts))
    texts = "".join(
        f'<w:footnote w:id="{n + 10}">{w_p(text)}</w:footnote>'
        for n, text in enumerate(notes.texts, 1)
    )
    separator = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    return docx_of(body, styles=STYLES, numbering=numbering, footnotes=separator + texts)


def as_odt(parts: Sequence[Part]) -> bytes:
    """The document as an OpenDocument text: outline levels, list styles, real footnotes."""
    notes = _Notes(
        lambda n: (
            f"<text:note><text:note-citation>{n}</text:note-citation><text:note-body>"
            f"<text:p>@{n}@</text:p></text:note-body></text:note>"
        ),
        lambda text: escape(text).replace("\t", "<text:tab/>"),
    )
    letters = 0

    def listed(text: str, style: str, more: str = "") -> str:
        return (
            f'<text:list text:style-name="{style}"{more}><text:list-item><text:p>{text}</text:p>'
            "</text:list-item></text:list>"
        )

    def written(part: Part) -> str:
        nonlocal letters
        if not isinstance(part, Letter):
            letters = 0
        match part:
            case Heading(text, level):
                return f'<text:h text:outline-level="{level}">{notes.written(text)}</text:h>'
            case Text(text, number, auto):
                if auto:
                    return listed(notes.written(text), "N", ' text:continue-numbering="true"')
                typed = f"{number}.\t{text}" if number else text
                return f"<text:p>{notes.written(typed)}</text:p>"
            case Bullet(text):
                return listed(notes.written(text), "B")
            case Letter(text, _):
                letters += 1
                more = ' text:continue-numbering="true"' if letters > 1 else ""
                return listed(notes.written(text), "L", more)
            case Table(rows):
                lines = (
                    "".join(
                        f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
                        for cell in row
                    )
                    for row in rows
                )
                shown = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
                return f"<table:table>{shown}</table:table>"

    body = "".join(map(written, parts))
    for n, text in enumerate(notes.texts, 1):
        body = body.replace(f"@{n}@", escape(text))
    number = '<text:list-level-style-number text:level="1" style:num-format='
    automatic = (
        f'<text:list-style style:name="N">{number}"1" style:num-suffix="."/></text:list-style>'
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"/></text:list-style><text:list-style style:name="L">'
        f'{number}"a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
    )
    return odt_of(body, automatic=automatic)


def as_html(parts: Sequence[Part]) -> bytes:
    """The document as a web page, whose footnotes are as GOV.UK writes them."""
    notes = _Notes(
        lambda n: (
            f'<sup id="fnref:{n}" role="doc-noteref"><a href="#fn:{n}" rel="footnote">'
            f"[footnote {n}]</a></sup>"
        ),
        escape,
    )

    def written(part: Part) -> str:
        match part:
            case Heading(text, level):
                return f"<h{level}>{notes.written(text)}</h{level}>"
            case Text(text, number, auto):
                if auto:
                    return f'<ol start="{number}"><li>{notes.written(text)}</li></ol>'
                return f"<p>{f'{number}. ' if number else ''}{notes.written(text)}</p>"
            case Bullet(text):
                return f"<ul><li>{notes.written(text)}</li></ul>"
            case Letter(text, letter):
                return f"<p>({letter}) {notes.written(text)}</p>"
            case Table(rows):
                lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
                return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    body = "\n".join(map(written, parts))
    texts = "".join(
        f'<li id="fn:{n}" role="doc-endnote"><p>{escape(text)} <a href="#fnref:{n}" '
        'class="reversefootnote" role="doc-backlink">↩</a></p></li>'
        for n, text in enumerate(notes.texts, 1)
    )
    footnotes = (
        f'<div class="footnotes" role="doc-endnotes"><ol>{texts}</ol></div>' if texts else ""
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>T</title></head><body>"
        f"<header>Menu</header><main>{body}{footnotes}</main><footer>Help</footer></body></html>"
    ).encode()


def as_markdown(parts: Sequence[Part]) -> str:
    """The document as Markdown, each footnote below the paragraph that marks it."""
    notes = _Notes(lambda n: str(n).translate(_RAISED))
    lines: list[str] = []

    def written(part: Part) -> str:
        match part:
            case Heading(text, level):
                return f"{'#' * level} {notes.written(text)}"
            case Text(text, number, _):
                return f"{f'{number}. ' if number else ''}{notes.written(text)}"
            case Bullet(text):
                return f"- {notes.written(text)}"
            case Letter(text, letter):
                return f"({letter}) {notes.written(text)}"
            case Table(rows):
                return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    for part in parts:
        before = len(notes.texts)
        lines.append(written(part))
        lines += [
            f"{str(n).translate(_RAISED)} {text}"
            for n, text in enumerate(notes.texts[before:], before + 1)
        ]
    return "\n\n".join(lines) + "\n"
