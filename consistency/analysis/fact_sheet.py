"""The article's own fact sheet: traits of all sentences, with surnames read as full names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consistency.domain import Mention, MentionKind, Trait


def fact_sheet(traits: Iterable[Trait], mentions: Iterable[Mention]) -> tuple[Trait, ...]:
    """Puts every trait under the fullest name of its subject.

    A trait of a surname that several people of the article share is left out: nobody can tell
    whose it is.

    Args:
        traits: of all sentences, in reading order.
        mentions: of all sentences.
    """
    bearers: dict[str, set[str]] = {}
    for mention in mentions:
        words = str(mention.value).split() if mention.kind is MentionKind.NAME else []
        if len(words) > 1 and mention.label == "PERSON":
            bearers.setdefault(words[-1], set()).add(str(mention.value))
    found = []
    for trait in traits:
        full = bearers.get(trait.subject, {trait.subject})
        if len(full) == 1:
            found.append(replace(trait, subject=next(iter(full))))
    return tuple(found)
