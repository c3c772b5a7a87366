"""How parts of an answer are put to a reader, on a terminal as on a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import EXTRACTIVE, Answer, Outcome, Statement
from assistant.citing import lead, lead_again
from assistant.library.naming import listing

UNEXPECTED = (
    "Something went wrong. Please try again; if it happens again, tell whoever runs Parity that "
    "the reason is in its log."
)

LABELS = {
    Outcome.ANSWERED: "Looked up in the documents",
    Outcome.PARTIAL: "Answered in part",
    Outcome.NOT_IN_DOCUMENTS: "Not in these documents",
    Outcome.NEEDS_CLARIFYING: "Please say a little more",
    Outcome.CRISIS_SIGNPOST: "If you or someone else needs help now",
    Outcome.CLINICAL_SIGNPOST: "Please ask a professional",
    Outcome.ABOUT: "About Parity",
}
"""What stands above an answer's message."""

_VOWELS = "aeiouN"
"""What a word begins with before which "an" is said: "an NHS number"."""

_MET = "commitment met –"
"""How a rating begins whose name reads as if it said what became of the commitment."""

NEAREST = "What the nearest paragraphs do say"
"""What stands above them: a heading that does not call them an answer."""


def answerer_line(answerer: str) -> str:
    """Who chose and worded what an answer says.

    >>> answerer_line("ollama:llama3.1")
    'Written by ollama:llama3.1; what its sources did not carry word for word is quoted.'
    """
    if answerer == EXTRACTIVE:
        return "Quoted from the documents word for word; no language model wrote any of it."
    return f"Written by {answerer}; what its sources did not carry word for word is quoted."


def privacy_line(answer: Answer) -> str:
    """What becomes of personal data that was typed, in one sentence; nothing where there is none.

    Below a signpost stands where help is and nothing else.
    """
    if answer.outcome.signposts or answer.help:
        return ""
    if answer.private:
        return (
            "This seems to tell of a person, or to follow from what does: it is not kept, not "
            "logged, and not sent to a chat model."
        )
    if not answer.personal:
        return ""
    what = listing([f"{'an' if one[0] in _VOWELS else 'a'} {one}" for one in answer.personal])
    return f"You typed {what}: masked in whatever is kept, logged or sent to a chat model."


def rated_line(answer: Answer) -> str:
    """What "Commitment met – good" is where what became of a commitment is said above it."""
    if not answer.verdict or not any(_MET in said.text.casefold() for said in answer.statements):
        return ""
    return "“Commitment met” names what was rated: no rating says that the commitment was met."


def within_line(names: Sequence[str]) -> str:
    """Which documents alone were asked; empty for all.

    >>> within_line(["A plan", "A reply"])
    'Asked of A plan and A reply only.'
    """
    return f"Asked of {listing(names)} only." if names else ""


def led_statements(answer: Answer) -> list[tuple[str, list[Statement]]]:
    """The statements in their order, those that follow each other under one lead together.

    A document that was named just before is not named again, a statement's heading is left out
    where the lead already says it, and a bullet that stands alone is none.
    """
    found: list[tuple[str, list[Statement]]] = []
    before, document = "", ""
    for statement in answer.statements:
        citation = answer.citations[statement.citation - 1]
        led = lead(citation.document, citation.paragraph)
        if led != before:
            again = citation.document.id == document and lead_again(
                citation.document, citation.paragraph
            )
            found.append((again or led, []))
            before, document = led, citation.document.id
        said = statement.heading in led
        found[-1][1].append(replace(statement, heading="") if said else statement)
    return [(led, _without_lone_bullet(answer, statements)) for led, statements in found]


def line_of(answer: Answer, statement: Statement) -> tuple[str, int]:
    """The paragraph that carries a statement, and the line of it on which its quote begins."""
    citation = answer.citations[statement.citation - 1]
    text = citation.paragraph.text
    return citation.paragraph.key, text.count("\n", 0, max(text.find(citation.quote), 0))


def _without_lone_bullet(answer: Answer, statements: list[Statement]) -> list[Statement]:
    """The statements as no list where what they are bullets of is a single one."""
    bullets = {line_of(answer, statement) for statement in statements if statement.item}
    if len(bullets) != 1:
        return statements
    return [replace(statement, item=False) for statement in statements]


def drawn_together(numbers: Iterable[str]) -> list[str]:
    """Paragraph numbers, each run of more than two as one.

    >>> drawn_together(["3", "4", "5", "12", "13", "front 1"])
    ['3–5', '12, 13', 'front 1']
    """
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if last.isdecimal() and number.isdecimal() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs]


def day_said(iso: str) -> str:
    """The day of a date or moment in ISO 8601, in words; nothing for nothing.

    >>> day_said("2026-05-31"), day_said("2026-05-31T10:00:00+00:00"), day_said("")
    ('31 May 2026', '31 May 2026', '')
    """
    if not iso:
        return ""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {day:%B %Y}"
