"""Who commits: public bodies and their plans, as far as a sentence's words show it.

The patterns are for searches that ignore capitals, but where they say otherwise.
"""

from __future__ import annotations

_DEPARTMENTS = (
    "DHSC|DSIT|MOD|MoD|DfE|DfT|DWP|DBT|DESNZ|DLUHC|DCMS|Defra|BEIS|FCDO|MHCLG|HMRC|HMT|HEE|CPS|CQC"
    "|EHRC|MHRA|NAO|NHSE|NHSX|NICE|NIHR|ONS|UKHSA|UKRI|UKSA"
)
_KINDS = (
    "Agency|Authority|Board|Commission|Council|Digital|England|Executive|Improvement|Office|Service"
)

ACTOR = (
    r"(?:\bwe"
    r"|(?:the |this |our |uk |his majesty['’]s )*government(?:['’]s)?(?: departments?)?"
    r"|(?:the )?(?:department|ministry|home office|treasury|cabinet office)(?: for| of)?"
    r"(?-i:(?: [A-Z]\w+)*(?: and(?: [A-Z]\w+)+)?)"
    r"|(?:the )?(?:(?:home |foreign )?secretary(?: of state)?|(?:prime )?ministers?)"
    r"|(?:the )?nhs(?:\s?/\s?i|e/i|e|i)?(?: england| improvement| digital)?"
    r"(?: and nhs improvement)?"
    r"|integrated care systems|(?:all )?(?:local )?(?:areas|systems|icss)"
    r"|the police|the agency|the uk"
    rf"|(?-i:(?:[A-Z]\w+ ){{1,5}}(?:{_KINDS})|\b(?:{_DEPARTMENTS})))"
)
"""A body that can be held to what it says."""

INSTRUMENT = (
    r"(?:(?:the|this|these|our|its|their|new|a|an)(?: [\w’'&/-]+){0,5}? "
    r"(?:act|agreement|ambition|approach|bill|board|body|campaign|centre|frameworks?|fund(?:ing)?"
    r"|group|guidance|guidelines|hubs?|initiatives?|investments?|legislation|measures?|models?"
    r"|monies|network|package|partnership|pilots?|plans?|polic(?:y|ies)|powers|programmes?|projects?"
    r"|reforms?|review|rules|schemes?|service|standard|strateg(?:y|ies)|structure|system|taskforce"
    r"|teams?|unit|white paper|work))"
)
"""What a body does something with."""

OTHERS = (
    r"(?:the |an |this )?(?:expert )?(?:panel|committee(?:['’]s report)?|inquiry|royal college"
    r"|rcpsych|respondents?|witnesses|applicants?|employers?|trusts?|governors?|patients?|people"
    r"|everyone|demand|pandemic|covid(?:-19)?|data|census|survey|figures?)"
)
"""Who else does things that no body can be held to, where a sentence begins with them."""
