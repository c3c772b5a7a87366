"""What a scripted chat model and its clients say, and whose chat model it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What is sent back: a text, in pieces of some letters, or an error's status.

    After ``cut_after`` letters the connection breaks; after all of them comes an error of the
    provider's, of the name ``breaks``. ``wait`` seconds pass before each piece. One that ``calls``
    nothing writes its text even where a tool is asked for; ``raw`` is sent as it is.
    """

    text: str = ""
    status: int = 200
    cut_after: int | None = None
    breaks: str = ""
    wait: float = 0.0
    piece: int = 12
    calls: bool = True
    raw: bytes = b""

    @property
    def pieces(self) -> list[str]:
        """The text, as it is sent."""
        return [self.text[at : at + self.piece] for at in range(0, len(self.text), self.piece)]


@dataclass(frozen=True)
class Request:
    """What a client asked: the messages as role and text, and whether by a tool.

    ``key`` is what it identified itself with, ``body`` all that it sent.
    """

    path: str
    messages: tuple[tuple[str, str], ...]
    tool: str = ""
    key: str = ""
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def asked(self) -> str:
        """The first message of whoever asks: the numbered sentences and the question."""
        return next((text for role, text in self.messages if role == "user"), "")

    @property
    def sentences(self) -> dict[int, str]:
        """The numbered sentences that were given."""
        found = re.findall(r"^\[(\d+)\] (.*)$", self.asked, re.M)
        return {int(number): text for number, text in found}


Script = Callable[[Request], Reply]


def written(*sentences: tuple[str, list[int]], **more: Any) -> str:
    """What a model would give back: each sentence with its sources."""
    said = [{"text": text, "sources": sources} for text, sources in sentences]
    return json.dumps({"sentences": said, "open": "", "nearest": []} | more)
