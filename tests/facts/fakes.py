"""An encoder that needs no weights: words are hashed into the vector."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from consistency.facts.embed import DIMENSIONS, Vectors
from consistency.facts.record import FactRecord, Parties, Prepared


def embed(texts: Sequence[str]) -> Vectors:
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for word in text.casefold().replace(".", " ").split():
            row[zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
        row /= max(float(np.linalg.norm(row)), 1e-9)
    return vectors


def prepare(records: Sequence[FactRecord]) -> list[Prepared]:
    """Without a parse: every capitalised word but the first is a name."""
    return [
        Prepared(
            record,
            Parties(tuple(w.lower().strip(".") for w in record.text.split()[1:] if w[0].isupper())),
            vector,
        )
        for record, vector in zip(records, embed([r.text for r in records]), strict=True)
    ]
