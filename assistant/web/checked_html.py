"""What became of each claim of a text as HTML in which every word is escaped, problems first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.desk.check import Checked, Verdict
from assistant.desk.said import NEAREST_READING, VERDICTS, verdict_lines
from assistant.desk.wording import Place
from assistant.visible import escape
from assistant.web.place_html import sentence_html, source_of_html
from assistant.web.render import Tone, sign
from assistant.web.text_html import capitalised, marked_html

_SIGNS = {
    Verdict.DIFFERS: (Tone.BAD, "≠"),
    Verdict.ABSENT: (Tone.OPEN, "✕"),
    Verdict.REWORDED: (Tone.FAIR, "≈"),
    Verdict.VERBATIM: (Tone.GOOD, "✓"),
}
"""How each verdict looks, the gravest first."""

_SHORT = {
    Verdict.DIFFERS: "Differs",
    Verdict.ABSENT: "Not found",
    Verdict.REWORDED: "Reworded",
    Verdict.VERBATIM: "Verbatim",
}
_OF_COUNT = {
    Verdict.DIFFERS: ("differs in a fact", "differ in a fact"),
    Verdict.ABSENT: ("was not found", "were not found"),
    Verdict.REWORDED: ("is reworded", "are reworded"),
    Verdict.VERBATIM: ("is verbatim", "are verbatim"),
}


def counted(checked: Sequence[Checked]) -> dict[Verdict, int]:
    """How many claims have which verdict, the gravest first."""
    verdicts = [one.verdict for one in checked]
    return {verdict: verdicts.count(verdict) for verdict in _SIGNS if verdict in verdicts}


def problems_first(
    checked: Sequence[Checked], wanted: Collection[Verdict]
) -> list[tuple[int, Checked]]:
    """The claims with a verdict that is wanted, each with its number in the text."""
    gravity = list(_SIGNS)
    numbered = [of for of in enumerate(checked, start=1) if of[1].verdict in wanted]
    return sorted(numbered, key=lambda of: gravity.index(of[1].verdict))


def option_line(option: str, checked: Sequence[Checked]) -> str:
    """How the filter shows a verdict, by its value, or all of them."""
    if option not in list(Verdict):
        return f"All {len(checked):,}"
    verdict = Verdict(option)
    return f"{_SIGNS[verdict][1]} {_SHORT[verdict]} {counted(checked)[verdict]:,}"


def summary_html(checked: Sequence[Checked]) -> str:
    """How many claims were checked, and what became of how many, in a sentence."""
    sentences, line = _summed(checked)
    beside = f"<p>{escape(capitalised(line))}</p>" if len(checked) > 1 else ""
    return f'<div class="parity"><h2 id="result">{sentences} checked</h2>{beside}</div>'


def summary(checked: Sequence[Checked]) -> str:
    """The same in plain text."""
    sentences, line = _summed(checked)
    return f"{sentences} checked: {line}"


def _summed(checked: Sequence[Checked]) -> tuple[str, str]:
    """How many claims there are, and what became of how many."""
    counts = [f"{n:,} {_OF_COUNT[verdict][n > 1]}" for verdict, n in counted(checked).items()]
    sentences = f"{len(checked):,} sentences" if len(checked) > 1 else "1 sentence"
    last = counts.pop()
    line = f"{', '.join(counts)} and {last}." if counts else f"{last}."
    return sentences, line


def checked_html(numbered: Sequence[tuple[int, Checked]], of: int) -> str:
    """Claims with their numbers in a text ``of`` so many, each with its verdict and its source."""
    cards = "".join(
        f'<li class="card checked">{_claim(one, f"Sentence {number:,} of {of:,}" * (of > 1))}</li>'
        for number, one in numbered
    )
    return f'<div class="parity"><ul class="plain">{cards}</ul></div>'


def _claim(one: Checked, counted_: str) -> str:
    tone, symbol = _SIGNS[one.verdict]
    differing = [(d.start, d.end) for d in one.differences]
    why = map(capitalised, verdict_lines(one))
    lines = "".join(f'<p class="why">{escape(line)}</p>' for line in why)
    number = f'<span class="small">{escape(counted_)}</span>' if counted_ else ""
    said = f'<p class="claim">{marked_html(one.claim, [*differing, *one.others])}</p>'
    return (
        f'<p class="verdict">{sign(tone, symbol, VERDICTS[one.verdict])}{number}</p>'
        f'<div class="beside"><div>{said}{lines}</div>{_places(one)}</div>'
    )


def _places(one: Checked) -> str:
    """The source of a claim; of one that is verbatim its words are not said again."""
    if not one.places:
        return ""
    if one.verdict is Verdict.VERBATIM:
        return f"<div>{''.join(map(source_of_html, one.places))}</div>"
    nearest = one.verdict is Verdict.ABSENT
    label = NEAREST_READING.rstrip(":") if nearest else "The documents say"
    places = "".join(
        sentence_html(place, _instead(one, place), "differs") + source_of_html(place)
        for place in one.places
    )
    return f'<div><p class="label">{label}</p>{places}</div>'


def _instead(one: Checked, place: Place) -> Iterator[tuple[int, int]]:
    """Where the source has what the claim has otherwise."""
    for difference in one.differences:
        for words in filter(None, difference.instead.split(", ")):
            if there := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", place.text):
                yield there.span()
