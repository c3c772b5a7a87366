"""Glewlwyd, a free OpenID Connect provider, set up on this machine with people who can sign in."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from joserfc.jwk import RSAKey

from evals.served import free_port
from signing_in import CLIENT

CLIENT_SECRET = "known-to-parity-and-the-provider"
SCOPES = ["openid", "profile", "email"]
PROGRAM = shutil.which("glewlwyd") or ""
TABLES = Path("/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz")
SHARED = Path("/usr/share/glewlwyd")
PAGES = SHARED / "webapp"
MODULES = Path("/usr/lib/glewlwyd")
START_SECONDS = 30
_ADMIN = {"username": "admin", "password": "password"}  # as Glewlwyd's own tables have it


@dataclass(frozen=True)
class Person:
    """Who has an account with the provider; Parity may be used by those who are assigned to it."""

    login: str
    name: str
    password: str
    assigned: bool = True

    @property
    def email(self) -> str:
        return f"{self.login}@example.org"


@dataclass(frozen=True)
class Glewlwyd:
    """A provider that answers at ``address``."""

    address: str
    log: Path

    @property
    def issuer(self) -> str:
        return f"{self.address}/api/oidc"


def missing() -> str:
    """A sentence where the program, its tables or its pages are not installed."""
    there = PROGRAM and TABLES.is_file() and (PAGES / "login.html").is_file()
    return "" if there else "Glewlwyd is not installed; Debian: glewlwyd and glewlwyd-common."


@contextmanager
def glewlwyd(folder: Path, app: str, *people: Person) -> Iterator[Glewlwyd]:
    """A provider on a free port, on SQLite, over plain HTTP, that knows Parity and these people.

    ``app`` is Parity's address; what the provider keeps is in ``folder``.
    """
    port = free_port()
    provider = Glewlwyd(f"http://localhost:{port}", folder / "glewlwyd.log")
    settings = folder / "glewlwyd.conf"
    database, pages = _tables(folder), _pages(folder)
    settings.write_text(_settings(provider, port, database, pages), encoding="utf-8")
    with provider.log.open("w") as out:
        process = subprocess.Popen([PROGRAM, "-c", str(settings)], stdout=out, stderr=out)
    try:
        _wait_until_up(provider, process)
        _set_up(provider, app, people)
        yield provider
    finally:
        process.terminate()
        process.wait(timeout=20)


def _tables(folder: Path) -> Path:
    file = folder / "glewlwyd.db"
    with closing(sqlite3.connect(file)) as database:
        database.executescript(gzip.decompress(TABLES.read_bytes()).decode("utf-8"))
    return file


def _pages(folder: Path) -> Path:
    """Its pages as files, for it follows no link, and Debian's lead to a folder in one place."""
    pages = shutil.copytree(PAGES, folder / "pages", ignore=lambda *_: {"config.json"})
    shutil.copy(SHARED / "templates" / "config.json", pages)
    return pages


def _settings(provider: Glewlwyd, port: int, database: Path, pages: Path) -> str:
    kinds = {".html": "text/html", ".css": "text/css", ".js": "application/javascript"}
    kinds |= {
        ".json": "application/json",
        ".ico": "image/x-icon",
        ".png": "image/png",
        ".woff2": "font/woff2",
    }
    served = ",".join(
        f'{{ extension = "{ending}" mime_type = "{kind}" compress = 0 }}'
        for ending, kind in kinds.items()
    )
    return f"""port = {port}
bind_address = "127.0.0.1"
external_url = "{provider.address}"
login_url = "login.html"
api_prefix = "api"
static_files_path = "{pages}/"
static_files_mime_types = ( {served} )
log_mode = "console"
log_level = "INFO"
cookie_domain = "localhost"
cookie_secure = 0
session_expiration = 3600
session_key = "GLEWLWYD2_SESSION_ID"
admin_scope = "g_admin"
profile_scope = "g_profile"
user_module_path = "{MODULES}/user"
client_module_path = "{MODULES}/client"
user_auth_scheme_module_path = "{MODULES}/scheme"
plugin_module_path = "{MODULES}/plugin"
hash_algorithm = "SHA512"
database = {{ type = "sqlite3" path = "{database}" }};
"""


def _wait_until_up(provider: Glewlwyd, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{provider.address}/config", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    said = provider.log.read_text(errors="replace")
    raise AssertionError(f"Glewlwyd did not start:\n{said}")


def _set_up(provider: Glewlwyd, app: str, people: tuple[Person, ...]) -> None:
    """What its administrator enters: the scopes, the protocol, Parity and the people."""
    signed_in = _call(provider, "auth/", _ADMIN).split(";")[0]

    def enter(where: str, what: dict[str, Any], method: str = "POST") -> None:
        _call(provider, where, what, method, signed_in)

    for scope in SCOPES:
        asked = {"display_name": scope, "password_required": True, "scheme": {}}
        if scope == "openid":
            enter(f"scope/{scope}", asked, "PUT")
        else:
            enter("scope/", {"name": scope, **asked})
    plugin = {"module": "oidc", "name": "oidc", "display_name": "OpenID Connect"}
    enter("mod/plugin/", {**plugin, "parameters": _protocol(provider)})
    enter("client/", _client(app))
    for one in people:
        account = {"username": one.login, "password": one.password, "name": one.name}
        scopes = SCOPES if one.assigned else []
        enter("user/", {**account, "email": one.email, "scope": scopes})


def _call(
    provider: Glewlwyd, where: str, what: dict[str, Any], method: str = "POST", cookie: str = ""
) -> str:
    """The cookie that an answer of the provider's own interface sets, if any."""
    headers = {"Content-Type": "application/json", "Cookie": cookie}
    address, body = f"{provider.address}/api/{where}", json.dumps(what).encode()
    try:
        with urlopen(Request(address, body, headers, method=method), timeout=20) as answer:
            return answer.headers.get("Set-Cookie", "")
    except HTTPError as error:
        raise AssertionError(f"{method} {address}: {error.code} {error.read()!r}") from error


def _protocol(provider: Glewlwyd) -> dict[str, Any]:
    key = RSAKey.generate_key(2048, {"kid": "a", "alg": "RS256", "use": "sig"})
    return {
        "iss": provider.issuer,
        "jwks-private": json.dumps({"keys": [key.as_dict(private=True)]}),
        "jwks-show": True,
        "default-kid": "a",
        "allowed-scope": SCOPES,
        "access-token-duration": 600,
        "refresh-token-duration": 600,
        "code-duration": 60,
        "auth-type-code-enabled": True,
        "auth-type-refresh-enabled": True,
        "pkce-allowed": True,
        "subject-type": "public",
        "session-management-allowed": True,
        "front-channel-logout-allowed": True,
        "session-cookie-name": "GLEWLWYD2_OIDC_SID",
        "session-cookie-expiration": 3600,
        "name-claim": "mandatory",
        "name-claim-scope": ["profile"],
        "email-claim": "mandatory",
        "email-claim-scope": ["email"],
    }


def _client(app: str) -> dict[str, Any]:
    return {
        "client_id": CLIENT,
        "name": "Parity",
        "confidential": True,
        "enabled": True,
        "client_secret": CLIENT_SECRET,
        "password": CLIENT_SECRET,
        "token_endpoint_auth_method": ["client_secret_basic"],
        "authorization_type": ["code"],
        "redirect_uri": [f"{app}/oauth2callback"],
        "scope": SCOPES,
    }
