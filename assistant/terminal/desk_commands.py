"""``parity wording`` and ``parity check``."""

from __future__ import annotations

from assistant.desk.desk import Desk
from assistant.settings import Settings
from assistant.terminal.bars import bars
from assistant.terminal.desk import claims_object, show_checked, show_wording, wording_object
from assistant.terminal.screen import screen
from assistant.visible import visible_json


def wording(phrase: str, settings: Settings, *, as_json: bool) -> int:
    """Print where a phrase stands."""
    desk = Desk.open(settings)
    found = desk.wording(phrase)
    if as_json:
        print(visible_json(wording_object(found)))
    else:
        show_wording(found, desk.searched, screen())
    return 0


def check(claim: str, settings: Settings, *, as_json: bool) -> int:
    """Print what each claim is beside what the documents say."""
    with bars("Checking sentences") as (progress,):
        checked = Desk.open(settings).check(claim, progress)
    if as_json:
        print(visible_json(claims_object(checked)))
    else:
        show_checked(checked, screen())
    return 0
