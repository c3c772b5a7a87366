"""Whether a sentence speaks of what is promised or of what was done, by its verbs."""

from __future__ import annotations

import re

_AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|(?:is|are|was|were) to|should|must|could|can|may|might"
    r"|(?:committed|commits?|commitment|plan(?:s|ned)?|intend(?:s|ed)?|aim(?:s|ed)?|hopes?"
    r"|pledged?|promised?|undertakes?|wants?|wanted|determined|resolved|due|set|meant|supposed|expected"
    r"|seeks?|needs?|needed|looking) to|intention|proposals?|propose[sd]?|considering"
    r"|considered)\b",
    re.I,
)
_PROMISES = re.compile(
    r"\b(?:will|shall|going to|(?:committed|commits?|plans?|intends?|aims?|hopes?|pledged?"
    r"|promised?|undertakes?|determined|wants?) to)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:has|have|had|['’]ve) (?:\w+ ){0,2}?[a-z]+(?:ed|en|wn|lt|nt|ught|de|id|t)\b"
    r"|\b(?:was|were|been|did)\b",
    re.I,
)
_IRREGULAR = (
    "became|began|brought|built|came|chose|drove|fell|found|gave|got|grew|held|kept|led|lost|made"
    "|met|paid|ran|rose|saw|sent|shrank|sought|spent|took|went|won|wrote"
)
_ACTED = re.compile(
    r"\b(?:has|have|['’]ve|was|were|did)\b(?: \w+){0,2}? [a-z]+(?:ed|en|wn|lt|nt|ught|de|t)\b"
    rf"|(?<=[a-z] )\b(?:[a-z]+ed|{_IRREGULAR})"
    r"(?= (?:a|an|the|its|their|all|more|over|nearly|about|to|by|in|on|from|£?\d[\d,]*)\b)",
    re.I,
)


def says_done(text: str) -> re.Match[str] | None:
    """The verb with which a text says that something was done, if nothing in it lies ahead.

    >>> says_done("The trust opened the ward.").group()
    'opened'
    """
    return None if _AHEAD.search(text) else _ACTED.search(text)


def only_promises(text: str) -> bool:
    """Whether a text promises something and says of nothing that it was done.

    >>> only_promises("We will open ten wards."), only_promises("We have said we will.")
    (True, False)
    """
    return bool(_PROMISES.search(text)) and not _BEHIND.search(text)
