"""English that only a spinner writes, and that is still true."""

from __future__ import annotations

import re

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, decapital, swap
from models.recipe.spin.lexicon import CLUMSY, NOISE, OPENERS


def _regex(
    sentence: Span, table: tuple[tuple[str, str], ...], context: Context, most: int
) -> Changes | None:
    found: Changes = []
    for pattern, new in context.rng.sample(table, len(table)):
        for match in re.finditer(pattern, sentence.text):
            if all(match.end() < a or b < match.start() for a, b, _ in found):
                found.append((match.start(), match.end(), match.expand(new)))
                break
        if len(found) == most:
            break
    return found or None


def clumsy(sentence: Span, context: Context) -> Changes | None:
    """Stilted wording."""
    return _regex(sentence, CLUMSY, context, context.rng.randint(1, 3))


def noise(sentence: Span, context: Context) -> Changes | None:
    """Small slips of grammar: a lost article, a plural verb, a missing comma."""
    return _regex(sentence, NOISE, context, context.rng.randint(1, 3))


def opener(sentence: Span, context: Context) -> Changes | None:
    """An empty word at the head."""
    first = sentence[0]
    if first.pos_ in {"CCONJ", "ADV", "SCONJ", "INTJ", "PUNCT"}:
        return None
    return [swap(sentence, first, first, context.rng.choice(OPENERS) + decapital(first))]
