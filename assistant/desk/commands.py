"""``parity wording`` and ``parity check``."""

from __future__ import annotations

import json
import sys

from rich.console import Console

from assistant.desk.desk import Desk
from assistant.desk.shown import checked_object, show_checked, show_wording, wording_object
from assistant.settings import Settings
from assistant.survey import searched

_WIDTH = 100


def wording(phrase: str, settings: Settings, *, as_json: bool) -> int:
    """Print where a phrase stands."""
    desk = Desk.open(settings)
    found = desk.wording(phrase)
    if as_json:
        print(json.dumps(wording_object(found), ensure_ascii=False))
    else:
        gone_through = searched(desk.texts.paragraphs, list(desk.texts.documents.values()))
        show_wording(found, gone_through, _console())
    return 0


def check(claim: str, settings: Settings, *, as_json: bool) -> int:
    """Print what each claim is beside what the documents say."""
    checked = Desk.open(settings).check(claim)
    if as_json:
        claims = [checked_object(one) for one in checked]
        print(json.dumps({"claims": claims}, ensure_ascii=False))
    else:
        show_checked(checked, _console())
    return 0


def _console() -> Console:
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    console.width = min(console.width, _WIDTH)
    return console
