"""What one caller may ask for, so that no caller can starve the others."""

from __future__ import annotations

from dataclasses import dataclass

CHARACTERS_A_SENTENCE = 400
"""More characters than so many for each allowed sentence are refused without being parsed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the service; all are on unless they are raised on the command line."""

    body_bytes: int = 1_048_576
    """Size of a request's body."""
    sentences: int = 400
    """Sentences of one article, its source and its facts together."""
    seconds: float = 120.0
    """Time from the last byte of a request to its answer."""
    queue: int = 32
    """Articles that may wait; each article of a batch request counts."""
    together: int = 4
    """Articles that are measured in one go, so that they share the model."""
    body_seconds: float = 30.0
    """Time in which a body must have arrived."""

    @property
    def characters(self) -> int:
        """Characters of one article, its source and its facts together."""
        return self.sentences * CHARACTERS_A_SENTENCE
