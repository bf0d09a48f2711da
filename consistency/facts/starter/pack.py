"""The starter pack as a store of facts; loading it takes no model and no parse."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from consistency.domain import Validity
from consistency.facts.prepared import PreparedFacts
from consistency.facts.record import FactRecord, Parties, Prepared

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def starter_pack() -> PreparedFacts:
    """The pack, loaded once per process."""
    return PreparedFacts(starter_rows())


def starter_rows() -> list[Prepared]:
    """Every fact of the pack, with its names and its embedding."""
    vectors = np.load(HERE / "vectors.npy").astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    lines = (HERE / "pack.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(line, vector) for line, vector in zip(lines, vectors, strict=True)]


def _row(line: str, vector: np.ndarray) -> Prepared:
    cells = json.loads(line)
    valid = Validity(cells.get("valid_from"), cells.get("valid_to"))
    names, people = tuple(cells["names"]), tuple(cells.get("people", ()))
    tags = tuple(cells["tags"])
    record = FactRecord(cells["text"], cells["origin"], valid, tags, names, people)
    return Prepared(record, Parties(names, people), vector)
