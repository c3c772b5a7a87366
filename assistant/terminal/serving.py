"""The chat, served from this machine: where it listens, and whether a browser is opened."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, NoReturn

from assistant.settings import PROJECT, Settings
from ingest.errors import UsageError

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (told apart, so that it can be said)
_OF_NOBODY = "192.0.2.1"
"""An address that is kept for examples, beyond every network of one's own."""

_LAST_PORT = 65_535

MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "1048576"}
"""Variables of Linux's C library: two heaps for all threads, large arrays on none of them.

Without them each thread that has answered keeps what it needed: after 100 questions by four at a
time one process held 910 MB in place of 631 (glibc's mallopt(3)).
"""


def serve(settings: Settings, address: str | None, port: int, *, may_open: bool) -> NoReturn:
    """Serve the chat until it is stopped.

    ``address`` goes before that of the settings. Raises UsageError for one that this machine does
    not have, and for a port that is taken.
    """
    host = (address or settings.address).strip()
    _require_free(host, port)
    opens = may_open and has_browser(os.environ, sys.platform)
    print(listening(host, port, signed_in=settings.sign_in == "required"), flush=True)
    environment = surroundings(os.environ, settings)
    os.chdir(PROJECT)
    # In place of this process, so that whoever ends it ends the server.
    os.execve(sys.executable, command(host, port, opens=opens), environment)  # noqa: S606 (no shell)


def surroundings(environment: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """The environment that Streamlit runs in.

    Its server would take a visitor's address from a header of whatever connects on this machine;
    unless it is told otherwise, only PARITY_PROXIES says whether one is to be believed. Nor would
    its threads give back what they once needed (:data:`MEMORY`).

    >>> surroundings({}, Settings())["FORWARDED_ALLOW_IPS"]
    ''
    """
    return {"FORWARDED_ALLOW_IPS": "", **MEMORY, **environment, **folders(settings)}


def folders(settings: Settings) -> dict[str, str]:
    """The settings that name folders, as they are called from anywhere.

    The server runs in the project's own folder, and not where it is started.
    """
    return {
        "PARITY_CORPUS_DIR": str(settings.corpus_dir.absolute()),
        "PARITY_INDEX_DIR": str(settings.index_dir.absolute()),
        "PARITY_KEPT_DIR": str(settings.kept_dir.absolute()),
        "PARITY_SHARED_DIR": str(settings.shared_dir.absolute()),
        "PARITY_EMBEDDING_MODEL": settings.embedding_model,
        "PARITY_READER": settings.reader,
    }


def command(host: str, port: int, *, opens: bool) -> list[str]:
    """What starts Streamlit: without its welcome, which looks up this machine's public address."""
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "false" if opens else "true",
        "server.showEmailPrompt": "false",
        "logger.hideWelcomeMessage": "true",
    }
    given = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py"), *given]


def has_browser(environment: Mapping[str, str], platform: str) -> bool:
    """Whether whoever starts the chat sits before a screen that a browser can be opened on.

    >>> has_browser({"DISPLAY": ":0"}, "linux"), has_browser({}, "linux"), has_browser({}, "darwin")
    (True, False, True)
    >>> has_browser({"DISPLAY": ":0", "CI": "true"}, "linux")
    False
    """
    if any(environment.get(name) for name in ("CI", "SSH_CONNECTION", "SSH_TTY")):
        return False
    if platform in ("darwin", "win32"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def listening(host: str, port: int, *, signed_in: bool) -> str:
    """Where the chat is, and who can reach it there.

    >>> listening("localhost", 8501, signed_in=False)
    'Parity is at http://localhost:8501, for this machine only. Ctrl+C ends it.'
    """
    shown = _own_address() if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    at = f"Parity is at http://{shown}:{port}"
    if is_local(host):
        return f"{at}, for this machine only. Ctrl+C ends it."
    who = "after they sign in" if signed_in else "without a password"
    return (
        f"{at}, open to the network: whoever can reach this machine can ask and read, {who}, and "
        "what they send is not encrypted. docs/sharing.md has a proxy with TLS, and sign-in. "
        "Ctrl+C ends it."
    )


def is_local(host: str) -> bool:
    """Whether an address is reached from this machine only.

    >>> [is_local(host) for host in ("localhost", "127.0.0.2", "::1", "0.0.0.0", "192.168.1.5")]
    [True, True, True, False, False]
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _own_address() -> str:
    """This machine's address on its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((_OF_NOBODY, 9))
            found: str = probe.getsockname()[0]
        except OSError:
            return socket.gethostname()
    return found


def _require_free(host: str, port: int) -> None:
    """Raise UsageError unless the address is this machine's and the port is free."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = []
    refused = [why for one in found if (why := _why_not(one)) is not None]
    other = port + 1 if port < _LAST_PORT else port - 1
    if errno.EADDRINUSE in refused:
        raise UsageError(
            f"Port {port} is taken, perhaps by a chat that runs already; give another, as in "
            f"'make chat ARGS=\"--port {other}\"' or 'parity chat --port {other}'."
        )
    if errno.EACCES in refused:
        raise UsageError(f"Port {port} is kept for the system; give one from 1024 on.")
    if len(refused) == len(found):
        raise UsageError(
            f"'{host}' is no address of this machine; give 0.0.0.0 for all of its network, or "
            "leave it out for this machine only."
        )


def _why_not(address: tuple[Any, ...]) -> int | None:
    """The error number with which an address cannot be listened at; None if it can."""
    family, kind, protocol, _, at = address
    try:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(at)
    except OSError as error:
        return error.errno
    return None
