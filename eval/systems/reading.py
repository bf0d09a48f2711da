"""What systems share: parses and analyses of the same texts are made once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from consistency.checker import Checker, case_of
from consistency.domain import (
    Analysis,
    Document,
    ModelInfo,
    Pair,
    Scores,
    Sentence,
    Span,
)
from consistency.intake.read import document_from_text
from consistency.nli.model import NLIModel

REMEMBERED = 200_000
"""Pairs whose scores are kept; a few hundred articles' worth."""


@lru_cache(maxsize=400)
def document(text: str) -> Document:
    """A text, split and parsed."""
    return document_from_text(text)


def claims(text: str) -> tuple[str, ...]:
    """The sentences of a text that state something; the whole text if none seems to."""
    found = tuple(s.text for s in document(text).sentences if s.is_claim)
    return found or (text,)


def sentences_in(document: Document, span: Span) -> list[Sentence]:
    """The sentences that share a character with a span."""
    return [s for s in document.sentences if s.span.overlaps(span)]


class Remembering:
    """A model that does not score the same pair twice."""

    def __init__(self, model: NLIModel) -> None:
        self._model = model
        self._known: dict[Pair, Scores | None] = {}

    @property
    def info(self) -> ModelInfo:
        """The model's own."""
        return self._model.info

    @property
    def folder(self) -> Path:
        """The model's own."""
        return self._model.folder

    @property
    def fitted(self) -> object:
        """The model's own."""
        return self._model.fitted

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Scores pairs in order; only new ones are asked."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        fresh = list(dict.fromkeys(pair for pair in pairs if pair not in self._known))
        self._known.update(zip(fresh, self._model.score(fresh), strict=True))
        return [self._known[pair] for pair in pairs]


class Measuring:
    """A checker whose analyses are kept for the next system that asks for the same.

    Args:
        checker: its model is made to remember its pairs.
    """

    def __init__(self, checker: Checker) -> None:
        checker.model = Remembering(checker.model)  # type: ignore[assignment]
        self.checker = checker
        self._analyse = lru_cache(maxsize=256)(self._fresh)

    def analysis(self, text: str, source: str, facts: tuple[str, ...]) -> Analysis:
        """Everything measured about a text; an empty source or no facts are left out."""
        return self._analyse(text, source, facts)

    def _fresh(self, text: str, source: str, facts: tuple[str, ...]) -> Analysis:
        known = document(source) if source else None
        return self.checker.analyse(case_of(document(text), known, facts))
