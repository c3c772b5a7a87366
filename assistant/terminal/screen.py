"""The screen that answers, places and claims are printed on."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from assistant.visible import visible

_WIDTH = 100


class Screen(Console):
    """A console that shows as a sign whatever a terminal would obey and nobody see."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for part in super().render(renderable, options):
            yield part if part.control else Segment(visible(part.text), part.style)


def screen() -> Console:
    """Standard output in lines that are easily read; unbroken where it is not a terminal."""
    console = Screen(highlight=False, soft_wrap=not sys.stdout.isatty())
    console.width = min(console.width, _WIDTH)
    return console
