"""What every store of facts can do for an article, whatever it is kept in."""

from __future__ import annotations

from datetime import date
from typing import Protocol, Self

from consistency.domain import Sentence
from consistency.facts.embed import Vectors
from consistency.facts.index import Hit


class KnownFacts(Protocol):
    """A large store of facts, of which only those that concern a sentence are evidence."""

    def as_of(self, day: date | None) -> Self:
        """The store without the facts that do not surely hold on a day."""
        ...

    def set_aside(self) -> int:
        """How many facts `as_of` left out."""
        ...

    def evidence_for(self, sentence: Sentence, vector: Vectors, count: int) -> list[Hit]:
        """The best facts that concern a parsed sentence, best first."""
        ...
