"""Trains the reader on the examples of :mod:`evals.reading.material`.

``python -m evals.reading.train MATERIAL WEIGHTS --minutes 90`` starts from the bundled encoder, or
from the weights that ``--start`` names, or goes on from the state beside WEIGHTS where an earlier
run was stopped. The learning rate falls to a fiftieth. Export what it wrote with
:mod:`evals.reading.export`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.search.reader import Encoding, Tokens, arrays
from evals.reading.material import Example
from evals.reading.model import ReadingModel
from ingest.indexing.embedding import bundled_path

BATCH_TOKENS = 2_400
RATE = 1.2e-4
_HEADS = 3.0
"""How much faster the heads learn, which start from nothing."""

_WARM_UP = 60
_LEARNED = 0.6
"""The share of what was learned in the average with the weights begun with."""

_WRONG_READ = 2
"""Wrong passages a question, of those that it has, in one epoch."""

_SAVED_EVERY = 300.0
"""Seconds after which what was learned is kept, to go on from."""

_WEIGHTS = {"answers": 1.0, "first": 0.5, "sentences": 1.0, "which": 0.5, "yes": 0.3, "claim": 0.7}


@dataclass(frozen=True)
class Item:
    """An example with its tokens."""

    example: Example
    encoding: Encoding


def read_material(file: Path) -> list[list[Item]]:
    """The examples of a file, encoded, in groups of one question or claim."""
    tokens = Tokens(bundled_path() / "tokenizer.json")
    groups: dict[tuple[str, bool], list[Item]] = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            for name in ("sentences", "history", "gold"):
                fields[name] = tuple(fields[name])
            one = Example(**fields)
            encoding = tokens.encoding(one.question, one.history, one.where, one.sentences)
            key = (one.group, one.carries is None)
            groups.setdefault(key, []).append(Item(one, encoding))
    return list(groups.values())


def batches(groups: Sequence[Sequence[Item]], rng: random.Random) -> list[list[Item]]:
    """One epoch's batches of whole groups of like length, in random order."""
    few = [_few(group, rng) for group in groups]
    few.sort(key=lambda group: _longest(group) + rng.random() * 30)
    found: list[list[Item]] = [[]]
    for group in few:
        together = [*found[-1], *group]
        if found[-1] and len(together) * _longest(together) > BATCH_TOKENS:
            found.append([])
        found[-1].extend(group)
    rng.shuffle(found)
    return found


def _longest(items: Sequence[Item]) -> int:
    return max(len(item.encoding.ids) for item in items)


def _few(group: Sequence[Item], rng: random.Random) -> list[Item]:
    """A question's right passages, with the nearest of the wrong ones and others by chance."""
    wrong = [item for item in group if item.example.answers is False]
    right = [item for item in group if item.example.answers is not False]
    others = rng.sample(wrong[1:], min(_WRONG_READ - 1, len(wrong[1:])))
    return [*right, *wrong[:1], *others]


def losses(items: Sequence[Item], outputs: Sequence[Tensor]) -> dict[str, Tensor]:
    """The losses of a batch by name, those that it has examples for."""
    answers, scores, yes, claim = outputs
    asked = [at for at, item in enumerate(items) if item.example.answers is not None]
    carried = {at: c for at, i in enumerate(items) if (c := i.example.carries) is not None}
    found: dict[str, Tensor] = {}
    if asked:
        right = torch.tensor([float(bool(items[at].example.answers)) for at in asked])
        found["answers"] = functional.binary_cross_entropy_with_logits(answers[asked], right)
        found |= _of_sentences([items[at] for at in asked], scores[asked])
        if first := list(_of_order([(items[at], answers[at]) for at in asked])):
            found["first"] = torch.stack(first).mean()
    verdicts = {at: v for at in asked if (v := items[at].example.yes) is not None}
    if verdicts:
        share = min(1.0, len(verdicts) / 4)
        wanted = torch.tensor([*verdicts.values()])
        found["yes"] = share * functional.cross_entropy(yes[[*verdicts]], wanted)
    if carried:
        wanted = torch.tensor([*carried.values()])
        found["claim"] = functional.cross_entropy(claim[[*carried]], wanted)
    return found


def _of_order(scored: Sequence[tuple[Item, Tensor]]) -> Iterator[Tensor]:
    """For each right passage, its loss against the wrong ones of its question."""
    groups: dict[str, list[tuple[Item, Tensor]]] = {}
    for item, answer in scored:
        groups.setdefault(item.example.group, []).append((item, answer))
    for group in groups.values():
        wrong = [answer for item, answer in group if not item.example.answers]
        for item, answer in group:
            if item.example.answers and wrong:
                yield -functional.log_softmax(torch.stack([answer, *wrong]), 0)[0]


def _of_sentences(items: Sequence[Item], scores: Tensor) -> dict[str, Tensor]:
    each: list[Tensor] = []
    which: list[Tensor] = []
    for item, of in zip(items, scores, strict=True):
        count = len(item.encoding.sentences)
        if not count:
            continue
        gold = torch.zeros(count)
        gold[[at for at in item.example.gold if at < count]] = 1.0
        right = bool(gold.any())
        loss = functional.binary_cross_entropy_with_logits(of[:count], gold)
        each.append(loss if right else 0.5 * loss)
        if right and count > 1:
            which.append(-torch.log_softmax(of[:count], 0)[gold > 0].mean())
    found = {"sentences": torch.stack(each).mean()} if each else {}
    return found | ({"which": torch.stack(which).mean()} if which else {})


def train(
    material: Path, weights: Path, minutes: float, seed: int = 1, start: Path | None = None
) -> None:
    """Train for so many minutes, and write the weights; what was begun before is gone on with.

    ``start`` are weights to begin with, of this model; the bundled encoder's by default. What is
    written is then their average with those that were learned: a soup (Wortsman et al., *Model
    soups*, 2022), better on the tuning documents than either.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model = ReadingModel.of(start) if start else ReadingModel()
    begun = {name: one.clone() for name, one in model.state_dict().items()} if start else {}
    model.bert.embeddings.requires_grad_(False)
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert")]
    layers = [p for p in model.bert.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": layers}, {"params": heads}], lr=RATE, weight_decay=0.01
    )
    state = weights.with_suffix(".state")
    spent, step = 0.0, 0
    if state.exists():
        kept: Any = torch.load(state, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        spent, step = kept["spent"], kept["step"]
        rng.seed(seed + step)
    groups = read_material(material)
    queue: list[list[Item]] = []
    started, saved = time.monotonic() - spent, spent
    model.train()
    while (spent := time.monotonic() - started) < 60 * minutes:
        queue = queue or batches(groups, rng)
        items = queue.pop()
        rate = RATE * min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - spent / (60 * minutes))
        for group, times in zip(optimizer.param_groups, (1.0, _HEADS), strict=True):
            group["lr"] = rate * times
        inputs = arrays([item.encoding for item in items])
        found = losses(items, model(*(torch.from_numpy(array) for array in inputs.values())))
        loss = torch.stack([_WEIGHTS[name] * one for name, one in found.items()]).sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            by_name = {name: round(one.item(), 3) for name, one in found.items()}
            print(f"{spent / 60:.0f} minutes, step {step}: {by_name}", flush=True)
        if spent - saved > _SAVED_EVERY:
            saved = spent
            _save(state, {"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                          "spent": spent, "step": step})  # fmt: skip
    _save(weights, averaged(begun, model.state_dict()))
    state.unlink(missing_ok=True)


def averaged(begun: Mapping[str, Tensor], learned: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The learned weights, averaged with those of the same name that were begun with."""
    return {
        name: torch.lerp(begun[name], to, _LEARNED) if name in begun else to
        for name, to in learned.items()
    }


def _save(file: Path, what: object) -> None:
    """Write whole or not at all."""
    half = file.with_suffix(".half")
    torch.save(what, half)
    half.replace(file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path)
    asked = parser.parse_args()
    train(asked.material, asked.weights, asked.minutes, asked.seed, asked.start)
