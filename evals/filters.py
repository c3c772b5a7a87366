"""Trains the filters over a message's token vectors that :mod:`assistant.question.distress` runs.

Several networks begin from other numbers, and their logits are averaged: together they are one
network with all of their filters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from assistant.question.distress import WIDTHS, Filters

NETWORKS = 3
"""How many are averaged."""

_FILTERS = 40
"""Filters of each width in one network."""

_EPOCHS, _BATCH, _RATE, _DECAY = 16, 64, 2e-3, 0.01
_OF_INPUTS, _OF_FILTERS = 0.2, 0.3
"""The shares that are dropped in training."""

_SCALE = 10.0
"""What a token's unit vector is multiplied by in training, so that its numbers are about 1."""

_WEIGHT = 2.0
"""What a message of the kind counts beside one that is not: to miss it is worse."""

_RARE = 4_000
"""Of the texts that ``often`` leaves out, how many an epoch sees."""

Tokens = Sequence[NDArray[np.float32]]


class Network(nn.Module):  # type: ignore[misc]  # torch is not read by mypy
    """One network as it is trained, over batches of padded token vectors (b, t, d)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.filters = nn.Linear(width, sum(WIDTHS) * _FILTERS, bias=False)
        self.least = nn.Parameter(torch.zeros(len(WIDTHS) * _FILTERS))
        self.head = nn.Linear(len(WIDTHS) * _FILTERS, 1)
        self.of_inputs, self.of_filters = nn.Dropout(_OF_INPUTS), nn.Dropout(_OF_FILTERS)

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Logits (b,); ``mask`` (b, t) has the tokens that are there."""
        parts = self.filters(self.of_inputs(tokens) * _SCALE).split(_FILTERS, dim=-1)
        at, largest = 0, []
        for width in WIDTHS:
            later = (functional.pad(parts[at + n], (0, 0, 0, n))[:, n:] for n in range(width))
            total = torch.stack(list(later)).sum(0).masked_fill(~mask.unsqueeze(-1), -math.inf)
            largest.append(total.amax(1))
            at += width
        seen: Tensor = functional.relu(torch.cat(largest, -1) + self.least)
        logits: Tensor = self.head(self.of_filters(seen)).squeeze(-1)
        return logits


def fit(tokens: Tokens, wanted: NDArray[np.bool_], often: NDArray[np.bool_]) -> Filters:
    """Filters that tell the texts that are ``wanted``, by their token vectors (t, d), from others.

    Each network sees in each epoch all that are ``often`` seen, and some of the others.
    """
    return joined([_trained(tokens, wanted, often, seed) for seed in range(NETWORKS)])


def joined(networks: Sequence[Network]) -> Filters:
    """All filters of the networks, which together give the mean of their logits."""
    split = [
        network.filters.weight.detach().numpy().T.reshape(-1, sum(WIDTHS), _FILTERS) * _SCALE
        for network in networks
    ]
    return Filters(
        np.ascontiguousarray(np.concatenate(split, axis=-1)),
        _by_width([network.least for network in networks]),
        _by_width([network.head.weight[0] / len(networks) for network in networks]),
        sum(network.head.bias.item() for network in networks) / len(networks),
    )


def _by_width(parts: Sequence[Tensor]) -> NDArray[np.float32]:
    """What belongs to each filter (3 f,) of all networks, width by width."""
    by_width = [part.detach().numpy().reshape(len(WIDTHS), -1) for part in parts]
    return np.concatenate(by_width, axis=-1).ravel()


def _trained(
    tokens: Tokens, wanted: NDArray[np.bool_], often: NDArray[np.bool_], seed: int
) -> Network:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = Network(tokens[0].shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    epochs = [_batches(tokens, often, rng) for _ in range(_EPOCHS)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=_RATE, total_steps=sum(map(len, epochs)), pct_start=0.05,
        cycle_momentum=False,
    )  # fmt: skip
    network.train()
    for batch in (batch for epoch in epochs for batch in epoch):
        target = torch.from_numpy(wanted[batch].astype(np.float32))
        loss = functional.binary_cross_entropy_with_logits(
            network(*padded([tokens[at] for at in batch])),
            target,
            weight=1 + target * (_WEIGHT - 1),
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    network.eval()
    return network


def _batches(
    tokens: Tokens, often: NDArray[np.bool_], rng: np.random.Generator
) -> list[NDArray[np.int64]]:
    """One epoch's batches of texts of like length, in random order."""
    rare = rng.permutation(np.flatnonzero(~often))[:_RARE]
    chosen = np.concatenate([np.flatnonzero(often), rare])
    lengths = np.array([len(tokens[at]) for at in chosen])
    chosen = chosen[np.argsort(lengths + rng.random(len(chosen)) * 4)]
    starts = rng.permutation(np.arange(0, len(chosen), _BATCH))
    return [chosen[start : start + _BATCH] for start in starts]


def padded(texts: Tokens) -> tuple[Tensor, Tensor]:
    """Texts of unlike length as one batch (b, t, d), and which tokens (b, t) are there."""
    longest = max(1, *(len(text) for text in texts))
    tokens = torch.zeros(len(texts), longest, texts[0].shape[1])
    mask = torch.zeros(len(texts), longest, dtype=torch.bool)
    mask[:, 0] = True
    for row, text in enumerate(texts):
        tokens[row, : len(text)] = torch.from_numpy(text)
        mask[row, : len(text)] = True
    return tokens, mask
