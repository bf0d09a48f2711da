"""The one protocol behind which every NLI model stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from consistency.domain import Fitted, ModelInfo, Pair, Scores


class NLIModel(Protocol):
    """Answers whether premises entail, leave open or contradict hypotheses."""

    @property
    def info(self) -> ModelInfo:
        """Name and checksum, for reports and caches."""
        ...

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        ...

    @property
    def fitted(self) -> Fitted:
        """What was fitted for this model on development data; empty where nothing was."""
        ...

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Scores pairs, in order; `None` for a pair longer than the model's window.

        The answer for a pair never depends on the other pairs.
        """
        ...
