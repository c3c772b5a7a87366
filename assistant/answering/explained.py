"""What the short forms in an answer stand for, as the documents themselves write them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import Statement

_AROUND = "()[]“”\"'‘’.,;:!?–—"
_MOST = 6


def explained(
    statements: Sequence[Statement], abbreviations: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Each short form that is said, once and in order, with what it stands for.

    ``abbreviations`` are those that the documents define. One whose words are said beside it needs
    no explaining.

    >>> explained([Statement("CYP wait.", 1)], {"CYP": "children and young people"})
    (('CYP', 'children and young people'),)
    """
    said = " ".join(f"{of.heading} {of.lead_in} {of.text}" for of in statements)
    folded = " ".join(said.casefold().split())
    found: dict[str, str] = {}
    for word in said.split():
        whole = word.strip(_AROUND).removesuffix("’s").removesuffix("'s")
        short = whole if whole in abbreviations else whole.removesuffix("s")
        long = abbreviations.get(short, "")
        if long and long.casefold() not in folded:
            found.setdefault(short, long)
    return tuple(found.items())[:_MOST]
