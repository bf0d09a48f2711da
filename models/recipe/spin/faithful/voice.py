"""Active and passive, and the two sides of a deal, told rightly."""

from __future__ import annotations

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes
from models.recipe.spin.errors.roles import parties, to_active, to_passive


def active_to_passive(sentence: Span, context: Context) -> Changes | None:
    """X hit Y becomes Y was hit by X."""
    for found in parties(sentence):
        if made := to_passive(sentence, found, turned=False):
            return made
    return None


def passive_to_active(sentence: Span, context: Context) -> Changes | None:
    """Y was hit by X becomes X hit Y."""
    for found in parties(sentence):
        if made := to_active(sentence, found, turned=False):
            return made
    return None
