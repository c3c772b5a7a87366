"""A whole document as HTML for the reader, in which every word of it is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as attribute
from itertools import groupby

from assistant.cautions import cautions_of_words
from assistant.citing import on_page, place
from assistant.lines import lines_of
from assistant.visible import escape
from assistant.web.addresses import address, number_of
from assistant.web.citation import cautions_html, dates_line, units
from assistant.web.text_html import blocks_html, capitalised
from ingest.types import Document, Paragraph
from ingest.voices import words_of

_DEEPEST = 6
"""HTML has no heading below this one."""
_WHY_COUNTED = "The document prints no number here: Parity counted the paragraphs."
_COUNTED = (
    '<p class="small">“Counted” below a number: the document prints no number there, so Parity '
    "counted the paragraphs.</p>"
)


def document_html(document: Document, paragraphs: Sequence[Paragraph], ingested: str = "") -> str:
    """Title, dates, sections to jump to, and every paragraph with its number in the margin.

    ``ingested`` is the day on which it was read, as "2026-05-31"; empty if that is not known.
    """
    sections: list[str] = []
    body: list[str] = []
    above: tuple[str, ...] = ()
    counted = ""
    for paragraph in paragraphs:
        counted = counted if paragraph.printed else _COUNTED
        path = tuple(filter(None, paragraph.section))
        for depth in range(_shared(above, path), len(path)):
            id_ = f"reader-section-{len(sections) + 1}"
            sections.append(
                f'<li class="depth-{min(depth, 3)}"><a href="#{id_}" data-section="{id_}">'
                f"{escape(path[depth])}</a></li>"
            )
            level = min(depth + 3, _DEEPEST)
            body.append(f'<h{level} id="{id_}" tabindex="-1">{escape(path[depth])}</h{level}>')
        above = path
        body.append(numbered_html(document, paragraph))
    jumps = (
        f'<details class="jumps"><summary>Sections</summary><ol>{"".join(sections)}</ol></details>'
        if sections
        else ""
    )
    return (
        f'<header><h2 class="title" tabindex="-1">{escape(document.title)}</h2>'
        f'<p class="small">{escape(dates_line(document, ingested))}</p>{counted}'
        f"{cautions_html(filter(None, [document.caution]))}</header>"
        f"{jumps}{''.join(body)}"
    )


def numbered_html(document: Document, paragraph: Paragraph) -> str:
    """A paragraph with its number, its link, and whatever there is to be wary of in it.

    Each line carries where it begins in the paragraph's text, by which words in it are marked.
    """
    number, link = number_of(paragraph), address(document, paragraph)
    said = place(paragraph)
    page = on_page(paragraph)
    below = f'<p class="small">{escape(page.capitalize())}</p>' if page else ""
    return (
        f'<div class="paragraph" role="group" tabindex="-1" data-number="{attribute(number)}" '
        f'aria-label="{escape(capitalised(said))}">'
        f'<div class="margin"><span class="number{"" if paragraph.printed else " counted"}">'
        f"{_margin(paragraph)}</span>"
        f'<button type="button" class="link" data-copy-link="{attribute(link)}" '
        f'aria-label="Copy the link to {escape(said)}" title="Copy the link to {escape(said)}">'
        "</button></div>"
        f'<div class="text">{cautions_html(cautions_of_words(paragraph))}'
        f"{''.join(_voiced(paragraph))}{below}</div>"
        "</div>"
    )


def _margin(paragraph: Paragraph) -> str:
    """The number as it is printed, below the name of what it numbers; our own says that it is."""
    unit, _, number = paragraph.number.rpartition(" ")
    if not unit[:1].isalpha():
        unit, number = "", paragraph.number
    named = f'<span class="unit">{escape(unit)}</span> ' if unit else ""
    count = "" if paragraph.printed else f'<span class="unit" title="{_WHY_COUNTED}">counted</span>'
    return f"{named}{escape(number)}{count}"


def _voiced(paragraph: Paragraph) -> Iterator[str]:
    """The lines as HTML; those in others' words stand together below whose they are."""
    voices = paragraph.voices
    lines = []
    for at, (kind, line) in enumerate(lines_of(paragraph)):
        words = paragraph.text[line.start : line.stop]
        begins = units(paragraph.text[: line.start])
        html = f'<span data-at="{begins}">{escape(words)}</span>'
        own = kind == "footnotes" or at >= len(voices)
        lines.append(("" if own else voices[at], (kind, html)))
    for voice, group in groupby(lines, key=lambda line: line[0]):
        html = blocks_html([line for _, line in group])
        whose = f'<p class="small">{escape(capitalised(words_of(voice)))}:</p>'
        yield f'<div class="quoted">{whose}{html}</div>' if voice else html


def _shared(above: Sequence[str], path: Sequence[str]) -> int:
    """How many headings two paths have in common from the top."""
    same = 0
    for before, now in zip(above, path, strict=False):
        if before != now:
            break
        same += 1
    return same
