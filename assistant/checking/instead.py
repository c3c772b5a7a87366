"""What a source has in the place of words of a claim: what stands there between the same words."""

from __future__ import annotations

from assistant.facts.reading import Facts
from assistant.facts.units import Pairs

_FARTHEST = 6
"""Words of a source that may stand in the place of a claim's."""


def in_place_of(claim: Facts, source: Facts, pairs: Pairs, start: int, end: int) -> str:
    """The words of the source where the claim has ``claim.text[start:end]``; "" if none are."""
    first, last = claim.at(start), max(claim.at(end) - 1, claim.at(start))
    before = pairs.of.get(first - 1)
    if before is None:
        return ""
    after = pairs.of.get(last + 1)
    sentence = source.sentence_of(before)
    if after is None or after <= before:
        after = sentence.stop
    between = range(before + 1, min(after, sentence.stop, before + 1 + _FARTHEST))
    taken = set(pairs.of.values())
    own = [at for at in between if at not in taken and not source.units[at].is_small]
    if not own:
        return ""
    return source.text[source.units[own[0]].start : source.units[own[-1]].end]
