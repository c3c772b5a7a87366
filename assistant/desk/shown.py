"""What the desk's commands print: for a person with marks, for a program as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from assistant.answer import MACHINE_READ, cited, headings
from assistant.desk.check import Checked, Verdict
from assistant.desk.differences import Difference
from assistant.desk.facts import Kind
from assistant.desk.wording import Found, Place, Wording

_MARK = "bold underline"
_COLOURS = {
    Verdict.VERBATIM: "bold green",
    Verdict.REWORDED: "bold green",
    Verdict.DIFFERS: "bold red",
    Verdict.ABSENT: "bold yellow",
}
_SAID = {
    Verdict.VERBATIM: "Verbatim",
    Verdict.REWORDED: "Faithful but reworded",
    Verdict.DIFFERS: "Differs in a fact",
    Verdict.ABSENT: "Not found in these documents",
}
_WHAT = {
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.NAME: "name",
    Kind.GROUP: "group",
    Kind.OPPOSITE: "word",
    Kind.WORD: "word",
    Kind.STRENGTH: "strength",
    Kind.OUTCOME: "outcome",
}
_NAMED = 3


def show_wording(wording: Wording, searched: str, console: Console) -> None:
    """Print where a phrase stands, each place ready to copy with its citation."""
    if wording.found is Found.ABSENT:
        console.print(Text("Not in these documents.", style="bold yellow"))
        console.print(Text(f"No sentence has these words, or nearly these. {searched}"))
        return
    if wording.found is Found.EXACT:
        places = len(wording.places)
        where = f"Word for word, in {places} places:" if places > 1 else "Word for word:"
        console.print(Text(where, style="bold green"))
    else:
        console.print(Text("Not word for word. The nearest, with what differs marked:", "bold"))
    for place in wording.places:
        console.print()
        _show_place(place, console)
        if place.others:
            words = ", ".join(f"“{word}”" for word in place.others)
            console.print(Text(f"Not there: {words}", style="yellow"))


def show_checked(checked: Sequence[Checked], console: Console) -> None:
    """Print each claim, its marks, its verdict and what stands in its source instead."""
    for at, one in enumerate(checked):
        if at:
            console.print()
        console.print(Text(_SAID[one.verdict], style=_COLOURS[one.verdict]))
        places = [(d.start, d.end) for d in one.differences]
        console.print(Text("Claim:  ") + _marked(one.claim, [*places, *one.others]))
        for line in _lines(one):
            console.print(Text(f"  {line}"))
        if one.verdict is Verdict.ABSENT and one.places:
            console.print(Text("The nearest reading, which does not say this:", style="dim"))
        for place in one.places:
            _show_place(place, console)


def _lines(one: Checked) -> Iterable[str]:
    if one.verdict is Verdict.DIFFERS:
        yield from dict.fromkeys(difference_line(one.claim, d) for d in one.differences)
    elif one.others:
        words = ", ".join(f"“{one.claim[start:end]}”" for start, end in one.others)
        yield f"nothing there speaks of {words}"


def difference_line(claim: str, difference: Difference) -> str:
    """One difference in words, for a reader."""
    said = f"“{claim[difference.start : difference.end]}”"
    if difference.kind is Kind.DENIAL:
        if difference.instead:
            return f"{said}: the source denies it (“{difference.instead}”)"
        return f"{said}: the source does not deny it"
    if difference.kind in (Kind.STRENGTH, Kind.OUTCOME):
        return f"{said}: the source says “{difference.instead}”"
    named = ", ".join(f"“{word}”" for word in difference.instead.split(", ")[:_NAMED] if word)
    instead = f"the source has {named}" if named else "the source does not have it"
    return f"{_WHAT[difference.kind]} {said}: {instead}"


def _show_place(place: Place, console: Console) -> None:
    paragraph = place.span.paragraph
    if place.span.lead_in:
        console.print(Text(place.span.lead_in, style="dim"))
    console.print(Text("“") + _marked(place.text, place.marks) + Text("”"))
    console.print(Text(f"({cited(place.document, paragraph)})", style="cyan"))
    if above := headings(place.document, paragraph):
        console.print(Text(above, style="dim"))
    if paragraph.machine_read:
        console.print(Text(MACHINE_READ, style="yellow"))


def _marked(text: str, marks: Iterable[tuple[int, int]]) -> Text:
    shown = Text(text)
    for start, end in marks:
        shown.stylize(_MARK, start, end)
    return shown


def wording_object(wording: Wording) -> dict[str, Any]:
    """What a look-up came to as the JSON object that docs/desk.md describes."""
    return {
        "phrase": wording.phrase,
        "result": wording.found.name.lower(),
        "places": [_place_object(place) for place in wording.places],
    }


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
        "document": place.document.id,
        "title": place.document.title,
        "paragraph": paragraph.number,
        "printed": paragraph.printed,
        "within": paragraph.within,
        "section": list(paragraph.section),
        "page": paragraph.page,
        "machine_read": paragraph.machine_read,
        "lead_in": place.span.lead_in,
        "text": place.text,
        "marks": [list(mark) for mark in place.marks],
        "share": round(place.share, 4),
        "not_there": list(place.others),
        "citation": cited(place.document, paragraph),
    }
