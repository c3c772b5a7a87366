"""The forms of verbs that tell what somebody does, did or undergoes: pieces of patterns.

They are for searches that ignore capitals.
"""

from __future__ import annotations

import re

BETWEEN = (
    r"(?:(?:[a-z]+ly|all|also|already|always|again|as a result|as well|both|each|ever|further"
    r"|in parallel|in part|in turn|instead|just|next|now|once|only|since|soon|still|then|therefore"
    r"|this year|to date|together|too)[, ]+)*"
)
"""What may stand between somebody and the verb, or within the verb."""

_NO_ACT = (
    r"(?!(?:accessed|acknowledged|affected|appreciated|argued|based|been|believed|called|caused"
    r"|compounded|conclud\w+|considered|declined|disrupted|evolved|existed|experienced|faced|fallen"
    r"|felt|found|had|happened|heard|hundred|identified|impacted|indeed|known|lacked|learned|lost"
    r"|named|need|needed|noted|noticed|observed|occurred|proceed|received|recognised|recommended"
    r"|remained|resulted|risen|said|seemed|seen|showed|shown|speed|struggled|succeed|suffered"
    r"|suggested|thought|told|understood|used to|wanted|welcomed)\b)"
)
"""What somebody sees, says or undergoes is no act."""

_IRREGULAR = (
    r"begun|brought|built|chosen|cut|done|driven|given|held|kept|laid|led|made|met|overseen|paid"
    r"|put|run|sent|set|sought|spent|taken|undertaken|won|written"
)
DONE = rf"(?:has|have|had|['’]ve) {BETWEEN}(?:been {BETWEEN})?{_NO_ACT}(?:[a-z-]+ed|{_IRREGULAR})"
"""An act in the perfect: "has also delivered"."""

DID = (
    rf"{_NO_ACT}(?!set out in\b)(?:[a-z-]+ed|began|brought|built|chose|drove|gave|held|kept|laid"
    r"|led|made|met|oversaw|paid|put|ran|sent|set (?:up|out)|sought|spent|took|undertook|won)"
)
"""An act in the past: "published"."""

WAS_DONE = (
    rf"(?:has|have|was|were|had) {BETWEEN}(?:also )?(?:been )?(?:\w+ly )?"
    r"(?:abolished|added|adopted|agreed|allocated|announced|appointed|asked|awarded|commenced"
    r"|commissioned|committed|completed|consolidated|created|delivered|developed|earmarked"
    r"|embedded|established|expanded|extended|implemented|improved|incentivised|integrated"
    r"|introduced|invested|launched|made available|merged|modernised|overhauled|paid|picked up"
    r"|processed|provided|published|put in place|recruited|redesigned|reformed|refreshed|reimposed"
    r"|replaced|required|restored|reviewed|ring-?fenced|rolled out|secured|set aside|set up"
    r"|simplified|strengthened|streamlined|tightened|trained|updated|upgraded|uplifted|urged)"
)
"""What is only done on purpose, by whomever: "has been allocated"."""

_UNDERGOING = (
    r"(?!(?:according|ageing|becoming|being|concerning|declining|during|dying|existing"
    r"|experiencing|facing|falling|getting|growing|happening|having|including|increasing|lacking"
    r"|leaving|living|missing|outstanding|rising|seeing|struggling|suffering|waiting)\b)"
)
DOING = rf"(?:is|are|am|['’]re|(?:has|have) (?:also )?been) {BETWEEN}{_UNDERGOING}[a-z-]+ing"
"""An act that goes on: "is developing"."""

IS_BEING_DONE = (
    r"(?:is|are) (?:currently |now |also |already )?being (?:\w+ly )?"
    r"(?:built|created|delivered|developed|encouraged|established|expanded|funded|implemented"
    r"|introduced|invested|made|piloted|provided|put|reviewed|rolled|strengthened|supported|taken"
    r"|tested|trained|updated|used)"
)
"""What goes on on purpose, by whomever."""

DOES = (
    r"(?:continues?|delivers?|enables?|encourages?|engages?|ensures?|focus(?:es)?|funds?|invests?"
    r"|leads?|mandates?|monitors?|offers?|operates?|promotes?|provides?|publishes|requires?"
    r"|supports?|urges?|works?) "
)
"""What a body does in the present."""

WE_DO = (
    r"\bwe (?:[a-z]+ly )?(?!(?:accept|acknowledge|agree|all|also|appreciate|are|ask|believe|can"
    r"|cannot|conclude|consider|could|do|draw|expect|face|felt|found|had|have|heard|hope|know|live"
    r"|may|might|must|need|note|now|recognise|recommend|regret|remain|said|saw|say|see|share|should"
    r"|thank|think|understand|urge|value|want|welcome|were|will|would)\b)[a-z]+(?<!ed) (?!to\b)"
)
"""The same of whoever writes, with any verb but those of seeing, saying and wishing."""


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern for any of the alternatives, whatever the capitals."""
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives), re.I)
