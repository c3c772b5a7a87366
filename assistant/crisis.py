"""Somebody who speaks of their own crisis is shown where help is, not a policy document."""

from __future__ import annotations

import re

CRISIS_MESSAGE = """\
If you are thinking of harming yourself, please talk to somebody now.
In an emergency call 999 or go to A&E.
For urgent mental health help in England call NHS\u00a0111 and choose the mental health option.
Samaritans answer day and night on 116\u00a0123, free.
This page searches policy documents and cannot give advice."""

_OWN_CRISIS = re.compile(
    r"\bi(?:'|’)?\s?(?:am|m|ve|have|want|need|feel|keep|think|thought|might|will|was|can|d|would)\b"
    r"[^.?!]{0,60}?\b(?:suicid\w*|kill(?:ing)? myself|end(?:ing)? (?:my life|it all|things)"
    r"|hurt(?:ing)? myself|harm(?:ing)? myself|self[- ]harm\w*|(?:want|ready|going) to die"
    r"|not (?:want(?:ing)? to|wanna) (?:live|be here|be alive)|take my (?:own )?life"
    r"|cut(?:ting)? myself|overdos\w+)\b"
    r"|\bi (?:don(?:'|’)?t|do not) want to (?:live|be here|be alive)\b"
    r"|\bkill myself\b|\bi want to die\b",
    re.I,
)


def speaks_of_own_crisis(question: str) -> bool:
    """Whether a question is about the asker's own suicidal thoughts or self-harm.

    >>> speaks_of_own_crisis("I want to end my life")
    True
    >>> speaks_of_own_crisis("How many people took their own lives in 2020?")
    False
    """
    return _OWN_CRISIS.search(question) is not None
