"""What the desk found, in words: the lines that the terminal and the app both show."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.checking.difference import Difference
from assistant.citing import cited
from assistant.desk.check import Checked, Verdict
from assistant.desk.wording import Found, Place, Wording
from assistant.facts.facts import Kind

VERDICTS = {
    Verdict.VERBATIM: "Verbatim",
    Verdict.REWORDED: "Reworded, no difference found",
    Verdict.DIFFERS: "Differs in a fact",
    Verdict.ABSENT: "Not found in these documents",
}
NO_SENTENCE = "No sentence has these words, or nearly these."
HEADING = "heading"
COMPARE = "No fact was found that differs. It is in other words: compare them before relying on it."
NEAREST_READING = "The nearest sentence, which does not say all of it:"

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


def result_line(wording: Wording) -> str:
    """What a look-up came to; the places, if there are any, follow it."""
    if wording.found is Found.ABSENT:
        return "Not in these documents."
    if wording.found is Found.NEAR:
        return "Not word for word. The nearest, with what differs marked:"
    places = len(wording.places)
    if wording.more:
        return f"Word for word, in more than {places} places, of which these come first:"
    return f"Word for word, in {places} places:" if places > 1 else "Word for word:"


def source_line(place: Place) -> str:
    """Where a place stands: its paragraph, or the one that its heading stands above."""
    there = cited(place.document, place.span.paragraph, [place.span.text])
    return f"{HEADING} above {there}" if place.heading else there


def not_there_line(place: Place) -> str:
    """The words of a phrase that a place does not have; "" if it has all."""
    words = ", ".join(f"“{word}”" for word in place.others)
    return f"Not there: {words}" if words else ""


def verdict_lines(checked: Checked) -> Iterable[str]:
    """What is behind a verdict: a line for each difference, or what was not found there."""
    if checked.verdict is Verdict.REWORDED:
        yield COMPARE
    if checked.verdict is Verdict.DIFFERS:
        yield from dict.fromkeys(difference_line(checked.claim, d) for d in checked.differences)
        return
    lacking = [(d.start, d.end) for d in checked.differences if not d.contradicts]
    places = sorted({*lacking, *checked.others})
    if checked.verdict is Verdict.ABSENT and places:
        words = dict.fromkeys(f"“{checked.claim[start:end]}”" for start, end in places)
        yield f"not found there: {', '.join(words)}"


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
    instead = f"the source has {named}" if named else "not found there"
    return f"{_WHAT[difference.kind]} {said}: {instead}"
