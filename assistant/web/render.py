"""An answer as HTML in which every word of a document, a question or a message is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from assistant.answer import (
    Answer,
    Outcome,
    Passage,
    Statement,
    by_paragraph,
    closest_sentence,
    quotes_of,
)
from assistant.cautions import cautions
from assistant.citing import cited, headings, on_page, origin, place
from assistant.question.crisis import HELP_LINE
from assistant.remarks import Verdict
from assistant.shown import (
    LABELS,
    NEAREST,
    answerer_line,
    day_said,
    led_statements,
    line_of,
    privacy_line,
    rated_line,
    within_line,
)
from assistant.visible import escape
from assistant.web.calling import callable_html
from assistant.web.citation import Chips, cautions_html, dates_line, opens, uncertain_html
from assistant.web.text_html import blocks_html, paragraph_html
from ingest.language.fulfilment import Fulfilment
from ingest.types import Document, Paragraph
from ingest.voices import said_by, voices_of_quotes, words_of

_WITH_NUMBERS = (Outcome.CRISIS_SIGNPOST, Outcome.CLINICAL_SIGNPOST)


class Tone(StrEnum):
    """What a verdict says at a glance, beside its word and its symbol."""

    GOOD = "good"
    FAIR = "fair"
    MIXED = "mixed"
    BAD = "bad"
    OPEN = "open"


OUTCOMES = {
    Fulfilment.MET: (Tone.GOOD, "✓"),
    Fulfilment.NOT_MET: (Tone.BAD, "✕"),
    Fulfilment.PARTLY_MET: (Tone.MIXED, "½"),
    Fulfilment.ON_TRACK: (Tone.FAIR, "→"),
    Fulfilment.NOT_SAID: (Tone.OPEN, "?"),
}
"""How what became of a commitment looks."""


def answer_html(answer: Answer, turn: int) -> str:
    """The answer to one question. ``turn`` sets its anchors apart from those of other answers."""
    note = _verdict(answer.verdict, rated_line(answer)) if answer.verdict else _note(answer)
    if answer.outcome.refuses:
        below = f"{_small(answer.note)}{_small(privacy_line(answer))}"
        return f'<div class="parity">{note}{_related(answer)}{below}</div>'
    help_ = Outcome.CRISIS_SIGNPOST
    helped = help_html(LABELS[help_], answer.help) if answer.help else ""
    return (
        f'<div class="parity">{helped}{_reading(answer)}{note}{_disagreements(answer)}'
        f"{_statements(answer, turn)}{_abbreviations(answer)}{_sources(answer)}"
        f"{_small(answerer_line(answer.answerer))}{_small(answer.note)}"
        f"{_small(privacy_line(answer))}</div>"
    )


def announcement(answer: Answer) -> str:
    """What came of a question and its first sentence, for who does not see it arrive.

    Where help is comes first, and whole.
    """
    first = answer.statements[0].text if answer.statements else ""
    said = first or " ".join(answer.message.splitlines()[: None if _has_numbers(answer) else 1])
    label = "Answered" if answer.outcome is Outcome.ANSWERED else LABELS[answer.outcome]
    line = f"{label}: {said}" if said else f"{label}."
    helped = [f"{LABELS[Outcome.CRISIS_SIGNPOST]}:", *answer.help.splitlines()]
    return " ".join([*helped, line] if answer.help else [line])


def question_html(question: str, turn: int) -> str:
    """A question as its asker typed it, as a heading by which readers move between answers."""
    return f'<div class="parity"><h2 id="turn-{turn}">{escape(question)}</h2></div>'


def arrival_html(element: str, said: str) -> str:
    """What the component says of what has come, and the id of the element that it goes to."""
    return (
        f'<div class="unseen" data-arrived="{escape(element)}" '
        f'data-announce="{escape(said)}"></div>'
    )


def within_html(names: Sequence[str]) -> str:
    """Which documents alone were asked."""
    return f'<div class="parity">{_small(within_line(names))}</div>'


def failure_html(label: str, sentence: str) -> str:
    """What could not be done, and the sentence that says why."""
    return f'<div class="parity" role="alert">{_box("failure", label, sentence)}</div>'


def documents_html(
    documents: Sequence[Document], ingested: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The documents that are searched, each a link that opens it, with its publisher and dates.

    ``ingested`` are the days on which they were read, by their ids.
    """
    days = [ingested.get(document.id, "") for document in documents]
    same = days[0] if len(days) > 1 and len(set(days)) == 1 else ""
    items = "".join(
        f'<li><a class="document" {opens(document)}>{escape(document.name)}</a>'
        f'<span class="small">{escape(dates_line(document, "" if same else day))}</span>'
        f"{cautions_html(filter(None, [document.caution]))}</li>"
        for document, day in zip(documents, days, strict=True)
    )
    since = f"All in Parity since {day_said(same)}." if same else ""
    return (
        '<div class="parity"><p class="beside-label" id="documents-label">Documents searched</p>'
        f'<ul class="plain documents" aria-labelledby="documents-label">{items}</ul>'
        f"{_small(since)}</div>"
    )


def source_html(
    document: Document, paragraph: Paragraph, label: str = "", quotes: Sequence[str] = ()
) -> str:
    """A paragraph that opens below its citation, with every quote marked."""
    return (
        f"<details><summary>{escape(label)}{escape(document.name)}, {escape(place(paragraph))}"
        f"{uncertain_html(paragraph)}</summary>{_source(document, paragraph, quotes)}</details>"
    )


def _source(document: Document, paragraph: Paragraph, quotes: Sequence[str]) -> str:
    """Whose a paragraph is and where it stands, what to be wary of, and its marked words."""
    page = on_page(paragraph, quotes)
    where = " · ".join(filter(None, (headings(document, paragraph), place(paragraph), page)))
    voices = map(said_by, voices_of_quotes(paragraph, quotes))
    warning = "".join(f'<p class="small">{escape(of)}</p>' for of in voices)
    return (
        f"<p><cite>{escape(document.title)}</cite><br>{escape(origin(document))}</p>"
        f'<p class="where">{escape(where)}<span class="on-screen"> · '
        f"<a {opens(document, paragraph, quotes)}>read it in the document</a></span></p>"
        f"{warning}{cautions_html(cautions(document, paragraph))}"
        f"{paragraph_html(paragraph, quotes)}"
    )


def sign(tone: Tone, symbol: str, word: str) -> str:
    """A verdict as a symbol, a word and a colour, each of which says it alone."""
    return (
        f'<span class="sign {tone.value}"><span aria-hidden="true">{escape(symbol)}</span> '
        f"{escape(word)}</span>"
    )


def outcome_sign(outcome: Fulfilment) -> str:
    """What became of a commitment, as a sign."""
    tone, symbol = OUTCOMES[outcome]
    return sign(tone, symbol, outcome.value.capitalize())


def facts_html(facts: Mapping[str, str], kind: str = "facts") -> str:
    """Names and values side by side, without those that have no value."""
    pairs = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts.items()
        if value
    )
    return f'<dl class="{kind}">{pairs}</dl>' if pairs else ""


def _reading(answer: Answer) -> str:
    """What a follow-up was taken to ask."""
    if answer.standalone in ("", answer.question):
        return ""
    return _small(f"Understood as: {answer.standalone}")


def _small(line: str) -> str:
    return f'<p class="small">{escape(line)}</p>' if line else ""


def _note(answer: Answer) -> str:
    if not answer.message:
        return ""
    box = _box(answer.outcome.value, LABELS[answer.outcome], answer.message)
    return callable_html(box) if _has_numbers(answer) else box


def _has_numbers(answer: Answer) -> bool:
    """Whether its message says whom to call."""
    return answer.outcome in _WITH_NUMBERS


def help_html(label: str, message: str) -> str:
    """Where help is, with numbers that can be called from the page."""
    return callable_html(_box(Outcome.CRISIS_SIGNPOST.value, label, message))


def _disagreements(answer: Answer) -> str:
    """Which of the documents cited do not say the same, where any do."""
    return "".join(_box("disagreement", of.label, of.message) for of in answer.disagreements)


def _box(kind: str, label: str, text: str) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
    return f'<div class="note {kind}"><p class="label">{escape(label)}</p>{lines}</div>'


def _verdict(verdict: Verdict, rated: str) -> str:
    """What became of the one commitment that was asked about, before the words that tell it."""
    told = f"This is what {verdict.told} says; its own words are below. {rated}"
    return (
        f'<p class="verdict">{outcome_sign(verdict.outcome)} '
        f"<strong>{escape(verdict.subject)}</strong></p>{_small(told)}"
    )


def _abbreviations(answer: Answer) -> str:
    """What the short forms that are said stand for."""
    return facts_html(dict(answer.abbreviations), "abbreviations")


def _related(answer: Answer) -> str:
    """What the nearest paragraphs say, under a heading that does not call it an answer."""
    if answer.outcome not in (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING):
        return ""
    nearest = "".join(map(_nearest, answer.nearest))
    heading = f"<h3>{NEAREST}</h3>" if nearest else ""
    return f"{heading}{nearest}{_small(answer.searched)}{callable_html(_small(HELP_LINE))}"


def _nearest(passage: Passage) -> str:
    """A paragraph that does not answer, with the sentence of it that comes closest."""
    closest = closest_sentence(passage)
    said = f"<p>“{escape(closest)}”</p>" if closest else ""
    source = source_html(passage.document, passage.paragraph, quotes=[closest] * bool(closest))
    return f'<div class="nearest">{said}{source}</div>'


def _statements(answer: Answer, turn: int) -> str:
    """The sentences one below another, each paragraph's led by whose words they are.

    A heading that several share is said once, and the sentences of one bullet are one bullet.
    """
    shown: list[tuple[str, str]] = []
    chips = Chips(answer.citations, f"answer-{turn}-cite")
    for led, statements in led_statements(answer):
        shown.append(("prose", f'<span class="lead">{escape(led)}</span>'))
        before, bullet = "", None
        for said in statements:
            kind = "bullet" if said.item else "prose"
            voice = answer.citations[said.citation - 1].voice
            html = _sentence(said, before, chips, voice)
            of = line_of(answer, said) if said.item else None
            if of and of == bullet:
                html = f"{shown.pop()[1]} {html}"
            shown.append((kind, html))
            before, bullet = said.heading, of
    return blocks_html(shown)


def _sentence(statement: Statement, heading_before: str, chips: Chips, voice: str) -> str:
    heading = "" if statement.heading == heading_before else statement.heading
    named = f"<strong>{escape(heading)}:</strong> " if heading else ""
    words = f"{statement.lead_in} {statement.text}".strip()
    whose = f' <span class="small">({escape(words_of(voice))})</span>' if voice else ""
    return f"{named}{escape(words)} {chips.after(statement)}{whose}"


def _sources(answer: Answer) -> str:
    """Every paragraph that was cited, with all the words quoted from it marked, to be unfolded."""
    groups = by_paragraph(answer.citations)
    if not groups:
        return ""
    sources = "".join(
        f'<section class="source"><h3>{escape(cited(of.document, of.paragraph))}'
        f"{uncertain_html(of.paragraph)}</h3>"
        f"{_source(of.document, of.paragraph, quotes_of(answer, of.paragraph))}</section>"
        for of, *_ in groups
    )
    count = f"{len(groups)} paragraphs" if len(groups) > 1 else "1 paragraph"
    return f'<details class="sources"><summary>Sources: {count}</summary>{sources}</details>'
