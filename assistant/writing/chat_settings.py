"""Which chat model writes the answers, and what it may take; imports nothing of a provider."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ChatSettings:
    """Which chat model, where, and what it may take.

    ``model`` is ``provider:model`` as ``init_chat_model`` has it, ``url`` the server's address
    where it is not the provider's own. ``seconds`` is the most that a whole answer may wait for it,
    ``tokens`` what it may use in a day.
    """

    model: str
    url: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 20.0
    retries: int = 1
    tokens: float = 1_000_000

    @property
    def provider(self) -> str:
        return self.model.partition(":")[0]
