"""What the desk's commands print: for a person with marks, for a program as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from assistant.cautions import cautions
from assistant.citing import headings
from assistant.desk.check import Checked, Verdict
from assistant.desk.said import (
    NEAREST_READING,
    NO_SENTENCE,
    VERDICTS,
    not_there_line,
    result_line,
    source_line,
    verdict_lines,
)
from assistant.desk.wording import Found, Place, Wording
from assistant.terminal.contract import place_object
from assistant.visible import visible
from ingest.voices import said_by, voice_of

_MARK = "bold underline"
_COLOURS = {
    Verdict.VERBATIM: "bold green",
    Verdict.REWORDED: "bold yellow",
    Verdict.DIFFERS: "bold red",
    Verdict.ABSENT: "bold yellow",
}
_RESULT_COLOURS = {
    Found.EXACT: "bold green",
    Found.NEAR: "bold",
    Found.ABSENT: "bold yellow",
}


def show_wording(wording: Wording, searched: str, console: Console) -> None:
    """Print where a phrase stands, each place ready to copy with its citation."""
    console.print(Text(result_line(wording), style=_RESULT_COLOURS[wording.found]))
    if wording.found is Found.ABSENT:
        console.print(Text(f"{NO_SENTENCE} {searched}"))
    for place in wording.places:
        console.print()
        _show_place(place, console)
        if place.others:
            console.print(Text(not_there_line(place), style="yellow"))


def show_checked(checked: Sequence[Checked], console: Console) -> None:
    """Print each claim, its marks, its verdict and what stands in its source instead."""
    for at, one in enumerate(checked):
        if at:
            console.print()
        console.print(Text(VERDICTS[one.verdict], style=_COLOURS[one.verdict]))
        places = [(d.start, d.end) for d in one.differences]
        console.print(Text("Claim:  ") + _marked(one.claim, [*places, *one.others]))
        for line in verdict_lines(one):
            console.print(Text(f"  {line}"))
        if one.verdict is Verdict.ABSENT and one.places:
            console.print(Text(NEAREST_READING, style="dim"))
        for place in one.places:
            _show_place(place, console)


def _show_place(place: Place, console: Console) -> None:
    paragraph = place.span.paragraph
    if place.span.lead_in:
        console.print(Text(place.span.lead_in, style="dim"))
    console.print(Text("“") + _marked(place.text, place.marks) + Text("”"))
    console.print(Text(f"({source_line(place)})", style="cyan"))
    if above := headings(place.document, paragraph):
        console.print(Text(above, style="dim"))
    for caution in cautions(place.document, paragraph):
        console.print(Text(caution, style="yellow"))
    if voice := voice_of(paragraph, place.text):
        console.print(Text(said_by(voice), style="yellow"))


def _marked(text: str, marks: Iterable[tuple[int, int]]) -> Text:
    shown = Text(visible(text))  # one that rich leaves out would move the marks
    for start, end in marks:
        shown.stylize(_MARK, start, end)
    return shown


def wording_object(wording: Wording) -> dict[str, Any]:
    """What a look-up came to as the JSON object that docs/desk.md describes."""
    return {
        "phrase": wording.phrase,
        "result": wording.found.name.lower(),
        "places": [_place_object(place) for place in wording.places],
        "more": wording.more,
    }


def claims_object(checked: Sequence[Checked]) -> dict[str, Any]:
    """All checked claims of a text as the JSON object that docs/desk.md describes."""
    return {"claims": [checked_object(one) for one in checked]}


def checked_object(checked: Checked) -> dict[str, Any]:
    """A checked claim as the JSON object that docs/desk.md describes."""
    return {
        "claim": checked.claim,
        "verdict": checked.verdict.name.lower(),
        "differences": [
            {
                "kind": difference.kind.name.lower(),
                "start": difference.start,
                "end": difference.end,
                "words": checked.claim[difference.start : difference.end],
                "instead": difference.instead,
            }
            for difference in checked.differences
        ],
        "not_carried": [checked.claim[start:end] for start, end in checked.others],
        "sources": [_place_object(place) for place in checked.places],
    }


def _place_object(place: Place) -> dict[str, Any]:
    paragraph = place.span.paragraph
    return {
        **place_object(place.document, paragraph, paragraph.page_at(place.span.start)),
        "machine_read": paragraph.machine_read,
        "voice": voice_of(paragraph, place.text),
        "doubts": list(paragraph.doubts),
        "caution": place.document.caution,
        "lead_in": place.span.lead_in,
        "text": place.text,
        "heading": bool(place.heading),
        "marks": [list(mark) for mark in place.marks],
        "share": round(place.share, 4),
        "not_there": list(place.others),
        "citation": source_line(place),
    }
