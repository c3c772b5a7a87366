"""A Chroma server that holds an index's records, and what is said when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ingest.errors import ParityError, ServerError, UsageError
from ingest.indexing.deadline import at_most

_HTTP, _HTTPS = 8000, 443
_MOST_SAID = 200


@dataclass(frozen=True)
class Server:
    """A Chroma server, and where on it the collections are.

    ``seconds`` is the longest that a question, or one step of an ingest, waits for it.
    Raises :class:`UsageError` if ``url`` is not the address of a server.
    """

    url: str
    token: str = field(default="", repr=False)
    tenant: str = "default_tenant"
    database: str = "default_database"
    seconds: float = 10.0

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
    """Ask a server within the block, for no longer than it may take.

    What goes wrong with it becomes a :class:`ServerError` of one sentence.
    """
    if server is None:
        yield
        return
    try:
        with at_most(server.seconds):
            yield
    except ParityError:
        raise
    except Exception as error:  # chromadb, httpx and json raise many kinds
        raise ServerError(_fault(server, error)) from error


def no_database(server: Server) -> ServerError:
    """The error for a server that does not have the database that is set."""
    return ServerError(
        f"The Chroma server at {server.url} has no tenant '{server.tenant}' with a database "
        f"'{server.database}'; set PARITY_CHROMA_TENANT and PARITY_CHROMA_DATABASE to ones that it "
        "has."
    )


def _fault(server: Server, error: Exception) -> str:
    name = f"The Chroma server at {server.url}"
    said = "; ".join(_chain(error))
    if any(sign in said for sign in ("Unauthorized", "Forbidden", "AuthError", "Authorization")):
        return f"{name} refuses this token; set PARITY_CHROMA_TOKEN to one that it takes."
    if "Timeout" in said:
        return (
            f"{name} did not answer within {server.seconds:g} seconds; see whether it hangs, or "
            "raise PARITY_CHROMA_SECONDS if it is slow."
        )
    if "ConnectError" in said:
        return f"{name} does not answer; start it, or set PARITY_CHROMA_URL to one that runs."
    return f"{name} failed ({said[:_MOST_SAID]}); see its log, or whether it is a Chroma server."


def _chain(error: BaseException | None) -> Iterator[str]:
    """The kind and first line of an error and of those that it came from: chromadb hides some."""
    while error is not None:
        first = str(error).strip().partition("\n")[0]
        yield f"{type(error).__name__}: {first}" if first else type(error).__name__
        error = error.__cause__ or error.__context__
