"""Who is said to think, find or say something: the body, of those that such papers report."""

from __future__ import annotations

import re

_BODIES = {
    "the Government": r"(?:Government|Department|ministers?|Secretary of State|DHSC)",
    "the Panel": r"(?:Expert )?Panel(?: Members?)?",
    "the Committee": r"(?:Select )?Committee",
}
_HOLDS = (
    r"(?:is|are|was|were|remains?) (?:\w+ )?(?:concerned|worried|satisfied|clear|confident"
    r"|convinced|disappointed|pleased)"
    r"|(?:says?|said|states?|stated|maintains?|maintained|argue[sd]?|believe[sd]?|thinks?|thought"
    r"|finds?|found|conclude[sd]?|consider(?:s|ed)|recommend(?:s|ed)?|criticise[sd]?|judge[sd]?"
    r"|claims?|claimed|wants?|wanted|calls?|called|urge[sd]?|accepts?|accepted|rejects?|rejected"
    r"|agrees?|agreed|disagrees?|disagreed|admits?|admitted|concedes?|conceded|rated|warn(?:s|ed)?)"
)
_THOUGHT = r"(?:concerns?|views?|findings?|recommendations?|conclusions?|criticisms?|opinions?)"
_SPEAKS = {
    body: re.compile(
        rf"\b{named}(?: \w+ly| also| has| have| do| does| did){{0,2}} (?:{_HOLDS})\b"
        rf"|\b{_THOUGHT} (?:of|by|from) the {named}\b|\b{named}['’]s (?:\w+ ){{0,2}}{_THOUGHT}\b"
    )
    for body, named in _BODIES.items()
}


def speakers(text: str) -> dict[str, re.Match[str]]:
    """The bodies that a text has say or think something, each with the words that do.

    >>> list(speakers("We note that a key concern of the Committee is cost."))
    ['the Committee']
    """
    found = {body: pattern.search(text) for body, pattern in _SPEAKS.items()}
    return {body: match for body, match in found.items() if match}
