"""A Chroma server that holds an index's records, and what is said when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ingest.errors import ParityError, ServerError, UsageError

_HTTP, _HTTPS = 8000, 443
_MOST_SAID = 200


@dataclass(frozen=True)
class Server:
    """A Chroma server, and where on it the collections are.

    Raises :class:`UsageError` if ``url`` is not the address of a server.
    """

    url: str
    token: str = field(default="", repr=False)
    tenant: str = "default_tenant"
    database: str = "default_database"

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            right = parts.scheme in ("http", "https") and bool(parts.hostname and self.port)
        except ValueError:
            right = False
        if not right or parts.username:
            raise UsageError(
                "PARITY_CHROMA_URL is not the address of a Chroma server; give one such as "
                "http://localhost:8000, and a token as PARITY_CHROMA_TOKEN."
            )

    def __str__(self) -> str:
        return f"the Chroma server at {self.url}"

    @property
    def secure(self) -> bool:
        """Whether the server is spoken to by HTTPS."""
        return urlsplit(self.url).scheme == "https"

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or (_HTTPS if self.secure else _HTTP)


@contextmanager
def reaching(server: Server | None) -> Iterator[None]:
    """Turn what goes wrong with a server into a :class:`ServerError` of one sentence."""
    try:
        yield
    except ParityError:
        raise
    except Exception as error:  # chromadb, httpx and json raise many kinds
        if server is None:
            raise
        raise ServerError(_fault(server, error)) from error


def _fault(server: Server, error: Exception) -> str:
    name = f"The Chroma server at {server.url}"
    said = "; ".join(_chain(error))
    if any(sign in said for sign in ("Unauthorized", "Forbidden", "AuthError", "Authorization")):
        return f"{name} refuses this token; set PARITY_CHROMA_TOKEN to one that it takes."
    if "ConnectError" in said or "Timeout" in said:
        return f"{name} does not answer; start it, or set PARITY_CHROMA_URL to one that runs."
    if "enant" in said or "atabase" in said:
        return (
            f"{name} has no tenant '{server.tenant}' with a database '{server.database}'; set "
            "PARITY_CHROMA_TENANT and PARITY_CHROMA_DATABASE to ones that it has."
        )
    return f"{name} failed ({said[:_MOST_SAID]}); see its log."


def _chain(error: BaseException | None) -> Iterator[str]:
    """The kind and first line of an error and of those that it came from: chromadb hides some."""
    while error is not None:
        yield f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
        error = error.__cause__ or error.__context__
