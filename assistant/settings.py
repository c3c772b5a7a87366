"""One frozen settings object, read from the environment at the doors and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from assistant.bounds import LONGEST_CHECKED, LONGEST_QUESTION, Shares
from ingest.errors import UsageError
from ingest.indexing.server import Server
from ingest.reading.formats import shown_name
from ingest.reading.limits import Limits
from ingest.types import BUNDLED_MODEL
from ingest.written import brief

PREFIX = "PARITY_"
NO_READER = "none"
"""The value of PARITY_READER with which nothing is read: the search alone decides."""

PROJECT = Path(__file__).resolve().parent.parent
_LONGEST = 4_000
"""Letters of a value; no system has a longer path."""
_MOST_OF_ALL = 1_000_000
_MOST = {
    "keep_days": 36_500,
    "chat_tokens": 1_000_000_000_000,
    "chroma_seconds": 3_600,
    "question_letters": LONGEST_QUESTION,
    "proxies": 100,
}
"""What a number may be at most where that is not a million."""
_SHARES = {
    "answers_at_once": "at_once",
    "answers_waiting": "waiting",
    **{name: name for name in ("visitor_waiting", "visitor_minute")},
    **{name: name for name in ("address_waiting", "address_minute")},
}
"""Settings of which 0 is no limit, and what they are of :class:`Shares`."""
_MAY_BE_0 = {*_SHARES, "chat_retries", "keep_days", "proxies"}
_CHOICES = {
    "corpus_links": ("inside", "anywhere"),
    "feedback": ("on", "off"),
    "audit": ("off", "on", "text"),
    "tracing": ("off", "otel"),
    "sign_in": ("off", "required"),
}


@dataclass(frozen=True)
class ChatSettings:
    """Which chat model, where, and what it may take.

    ``model`` is ``provider:model`` as ``init_chat_model`` has it, ``url`` the server's address
    where it is not the provider's own. ``seconds`` is the most that a whole answer may wait for it,
    ``tokens`` what it may use in a day, ``sentences`` how many of the documents it is given,
    ``traced`` whether what it is asked is traced.
    """

    model: str
    url: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 20.0
    retries: int = 1
    tokens: float = 1_000_000
    sentences: int = 60
    traced: bool = False

    @property
    def provider(self) -> str:
        return self.model.partition(":")[0]


@dataclass(frozen=True)
class Settings:
    """Where the documents and the index are, and which models read them.

    ``reader`` is the folder of the model that reads what was found, the bundled one by default;
    "none" leaves all to the search.
    ``shared_dir`` holds the sets of questions that the evals ask beside the reference questions.
    ``chroma_url`` is the Chroma server that has the index's records, with the token, tenant and
    database to use there, and ``chroma_seconds`` the longest that a question, or a step of an
    ingest, waits for it; without it the index has them itself. ``page_seconds`` and
    ``file_seconds`` are how long reading a page and a file may take, ``file_megabytes`` how large a
    file may be. ``corpus_links`` is "anywhere" where links in the folder of documents may lead to
    files outside it, else "inside".
    ``chat_model`` writes the answers where it is given, ``provider:model``, at ``chat_url`` where
    that is not the provider's own, with ``chat_key``; ``chat_seconds`` is how long an answer waits
    for it, ``chat_retries`` how often it is asked again, ``chat_tokens`` what it may use in a day,
    ``chat_sentences`` how many sentences of the documents it is given.
    ``kept_dir`` is where conversations and feedback are written, ``keep_days`` for how long a
    conversation is kept after its last change, 0 for not at all; ``feedback`` is "on" or "off".
    ``audit`` is "off", "on" where a line is logged for each answer, or "text" where it has the
    question too, masked; all lines together take ``audit_megabytes`` at most. ``tracing`` is "off",
    or "otel" where what a chat model is asked is traced by OpenTelemetry.
    ``question_letters`` is how long a question may be, ``check_letters`` a text to be checked;
    ``answers_…``, ``visitor_…`` and ``address_…`` are the shares in answering of all, a browser and
    a network address, which is found behind as many ``proxies`` as are trusted.
    ``address`` is where the app listens; ``sign_in`` is "off", or "required" where nobody sees
    anything without having signed in.
    Each field is set by the environment variable of its name with the prefix ``PARITY_``.
    """

    corpus_dir: Path = PROJECT / "corpus"
    index_dir: Path = PROJECT / ".parity" / "index"
    embedding_model: str = BUNDLED_MODEL
    reader: str = ""
    shared_dir: Path = PROJECT.parent / "shared"
    chroma_url: str = ""
    chroma_token: str = field(default="", repr=False)
    chroma_tenant: str = "default_tenant"
    chroma_database: str = "default_database"
    chroma_seconds: float = Server.seconds
    chat_model: str = ""
    chat_url: str = ""
    chat_key: str = field(default="", repr=False)
    chat_seconds: float = ChatSettings.seconds
    chat_retries: int = ChatSettings.retries
    chat_tokens: float = ChatSettings.tokens
    chat_sentences: int = ChatSettings.sentences
    page_seconds: float = Limits.page_seconds
    file_seconds: float = Limits.file_seconds
    file_megabytes: float = Limits.file_megabytes
    corpus_links: str = "inside"
    kept_dir: Path = PROJECT / ".parity" / "kept"
    keep_days: float = 30.0
    feedback: str = "on"
    audit: str = "off"
    audit_megabytes: float = 10.0
    tracing: str = "off"
    question_letters: int = LONGEST_QUESTION
    check_letters: int = LONGEST_CHECKED
    answers_at_once: int = Shares.at_once
    answers_waiting: int = Shares.waiting
    visitor_waiting: int = Shares.visitor_waiting
    visitor_minute: int = Shares.visitor_minute
    address_waiting: int = Shares.address_waiting
    address_minute: int = Shares.address_minute
    proxies: int = 0
    address: str = "localhost"
    sign_in: str = "off"

    @property
    def limits(self) -> Limits:
        """What reading one file may take."""
        return Limits(self.page_seconds, self.file_seconds, self.file_megabytes)

    @property
    def shares(self) -> Shares:
        """What each visitor may have of the answering."""
        return Shares(**{of: getattr(self, name) for name, of in _SHARES.items()})

    @property
    def links_anywhere(self) -> bool:
        """Whether links in the folder of documents may lead to files outside it."""
        return self.corpus_links == "anywhere"

    @property
    def server(self) -> Server | None:
        """The Chroma server that has the index's records; None if the index has them itself."""
        if not self.chroma_url:
            return None
        return Server(
            self.chroma_url,
            self.chroma_token,
            self.chroma_tenant,
            self.chroma_database,
            self.chroma_seconds,
        )

    @property
    def chat(self) -> ChatSettings | None:
        """The chat model that writes the answers; None where Parity answers by itself."""
        if not self.chat_model:
            return None
        return ChatSettings(
            self.chat_model,
            self.chat_url,
            self.chat_key,
            self.chat_seconds,
            self.chat_retries,
            self.chat_tokens,
            self.chat_sentences,
            self.tracing == "otel",
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Settings from ``PARITY_…`` variables; raises UsageError for one that does not exist."""
        environment = os.environ if environment is None else environment
        known = {PREFIX + field.name.upper(): field.name for field in fields(cls)}
        given: dict[str, str] = {}
        for variable, value in environment.items():
            if not variable.startswith(PREFIX):
                continue
            if variable not in known:
                raise UsageError(_unknown(variable, list(known)))
            if value.strip():
                given[known[variable]] = value.strip()
        folders = {name for name, of in cls.__dataclass_fields__.items() if of.type == "Path"}
        numbers = {
            name: of.type == "int"
            for name, of in cls.__dataclass_fields__.items()
            if of.type in ("int", "float")
        }
        for name, value in given.items():
            _require_words(name, value)
        read: dict[str, Any] = {
            name: _folder(name, value) if name in folders
            else _number(name, value, whole=numbers[name]) if name in numbers else value
            for name, value in given.items()
        }  # fmt: skip
        read |= {name: _model(read[name]) for name in ("embedding_model", "reader") if name in read}
        _require_provider(given.get("chat_model", ""))
        for name, allowed in _CHOICES.items():
            if given.get(name, allowed[0]) not in allowed:
                raise UsageError(
                    f"{PREFIX}{name.upper()} is '{brief(given[name])}'; give it "
                    f"{' or '.join(allowed)}."
                )
        return replace(cls(), **read)

    def with_values(
        self, corpus_dir: str | Path | None = None, index_dir: str | Path | None = None
    ) -> Settings:
        """These settings with the folders that are given, and the others as they are."""
        return replace(
            self,
            corpus_dir=_folder("corpus_dir", corpus_dir) if corpus_dir else self.corpus_dir,
            index_dir=_folder("index_dir", index_dir) if index_dir else self.index_dir,
        )


def _number(name: str, text: str, *, whole: bool) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    least, most = 0 if name in _MAY_BE_0 else 1e-9, _MOST.get(name, _MOST_OF_ALL)
    if not least <= number <= most or (whole and not number.is_integer()):
        of = "0 or more" if not least else "above 0"
        raise UsageError(
            f"{PREFIX}{name.upper()} is '{brief(text)}'; give it a {'whole ' if whole else ''}"
            f"number {of}, and at most {most:,}."
        )
    return int(number) if whole else number


def _folder(name: str, value: str | Path) -> Path:
    """The folder that a setting or an option names; raises UsageError for what no system has."""
    _require_words(name, str(value))
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise UsageError(
            f"The folder '{brief(str(value))}' begins with the name of an account that there is "
            "none of; give the whole path."
        ) from error


def _require_words(name: str, value: str) -> None:
    """Raise UsageError for a value that is too long, or has signs that nothing shows."""
    variable = f"{PREFIX}{name.upper()}"
    if len(value) > _LONGEST:
        raise UsageError(f"{variable} has more than {_LONGEST:,} letters; give it fewer.")
    if shown_name(value) != value:
        raise UsageError(
            f"{variable}, or the option for it, is not UTF-8, or has a control character; give it "
            "without."
        )


def _model(name: str) -> str:
    """A model's name; the whole path of one that is a folder, whatever it is called from here."""
    folder = _folder("", name)
    known = name == BUNDLED_MODEL or name.lower() == NO_READER
    with suppress(OSError):  # it is too long for a folder's name, which its reader will tell
        return str(folder.absolute()) if folder.is_dir() and not known else name
    return name


def _require_provider(model: str) -> None:
    provider, colon, name = model.partition(":")
    if model and not (provider and colon and name):
        raise UsageError(
            f"{PREFIX}CHAT_MODEL is '{brief(model)}'; give it a provider and a model, such as "
            "'openai:gpt-4o-mini' or 'ollama:llama3.1'."
        )


def _unknown(variable: str, known: list[str]) -> str:
    close = get_close_matches(variable, known, n=1)
    meant = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}."
    return f"There is no setting {brief(variable)}; {meant}"
