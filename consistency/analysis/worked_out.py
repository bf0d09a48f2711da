"""Numbers that a rewrite worked out of those of its source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from consistency.domain import Mention, MentionKind, Quantity

CLOSE = 0.05
"""Share by which a worked out number may be rounded."""


def is_worked_out(said: Mention, known: Sequence[Mention]) -> bool:
    """Whether a number is one of the known, or the sum, difference or share of two of them.

    "Four bodies" of "six people" leave two; "7 percent of 100 million" are seven million.

    Args:
        said: a number of the rewrite.
        known: the numbers that it may draw on, whatever they count.
    """
    if not isinstance(said.value, Quantity):
        return False
    values = {(m.kind, m.value.low) for m in known if isinstance(m.value, Quantity)}
    if any(_is_close(said.value, value) for _, value in values):
        return True
    for (kind, one), (other_kind, other) in combinations(sorted(values), 2):
        made = [one + other, abs(one - other)]
        if kind is not other_kind and MentionKind.PERCENT in {kind, other_kind}:
            made = [one * other / 100]
        if any(_is_close(said.value, value) for value in made):
            return True
    return False


def _is_close(said: Quantity, value: float) -> bool:
    reach = CLOSE * abs(value) if said.approximate or abs(value) >= 1000 else 0.0
    return said.low - reach <= value <= said.high + reach
