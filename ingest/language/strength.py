"""Which sentences commit somebody, and how firmly: read from the verb and from who does it.

The rules were written by reading labelled sentences, and measured on others: docs/adr/0010.
"""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.language.actors import ACTOR, INSTRUMENT, OTHERS
from ingest.language.fulfilment import outcome_of
from ingest.language.times import Bound, times
from ingest.language.verbs import (
    BETWEEN,
    DID,
    DOES,
    DOING,
    DONE,
    IS_BEING_DONE,
    WAS_DONE,
    WE_DO,
    any_of,
)
from ingest.language.words import stems


class Strength(StrEnum):
    """How firmly a sentence binds the one that says it, by its verb."""

    WILL = "will"
    AIMS = "aims to"
    DOING = "is doing"
    DONE = "has done"
    CONSIDERS = "is considering"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    REPORTS = "reports"
    """Says whether a promise, a target or an ambition was met."""


_WHO = rf"(?:{ACTOR}|{INSTRUMENT})\b"
_GAP = r"(?:[^.;:]{0,60}?[ ,)’'])?"
"""What may stand between somebody and a verb: an aside, a second actor, a relative clause."""

_NEAR = rf"(?:,[^.,;:]{{0,60}},|(?: and| with| &) {ACTOR}\b| \([^)]{{1,20}}\))? {BETWEEN}"
"""What may stand there before a verb in the simple present or past, which is easily mistaken."""

_OPENING = r"^(?:[^.,;:]{0,60}, )?"
_PROMISE = r"(?:commitments?|targets?|ambitions?|trajector(?:y|ies)|pledges?|standards?)"

_REJECTS = any_of(
    rf"\b{ACTOR} {BETWEEN}(?:do|does|did|can|will|would) ?(?:not|n['’]t) (?:fully )?"
    r"(?:accept|agree|recognise|support) ",
    rf"\b{ACTOR} {BETWEEN}(?:rejects?|rejected|disagrees?|declines?) ",
)
_ACCEPTS = any_of(
    rf"\b{ACTOR} {BETWEEN}(?:accepts?|accepted|agrees?|agreed|concurs?|endorses?)\b",
    r"^(?:partially |partly |fully )?(?:accepted|agreed|accept|agree)\b(?=[\s.,:–-])",
    r"\brecommendation (?:is|was|has been) (?:\w+ )?accepted\b",
)
_REPORTS = any_of(
    rf"\b{_PROMISE}\b[^.;]{{0,90}}\b(?:met|missed|achieved|exceeded|delivered|fulfilled)\b",
    r"\b(?:met|missed|achieved|exceed(?:ed|ing)|delivere?[ds] (?:on|the|our|its)"
    r"|fail(?:ed|ure) to meet|towards (?:achiev|meet|deliver)ing)\b[^.;]{0,60}"
    rf"\b(?:{_PROMISE}|promises?)\b",
    r"\bagainst (?:a|the|its|this|an)(?: [\w/]+){0,2} (?:target|trajectory|ambition)\b",
    r"\bmet (?:\w+ ){0,2}[\d.]+%",
    r"\b(?:most|the majority of|all) (?:systems|areas|services|icss)\b[^.;]*\bare now\b",
    r"\b(?:on|off)[- ]track\b",
    r"\bahead of (?:schedule|plan\w*)\b",
    r"\bconfident of meeting\b",
    r"\b(?:good|positive|considerable|significant|strong|clear|real|much) progress\b",
)
_CONSIDERS = any_of(
    rf"\b{ACTOR}{_GAP}\b(?:is|are|['’]re|will|continues? to) {BETWEEN}"
    r"(?:consider(?:ing)?|explor(?:e|ing)|consult(?:ing)?|look(?:ing)? (?:at|to|into)"
    r"|investigat(?:e|ing)|examin(?:e|ing)|keep [^.;]{0,40}under review)\b",
    r"^(?:exploring|considering|reviewing|examining|looking (?:at|into))\b",
    r"\b(?:is|are|will be) (?:kept )?under (?:\w+ )?(?:review|consideration)\b",
)
_COMMITS = any_of(
    r"\b(?:is|are|am|remains?|['’]re|was|were) (?:\w+ ){0,2}committed to\b",
    r"\b(?:has|have) (?:\w+ )?committed to\b",
    r"\bcommitted to (?:\w+ing|having|the)\b",
    r"\b(?:commits? (?:itself )?to|pledg(?:e|es|ed) to|promis(?:e|es|ed) to|undertak(?:e|es) to"
    r"|vow(?:s|ed)? to|guarantees?|commitment to)\b",
)
_AIMS = any_of(
    r"\b(?:aim(?:s|ed|ing)?|determined|expect(?:s|ed)?|hop(?:es?|ing)|intend(?:s|ed|ing)?|keen"
    r"|looks?|plan(?:s|ning)?|seeks?|wants?|wish(?:es)?|working towards?"
    r"|(?:ambition|aim|expectation|goal|objective|priority|vision) is|priorities are)"
    r" (?:to(?! (?:continue to )?see\b)|[a-z]+ to)\b",
    r"\b(?:expects?|expected|hopes?) that\b",
    rf"\b{ACTOR} expects?\b[^.;]{{0,60}} to\b",
    r"\b(?:the|our|its|their|whose) (?:\w+ )?"
    r"(?:aim|ambition|expectation|goal|intention|mission|objective|priority|vision)s?"
    r" (?:is|are|of|to|that|will be|for|remains?)\b",
    r"\b(?:ambition|expectation|goal|intention|objective) (?:is )?(?:to|of|that)\b",
    r"\b(?:our|its|key|top|highest|government|national) (?:\w+ )?"
    r"(?:priorit(?:y|ies)|vision|ambitions?)\b",
    r"\b(?:continues to be|remains|is|are) (?:an? )?(?:\w+ )?priorit(?:y|ies)\b",
    r"\b(?:is|are) (?:particularly |strongly )?(?:focuss?ed on|committed|dedicated|designed to)\b",
    r"\b(?:is|are) due to (?:be|become|begin|complete|join|launch|open|publish|report|start)\b",
    r"\b(?:measures|plans|proposals|reforms) should\b",
    r"\b(?:plans?|programme|strategy) envisage[sd]?\b",
    r"\bset out (?:his|her|its|their|our) ambition\b",
    r"\bcentral aim\b",
)
_WILL = any_of(
    rf"\b(?:will|shall|['’]ll|is to|are to)\b(?! {BETWEEN}"
    r"(?:affect|be aware|be needed|be required|depend|face|have begun|inevitably|know|likely"
    r"|mean that|need|not be evident|probably|recall|require|suffer|take time|undoubtedly|vary"
    r"|be (?:\w+ly )?(?:important|essential|crucial|key|vital|useful|necessary))\b)",
)
_CONDITION = any_of(r"\b(?:funds?|funding|grants?|monies|money)\b[^.;]{0,40} must\b")
_DONE = any_of(
    rf"\b{_WHO}(?:{_GAP}\b{DONE}|{_NEAR}{DID})\b",
    rf"\b{WAS_DONE}\b",
    r"\b(?:has|have) (?:been in receipt of|received) (?:[\w-]+ ){0,4}funding\b",
    r"\b(?:investment|funding|spend(?:ing)?)\b[^.;]{0,60}\b(?:has|have) (?:continued to )?"
    r"(?:ris|increas|grow)\w*\b",
    r"\b(?:has|have) led to (?:an? |the )?(?:increased|improved|new|greater)\b",
    r"\b(?:led|leads) to the (?:creation|establishment|development|launch|setting up)\b",
    r"\b(?:is|are) now (?:embedded|in place|established|live|available|operating|operational)\b",
    r"\bthere (?:is|are) now (?:an? )?",
    r"\bfurther developments include\b",
    r"^(?:this|these|it|they) (?:has|have|had|also|was|were)? ?(?:included?|involved?)\b",
    r"\b(?:commenced|came on stream|came into (?:force|effect))\b",
)
_DOING = any_of(
    WE_DO,
    rf"^(?:it|they) {DOING}\b",
    rf"\b{_WHO}(?:{_GAP}\b{DOING}\b|{_NEAR}{DOES})",
    rf"\b{IS_BEING_DONE}\b",
    r"\b(?:work|programme|action|actions|activity|efforts?|review|reforms?|measures?|project)\b"
    r"[^.;]{0,80}\b(?:is|are) (?:\w+ )?(?:ongoing|underway|under way|in progress|being taken)\b",
    r"\bwork (?:is )?(?:already |currently )?under ?way\b",
    r"\b(?:is|are) (?:(?:now |currently )?in the process of|involved in)\b",
    r"\b(?:is|are) (?:regularly|routinely|continually|continuously) [a-z]+ed\b",
    r"\b(?:programme|piece|range|series|package) of (?:\w+ )?(?:work|actions?|measures)\b",
)
_BY_VERB = (
    (_CONSIDERS, Strength.CONSIDERS),
    (_COMMITS, Strength.WILL),
    (_AIMS, Strength.AIMS),
    (_WILL, Strength.WILL),
    (_CONDITION, Strength.WILL),
    (_DONE, Strength.DONE),
    (_DOING, Strength.DOING),
)
"""Which verb says what; of those that begin together ("will aim to") the first here counts."""

_AMBITIONS = frozenset(
    stems("aim ambition commitment expectation goal milestone objective pledge target trajectory")
)
"""What has a date by which it is to be reached."""

_SETS_OUT = any_of(r"\bsets? out\b")
"""What a plan does with an ambition; it is not yet done by that."""

_ONE_VERB = 12
"""Letters within which two verbs are one."""

_PREAMBLE = any_of(
    r"^It (?:should (?:also )?be noted|is (?:also )?(?:important to note|worth noting)) that "
)
_NOT_OWN = any_of(
    r"^(?:Recommendation|Conclusion)s?\b[^.]{0,12}:",
    r"\b(?:we|I|the committee|panel) (?:\w+ )?recommend",
    r"\brecommendations? \b[^.;]{0,200}\bput forward\b",
    r"\bas (?:indicated|noted|recommended) by the (?:panel|committee)",
)
"""What another says, or what is only recommended."""

_INFINITIVE = re.compile(r"^To [a-z]+ (?!.*\b(?:will|we|is|are|has|have)\b)[^,]*$")
_FRAGMENT = re.compile(
    r"(?!.*\b(?:is|are|was|were|has|have|had|will|[a-z]+ed|made|led)\b)"
    r"[\w’'/&-]+(?: [\w’'/&-]+){0,5} ?:?"
)
"""Some words without a verb and without a full stop: a heading, or the label of a list."""

_UNREAL = any_of(r"\b(?:would|could|should|if)\b")
_NEEDS = any_of(
    rf"{_OPENING}(?:{ACTOR}|it|this|these|there|[\w ’'&/-]{{3,60}}?) {BETWEEN}"
    r"(?:will need|needs?|should|ought|would need)\b"
)
_NO_PROMISE = any_of(
    r"\b(?:pandemic|covid(?:-19)?|demand|prevalence|pressures?|risks?|challenges?|crisis"
    r"|everyone who|those who|effects?|nobody|no one|readers?|you|governors)\b[^,;]{0,40}"
    r"\b(?:will|shall)\b"
)
_OTHERS_DO = any_of(rf"^(?:\w+, )?(?:{OTHERS})\b")
_STANCE = any_of(
    rf"{_OPENING}(?:{ACTOR}|it is) {BETWEEN}"
    r"(?:acknowledges?|appreciate[sd]?|believes?|draws?|encouraging|know|notes?|recognise[sd]?"
    r"|regrets?|shares? the|thanks?|understands?|unsurprising|welcom(?:es?|ed))\b"
)
_AND_ACTS = any_of(rf"\b(?:and|but|so|which is why) (?P<act>{ACTOR} (?:will|have|has|are|is)\b)")
"""What follows a courtesy."""

_DESCRIBES = any_of(
    rf"{_OPENING}(?:the|this|these|our|it)(?: [\w’']+){{0,3}}?"
    r"(?: plan| strategy| paper| document| response| report| chapter| section| annex| guidance)?"
    r" (?:also |then )?(?:corresponds?|describes?|explains?|illustrates?|outlines?"
    r"|provides? an overview|sets? out|states|summarises?|underlines?)\b"
    r"(?! (?:increas|addition|new|more|further|invest|fund|plans? to|commit))"
)
"""What a document says of itself, but that it sets out more money or a promise."""


def strength_of(text: str, *, quoted: bool = False) -> Strength | None:
    """How firmly a sentence commits somebody; None if it does not commit anybody.

    One that is ``quoted`` as a commitment binds by its verb alone.

    >>> strength_of("We will open ten wards by 2025.")
    <Strength.WILL: 'will'>
    >>> strength_of("Demand has risen since 2019.") is None
    True
    """
    text = _PREAMBLE.sub("", text)
    if any(pattern.search(text) for pattern in (_NOT_OWN, _DESCRIBES, _INFINITIVE)):
        return None
    if _REJECTS.search(text):
        return Strength.REJECTS
    if _STANCE.search(text):
        further = _AND_ACTS.search(text)
        if outcome_of(text):
            return Strength.REPORTS
        return strength_of(text[further.start("act") :]) if further else None
    if _FRAGMENT.fullmatch(text):
        return None
    if _ACCEPTS.search(text):
        return Strength.ACCEPTS
    if _REPORTS.search(text) and not _UNREAL.search(text):
        return Strength.REPORTS
    if _NEEDS.search(text):
        return None
    by_verb = _by_verb(text)
    may_aim = by_verb is None or (by_verb is Strength.DONE and _SETS_OUT.search(text))
    return Strength.AIMS if may_aim and not quoted and _is_dated_ambition(text) else by_verb


def _by_verb(text: str) -> Strength | None:
    """What the first verb of a sentence says that somebody does."""
    found = [
        (match.end(), strength)
        for pattern, strength in _BY_VERB
        if (match := pattern.search(text))
        and not (_NO_PROMISE.search(text) if pattern is _WILL else _OTHERS_DO.search(text))
    ]
    first = min((end for end, _ in found), default=0)
    return next((strength for end, strength in found if end <= first + _ONE_VERB), None)


def _is_dated_ambition(text: str) -> bool:
    """Whether a sentence names an ambition and a date by which it is to be reached."""
    return (
        not _AMBITIONS.isdisjoint(stems(text))
        and not _OTHERS_DO.search(text)
        and not _UNREAL.search(text)
        and any(when.bound is not Bound.PERIOD for when in times(text))
    )
