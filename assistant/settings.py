"""One frozen settings object, read from the environment at the doors and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path

from ingest.errors import UsageError
from ingest.types import BUNDLED_MODEL

PREFIX = "PARITY_"
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the documents and the index are, and which models read them.

    ``reranker`` is a cross-encoder that orders what was found anew; none by default.
    ``shared_dir`` holds the sets of questions that the evals ask beside the reference questions.
    Each field is set by the environment variable of its name with the prefix ``PARITY_``.
    """

    corpus_dir: Path = PROJECT / "corpus"
    index_dir: Path = PROJECT / ".parity" / "index"
    embedding_model: str = BUNDLED_MODEL
    reranker: str = ""
    shared_dir: Path = PROJECT.parent / "shared"

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
        return cls().with_values(
            corpus_dir=given.get("corpus_dir"),
            index_dir=given.get("index_dir"),
            embedding_model=given.get("embedding_model"),
            reranker=given.get("reranker"),
            shared_dir=given.get("shared_dir"),
        )

    def with_values(
        self,
        corpus_dir: str | Path | None = None,
        index_dir: str | Path | None = None,
        embedding_model: str | None = None,
        reranker: str | None = None,
        shared_dir: str | Path | None = None,
    ) -> Settings:
        """These settings with the values that are given, and the others as they are."""
        return replace(
            self,
            corpus_dir=Path(corpus_dir).expanduser() if corpus_dir else self.corpus_dir,
            index_dir=Path(index_dir).expanduser() if index_dir else self.index_dir,
            embedding_model=embedding_model or self.embedding_model,
            reranker=reranker or self.reranker,
            shared_dir=Path(shared_dir).expanduser() if shared_dir else self.shared_dir,
        )


def _unknown(variable: str, known: list[str]) -> str:
    close = get_close_matches(variable, known, n=1)
    meant = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}."
    return f"There is no setting {variable}; {meant}"
