"""The register of commitments as HTML in which every word of a document is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.citing import dated, place
from assistant.commitments.selection import Selection
from assistant.commitments.side_by_side import Beside, side_by_side
from assistant.commitments.tables import of_all, of_evaluated
from assistant.visible import escape
from assistant.web.ratings_html import bars_html, broken, card_id, ratings_of, shade
from assistant.web.render import facts_html, outcome_sign, source_html
from assistant.web.text_html import marked_html, paragraph_html
from ingest.indexing.texts import Texts
from ingest.language.fulfilment import Fulfilment
from ingest.register.types import Commitment, Evaluated, Quote, Thread
from ingest.types import Document, Paragraph, document_of

_NOBODY_SAYS = "No sentence says outright what became of it."
_DIFFERING = "Words that the first of these sentences does not have are underlined."


def evaluated_html(found: Sequence[Evaluated], selection: Selection, texts: Texts) -> str:
    """Evaluated commitments, each with its words, what became of it, its ratings and sources."""
    rows = of_evaluated(found, selection)
    cards = (
        _evaluated(number, one, dict(zip(rows.columns, row, strict=True)), selection, texts)
        for number, (one, row) in enumerate(zip(found, rows.cells, strict=True), start=1)
    )
    return _list(cards)


def all_html(found: Sequence[Commitment], selection: Selection, texts: Texts) -> str:
    """Commitments in their words, with who, by when, how much and where each stands.

    Those of one kind that follow each other stand under its heading.
    """
    rows = of_all(found, selection)
    cards = (
        (one.kind, _commitment(one, dict(zip(rows.columns, row, strict=True)), selection, texts))
        for one, row in zip(found, rows.cells, strict=True)
    )
    return "".join(
        f'<div class="parity"><h2 class="kind">{escape(kind.plural.capitalize())}</h2></div>'
        + _list(card for _, card in of_kind)
        for kind, of_kind in groupby(cards, key=lambda of: of[0])
    )


def across_html(found: Sequence[Thread], texts: Texts) -> str:
    """Promises with all that is said of each, by document, differing words marked."""
    return _list(_thread(thread, texts) for thread in found)


def outcomes_line(found: Sequence[Evaluated]) -> str:
    """How many came to which outcome, in plain text."""
    outcomes = [one.outcome for one in found]
    counts = [(outcomes.count(outcome), outcome.value) for outcome in Fulfilment]
    return ", ".join(f"{count} {outcome}" for count, outcome in counts if count)


def _list(cards: Iterator[str]) -> str:
    items = "".join(f'<li class="card">{card}</li>' for card in cards)
    return f'<div class="parity"><ul class="plain">{items}</ul></div>'


def _evaluated(
    number: int, one: Evaluated, row: dict[str, str], selection: Selection, texts: Texts
) -> str:
    words = "".join(f"<blockquote>{escape(q.text)}</blockquote>" for q in one.promises[:1])
    detail = selection.details(one)
    group = f'<p class="small">{escape(one.group)}</p>' if one.group else ""
    return (
        f'{group}<h2 id="{card_id(number)}" tabindex="-1">{escape(one.name)}</h2>{words}'
        + facts_html(
            {
                "Who": selection.by_name(detail) if detail else "",
                "By when": row["By when"],
                "How much": row["How much"],
            }
        )
        + f"<h3>What became of it</h3><p>{outcome_sign(one.outcome)}</p>"
        + _standing(one, texts)
        + _ratings(one, texts.register.scale)
        + _sources(one, row, texts)
    )


def _ratings(one: Evaluated, scale: Sequence[str]) -> str:
    pairs = "".join(
        f'<div class="{shade(rating.value, scale).value}"><dt>{broken(rating.heading)}</dt>'
        f"<dd>{bars_html(rating.value, scale)}{escape(rating.value.capitalize())}</dd></div>"
        for rating in ratings_of(one).values()
    )
    return f'<h3>Ratings</h3><dl class="ratings">{pairs}</dl>' if pairs else ""


def _standing(one: Evaluated, texts: Texts) -> str:
    said = "".join(
        f"<p>“{escape(quote.text)}” "
        f'<span class="small">({escape(place(texts.paragraphs[quote.paragraph]))})</span></p>'
        for quote in one.standing
    )
    return said or f"<p>{_NOBODY_SAYS}</p>"


def _sources(one: Evaluated, row: dict[str, str], texts: Texts) -> str:
    """The paragraphs that a card leans on, each once, and all that report on it."""
    rated = ratings_of(one).values()
    cited: dict[str, dict[str, list[str]]] = {}
    for label, quotes in (
        ("Its words", one.promises[:1]),
        ("What became of it", one.standing),
        ("Ratings", [Quote(rating.paragraph, rating.quote) for rating in rated]),
    ):
        for quote in quotes:
            cited.setdefault(quote.paragraph, {}).setdefault(label, []).append(quote.text)
    opened = "".join(
        source_html(
            *_where(key, texts),
            f"{', '.join(labels)} · ",
            [text for quotes in labels.values() for text in quotes],
        )
        for key, labels in cited.items()
    )
    return opened + _reports(one, row, texts)


def _reports(one: Evaluated, row: dict[str, str], texts: Texts) -> str:
    if not one.reports:
        return ""
    said = [(quote.paragraph, quote.text) for quote in one.standing]
    paragraphs = "".join(
        f'<p class="label">{escape(place(paragraph))}</p>'
        f"{paragraph_html(paragraph, [text for key, text in said if key == paragraph.key])}"
        for paragraph in texts.paragraphs.fetch(one.reports)
    )
    document = texts.documents[document_of(one.reports[0])]
    return (
        f"<details><summary>All that reports on it · {escape(document.name)}, "
        f"{'paragraphs' if len(one.reports) > 1 else 'paragraph'} {escape(row['Reports'])}"
        f"</summary>{paragraphs}</details>"
    )


def _commitment(one: Commitment, row: dict[str, str], selection: Selection, texts: Texts) -> str:
    lead_in = f'<p class="small">{escape(one.lead_in)}</p>' if one.lead_in else ""
    facts = {
        "Who": selection.by_name(one),
        "By when": row["By when"],
        "How much": row["How much"],
        "Worded as": _worded(one),
    }
    return (
        f"{lead_in}<blockquote>{escape(one.text)}</blockquote>{facts_html(facts)}"
        f"{source_html(*_where(one.paragraph, texts), '', [one.text])}"
    )


def _worded(one: Commitment) -> str:
    """How firmly it is said, and what is to be known of that."""
    known = ("in the words of another paper" * one.quoted, "less sure" * (not one.sure))
    beside = ", ".join(filter(None, known))
    return f"{one.strength.value.capitalize()}{f' ({beside})' if beside else ''}"


def _thread(thread: Thread, texts: Texts) -> str:
    rows = side_by_side(thread, texts)
    also = ", ".join(f"“{name}”" for name in thread.names[1:])
    called = f'<p class="small">Also called {escape(also)}</p>' if also else ""
    note = f'<p class="small">{_DIFFERING}</p>' if len(rows) > 1 else ""
    said = "".join(
        f"<h3>{escape(document.name)}, {escape(dated(document))}</h3>"
        + "".join(_saying(one, texts) for one in of_document)
        for document, of_document in groupby(rows, key=lambda row: row.document)
    )
    return f"<h2>{escape(thread.subject)}</h2>{called}{note}{said}"


def _saying(one: Beside, texts: Texts) -> str:
    saying = one.saying
    return (
        f'<p class="label">{escape(saying.role.value.capitalize())}</p>'
        f"<blockquote>{marked_html(saying.text, one.marks)}</blockquote>"
        f"{source_html(*_where(saying.paragraph, texts), '', [saying.text])}"
    )


def _where(key: str, texts: Texts) -> tuple[Document, Paragraph]:
    return texts.documents[document_of(key)], texts.paragraphs[key]
