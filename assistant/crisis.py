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
    r"\b(?:kill|hurt|harm|cut)(?:ting|ing)?\s+myself\b"
    r"|\bend(?:ing)?\s+(?:my\s+(?:own\s+)?life|it\s+all)\b|\bthinking\s+(?:about|of)\s+ending\s+it\b"
    r"|\btak(?:e|ing)\s+my\s+(?:own\s+)?life\b"
    r"|\bi(?:['’]?m|\s+am|\s+feel|\s+have\s+been|['’]?ve\s+been)(?:\s+\w+){0,2}\s+suicidal\b"
    r"|\bi\b(?:\s+\w+){0,3}\s+(?:want(?:ed)?\s+to|wanna|going\s+to|ready\s+to)\s+die\b"
    r"|\bi\s+wish\s+i\s+(?:was|were)\s+dead\b|\bi(?:['’]?d|\s+would|['’]?m|\s+am)?\s+(?:be\s+)?better\s+off\s+dead\b"
    r"|\bi(?:['’]?ve|\s+have)?\s+(?:just\s+)?(?:took|taken|take)\s+an\s+overdose\b"
    r"|\bi\s+(?:do\s*n['’]?t|do\s+not)\s+(?:want\s+to|wanna)\s+(?:live|be\s+here|be\s+alive)\b"
    r"|\bi\s+(?:can['’]?t|cannot|can\s+not)\s+go\s+on\s+(?:any\s?more|like\s+this|living)\b"
    r"|\bi(?:['’]?m|\s+am|\s+keep|\s+have\s+been|['’]?ve\s+been|\s+want\s+to|\s+might)?"
    r"\s+self[- ]?harm(?:ing)?\b",
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
