"""Why a chat model gave nothing, in plain words, whatever its provider's package raises."""

from __future__ import annotations

from pydantic import ValidationError

_REFUSED_FORMS = (400, 404, 405, 422, 501)
"""What servers say to a request for tools that they, or the model, do not know."""

_REFUSED, _FAILED = "refused the question", "failed"
_TOO_MANY = 429
_SAID = {
    401: "refused the key",
    403: "refused the key",
    404: "is not known to its server",
    408: "took too long",
    _TOO_MANY: "had too many questions, or has used up what was paid for",
}
_SEE = "; 'parity doctor' says why"
UNREADABLE = "gave nothing that could be read"


class UnansweredError(Exception):
    """The chat model gave nothing that can be used; its text says why, after "the chat model".

    ``in_full`` is what helps whoever has set it up, where that is more.
    """

    def __init__(self, why: str, in_full: str = "") -> None:
        super().__init__(why)
        self.in_full = in_full or why


class LateError(UnansweredError):
    """The time was over before the model had said all."""


class NoneHeldError(UnansweredError):
    """The chat model wrote sentences, and none that its sources carry; it may do better again."""


class RefusedFormError(UnansweredError):
    """The server, or the model, takes no tools; the same may be asked for as text."""


def unopened(error: Exception) -> UnansweredError:
    """What is said of an error before anything was asked: a setting or a key that is wrong."""
    if isinstance(error, UnansweredError):
        return error
    said = UnansweredError(f"cannot be opened{_SEE}", "cannot be opened")
    if isinstance(error, ValidationError):  # it has all that was given in it, the key too
        error = ValueError(" ".join(str(one["msg"]) for one in error.errors()))
    return _because(error, said)


def unanswered(error: Exception) -> UnansweredError:
    """What is said of an error of a model that was asked."""
    return _because(error, _by_status(error, _status(error)) or _by_kind(error, _kind(error)))


def _because(error: Exception, said: UnansweredError) -> UnansweredError:
    said.__cause__ = error
    return said


def _by_status(error: Exception, status: int) -> UnansweredError | None:
    if isinstance(error, NotImplementedError) or status in _REFUSED_FORMS:
        return RefusedFormError(_SAID.get(status, _REFUSED))
    if not status:
        return None
    return UnansweredError(_SAID.get(status, _FAILED if status > _TOO_MANY else _REFUSED))


def _by_kind(error: Exception, kind: str) -> UnansweredError:
    if "timeout" in kind:
        return LateError(_SAID[408])
    if "ratelimit" in kind or "throttl" in kind:
        return UnansweredError(_SAID[_TOO_MANY])
    if "connect" in kind or "network" in kind or "protocol" in kind or "incomplete" in kind:
        return UnansweredError("cannot be reached, or broke off")
    if isinstance(error, ValueError) or "parser" in kind:
        return UnansweredError(UNREADABLE)
    return UnansweredError(f"{_FAILED}{_SEE}", _FAILED)


def _status(error: Exception) -> int:
    """The HTTP status of an error; 0 where it has none that tells of one."""
    status = getattr(error, "status_code", 0)
    response = getattr(error, "response", None)
    if isinstance(response, dict):  # as botocore has it
        status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status if isinstance(status, int) and status >= 400 else 0


def _kind(error: Exception) -> str:
    """What an error's classes, and its server, call it; in small letters without signs."""
    names = [of.__name__ for of in type(error).__mro__] + _codes(error)
    return " ".join(name.lower().replace("_", "") for name in names)


def _codes(error: Exception) -> list[str]:
    """What a server calls an error that it sent in the midst of its reply."""
    found = getattr(error, "body", None) or getattr(error, "response", None)
    if not isinstance(found, dict):
        return []
    inner = found.get("error") or found.get("Error") or found
    named = (
        [inner.get(name) for name in ("type", "code", "Code")] if isinstance(inner, dict) else []
    )
    return [name for name in named if isinstance(name, str)]
