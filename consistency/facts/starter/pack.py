"""The starter pack as a store of facts; loading it takes no model and no parse.

What every newsroom knows speaks of half the sentences in the news, and nearly always of
something else. So a fact of the pack is evidence only for a sentence that names whom it is about
and says the same relation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from consistency.domain import Origin, Sentence, Validity
from consistency.facts.embed import DIMENSIONS, Vectors
from consistency.facts.index import RANK_DAMPING, Hit, tokenise
from consistency.facts.record import (
    FactRecord,
    Parties,
    bears_on,
    fact_of,
    names_each,
    parties_of,
)
from consistency.mentions.titles import OFFICES, singular

HERE = Path(__file__).parent
POOL = 48
"""Facts whose names are compared with the sentence's."""
RELATIONS = {
    "capital": {"capital"},
    "continent": {"continent", "africa", "asia", "europe", "america"},
    "border": {"border", "neighbour", "neighbor"},
    "currency": {"currency"},
    "language": {"language", "speak"},
    "demonym": {"demonym"},
    "office": OFFICES,
}
"""By tag, the words of which a sentence has one if it says the same relation; an event is told by
its verb."""


class StarterFact(NamedTuple):
    """A fact of the pack, ready to be compared."""

    record: FactRecord
    parties: Parties
    vector: Vectors
    """Its unit embedding, shape (384,)."""
    subject: tuple[str, ...]
    """Keys of whom it is about: a sentence that does not name each speaks of something else."""
    relation: frozenset[str]
    """Lemmas of which a sentence has one if it says the same relation."""


class StarterPack:
    """An immutable collection of starter facts, searched in memory as a fact base is on disk.

    Args:
        rows: the facts, at least one.
    """

    def __init__(self, rows: Sequence[StarterFact]) -> None:
        self.rows = tuple(rows)
        self._vectors = np.asarray([row.vector for row in rows]).reshape(-1, DIMENSIONS)
        self._holds: NDArray[np.bool_] = np.ones(len(self.rows), dtype=bool)
        self._words = bm25s.BM25()
        told = [" ".join((row.record.text, *row.parties.names)) for row in rows]
        self._words.index(tokenise(told), show_progress=False)

    def __len__(self) -> int:
        """The number of facts, those outside `as_of` left out."""
        return int(self._holds.sum())

    def as_of(self, day: date | None) -> Self:
        """The facts without those that do not surely hold on a day (`None`: not known)."""
        then = type(self).__new__(type(self))
        then.__dict__.update(self.__dict__)
        then._holds = np.asarray([row.record.valid.holds_on(day) for row in self.rows])
        return then

    def set_aside(self) -> int:
        """How many facts `as_of` left out."""
        return len(self.rows) - len(self)

    def evidence_for(self, sentence: Sentence, vector: Vectors, count: int) -> list[Hit]:
        """The best facts that say of the same party what a parsed sentence says, best first.

        Args:
            sentence: the sentence.
            vector: its unit embedding, shape (384,).
            count: how many at most.
        """
        said, words = parties_of(sentence), {singular(token) for token in sentence.tokens}
        cosines = self._vectors @ vector
        fused = np.zeros(len(self.rows))
        for scores in (cosines, self._lexical(" ".join((sentence.text, *said.names)))):
            # Stable order: equal scores keep the pack's order, whatever the platform's sort does.
            order = np.argsort(-np.where(self._holds, scores, -np.inf), kind="stable")
            fused[order] += 1.0 / (RANK_DAMPING + np.arange(len(order)))
        ranked = [int(n) for n in np.argsort(-fused, kind="stable")[:POOL] if self._holds[n]]
        found = [n for n in ranked if _is_told(self.rows[n], said, words, float(cosines[n]))]
        return [
            Hit(
                fact_of(self.rows[n].record, Origin.STARTER),
                place,
                float(np.clip(cosines[n], 0.0, 1.0)),
            )
            for place, n in enumerate(found[:count])
        ]

    def _lexical(self, text: str) -> Vectors:
        known = [word for word in tokenise([text])[0] if word in self._words.vocab_dict]
        if not known:
            return np.zeros(len(self.rows), dtype=np.float32)
        return np.asarray(self._words.get_scores(known), dtype=np.float32)


def _is_told(row: StarterFact, said: Parties, words: set[str], cosine: float) -> bool:
    """Whether a sentence says the same relation of the same party."""
    return (
        bool(row.relation & words)
        and names_each(said, row.subject)
        and bears_on(said, row.parties, cosine)
    )


@lru_cache(maxsize=1)
def starter_pack() -> StarterPack:
    """The pack, loaded once per process."""
    return StarterPack(starter_rows())


def starter_rows() -> list[StarterFact]:
    """Every fact of the pack."""
    vectors = np.load(HERE / "vectors.npy").astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    lines = (HERE / "pack.jsonl").read_text(encoding="utf-8").splitlines()
    return [_row(json.loads(line), vector) for line, vector in zip(lines, vectors, strict=True)]


def _row(cells: dict[str, Any], vector: Vectors) -> StarterFact:
    valid = Validity(cells.get("valid_from"), cells.get("valid_to"))
    names, people = tuple(cells["names"]), tuple(cells.get("people", ()))
    tags = tuple(cells["tags"])
    record = FactRecord(cells["text"], cells["origin"], valid, tags, names, people)
    # Who holds an office is the one it is about; what happened is about all who took part.
    subject = people if tags[1] == "office" else names
    relation = frozenset([cells["verb"]] if tags[1] == "event" else RELATIONS[tags[1]])
    return StarterFact(record, Parties(names, people), vector, subject, relation)
