"""One place of a document as HTML: its sentence, its paragraph, its address, and what to copy."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.cautions import cautions
from assistant.desk.said import HEADING, source_line
from assistant.desk.wording import Place
from assistant.visible import escape
from assistant.web.citation import cautions_html, opens
from assistant.web.render import source_html
from assistant.web.text_html import marked_html
from ingest.voices import said_by, voice_of

_OPENING, _CLOSING = ('"', "“"), ('"', "”")
COPY = "Copy with citation"


def copied(place: Place) -> str:
    """A sentence and its citation as plain text, ready to be copied."""
    quoted = place.text[:1] in _OPENING and place.text[-1:] in _CLOSING
    text = place.text if quoted else f"“{place.text}”"
    return f"{text} ({source_line(place)})"


def sentence_html(place: Place, marks: Iterable[tuple[int, int]], kind: str) -> str:
    """The words of a place, with what stands above them and whose they are."""
    above = f"{HEADING.capitalize()}:" if place.heading else place.span.lead_in
    lead_in = f'<p class="small">{escape(above)}</p>' if above else ""
    warning = cautions_html(cautions(place.document, place.span.paragraph))
    if voice := voice_of(place.span.paragraph, place.text):
        warning += f'<p class="small">{escape(said_by(voice))}</p>'
    words = marked_html(place.text, marks, kind)
    return f'{lead_in}<blockquote class="words">{words}</blockquote>{warning}'


def source_of_html(place: Place) -> str:
    """The paragraph of a place to open below it, to open in its document, and to copy from."""
    label = f"{HEADING.capitalize()} above " if place.heading else ""
    paragraph = place.span.paragraph
    quotes = [] if place.heading else [place.span.text]
    there = escape(source_line(place))
    return (
        '<div class="taken">'
        f"{source_html(place.document, paragraph, label, quotes=[place.span.text])}"
        f'<button type="button" class="action" data-copy-text="{escape(copied(place))}">'
        f'<span class="word">{COPY}</span><span class="unseen"> ({there})</span></button>'
        f'<a class="action" {opens(place.document, paragraph, quotes)}>'
        f'In the document<span class="unseen">: {there}</span></a></div>'
    )
