"""False twins of a true sentence: errors planted by the spinner's own program, rare kinds first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import apply
from models.recipe.spin.errors import ERRORS


def twins(
    sentence: Span, context: Context, counts: Counter[str], most: int
) -> Iterator[tuple[str, str, str]]:
    """Kind, label and words of up to `most` errors that the sentence allows; counts them."""
    kinds = list(ERRORS)
    context.rng.shuffle(kinds)
    made = 0
    for kind in sorted(kinds, key=lambda kind: counts[kind]):
        label, edit = ERRORS[kind]
        changes = edit(sentence, context)
        if not changes:
            continue
        false = apply(sentence.text, changes)
        if false != sentence.text:
            counts[kind] += 1
            yield kind, label, false
            made += 1
            if made == most:
                return
