"""What the article gives in two places: helpers of the rules that hold it against itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consistency.domain import Fact, Judgement, Moment, Origin, Quantity, Trait


def clashes(
    judgement: Judgement, agree: Callable[[Trait, Trait], bool]
) -> Iterator[tuple[Trait, Trait]]:
    """Each trait that no earlier one of its subject and attribute agrees with, and the first.

    Args:
        judgement: what is looked at.
        agree: whether two traits of one subject and attribute can both hold.
    """
    known: dict[tuple[str, str], list[Trait]] = {}
    for trait in judgement.analysis.sheet:
        earlier = known.setdefault((trait.subject, trait.attribute), [])
        if earlier and not any(agree(trait, other) for other in earlier):
            yield trait, earlier[0]
        earlier.append(trait)


def agree(one: Trait, other: Trait) -> bool:
    """Whether two values can be one, as far as both are said."""
    a, b = one.value, other.value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.agrees_with(b)
    if isinstance(a, Moment) and isinstance(b, Moment):
        return not a.comparable_with(b) or a.agrees_with(b)
    return a == b


def fellow(judgement: Judgement, index: int) -> Fact:
    """A sentence of the article as what another is held against."""
    document = judgement.analysis.case.document
    return Fact(f"article:{index}", Origin.ARTICLE, document.id, judgement.sentences[index])
