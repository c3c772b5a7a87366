"""What the desk found as HTML in which every word of a document or a visitor is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from textwrap import shorten

from assistant.desk.check import Checked, Verdict
from assistant.desk.said import (
    HEADING,
    NEAREST_READING,
    NO_SENTENCE,
    VERDICTS,
    not_there_line,
    result_line,
    source_line,
    verdict_lines,
)
from assistant.desk.wording import Found, Place, Wording
from assistant.web.render import Tone, cautions_html, sign, source_html
from assistant.web.text_html import marked_html
from ingest.voices import said_by, voice_of

_FOUND = {
    Found.EXACT: (Tone.GOOD, "✓"),
    Found.NEAR: (Tone.MIXED, "≈"),
    Found.ABSENT: (Tone.OPEN, "✕"),
}
_VERDICTS = {
    Verdict.VERBATIM: (Tone.GOOD, "✓"),
    Verdict.REWORDED: (Tone.FAIR, "≈"),
    Verdict.DIFFERS: (Tone.BAD, "≠"),
    Verdict.ABSENT: (Tone.OPEN, "✕"),
}
_LONGEST_HEADING = 160
_OPENING, _CLOSING = ('"', "“"), ('"', "”")


def result_html(wording: Wording, searched: str) -> str:
    """What was looked up and what came of it, above the places."""
    tone, symbol = _FOUND[wording.found]
    result, _, more = result_line(wording).partition(". ")
    lines = [more, "" if wording.places else f"{NO_SENTENCE} {searched}"]
    phrase = shorten(wording.phrase, _LONGEST_HEADING, placeholder=" …")
    return (
        f'<div class="parity"><h2 id="result">Looked up: “{escape(phrase)}”</h2>'
        f"<p>{sign(tone, symbol, result.rstrip(':.'))}</p>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in lines if line)}</div>"
    )


def place_html(place: Place, found: Found) -> str:
    """One place of a phrase: its sentence, what differs, and its paragraph to open."""
    kind = "found" if found is Found.EXACT else "differs"
    missing = not_there_line(place)
    return (
        f'<div class="parity">{_sentence(place, place.marks, kind)}'
        + (f"<p>{escape(missing)}</p>" if missing else "")
        + f"{_source(place)}</div>"
    )


def copied(place: Place) -> str:
    """A sentence and its citation as plain text, ready to be copied."""
    quoted = place.text[:1] in _OPENING and place.text[-1:] in _CLOSING
    text = place.text if quoted else f"“{place.text}”"
    return f"{text} ({source_line(place)})"


def checked_html(checked: Sequence[Checked]) -> str:
    """Every claim with its verdict, what differs, and its closest source."""
    verdicts = [one.verdict for one in checked]
    counts = " ".join(
        sign(*_VERDICTS[verdict], f"{VERDICTS[verdict]}: {verdicts.count(verdict):,}")
        for verdict in Verdict
        if verdict in verdicts
    )
    claims = f"{len(checked):,} claims" if len(checked) > 1 else "1 claim"
    cards = "".join(f'<li class="card">{card}</li>' for card in map(_claim, checked))
    return (
        f'<div class="parity"><h2 id="result">{claims} checked</h2>'
        + (f'<p class="signs">{counts}</p>' if len(checked) > 1 else "")
        + f'<ul class="plain">{cards}</ul></div>'
    )


def _claim(one: Checked) -> str:
    tone, symbol = _VERDICTS[one.verdict]
    differing = [(d.start, d.end) for d in one.differences]
    lines = "".join(f"<li>{escape(_opening(line))}</li>" for line in verdict_lines(one))
    nearest = one.verdict is Verdict.ABSENT and one.places
    label = NEAREST_READING.rstrip(":") if nearest else "The documents say"
    places = "".join(
        _sentence(place, _instead(one, place), "differs") + _source(place) for place in one.places
    )
    return (
        f"<p>{sign(tone, symbol, VERDICTS[one.verdict])}</p>"
        f'<p class="claim">{marked_html(one.claim, [*differing, *one.others])}</p>'
        + (f'<ul class="lines">{lines}</ul>' if lines else "")
        + (f'<p class="label">{label}</p>{places}' if places else "")
    )


def _opening(line: str) -> str:
    return line[:1].upper() + line[1:]


def _instead(one: Checked, place: Place) -> Iterator[tuple[int, int]]:
    """Where the source has what the claim has otherwise."""
    for difference in one.differences:
        for words in filter(None, difference.instead.split(", ")):
            if there := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", place.text):
                yield there.span()


def _sentence(place: Place, marks: Iterable[tuple[int, int]], kind: str) -> str:
    above = f"{HEADING.capitalize()}:" if place.heading else place.span.lead_in
    lead_in = f'<p class="small">{escape(above)}</p>' if above else ""
    warning = cautions_html(place.span.paragraph)
    if voice := voice_of(place.span.paragraph, place.text):
        warning += f'<p class="small">{escape(said_by(voice))}</p>'
    words = marked_html(place.text, marks, kind)
    return f'{lead_in}<blockquote class="words">{words}</blockquote>{warning}'


def _source(place: Place) -> str:
    label = f"{HEADING.capitalize()} above " if place.heading else ""
    return source_html(place.document, place.span.paragraph, label, quotes=[place.span.text])
