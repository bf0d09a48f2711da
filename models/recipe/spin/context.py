"""What an edit may know besides its sentence, and what an edit is."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from models.recipe.spin.edit import Changes


@dataclass(frozen=True)
class Context:
    """The article around a sentence, names from elsewhere, and the dice."""

    rng: random.Random
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Names of the article by class: person, surname, country, city, org, norp."""
    foreign: Mapping[str, Sequence[str]] = field(default_factory=dict)
    aliases: Callable[[str, str], bool] = lambda one, other: False
    """Whether two names may mean the same in this article."""
    before: Span | None = None
    after: Span | None = None
    details: Sequence[str] = ()
    """Phrases of place, time and cause from other sentences of the article."""


Edit = Callable[[Span, Context], Changes | None]
"""Changes that make an edit, or nothing where the sentence does not allow it."""
