"""What was labelled by reading: the files of ``labelled/``, which its README describes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence by its paragraph's key and its index there, and whether it is a commitment."""

    set: str
    paragraph: str
    index: int
    is_commitment: bool
    kind: str


@dataclass(frozen=True)
class LabelledPhrase:
    """A phrase to look up, the paragraphs that have it, and the sentence that is meant."""

    set: str
    id: str
    kind: str
    phrase: str
    gold: Sequence[str]
    sentence: str


@dataclass(frozen=True)
class LabelledClaim:
    """A claim to check, the paragraphs that it is about, and its words that are not as there."""

    set: str
    id: str
    kind: str
    claim: str
    gold: Sequence[str]
    changed: Sequence[str]


def labelled_sentences(file: str) -> list[LabelledSentence]:
    """The sentences of one of the two lists for the register."""
    found: list[LabelledSentence] = []
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        name, sentence, label, kind = line.split("\t")
        paragraph, _, index = sentence.rpartition("#")
        found.append(LabelledSentence(name, paragraph, int(index), label == "1", kind))
    return found


def labelled_phrases() -> list[LabelledPhrase]:
    """The phrases of ``wording.jsonl``."""
    return [LabelledPhrase(**json.loads(line)) for line in _lines("wording.jsonl")]


def labelled_claims(file: str = "claims.jsonl") -> list[LabelledClaim]:
    """The claims of one of the two lists."""
    return [LabelledClaim(**json.loads(line)) for line in _lines(file)]


def _lines(file: str) -> list[str]:
    return (FOLDER / file).read_text(encoding="utf-8").splitlines()
