"""Facts that are read and embedded already, searched in memory as a fact base is on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

import bm25s
import numpy as np
from numpy.typing import NDArray

from consistency.domain import Sentence
from consistency.facts.embed import DIMENSIONS, Vectors
from consistency.facts.index import RANK_DAMPING, Hit, tokenise
from consistency.facts.record import Prepared, bears_on, fact_of, parties_of

POOL = 48
"""Facts whose names are compared with the sentence's."""


class PreparedFacts:
    """An immutable collection of prepared facts.

    Args:
        rows: the facts, at least one.
    """

    def __init__(self, rows: Sequence[Prepared]) -> None:
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
        """The best facts that concern a parsed sentence, best first.

        Args:
            sentence: the sentence.
            vector: its unit embedding, shape (384,).
            count: how many at most.
        """
        said = parties_of(sentence)
        cosines = self._vectors @ vector
        fused = np.zeros(len(self.rows))
        for scores in (cosines, self._lexical(" ".join((sentence.text, *said.names)))):
            # Stable order: equal scores keep the pack's order, whatever the platform's sort does.
            order = np.argsort(-np.where(self._holds, scores, -np.inf), kind="stable")
            fused[order] += 1.0 / (RANK_DAMPING + np.arange(len(order)))
        ranked = [int(n) for n in np.argsort(-fused, kind="stable")[:POOL] if self._holds[n]]
        found = [n for n in ranked if bears_on(said, self.rows[n].parties, float(cosines[n]))]
        return [
            Hit(fact_of(self.rows[n].record), place, float(np.clip(cosines[n], 0.0, 1.0)))
            for place, n in enumerate(found[:count])
        ]

    def _lexical(self, text: str) -> Vectors:
        known = [word for word in tokenise([text])[0] if word in self._words.vocab_dict]
        if not known:
            return np.zeros(len(self.rows), dtype=np.float32)
        return np.asarray(self._words.get_scores(known), dtype=np.float32)
