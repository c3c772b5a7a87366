"""An OpenID Connect provider on this machine, which signs in whoever it is told to."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "parity"
CODE = "one-use"


def write_secrets(folder: Path, app: str, issuer: str, client_secret: str = "of-no-use") -> Path:
    """The file from which the app at ``app`` knows a provider as :data:`CLIENT`."""
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 2}"
client_id = "{CLIENT}"
client_secret = "{client_secret}"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    return secrets


class Provider:
    """Knows one account at a time, ``name`` with the id ``subject``."""

    def __init__(self) -> None:
        self.subject, self.name, self.address, self.nonce = "7", "Ann Governor", "", ""
        self.key = RSAKey.generate_key(2048, {"kid": "a", "alg": "RS256", "use": "sig"})

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": self.subject,
            "name": self.name,
            "nonce": self.nonce,
            "iat": now,
            "exp": now + 600,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "a"}, claims, self.key)
        return {
            "access_token": "of-no-use",
            "token_type": "Bearer",
            "expires_in": 600,
            "id_token": signed,
        }


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers on a free port."""
    known = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path == "/authorize":
                given = {name: values[0] for name, values in parse_qs(asked.query).items()}
                known.nonce = given.get("nonce", "")
                back = urlencode({"code": CODE, "state": given["state"]})
                self.send_response(302)
                self.send_header("Location", f"{given['redirect_uri']}?{back}")
                self.end_headers()
            elif asked.path == "/keys":
                self._say({"keys": [known.key.as_dict(private=False)]})
            else:
                self._say(known.discovery())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._say(known.token())

        def _say(self, what: dict[str, Any]) -> None:
            body = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:  # type: ignore[override]
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield known
        server.shutdown()
