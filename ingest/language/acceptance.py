"""A line that says whether somebody accepts something: "Accepted in full by the Department"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.language.labels import is_unit_noun
from ingest.language.words import words

_VERBS, _AUXILIARIES, _HAVE, _JOINING = (
    frozenset(part.split())
    for part in (
        "accept agree endorse reject support; is are was were be been has have had; has have had;"
        " subject with and but"
    ).split(";")
)
_STANCES = frozenset(
    form for verb in _VERBS for form in (verb, f"{verb}s", f"{verb.removesuffix('e')}ed")
)
_MOST_WORDS, _MOST_IN_PASSIVE = 25, 12
_SHORTEST_NOUN = 3
_BEFORE_VERB = 3


def is_acceptance(text: str) -> bool:
    """Whether a short line as a whole accepts or rejects something, by its verb.

    >>> is_acceptance("Status: Agreed"), is_acceptance("We accept this recommendation in part.")
    (True, True)
    >>> is_acceptance("Accepted recommendations"), is_acceptance("Nutrition support")
    (False, False)
    """
    label, colon, value = text.partition(":")
    said = value if colon and value.strip() and len(label.split()) <= _BEFORE_VERB else text
    of = words(said)
    if len(of) > _MOST_WORDS or text.endswith((":", "?")) or not accepts(said):
        return False
    at = next(at for at, word in enumerate(of) if word in _STANCES)
    return of[at + 1 : at + 2] != ["that"]


def is_stance(word: str) -> bool:
    """Whether a word is a form of "accept", "reject" or the like."""
    return word in _STANCES


def accepts(text: str) -> bool:
    """Whether a sentence says that somebody accepts or rejects what was said or recommended."""
    of = words(text)
    if not of or of[0].startswith(("wh", "how", "if")):
        return False
    return any(word in _STANCES and _is_verb(of, at) for at, word in enumerate(of))


def _is_verb(of: Sequence[str], at: int) -> bool:
    """Whether the word at a place is what a sentence says, and no attribute or infinitive."""
    before, after = of[:at], of[at + 1 :]
    is_participle = of[at].endswith("d")
    if all(map(_is_modifier, before)):
        return (not after or _joins(after[0])) and len(of) <= _MOST_IN_PASSIVE
    if is_participle:
        is_said = bool(_AUXILIARIES & set(before[-_BEFORE_VERB:]))
        active = bool(_HAVE & set(before[-_BEFORE_VERB:]))
        return is_said and (_is_of_units(before) or (active and _is_object(after)))
    if before[-1] in ("to", "of", "and") or _is_of_several(before):
        return False
    if of[at] == "support" and before[-1] not in ("we", "they") and not _is_modifier(before[-1]):
        return _is_object(after)
    return not after or _joins(after[0]) or _is_object(after)


def _joins(word: str) -> bool:
    """Whether a word goes on after "accepted" with how or by whom: "in", "by", "subject"."""
    return len(word) < _SHORTEST_NOUN or word in _JOINING


def _is_object(after: Sequence[str]) -> bool:
    """Whether words behind a verb begin with what was said or recommended."""
    return after[:1] in (["this"], ["these"], ["that"]) or any(map(is_unit_noun, after))


def _is_of_units(before: Sequence[str]) -> bool:
    """Whether words before a verb name what was recommended, or stand for it."""
    return before[0] in ("it", "this", "these") or any(map(is_unit_noun, before))


def _is_modifier(word: str) -> bool:
    """ "Not", "part" or an adverb, before "accepted"."""
    return word in ("not", "part") or word.endswith("ly")


def _is_of_several(before: Sequence[str]) -> bool:
    """Whether a verb only tells some of several: "recommendations that we accept"."""
    plural = before[0].endswith("s") and is_unit_noun(before[0])
    return "that" in before or (plural and not any(word.isdigit() for word in before))
