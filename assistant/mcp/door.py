"""``parity mcp``: served on standard input and output, where the SDK of MCP is installed."""

from __future__ import annotations

import sys

from assistant.settings import Settings
from ingest.errors import ParityError

_SDK = ("mcp", "mcp_types")
_MISSING = (
    "'parity mcp' needs the package mcp, 2.3 or newer, which is not installed; install it with "
    ".venv/bin/pip install -c requirements.lock -e '.[mcp]'."
)
_WAITING = (
    "parity mcp: waiting for an MCP client on standard input; docs/programs.md says how one "
    "starts it. End with Ctrl-C."
)


def serve_here(settings: Settings, version: str) -> int:
    """Serve the client that started this process until it goes.

    Raises :class:`ParityError` that says what to install where the SDK is missing, or too old.
    """
    try:
        from assistant.mcp.server import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _SDK:
            raise
        raise ParityError(_MISSING) from None
    if sys.stdin.isatty():
        print(_WAITING, file=sys.stderr)
    serve(settings, version)
    return 0
