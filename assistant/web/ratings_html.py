"""The ratings of commitments as one table, which says everything without its colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.citing import place
from assistant.visible import escape
from assistant.web.citation import opens
from assistant.web.render import OUTCOMES, Tone
from ingest.indexing.texts import Texts
from ingest.register.ratings import WHOLE
from ingest.register.types import Evaluated, Rating
from ingest.types import document_of

_SHADES = [Tone.GOOD, Tone.FAIR, Tone.MIXED, Tone.BAD]
"""The tones of a scale, from its best value to its worst."""

_CAPTION = "How each commitment was rated, and what is reported of it"


def card_id(number: int) -> str:
    """The HTML id of the heading of a commitment's card, by its place in the list from 1."""
    return f"commitment-{number}"


def ratings_of(one: Evaluated) -> dict[str, Rating]:
    """The rating under each heading, from the commitment's own list where it has one."""
    return {rating.heading.casefold(): rating for rating in one.ratings}


def shade(value: str, scale: Sequence[str]) -> Tone:
    """The tone of a value by its place in the scale.

    >>> shade("good", ["outstanding", "good", "requires improvement", "inadequate"])
    <Tone.FAIR: 'fair'>
    """
    if value not in scale or len(scale) == 1:
        return Tone.OPEN
    return _SHADES[round(scale.index(value) * (len(_SHADES) - 1) / (len(scale) - 1))]


def bars_html(value: str, scale: Sequence[str]) -> str:
    """A value as bars, all of them filled for the best and one for the worst."""
    if value not in scale:
        return ""
    filled = len(scale) - scale.index(value)
    bars = "".join(
        f'<span class="{"on" if at < filled else "off"}"></span>' for at in range(len(scale))
    )
    return f'<span class="bars" aria-hidden="true">{bars}</span>'


def ratings_html(found: Sequence[Evaluated], texts: Texts) -> str:
    """Commitments by the headings of their ratings, each cell a link to its paragraph."""
    headings = {key: rating.heading for one in found for key, rating in ratings_of(one).items()}
    # The one that sums the others up comes first, where it is seen on a phone.
    headings = dict(sorted(headings.items(), key=lambda of: of[0] != WHOLE))
    if not headings:
        return ""
    columns = "".join(f'<th scope="col">{broken(name)}</th>' for name in headings.values())
    numbered = list(enumerate(found, start=1))
    bodies = "".join(
        f"<tbody>{_group(group, len(headings))}"
        + "".join(_row(number, one, list(headings), texts) for number, one in rows)
        + "</tbody>"
        for group, rows in groupby(numbered, key=lambda of: of[1].group)
    )
    return (
        '<div class="parity"><p class="skips"><a href="#after-ratings">Skip the table</a></p>'
        f"{_scale(found, texts.register.scale)}"
        '<p class="small sideways">Scroll the table sideways for more columns.</p>'
        '<div class="scrolls" role="region" aria-labelledby="ratings-caption" tabindex="0">'
        f'<table class="heat"><caption id="ratings-caption"><span>{_CAPTION}</span></caption>'
        '<thead><tr><th scope="col" rowspan="2" class="first">Commitment</th>'
        '<th scope="col" rowspan="2">What became of it</th>'
        f'<th scope="colgroup" colspan="{len(headings)}" class="over">Rated on</th></tr>'
        f"<tr>{columns}</tr></thead>{bodies}</table></div>"
        '<h2 id="after-ratings" tabindex="-1">Each in full</h2></div>'
    )


def _scale(found: Sequence[Evaluated], scale: Sequence[str]) -> str:
    """The scale, best first, where the values are of it."""
    used = {rating.value for one in found for rating in one.ratings}
    if not used <= set(scale):
        return ""
    values = "".join(
        f"<li>{bars_html(value, scale)} {escape(value.capitalize())}</li>" for value in scale
    )
    return f'<p class="small scale">Ratings, best first:</p><ul class="plain scale">{values}</ul>'


def broken(heading: str) -> str:
    """A heading that may be broken after a stroke."""
    return escape(heading).replace("/", "/<wbr>")


def _group(name: str, columns: int) -> str:
    if not name:
        return ""
    return (
        f'<tr class="group"><th scope="rowgroup" colspan="{columns + 2}">'
        f"<span>{escape(name)}</span></th></tr>"
    )


def _row(number: int, one: Evaluated, headings: Sequence[str], texts: Texts) -> str:
    ratings = ratings_of(one)
    cells = "".join(_cell(ratings.get(heading), texts) for heading in headings)
    name = f'<a href="#{card_id(number)}">{escape(one.name)}</a>'
    return f'<tr><th scope="row" class="first">{name}</th>{_outcome(one, texts)}{cells}</tr>'


def _outcome(one: Evaluated, texts: Texts) -> str:
    tone, symbol = OUTCOMES[one.outcome]
    word = escape(one.outcome.value.capitalize())
    shown = (
        f'<span class="symbol" aria-hidden="true">{symbol}</span><span class="word">{word}</span>'
    )
    if not one.standing:
        return f'<td class="{tone.value}"><span class="cell">{shown}</span></td>'
    quote = one.standing[0]
    return f'<td class="{tone.value}">{_link(quote.paragraph, quote.text, shown, texts)}</td>'


def _cell(rating: Rating | None, texts: Texts) -> str:
    if rating is None:
        return '<td><span class="cell">Not rated</span></td>'
    scale = texts.register.scale
    word = f'<span class="word">{escape(rating.value.capitalize())}</span>'
    shown = bars_html(rating.value, scale) + word
    link = _link(rating.paragraph, rating.quote, shown, texts)
    return f'<td class="{shade(rating.value, scale).value}">{link}</td>'


def _link(key: str, quote: str, shown: str, texts: Texts) -> str:
    paragraph, document = texts.paragraphs[key], texts.documents[document_of(key)]
    return (
        f'<a class="cell" {opens(document, paragraph, [quote])}>{shown}'
        f'<span class="unseen">, {escape(place(paragraph))}</span></a>'
    )
