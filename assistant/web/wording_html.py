"""Where words were found as HTML in which every word of a document or a visitor is escaped."""

from __future__ import annotations

from textwrap import shorten

from assistant.desk.said import NO_SENTENCE, not_there_line, result_line
from assistant.desk.wording import Found, Place, Wording
from assistant.visible import escape
from assistant.web.place_html import sentence_html, source_of_html
from assistant.web.render import Tone, sign

_FOUND = {
    Found.EXACT: (Tone.GOOD, "✓"),
    Found.NEAR: (Tone.MIXED, "≈"),
    Found.ABSENT: (Tone.OPEN, "✕"),
}
_LONGEST_HEADING = 160


def result_said(wording: Wording, searched: str) -> str:
    """What came of a phrase, in plain text."""
    result, lines = _came_of(wording, searched)
    return " ".join([f"{result}.", *lines])


def _came_of(wording: Wording, searched: str) -> tuple[str, list[str]]:
    """The result in a word or two, and what is to be said besides."""
    result, _, more = result_line(wording).partition(". ")
    lines = [more, "" if wording.places else f"{NO_SENTENCE} {searched}"]
    return result.rstrip(":."), [line for line in lines if line]


def result_html(wording: Wording, searched: str) -> str:
    """What was looked up, what came of it, and every place of it."""
    tone, symbol = _FOUND[wording.found]
    result, lines = _came_of(wording, searched)
    phrase = shorten(wording.phrase, _LONGEST_HEADING, placeholder=" …")
    cards = "".join(
        f'<li class="card">{place_html(place, wording.found)}</li>' for place in wording.places
    )
    return (
        f'<div class="parity"><h2 id="result">“{escape(phrase)}”</h2>'
        f"<p>{sign(tone, symbol, result)}</p>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in lines)}"
        + (f'<ul class="plain places">{cards}</ul>' if cards else "")
        + "</div>"
    )


def place_html(place: Place, found: Found) -> str:
    """One place of a phrase: its sentence, what differs, its paragraph to open, and its copy."""
    kind = "found" if found is Found.EXACT else "differs"
    missing = not_there_line(place)
    return (
        sentence_html(place, place.marks, kind)
        + (f"<p>{escape(missing)}</p>" if missing else "")
        + source_of_html(place)
    )
