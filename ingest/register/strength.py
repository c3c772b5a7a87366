"""Which sentences commit somebody, and how firmly: read from the verb and from who does it.

Fitted by reading the labelled sentences of ``tests/data/register`` (docs/adr/0010).
"""

from __future__ import annotations

import re

from ingest.register.actors import ACTOR, INSTRUMENT, OTHERS
from ingest.register.types import Strength
from ingest.register.verdicts import verdict

_BETWEEN = (
    r"(?:(?:[a-z]+ly|also|now|already|further|still|always|therefore|then|soon|only|both|again|since"
    r"|once|all|each|to date|in parallel|as a result|this year|instead|in turn|together|just"
    r"|in part|as well|jointly|next|too|ever)[, ]+)*"
)
_NO_ACT = (
    r"(?!(?:accessed|acknowledged|affected|appreciated|argued|been|believed|caused|compounded"
    r"|conclud\w+|declined|disrupted|existed|experienced|faced|fallen|felt|found|had|happened|heard"
    r"|impacted|known|lacked|learned|lost|needed|noted|noticed|evolved|identified|observed|occurred|received"
    r"|recognised|recommended|remained|resulted|risen|said|seemed|seen|showed|shown|struggled"
    r"|suffered|suggested|thought|told|understood|wanted|welcomed|indeed|used to|called|named"
    r"|considered|based|seed|speed|need|feed|proceed|succeed|exceed|identified|hundred)\b)"
)
"""What somebody sees, says or undergoes is no act."""

_IRREGULAR = (
    r"begun|brought|built|chosen|cut|done|driven|given|held|kept|laid|led|made|met|overseen|paid"
    r"|put|run|sent|set|sought|spent|taken|undertaken|won|written"
)
_DONE_FORM = rf"{_NO_ACT}(?:[a-z-]+ed|{_IRREGULAR})"
_PAST = (
    rf"{_NO_ACT}(?:[a-z-]+ed|began|brought|built|chose|drove|gave|held|kept|laid|led|made|met"
    r"|oversaw|paid|put|ran|sent|set (?:up|out)|sought|spent|took|undertook|won)"
)
_PASSIVE = (
    r"(?:abolished|added|adopted|agreed|allocated|announced|appointed|asked|awarded|commenced"
    r"|commissioned|committed|completed|consolidated|created|delivered|developed|earmarked"
    r"|embedded|established|expanded|extended|implemented|improved|incentivised|integrated"
    r"|introduced|invested|launched|made available|merged|modernised|overhauled|paid|picked up"
    r"|processed|provided|published|put in place|recruited|redesigned|reformed|refreshed|reimposed"
    r"|replaced|required|restored|reviewed|ring-?fenced|rolled out|secured|set aside|set up"
    r"|simplified|strengthened|streamlined|tightened|trained|updated|upgraded|uplifted|urged)"
)
"""What is done by nobody that is named."""

_NOT_DOING = (
    r"(?!being|having|facing|experiencing|suffering|waiting|living|rising|falling|growing|becoming"
    r"|lacking|seeing|struggling|declining|leaving|happening|increasing\b|including"
    r"|according|missing|concerning|during|getting|dying|ageing|outstanding|existing|unable)"
)
_HAS_DONE = rf"(?:has|have|had|['’]ve) {_BETWEEN}(?:been {_BETWEEN})?{_DONE_FORM}\b"
_IS_DOING = rf"(?:is|are|am|['’]re|(?:has|have) (?:also )?been) {_BETWEEN}{_NOT_DOING}[a-z-]+ing\b"

_WHO = rf"(?:{ACTOR}|{INSTRUMENT})\b"
_GAP = r"(?:[^.;:]{0,60}?[ ,)’'])?"
"""What may stand between who does it and the verb: an aside, a second actor, a relative clause."""

_NEAR = rf"(?:,[^.,;:]{{0,60}},|(?: and| with| &) {ACTOR}\b| \([^)]{{1,20}}\))? {_BETWEEN}"
"""What may stand there before a verb in the simple present or past, which is easily mistaken."""

_REJECTS = re.compile(
    rf"\b{ACTOR} {_BETWEEN}(?:(?:do|does|did|cannot|can|will) ?(?:not|n['’]t)? (?:fully )?"
    rf"(?:accept|agree|recognise|support) |(?:rejects?|rejected|disagrees?|declines?) )",
    re.I,
)
_REJECTED = re.compile(
    r"\b(?:do|does|did|can|will|would)(?: not|not|n['’]t)\b|\breject|\bdisagree|\bdecline", re.I
)
_ACCEPTS = re.compile(
    rf"\b{ACTOR} {_BETWEEN}(?:accepts?|accepted|agrees?|agreed|concurs?|endorses?)\b"
    r"|^(?:partially |partly |fully )?(?:accepted|agreed|accept|agree)\b(?=[\s.,:–-])"
    r"|\brecommendation (?:is|was|has been) (?:\w+ )?accepted\b",
    re.I,
)
_CONSIDERS = re.compile(
    rf"\b{ACTOR}{_GAP}\b(?:is|are|['’]re|will|continues? to) {_BETWEEN}"
    r"(?:consider(?:ing)?|explor(?:e|ing)|consult(?:ing)?|look(?:ing)? (?:at|to|into)"
    r"|investigat(?:e|ing)|examin(?:e|ing)|keep [^.;]{0,40}under review)\b"
    r"|^(?:exploring|considering|reviewing|examining|looking (?:at|into))\b"
    r"|\b(?:is|are|will be) (?:kept )?under (?:\w+ )?(?:review|consideration)\b",
    re.I,
)
_AIMS = re.compile(
    r"\b(?:aims?|aiming|aimed|plans?|planning|intends?|intending|intended|hopes?|hoping|wants?"
    r"|seeks?|determined|keen|working towards?|looks? to|expects?|expected|wish(?:es)?|ambition is|aim is"
    r"|goal is|objective is|priority is|vision is|priorities are|expectation is)"
    r" (?:to(?! (?:continue to )?see\b)|is to|[a-z]+ to)\b|\b(?:expects?|expected|hopes?) that\b"
    r"|\b(?:the|our|its|their|with the|whose) (?:\w+ )?(?:aim|ambition|intention|goal|objective"
    r"|vision|mission|priority|expectation)s? (?:is|are|of|to|that|will be|for|remains?)\b"
    r"|\b(?:an|the) ambition to\b|\b(?:plans?|strategy|programme) envisage[sd]?\b"
    r"|\b(?:our|its|key|top|highest|government|national) (?:\w+ )?(?:priorit(?:y|ies)|vision"
    r"|ambitions?)\b|\b(?:continues to be|remains|is|are) (?:an? )?(?:\w+ )?priorit(?:y|ies)\b"
    r"|\b(?:is|are) (?:particularly |strongly )?(?:focus(?:s)?ed on|committed|dedicated)\b"
    r"|\b(?:reforms|measures|proposals|plans) should\b|\b(?:is|are) due to (?:be|become|open|start|launch|report|publish|begin|complete|join)\b"
    rf"|\b{ACTOR} expects?\b[^.;]{{0,60}} to\b"
    r"|\b(?:intention|objective|ambition|goal|expectation) (?:is )?(?:to|of|that)\b"
    r"|\b(?:is|are) designed to\b"
    r"|\bset out (?:his|her|its|their|our) ambition\b|\bcentral aim\b",
    re.I,
)
_COMMITS = re.compile(
    r"\b(?:(?:is|are|am|remains?|['’]re|was|were) (?:\w+ ){0,2}committed to|commits? (?:itself )?to"
    r"|committed to (?:\w+ing|having|the)|pledg(?:e|es|ed) to|promis(?:e|es|ed) to"
    r"|undertak(?:e|es) to|vow(?:s|ed)? to|guarantees?|commitment to)\b",
    re.I,
)
_WILL = re.compile(
    rf"\b(?:will|shall|['’]ll|is to|are to)\b(?! (?:{_BETWEEN})(?:need\b|require\b|undoubtedly"
    r"|depend|have begun|inevitably|likely|probably|not be evident|affect|suffer|mean that|be needed"
    r"|be required|be aware|know|recall|vary|face|take time"
    r"|be (?:\w+ly )?(?:important|essential|crucial|key|vital|useful|necessary)))",
    re.I,
)
_CONDITION = re.compile(r"\b(?:funds?|funding|grants?|monies|money)\b[^.;]{0,40} must\b", re.I)
_NO_PROMISE = re.compile(
    r"\b(?:pandemic|covid(?:-19)?|demand|prevalence|pressures?|risks?|challenges?|crisis"
    r"|everyone who|those who|effects?|nobody|no one|readers?|you|governors)\b[^,;]{0,40}"
    r"\b(?:will|shall)\b",
    re.I,
)
_WE_DO = (
    r"\bwe (?:[a-z]+ly )?(?!are\b|believe|can|could|do\b|have|had|hope|know|live|may|might|must|need|note"
    r"|recognise|recommend|regret|see\b|should|think|understand|value|welcome|were|will|would|share"
    r"|appreciate|acknowledge|expect|cannot|heard|found|saw|felt|consider|conclude|draw|thank|face"
    r"|also\b|now\b|all\b|want|say|said|agree|accept|ask\b|urge)[a-z]+(?<!ed) (?!to\b)"
)
_DOING = re.compile(
    rf"{_WE_DO}|^(?:it|they) {_IS_DOING}|\b{_WHO}(?:{_GAP}\b{_IS_DOING}|{_NEAR}(?:continues?|works?|supports?|funds?|invests?"
    r"|delivers?|leads?|provides?|operates?|monitors?|publishes|requires?|mandates?|promotes?"
    r"|offers?|ensures?|urges?|encourages?|engages?|enables?|focus(?:es)?) )"
    r"|\b(?:work|programme|action|actions|activity|efforts?|review|reforms?|measures?|project)\b"
    r"[^.;]{0,80}\b(?:is|are) (?:\w+ )?(?:ongoing|underway|under way|in progress|being taken)\b"
    r"|\b(?:is|are) (?:(?:now |currently )?in the process of|involved in)\b"
    r"|\bwork (?:is )?(?:already |currently )?under ?way\b"
    r"|\b(?:is|are) (?:regularly|routinely|continually|continuously) [a-z]+ed\b"
    r"|\b(?:is|are) (?:currently |now |also |already )?being (?:\w+ly )?(?:developed|taken"
    r"|delivered|rolled|put|made|encouraged|piloted|tested|provided|established|introduced"
    r"|implemented|used|invested|expanded|built|funded|supported|reviewed|strengthened|created"
    r"|updated|trained)\b"
    r"|\b(?:a )?(?:programme|piece|range|series|package) of (?:\w+ )?(?:work|actions?|measures)\b",
    re.I,
)
_DONE = re.compile(
    rf"\b{_WHO}(?:{_GAP}\b{_HAS_DONE}|{_NEAR}(?!set out in){_PAST}\b)"
    rf"|\b(?:has|have|was|were|had) {_BETWEEN}(?:also )?(?:been )?(?:\w+ly )?{_PASSIVE}\b"
    r"|\b(?:has|have) (?:been in receipt of|received) (?:[\w-]+ ){0,4}funding\b"
    r"|\b(?:is|are) now (?:embedded|in place|established|live|available|operating|operational)\b"
    r"|\b(?:investment|funding|spend(?:ing)?)\b[^.;]{0,60}\b(?:has|have) (?:continued to )?"
    r"(?:ris|increas|grow)\w*\b|\b(?:has|have) led to (?:an? |the )?(?:increased|improved|new|greater)\b|\bthere (?:is|are) now (?:an? )?|\bfurther developments include\b"
    r"|^(?:this|these|it|they) (?:has|have|had|also|was|were)? ?(?:included?|involved?)\b"
    r"|\b(?:led|leads) to the (?:creation|establishment|development|launch|setting up)\b"
    r"|\b(?:commenced|came on stream|came into (?:force|effect))\b",
    re.I,
)
_REPORTS = re.compile(
    r"\b(?:commitments?|targets?|ambitions?|trajector(?:y|ies)|pledges?|standards?)\b[^.;]{0,90}"
    r"\b(?:met|missed|achieved|exceeded|delivered|fulfilled|on[- ]track|off[- ]track)\b"
    r"|\b(?:met|missed|achieved|exceed(?:ed|ing)|delivere?[ds] (?:on|the|our|its)|fail(?:ed|ure) to meet"
    r"|towards (?:achiev|meet|deliver)ing)\b[^.;]{0,60}"
    r"\b(?:commitments?|targets?|ambitions?|trajector(?:y|ies)|pledges?|promises?)\b"
    r"|\bagainst (?:a|the|its|this|an)(?: [\w/]+){0,2} (?:target|trajectory|ambition)\b"
    r"|\bmet (?:\w+ ){0,2}[\d.]+%|\b(?:most|the majority of|all) (?:systems|areas|services|icss)\b"
    r"[^.;]*\bare now\b"
    r"|\b(?:on|off)[- ]track\b|\bahead of (?:schedule|plan\w*)\b|\bconfident of meeting\b"
    r"|\b(?:good|positive|considerable|significant|strong|clear|real|much) progress\b",
    re.I,
)
_PREAMBLE = re.compile(
    r"^It (?:should (?:also )?be noted|is (?:also )?(?:important to note|worth noting)) that ", re.I
)
_INFINITIVE = re.compile(r"^To [a-z]+ (?!.*\b(?:will|we|is|are|has|have)\b)[^,]*$")
_OTHER_VOICE = re.compile(
    r"^(?:Recommendation|Conclusion)s?\b[^.]{0,12}:|\b(?:we|I|the committee|panel) (?:\w+ )?recommend"
    r"|\bas (?:indicated|noted|recommended) by the (?:panel|committee)",
    re.I,
)
_UNREAL = re.compile(r"\b(?:would|could|should|if)\b", re.I)
_NEEDS = re.compile(
    rf"^(?:[^.,;:]{{0,60}}, )?(?:{ACTOR}|it|this|these|there|[\w ’'&/-]{{3,60}}?) {_BETWEEN}"
    r"(?:will need|needs?|should|ought|would need)\b",
    re.I,
)
_STANCE = re.compile(
    rf"^(?:[^.,;:]{{0,60}}, )?(?:{ACTOR}|it is) {_BETWEEN}(?:welcom(?:es?|ed)|acknowledges?|know|appreciates?"
    r"|recognises?|notes?|understands?|shares? the|believes?|thanks?|regrets?|draws?|appreciated"
    r"|recognised|unsurprising|encouraging)\b",
    re.I,
)
_AND_ACTS = re.compile(rf"\b(?:and|but|so|which is why) ({ACTOR} (?:will|have|has|are|is)\b)", re.I)
"""What follows a courtesy."""

_FRAGMENT = re.compile(r"(?:[\w’'/&-]+ ?){1,6}[.:]?")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|[a-z]+ed|made|led)\b")
_DESCRIBES = re.compile(
    r"^(?:[^.,;:]{0,60}, )?(?:(?:the|this|these|our|it)(?: [\w’']+){0,3}?"
    r"(?: plan| strategy| paper| document| response| report| chapter| section| annex| guidance| odps)?"
    r"|odps) (?:also |then )?"
    r"(?:sets? out|describes?|outlines?|summarises?|explains?|illustrates?|underlines?|states"
    r"|corresponds?|provides? an overview)\b"
    r"(?! (?:increas|addition|new|more|further|invest|fund|plans? to|commit))",
    re.I,
)
_OTHERS_DO = re.compile(rf"^(?:\w+, )?(?:{OTHERS})\b", re.I)


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

_ONE_VERB = 12
"""Letters within which two verbs are one."""


def strength_of(text: str) -> Strength | None:
    """How firmly a sentence commits somebody; None if it does not commit anybody.

    >>> strength_of("We will open ten wards by 2025.")
    <Strength.WILL: 'will'>
    >>> strength_of("Demand has risen since 2019.") is None
    True
    """
    text = _PREAMBLE.sub("", text)
    if any(p.search(text) for p in (_OTHER_VOICE, _DESCRIBES, _INFINITIVE)):
        return None
    if _REJECTS.search(text) and _REJECTED.search(text):
        return Strength.REJECTS
    if _STANCE.search(text):
        if verdict(text):
            return Strength.REPORTS
        further = _AND_ACTS.search(text)
        return strength_of(text[further.start(1) :]) if further else None
    if _FRAGMENT.fullmatch(text) and not _FINITE.search(text):
        return None
    if _ACCEPTS.search(text):
        return Strength.ACCEPTS
    if _REPORTS.search(text) and not _UNREAL.search(text):
        return Strength.REPORTS
    if _NEEDS.search(text):
        return None
    others_do = _OTHERS_DO.search(text) is not None
    found = [
        (match.end(), strength)
        for pattern, strength in _BY_VERB
        if (match := pattern.search(text)) and not (pattern is _WILL and _NO_PROMISE.search(text))
    ]
    if not found:
        return None
    first = min(end for end, _ in found)
    return next(strength for end, strength in found if end <= first + _ONE_VERB)
