"""The screen that answers, places and claims are printed on."""

from __future__ import annotations

import sys

from rich.console import Console

_WIDTH = 100


def screen() -> Console:
    """Standard output in lines that are easily read; unbroken where it is not a terminal."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    console.width = min(console.width, _WIDTH)
    return console
