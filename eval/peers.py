"""Cross-encoders of the peers' shapes, used as the peers use theirs; weights are random.

Time does not depend on the weights. Lengths are those of the texts in word pieces of our own
tokenizer; RoBERTa's and T5's differ by a few percent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from transformers import (
    PretrainedConfig,
    PreTrainedModel,
    RobertaConfig,
    RobertaForSequenceClassification,
    T5Config,
    T5EncoderModel,
)

WINDOW = 512
"""Tokens of RoBERTa's window; the peers cut what is longer."""


ENOUGH = 2048
"""Tokens in a batch from which a larger one is no faster on a processor."""


@dataclass(frozen=True, slots=True)
class Text:
    """One article as lengths: all that its time depends on."""

    sentences: tuple[int, ...]
    """Word pieces of each sentence that is judged."""
    source: tuple[tuple[int, int], ...]
    """Words and word pieces of each sentence of the source."""


Calls = Callable[[Text], list[int]]
"""The lengths in tokens of the sequences that a peer's model reads for an article."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A way of checking that others have published."""

    name: str
    used: str
    """How the model is used, in words."""
    config: PretrainedConfig
    batch: int
    calls: Calls

    def load(self) -> PreTrainedModel:
        """The model with random weights."""
        torch.manual_seed(0)
        if isinstance(self.config, T5Config):
            return T5EncoderModel(self.config).eval()
        return RobertaForSequenceClassification(self.config).eval()


def chunks(source: Sequence[tuple[int, int]], words: int) -> list[int]:
    """Word pieces of each chunk when sentences are packed to `words` words."""
    found: list[int] = []
    filled = 0
    for count, pieces in source:
        if not found or (filled and filled + count > words):
            found.append(0)
            filled = 0
        found[-1] += pieces
        filled += count
    return found


def by_chunk(words: int) -> Calls:
    """Each chunk of the source with each sentence."""

    def calls(text: Text) -> list[int]:
        packed = chunks(text.source, words)
        return [min(c + s + 4, WINDOW) for s in text.sentences for c in packed]

    return calls


def by_sentence(text: Text) -> list[int]:
    """Each sentence of the source with each sentence."""
    return [min(c + s + 4, WINDOW) for s in text.sentences for _, c in text.source]


def whole(text: Text) -> list[int]:
    """The source with the whole article, uncut."""
    return [sum(text.sentences) + sum(c for _, c in text.source) + 4]


def _roberta(layers: int, hidden: int) -> RobertaConfig:
    return RobertaConfig(
        vocab_size=50265,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=hidden // 64,
        intermediate_size=4 * hidden,
        max_position_embeddings=WINDOW + 2,
        type_vocab_size=1,
        num_labels=3,
    )


PEERS = (
    Peer(
        "MiniCheck-RoBERTa-L shape",
        "source in chunks of 400 words × sentence (Tang et al. 2024)",
        _roberta(24, 1024),
        16,
        by_chunk(400),
    ),
    Peer(
        "AlignScore-large shape",
        "source in chunks of 350 words × sentence (Zha et al. 2023)",
        _roberta(24, 1024),
        32,
        by_chunk(350),
    ),
    Peer(
        "AlignScore-base shape",
        "source in chunks of 350 words × sentence (Zha et al. 2023)",
        _roberta(12, 768),
        32,
        by_chunk(350),
    ),
    Peer(
        "SummaC shape, RoBERTa-base",
        "each source sentence × sentence (Laban et al. 2022; its own ALBERT-xlarge is slower)",
        _roberta(12, 768),
        32,
        by_sentence,
    ),
    Peer(
        "HHEM-2.1 shape, T5-base encoder",
        "source × whole article, uncut (Vectara); one score an article, no sentence is named",
        T5Config(
            vocab_size=32128,
            d_model=768,
            d_kv=64,
            d_ff=2048,
            num_layers=12,
            num_heads=12,
            feed_forward_proj="gated-gelu",
        ),
        8,
        whole,
    ),
)


def _batches(lengths: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    start = 0
    while start < len(lengths):
        size = max(1, min(most, ENOUGH // lengths[start]))
        yield lengths[start : start + size]
        start += size


@torch.inference_mode()
def seconds(peer: Peer, model: PreTrainedModel, texts: Sequence[Text], limit: float) -> float:
    """Seconds an article; stops after `limit` seconds and scales up by tokens.

    Sequences are batched over articles and sorted by length, which the peers do not all do.

    Args:
        peer: how it is used.
        model: what `peer.load` made.
        texts: the articles.
        limit: seconds after which it has seen enough.
    """
    lengths = sorted((n for text in texts for n in peer.calls(text)), reverse=True)
    batches = list(_batches(lengths, peer.batch))
    # Spread over the lengths, so that what is timed stands for all.
    order = sorted(range(len(batches)), key=lambda n: (n * 7919) % len(batches))
    done, spent = 0, 0.0
    draw = torch.Generator().manual_seed(0)
    for n in order:
        shape = (len(batches[n]), batches[n][0])
        ids = torch.randint(5, 30000, shape, generator=draw)
        mask = (torch.arange(shape[1])[None] < torch.tensor(batches[n])[:, None]).long()
        began = time.perf_counter()
        model(input_ids=ids, attention_mask=mask)
        spent += time.perf_counter() - began
        done += sum(batches[n])
        if spent > limit:
            break
    return spent * sum(lengths) / done / len(texts)
