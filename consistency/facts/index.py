"""The few Facts that bear on a Sentence: by meaning and by words together."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import bm25s
import numpy as np

from consistency.domain import Fact
from consistency.facts.embed import Vectors, embed

# It asks for DEBUG by itself, and every index would be told to whoever logs anything.
logging.getLogger("bm25s").setLevel(logging.WARNING)

RANK_DAMPING = 60
"""The constant of reciprocal rank fusion (Cormack et al. 2009, SIGIR)."""


class Hit(NamedTuple):
    """A fact found for a sentence."""

    fact: Fact
    place: int
    """Its row in the index; neighbours in the source are neighbours here."""
    nearness: float
    """Cosine of the two embeddings, cut to 0…1."""


class FactIndex:
    """An immutable collection of facts, ready to be searched.

    Args:
        facts: what is known, in reading order.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._fill(tuple(facts), embed([fact.text for fact in facts]))

    @classmethod
    def of_vectors(cls, facts: Sequence[Fact], vectors: Vectors) -> FactIndex:
        """An index of facts whose embeddings, shape (len(facts), 384), are known already."""
        index = cls.__new__(cls)
        index._fill(tuple(facts), vectors)
        return index

    def _fill(self, facts: tuple[Fact, ...], vectors: Vectors) -> None:
        self.facts = facts
        self._vectors = vectors
        self._words = None
        if self.facts:
            self._words = bm25s.BM25()
            self._words.index(tokenise([f.text for f in self.facts]), show_progress=False)

    def preceded_by(self, facts: Sequence[Fact]) -> FactIndex:
        """This index with other facts before its own; only those are embedded anew."""
        vectors = np.vstack([embed([fact.text for fact in facts]), self._vectors])
        return FactIndex.of_vectors((*facts, *self.facts), vectors)

    def as_of(self, day: date | None) -> FactIndex:
        """This index without the facts that do not surely hold on a day (`None`: not known)."""
        kept = [n for n, fact in enumerate(self.facts) if fact.valid.holds_on(day)]
        if len(kept) == len(self.facts):
            return self
        return FactIndex.of_vectors([self.facts[n] for n in kept], self._vectors[kept])

    def nearest(self, text: str, vector: Vectors, count: int, skip: int | None = None) -> list[Hit]:
        """The `count` best facts for a text, best first.

        Args:
            text: the sentence.
            vector: its embedding, shape (384,).
            count: how many to return at most.
            skip: a row to leave out (the sentence itself, when an article is its own index).
        """
        if not self.facts:
            return []
        cosines = self._vectors @ vector
        lexical = self._lexical(text)
        fused = np.zeros(len(self.facts))
        for scores in (cosines, lexical):
            # Stable order: equal scores keep reading order, whatever the platform's sort does.
            order = np.argsort(-scores, kind="stable")
            fused[order] += 1.0 / (RANK_DAMPING + np.arange(len(order)))
        if skip is not None:
            fused[skip] = -1.0
        ranked = [int(i) for i in np.argsort(-fused, kind="stable") if i != skip]
        return [
            Hit(self.facts[i], i, float(min(1.0, max(0.0, cosines[i])))) for i in ranked[:count]
        ]

    def _lexical(self, text: str) -> Vectors:
        assert self._words is not None
        query = tokenise([text])[0]
        known = [w for w in query if w in self._words.vocab_dict]
        if not known:
            return np.zeros(len(self.facts), dtype=np.float32)
        return np.asarray(self._words.get_scores(known), dtype=np.float32)


def tokenise(texts: list[str]) -> list[list[str]]:
    """The words of each text by which BM25 looks it up; never none."""
    found: list[list[str]] = bm25s.tokenize(
        texts, stopwords="en", return_ids=False, show_progress=False
    )
    # bm25s cannot index a text without a single word; a mark that no query has stands in.
    return [words or ["\0"] for words in found]
