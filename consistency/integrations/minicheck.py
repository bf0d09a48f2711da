"""The scorer interface of MiniCheck (Tang et al. 2024, EMNLP), over our model.

>>> scorer = MiniCheck()                                                # doctest: +SKIP
>>> labels, probs, chunks, chunk_probs = scorer.score(docs=[doc], claims=[claim])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from consistency.checker import Checker
from consistency.decision.doubt import doubts
from consistency.domain import Origin, VerdictKind
from consistency.errors import BadInput


class MiniCheckScores(NamedTuple):
    """Four lists of one entry a claim, in MiniCheck's order."""

    labels: list[int]
    """1 where every statement of the claim is supported by its document, else 0."""
    probs: list[float]
    """Probability that no sentence of the claim is wrong, all reasons for doubt taken together."""
    chunks: list[list[str]]
    """The pieces of the document that the model was shown."""
    chunk_probs: list[list[float]]
    """For each piece, the probability that it entails the sentence that it was shown for."""


class MiniCheck:
    """Takes the place of `minicheck.minicheck.MiniCheck`.

    It differs in this: the pieces are the sentences and short windows that retrieval found, not
    chunks of the whole document; and a claim whose sentences are all unchecked (a question, say)
    has label 0.

    Args:
        checker: checks; the shipped one if `None`.
    """

    def __init__(self, checker: Checker | None = None) -> None:
        self._checker = checker or Checker()

    def score(self, docs: Sequence[str], claims: Sequence[str]) -> MiniCheckScores:
        """Scores each claim against its own document.

        Raises:
            BadInput: there are not as many documents as claims, or a text is empty or not
                English; MiniCheck has no place for an error in its answer.
        """
        if len(docs) != len(claims):
            raise BadInput(
                "docs", f"{len(docs)} for {len(claims)} claims", "give one for each claim"
            )
        scores = MiniCheckScores([], [], [], [])
        for doc, claim in zip(docs, claims, strict=True):
            report = self._checker.check(claim, source=doc)
            # A question or a caption states nothing; what is undecided has evidence.
            judged = [
                v
                for v in report.verdicts
                if v.kind is not VerdictKind.UNCHECKED or v.evidence is not None
            ]
            supported = bool(judged) and all(v.kind is VerdictKind.SUPPORTED for v in judged)
            scores.labels.append(int(supported and not report.errors))
            wrong = doubts(report, self._checker.model.fitted)
            scores.probs.append(prod(1.0 - d for d in wrong.values()) if judged else 0.0)
            evidence = [
                e
                for e in report.analysis.evidence
                if e.premise[0].origin is Origin.SOURCE and e.scores is not None
            ]
            scores.chunks.append([e.text for e in evidence])
            scores.chunk_probs.append([e.scores.entailment for e in evidence if e.scores])
        return scores
