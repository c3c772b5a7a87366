"""The reader: a small trained encoder that reads a question together with a passage.

It says how far the passage answers and which of its sentences do. The model comes in
:data:`BUNDLED_READER` as ONNX, int8; its card is beside it. onnxruntime runs it, which Chroma
brings along.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Passage, Reading
from assistant.settings import NO_READER
from ingest.errors import ParityError

BUNDLED_READER = Path(__file__).with_name("reading_model")
LONGEST = 288
"""Tokens of a question with its conversation and a window of a passage, at most."""

WINDOW = 190
"""Tokens of the sentences of a passage that are read at once, at most."""

_QUESTION, _HISTORY, _TURN, _WHERE = 80, 70, 40, 24
_UNREAD = -10.0
CARD = "reader.json"
_CLS, _SEP = "[CLS]", "[SEP]"
_KEPT = 20_000
_UNCALIBRATED = {"intercept": 0.0, "best": 1.0, "threshold": 0.5}
"""The confidence of a reader that brings no coefficients: its own logit of the best passage."""


@dataclass(frozen=True)
class Encoding:
    """Token ids and types of one input, with the places (first, last + 1) of its parts.

    A sentence that found no room has no place: ``sentences`` may be fewer than were given.
    """

    ids: list[int]
    types: list[int]
    question: tuple[int, int]
    sentences: list[tuple[int, int]]


class Tokens:
    """Turns questions and passages into the reader's input, in training as in use."""

    def __init__(self, tokenizer_file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True  # "[SEP]" in a text is read as these letters
        self._cls: Any = self._tokenizer.token_to_id(_CLS)
        self._sep: Any = self._tokenizer.token_to_id(_SEP)
        self.ids = lru_cache(maxsize=_KEPT)(self._ids)

    def _ids(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def windows(self, sentences: Sequence[str]) -> list[tuple[int, int]]:
        """Runs (first, last + 1) of sentences that are read at once; they share one sentence."""
        counts = [len(self.ids(sentence)) for sentence in sentences]
        found: list[tuple[int, int]] = []
        first = 0
        while first < len(sentences):
            last, total = first, 0
            while last < len(sentences) and (last == first or total + counts[last] <= WINDOW):
                total += counts[last]
                last += 1
            found.append((first, last))
            if last == len(sentences):
                break
            first = max(last - 1, first + 1)
        return found

    def encoding(
        self, question: str, history: Sequence[str], where: str, sentences: Sequence[str]
    ) -> Encoding:
        """One input: the conversation's latest turns, the question, where the sentences stand.

        What is too long loses its least needed end: the oldest turns, the end of the question, the
        outermost headings, the last sentences.
        """
        before: list[int] = []
        for turn in reversed(history):
            ids = [*self.ids(turn)[:_TURN], self._sep]
            if len(before) + len(ids) - 1 > _HISTORY:
                break
            before = ids + before
        asked = [self._cls, *before, *self.ids(question)[:_QUESTION], self._sep]
        place = self.ids(where)[-_WHERE:]
        body = [*place, self._sep] if place else []
        spans: list[tuple[int, int]] = []
        for sentence in sentences:
            start = len(asked) + len(body)
            room = LONGEST - 1 - start
            if room <= 4:
                break
            body += self.ids(sentence)[:room]
            spans.append((start, len(asked) + len(body)))
        body.append(self._sep)
        types = [0] * len(asked) + [1] * len(body)
        return Encoding(asked + body, types, (1 + len(before), len(asked) - 1), spans)


@dataclass(frozen=True)
class Weights:
    """What is added up, in logits, beside the reader's logit that a passage answers.

    ``score`` weighs the search's score of the passage, about from 0 to 1, ``sentence`` the reader's
    logit of a sentence, ``sentence_score`` the search's score of it, about from 0 to 15. Measured
    on the tuning documents of the reading rows for the bundled reader.
    """

    score: float = 12.0
    sentence: float = 0.5
    sentence_score: float = 0.3


class PassageReader:
    """The model in a folder: ``model.onnx``, ``tokenizer.json`` and ``reader.json``.

    One object serves every thread. Raises :class:`ParityError` if the folder lacks one of them or
    the model is not the one that ``reader.json`` gives the SHA-256 of.
    """

    def __init__(self, folder: Path = BUNDLED_READER) -> None:
        self.folder = folder
        try:
            card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
            sha256 = card["sha256"]
            model = (folder / "model.onnx").read_bytes()
            self._tokens = Tokens(folder / "tokenizer.json")
        except Exception as error:  # the tokenizer's errors have no common type of their own
            raise ParityError(
                f"There is no reader in '{folder}'; give PARITY_READER a folder with model.onnx, "
                f"tokenizer.json and {CARD}, or '{NO_READER}', or leave it out."
            ) from error
        if hashlib.sha256(model).hexdigest() != sha256:
            raise ParityError(
                f"The model in '{folder}' is not the one that its {CARD} names; install Parity "
                "anew, or give PARITY_READER another folder."
            )
        try:
            self.weights = Weights(**card.get("weights", {}))
            self.coefficients: Mapping[str, float] = card.get("confidence", _UNCALIBRATED)
            self._session = _session(model)
        except Exception as error:  # onnxruntime's errors have no common type of their own
            raise ParityError(
                f"The reader in '{folder}' cannot be loaded; give PARITY_READER a folder that "
                f"evals.reading.export wrote, or '{NO_READER}', or leave it out."
            ) from error

    def read(
        self, question: str, history: Sequence[str], passages: Sequence[Passage]
    ) -> list[Reading]:
        """Read each passage for a question, in their order; a long one where it is likeliest."""
        return [self._read(question, history, passage) for passage in passages]

    def _read(self, question: str, history: Sequence[str], passage: Passage) -> Reading:
        """Read one window; a sentence outside it counts as one that does not answer."""
        first, last = self._window_of(passage)
        texts = texts_of(passage, (first, last))
        one = self._tokens.encoding(question, history, place_of(passage), texts)
        answers, logits = self._run(one)
        read = dict(enumerate(logits, first))
        weights = self.weights
        return Reading(
            answers=answers,
            worth=answers + weights.score * passage.score,
            sentences=tuple(
                weights.sentence * read.get(at, _UNREAD) + weights.sentence_score * scored.score
                for at, scored in enumerate(passage.sentences)
            ),
        )

    def _window_of(self, passage: Passage) -> tuple[int, int]:
        """The window of a passage whose best sentence the search scored highest."""
        scores = [scored.score for scored in passage.sentences]
        windows = self._tokens.windows([s.sentence.text for s in passage.sentences])
        return max(windows, key=lambda run: max(scores[slice(*run)]), default=(0, 0))

    def _run(self, one: Encoding) -> tuple[float, list[float]]:
        """The model's logits for one input: that it answers, and that each sentence does.

        By itself, since what its numbers are rounded to would else hang on what is read beside it;
        together it is no quicker.
        """
        answers, sentences = self._session.run(["answers", "sentences"], arrays([one]))
        return float(answers[0]), sentences[0, : len(one.sentences)].tolist()


def _session(model: bytes) -> Any:
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Threads that wait for work sleep, and leave the processor to the search and to others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])


def open_reader(setting: str) -> PassageReader | None:
    """The reader that a setting names: the bundled one without a name, None for "none"."""
    if setting.strip().lower() == NO_READER:
        return None
    return PassageReader(Path(setting).expanduser() if setting else BUNDLED_READER)


def place_of(passage: Passage) -> str:
    """Where a passage stands, for the reader: its document and the headings next above it."""
    return " › ".join([passage.document.id.replace("-", " "), *passage.paragraph.section[-2:]])


def texts_of(passage: Passage, run: tuple[int, int]) -> list[str]:
    """The sentences of a window of a passage."""
    return [scored.sentence.text for scored in passage.sentences[slice(*run)]]


def arrays(inputs: Sequence[Encoding]) -> dict[str, NDArray[Any]]:
    """The model's inputs, padded: ids, types and mask (b, t), spans (b, s, t) and question (b, t).

    Each row of spans is a sentence's, and has the same share for each of its tokens, together 1.
    """
    tokens = max(len(one.ids) for one in inputs)
    sentences = max(1, *(len(one.sentences) for one in inputs))
    ids = np.zeros((len(inputs), tokens), dtype=np.int64)
    types, mask = np.zeros_like(ids), np.zeros_like(ids)
    question = np.zeros((len(inputs), tokens), dtype=np.float32)
    spans = np.zeros((len(inputs), sentences, tokens), dtype=np.float32)
    for row, one in enumerate(inputs):
        ids[row, : len(one.ids)] = one.ids
        types[row, : len(one.ids)] = one.types
        mask[row, : len(one.ids)] = 1
        question[row, slice(*one.question)] = _share(one.question)
        for at, span in enumerate(one.sentences):
            spans[row, at, slice(*span)] = _share(span)
    return {"ids": ids, "types": types, "mask": mask, "spans": spans, "question": question}


def _share(span: tuple[int, int]) -> float:
    return 1 / max(1, span[1] - span[0])
