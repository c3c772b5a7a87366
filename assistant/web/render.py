"""An answer as HTML in which every word of a document, a question or a message is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from html import escape
from itertools import groupby

from assistant.answer import (
    RELATED,
    Answer,
    Citation,
    Outcome,
    Passage,
    Statement,
    by_paragraph,
    closest_sentence,
    headings,
    origin,
    place,
    quotes_of,
)
from assistant.cautions import cautions
from assistant.pages import on_page
from assistant.question.crisis import HELP_LINE
from assistant.shown import answerer_line, led_statements, visible
from ingest.types import Document, Paragraph
from ingest.voices import said_by, voices_of_quotes, words_of

_LABELS = {
    Outcome.ANSWERED: "From all paragraphs",
    Outcome.PARTIAL: "Answered in part",
    Outcome.NOT_IN_DOCUMENTS: "Not in these documents",
    Outcome.NEEDS_CLARIFYING: "Please say a little more",
    Outcome.CRISIS_SIGNPOST: "If you or someone else needs help now",
    Outcome.CLINICAL_SIGNPOST: "Please ask a professional",
    Outcome.ABOUT: "About Parity",
}
_DIFFER, _DATED = "The documents do not agree", "The documents are of different dates"
_UNCERTAIN = " · reading uncertain"
"""Beside the citation of a paragraph whose reading is."""
_BULLET = re.compile(r"[-•–▪◦*]\s+")
_LETTERED = re.compile(r"\(?(?:[a-z][.)]|[ivx]{1,5}[.)])\s")


class Tone(StrEnum):
    """What a verdict says at a glance, beside its word and its symbol."""

    GOOD = "good"
    FAIR = "fair"
    MIXED = "mixed"
    BAD = "bad"
    OPEN = "open"


def answer_html(answer: Answer, turn: int) -> str:
    """The answer to one question. ``turn`` sets its anchors apart from those of other answers."""
    note = _note(answer) if answer.message else ""
    if answer.outcome.refuses:
        return f'<div class="parity">{note}{_related(answer)}{_small(answer.note)}</div>'
    groups = by_paragraph(answer.citations)
    anchors = {c.n: f"answer-{turn}-source-{group[0].n}" for group in groups for c in group}
    sources = "".join(_source(answer, group, anchors[group[0].n]) for group in groups)
    help_ = Outcome.CRISIS_SIGNPOST
    helped = _box(help_.value, _LABELS[help_], answer.help) if answer.help else ""
    return (
        f'<div class="parity">{helped}{_reading(answer)}{note}{_disagreements(answer)}'
        f"{_statements(answer, anchors)}<h3>Sources</h3>{sources}"
        f"{_small(answerer_line(answer.answerer))}{_small(answer.note)}</div>"
    )


def question_html(question: str, turn: int) -> str:
    """A question as its asker typed it, as a heading by which readers move between answers."""
    return f'<div class="parity"><h2 id="turn-{turn}">{escape(question)}</h2></div>'


def failure_html(label: str, sentence: str) -> str:
    """What could not be done, and the sentence that says why."""
    return f'<div class="parity" role="alert">{_box("failure", label, sentence)}</div>'


def documents_html(documents: Sequence[Document]) -> str:
    """The documents that are searched, each with its publisher and date."""
    items = "".join(
        f"<li><strong>{escape(document.name)}</strong><br>{escape(origin(document))}</li>"
        for document in documents
    )
    return f'<div class="parity"><h2>Documents searched</h2><ul class="plain">{items}</ul></div>'


def paragraph_html(paragraph: Paragraph, quotes: Sequence[str] = (), anchor: str = "") -> str:
    """The whole paragraph with every quote marked; ``anchor`` is the HTML id of the first mark."""
    text = paragraph.text
    starts = [(text.find(quote), quote) for quote in quotes if quote in text]
    quoted = {at for start, quote in starts for at in range(start, start + len(quote))}
    shown = [(kind, _marked(text, line, quoted)) for kind, line in _lines(paragraph)]
    html = _blocks(shown).replace("<mark>", f'<mark id="{escape(anchor)}">', 1 if anchor else 0)
    return f"<blockquote>{html}</blockquote>"


def source_html(
    document: Document,
    paragraph: Paragraph,
    label: str = "",
    quotes: Sequence[str] = (),
    anchor: str = "",
) -> str:
    """A paragraph that opens below its citation, with every quote marked."""
    page = on_page(paragraph, quotes)
    where = " · ".join(filter(None, (headings(document, paragraph), place(paragraph), page)))
    voices = map(said_by, voices_of_quotes(paragraph, quotes))
    warning = "".join(f'<p class="small">{escape(of)}</p>' for of in voices)
    uncertain = _UNCERTAIN if paragraph.doubts else ""
    return (
        f"<details><summary>{escape(label)}{escape(document.name)}, {escape(place(paragraph))}"
        f"{uncertain}</summary>"
        f"<p><cite>{escape(document.title)}</cite><br>{escape(origin(document))}</p>"
        f'<p class="where">{escape(where)}</p>{warning}{cautions_html(paragraph)}'
        f"{paragraph_html(paragraph, quotes, anchor)}</details>"
    )


def cautions_html(paragraph: Paragraph) -> str:
    """What a reader is warned of in the words of a paragraph."""
    return "".join(f'<p class="small">{escape(line)}</p>' for line in cautions(paragraph))


def sign(tone: Tone, symbol: str, word: str) -> str:
    """A verdict as a symbol, a word and a colour, each of which says it alone."""
    return (
        f'<span class="sign {tone.value}"><span aria-hidden="true">{escape(symbol)}</span> '
        f"{escape(word)}</span>"
    )


def facts_html(facts: Mapping[str, str], kind: str = "facts") -> str:
    """Names and values side by side, without those that have no value."""
    pairs = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts.items()
        if value
    )
    return f'<dl class="{kind}">{pairs}</dl>' if pairs else ""


def marked_html(text: str, marks: Iterable[tuple[int, int]], kind: str = "differs") -> str:
    """A text with the letters from each mark's first to its last marked.

    Marks that only spaces and signs divide are one.
    """
    joined: list[list[int]] = []
    for start, end in sorted(marks):
        if joined and not any(map(str.isalnum, text[joined[-1][1] : start])):
            joined[-1][1] = max(end, joined[-1][1])
        elif not joined or start >= joined[-1][1]:
            joined.append([start, end])
        else:
            joined[-1][1] = max(end, joined[-1][1])
    parts, at = [], 0
    for start, end in joined:
        marked = f'<mark class="{kind}">{escape(text[start:end])}</mark>'
        parts += [escape(text[at:start]), marked]
        at = end
    return "".join([*parts, escape(text[at:])])


def _lines(paragraph: Paragraph) -> Iterator[tuple[str, range]]:
    """Each line's kind and where its words stand in the paragraph's text, without the bullet."""
    at = 0
    for line in paragraph.body.split("\n"):
        bullet = _BULLET.match(line)
        kind = "bullet" if bullet else "lettered" if _LETTERED.match(line) else "prose"
        yield kind, range(at + (bullet.end() if bullet else 0), at + len(line))
        at += len(line) + 1
    for note in paragraph.footnotes:
        end = at + len(f"[{note.marker}] {note.text}")
        yield "footnotes", range(at, end)
        at = end + 1


def _marked(text: str, line: range, quoted: set[int]) -> str:
    parts = []
    for inside, group in groupby(line, quoted.__contains__):
        words = "".join(escape(text[at]) for at in group)
        parts.append(f"<mark>{words}</mark>" if inside else words)
    return "".join(parts)


def _blocks(lines: Sequence[tuple[str, str]]) -> str:
    """Lines of HTML, each with its kind, as paragraphs, lists and notes."""
    return "".join(
        _block(kind, [html for _, html in group])
        for kind, group in groupby(lines, lambda line: line[0])
    )


def _block(kind: str, lines: Sequence[str]) -> str:
    if kind in ("bullet", "lettered"):
        return f'<ul class="{kind}">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'
    words = "".join(f"<p>{line}</p>" for line in lines)
    label = '<p class="label">Footnotes</p>'
    return words if kind == "prose" else f'<div class="footnotes">{label}{words}</div>'


def _reading(answer: Answer) -> str:
    """What a follow-up was taken to ask."""
    if answer.standalone in ("", answer.question):
        return ""
    return _small(f"Understood as: {answer.standalone}")


def _small(line: str) -> str:
    return f'<p class="small">{escape(line)}</p>' if line else ""


def _note(answer: Answer) -> str:
    return _box(answer.outcome.value, _LABELS[answer.outcome], answer.message)


def _disagreements(answer: Answer) -> str:
    """Which of the documents cited do not say the same, where any do."""
    return "".join(
        _box("disagreement", _DATED if of.dated else _DIFFER, visible(of.message))
        for of in answer.disagreements
    )


def _box(kind: str, label: str, text: str) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
    return f'<div class="note {kind}"><p class="label">{escape(label)}</p>{lines}</div>'


def _related(answer: Answer) -> str:
    """What the nearest paragraphs say, under a heading that does not call it an answer."""
    if answer.outcome not in (Outcome.NOT_IN_DOCUMENTS, Outcome.NEEDS_CLARIFYING):
        return ""
    nearest = "".join(_nearest(passage) for passage in answer.passages[:RELATED])
    heading = "<h3>What the nearest paragraphs do say</h3>" if nearest else ""
    return f'{heading}{nearest}<p class="small">{escape(HELP_LINE)}</p>'


def _nearest(passage: Passage) -> str:
    """A paragraph that does not answer, with the sentence of it that comes closest."""
    closest = closest_sentence(passage)
    quotes = [closest] if closest else []
    said = f"<p>“{escape(closest)}”</p>" if closest else ""
    return said + source_html(passage.document, passage.paragraph, quotes=quotes)


def _statements(answer: Answer, anchors: dict[int, str]) -> str:
    """The sentences one below another, each paragraph's led by whose words they are.

    A heading that several share is said once.
    """
    shown: list[tuple[str, str]] = []
    for led, statements in led_statements(answer):
        shown.append(("prose", f'<span class="lead">{escape(visible(led))}</span>'))
        before = ""
        for said in statements:
            kind = "bullet" if said.item else "prose"
            voice = answer.citations[said.citation - 1].voice
            shown.append((kind, _sentence(said, before, anchors, voice)))
            before = said.heading
    return _blocks(shown)


def _sentence(
    statement: Statement, heading_before: str, anchors: Mapping[int, str], voice: str
) -> str:
    heading = "" if statement.heading == heading_before else statement.heading
    named = f"<strong>{escape(heading)}:</strong> " if heading else ""
    words = f"{statement.lead_in} {statement.text}".strip()
    links = " ".join(
        f'<a class="cite" href="#{anchors[number]}">'
        f'<span class="unseen">Source </span>[{number}]</a>'
        for number in statement.numbers
    )
    whose = f' <span class="small">({escape(words_of(voice))})</span>' if voice else ""
    return f"{named}{escape(words)}\u00a0{links}{whose}"


def _source(answer: Answer, group: Sequence[Citation], anchor: str) -> str:
    """One paragraph that was cited, with all the words quoted from it marked."""
    numbers = ", ".join(str(citation.n) for citation in group)
    quotes = quotes_of(answer, group[0].paragraph)
    return source_html(group[0].document, group[0].paragraph, f"{numbers} · ", quotes, anchor)
