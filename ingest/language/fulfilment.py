"""Whether a sentence says that a promise, a target or an ambition was met."""

from __future__ import annotations

import re
from enum import StrEnum


class Fulfilment(StrEnum):
    """What the document that reports on a commitment says became of it."""

    MET = "met"
    NOT_MET = "not met"
    PARTLY_MET = "partly met"
    ON_TRACK = "on track"
    NOT_SAID = "not said outright"


_THING = (
    r"(?:commitments?|targets?|ambitions?|trajector(?:y|ies)|pledges?|promises?|goals?|aims?"
    r"|standards?|milestones?)"
)
_KEPT = r"(?:met|achieved|delivered|fulfilled|reached|kept|exceeded|surpassed)"
_NOT_MET = re.compile(
    rf"\b{_THING}\b[^.;]*\b(?:was|were|is|are|has|have|had)(?: \w+)? (?:not|never) (?:\w+ )?"
    rf"(?:been |yet been )?{_KEPT}\b"
    rf"|\bfail(?:ed|ure)? to (?:meet|achieve|deliver|reach)\b[^.;]*\b{_THING}\b"
    rf"|\b{_THING}\b[^.;]*\b(?:was|were|is|are|has been|have been) (?:\w+ )?missed\b"
    rf"|\b(?:missed|did not (?:meet|achieve|reach)|have not (?:met|achieved))\b[^.;]*\b{_THING}\b"
    rf"|\boff[- ]track\b",
    re.I,
)
_NONE_MET = re.compile(
    rf"\b(?:none of (?:the|our|its|their|these)|no|neither of the) (?:\w+ ){{0,2}}{_THING}\b[^.;]*"
    rf"\b(?:was|were|has|have)\b[^.;]*\b{_KEPT}\b",
    re.I,
)
_PARTLY = re.compile(
    r"\b(?:areas|systems|services|places|trusts|regions|providers|sites)\b[^.;]*\bnot yet\b"
    r"[^.;]*\b(?:met|achieved|delivered)\b"
    r"|\b(?:most|many|the majority of|a majority of) (?:\w+ )?"
    r"(?:areas|systems|services|places|trusts|regions|providers|sites|icss|ccgs)\b[^.;]*"
    r"\b(?:are|have|is|has) (?:now |already )?(?:deliver\w+|commission\w*|met|meet\w*|achiev\w+)\b"
    r"|\b(?:partly|partially) (?:met|achieved|delivered)\b",
    re.I,
)
_ON_TRACK = re.compile(
    r"\b(?<!off )(?:on track|on course|on schedule) (?:to|for|with)\b"
    r"|\bahead of (?:plan\w*|schedule)\b"
    r"|\b(?:exceed\w*|ahead of|meet(?:s|ing)?|met) (?:its|their|the|our) (?:planned )?trajector"
    r"|\bconfident (?:of|that)\b[^.;]*\b(?:meet\w*|met|deliver\w*|achiev\w*)\b",
    re.I,
)
_MET = re.compile(
    rf"\b{_THING}\b[^.;]*\b(?:was|were|has|have)(?: now| since| already)?(?: been)?"
    rf"(?: now| fully)? {_KEPT}\b"
    rf"|\b{_KEPT} (?:all )?(?:the|this|our|its|that|their)"
    rf"(?: [\w%/-]+){{0,4}} {_THING}\b"
    r"|\b(?:has|have) delivered (?:on )?(?:the|our|its|this|that|all)"
    rf"(?: [\w%/-]+){{0,4}} {_THING}\b",
    re.I,
)
_UNREAL = re.compile(r"\bwould\b|\bif\b|\bwithout\b|\bunless\b|\bcould\b|\bshould\b", re.I)
_OTHERS = re.compile(
    r"\b(?:panel|committee|experts?|report|royal college)\b[^.;]*\b(?:conclud\w+|not(?:ed|es)"
    r"|found|said|says|stat\w+|suggest\w+)\b|\b(?:different|another|other)\b[^.;]*\bcommitment",
    re.I,
)


def outcome_of(sentence: str) -> Fulfilment | None:
    """What a sentence says of a promise, target or ambition: met or not; None if nothing.

    What would have been, and what others are said to have found, is no verdict.

    >>> outcome_of("The 19,000 target has now been met.")
    <Fulfilment.MET: 'met'>
    """
    return None if _is_beside(sentence) else _told(sentence)


def is_no_outcome(sentence: str) -> bool:
    """Whether a sentence says what would have become of a promise, or what others found of it.

    >>> is_no_outcome("Without the pandemic the target would have been achieved.")
    True
    """
    return _is_beside(sentence) and _told(sentence) is not None


def _is_beside(sentence: str) -> bool:
    return bool(_UNREAL.search(sentence) or _OTHERS.search(sentence))


def _told(sentence: str) -> Fulfilment | None:
    """What a sentence says of a promise, by its words alone."""
    for pattern, outcome in (
        (_PARTLY, Fulfilment.PARTLY_MET),
        (_NOT_MET, Fulfilment.NOT_MET),
        (_NONE_MET, Fulfilment.NOT_MET),
        (_ON_TRACK, Fulfilment.ON_TRACK),
        (_MET, Fulfilment.MET),
    ):
        if pattern.search(sentence):
            return outcome
    return None
