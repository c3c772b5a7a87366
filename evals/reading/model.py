"""The reader as a torch module: the bundled encoder, fine-tuned, with small heads upon it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from ingest.indexing.embedding import bundled_path

_WIDTH = 384
_HIDDEN = 256
_DROPOUT = 0.1
_QUESTION_SEEN = 96
"""Tokens from the start among which the question stands; a longer conversation hides its end."""

OUTPUTS = ("answers", "sentences", "yes", "claim")


def _head(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(_DROPOUT), nn.Linear(inputs, _HIDDEN), nn.GELU(), nn.Linear(_HIDDEN, outputs)
    )


class ReadingModel(nn.Module):  # type: ignore[misc]  # torch is not read by mypy
    """Reads batches of (question, passage); starts as the bundled encoder with untrained heads.

    A sentence's score adds to a small head what the encoder knows before any training: the cosine
    of its mean with the question's, and late interaction with weights that are learned.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            str(bundled_path()), add_pooling_layer=False, hidden_dropout_prob=_DROPOUT,
            attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        self.sent = _head(3 * _WIDTH, 1)
        self.answer, self.yes, self.claim = (_head(4 * _WIDTH, outputs) for outputs in (1, 3, 3))
        self.scale = nn.Parameter(torch.tensor([0.5, 0.0]))
        self.sim = nn.Parameter(torch.tensor([4.0, 8.0, -6.0]))
        self.qw = nn.Linear(_WIDTH, 1)
        nn.init.zeros_(self.qw.weight)

    @classmethod
    def of(cls, weights: Path) -> ReadingModel:
        """The model with the weights of a file.

        Raises ValueError for weights that are not a reader's.
        """
        model = cls()
        kept = torch.load(weights, weights_only=True)
        missing, _ = model.load_state_dict(kept, strict=False)
        if missing:
            raise ValueError(f"{weights} lacks {', '.join(missing)}: it is no reader's.")
        return model

    def forward(
        self, ids: Tensor, types: Tensor, mask: Tensor, spans: Tensor, question: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits: answers (b,), sentences (b, s), yes (b, 3) and claim (b, 3).

        The inputs are those of :func:`assistant.search.reader.arrays`.
        """
        hidden: Any = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask)
        tokens: Tensor = hidden.last_hidden_state
        asked = torch.bmm(question.unsqueeze(1), tokens).squeeze(1)
        means = torch.bmm(spans, tokens)
        exists = spans.sum(-1) > 0
        wide = asked.unsqueeze(1).expand_as(means)
        scores = self.sent(torch.cat([means, wide, means * wide], -1)).squeeze(-1)
        scores = scores + self.sim[0] * functional.cosine_similarity(means, wide, dim=-1)
        scores = scores + self.sim[1] * self._late(tokens, spans, question) + self.sim[2]
        scores = scores.masked_fill(~exists, -30.0)
        weighed = torch.bmm(torch.softmax(scores, -1).unsqueeze(1), means).squeeze(1)
        mean = (means * exists.unsqueeze(-1)).sum(1) / exists.sum(1, keepdim=True).clamp(min=1)
        features = torch.cat([tokens[:, 0], asked, weighed, mean], -1)
        best = torch.logsumexp(scores, -1).clamp(min=-10)
        answers = self.answer(features).squeeze(-1) + functional.softplus(self.scale[0]) * best
        return answers, scores, self.yes(features), self.claim(features)

    def _late(self, tokens: Tensor, spans: Tensor, question: Tensor) -> Tensor:
        """Late interaction (b, s): each question token's best cosine in the sentence, weighed."""
        unit = functional.normalize(tokens, dim=-1)
        cosines = torch.bmm(unit[:, :_QUESTION_SEEN], unit.transpose(1, 2))
        outside = (spans <= 0).float() * -2.0
        best = (cosines.unsqueeze(1) + outside.unsqueeze(2)).amax(-1)
        weights = self.qw(tokens).squeeze(-1) + (question <= 0).float() * -1e4
        return (best * torch.softmax(weights[:, :_QUESTION_SEEN], -1).unsqueeze(1)).sum(-1)
