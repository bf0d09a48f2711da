"""Claims on one premise come side by side, each row once, the same order for the same seed."""

from __future__ import annotations

import random
from typing import Any, cast

import pytest

from models.recipe.data import by_premise
from models.recipe.rows import LABELS, Row
from models.recipe.train import GROUP, Companions, Encoded


class Rows:
    """What the sampler asks of encoded rows."""

    def __init__(self, count: int) -> None:
        rng = random.Random(1)
        self.premises = [rng.randrange(count // 5) for _ in range(count)]
        self._true = [rng.random() < 0.4 for _ in range(count)]
        self._lengths = [20 + premise % 60 for premise in self.premises]

    def __len__(self) -> int:
        return len(self.premises)

    def length(self, index: int) -> int:
        return self._lengths[index]

    def follows(self, index: int) -> bool:
        return self._true[index]


@pytest.fixture(scope="module")
def rows() -> Any:
    return cast(Encoded, Rows(1003))


def test_each_row_comes_once(rows: Any) -> None:
    assert sorted(Companions(rows, seed=3)) == list(range(1003))


def test_the_same_seed_and_pass_give_the_same_order(rows: Any) -> None:
    one, other = Companions(rows, seed=3), Companions(rows, seed=3)
    assert list(one) == list(other)
    other.set_epoch(1)
    assert list(one) != list(other)


def test_most_true_claims_have_a_false_one_beside_them(rows: Any) -> None:
    order = list(Companions(rows, seed=3))
    rivals = {
        premise
        for premise in set(rows.premises)
        if len({rows.follows(i) for i in range(1003) if rows.premises[i] == premise}) == 2
    }
    met = {
        rows.premises[one]
        for place, one in enumerate(order)
        for other in order[place + 1 : place + GROUP]
        if rows.premises[one] == rows.premises[other] and rows.follows(one) != rows.follows(other)
    }
    assert len(met) >= 0.9 * len(rivals)


def test_false_claims_do_not_drown_the_true_ones() -> None:
    def claims(premise: str, *labels: str) -> list[Row]:
        return [Row(premise, f"{premise} {n}", label, "", "", "") for n, label in enumerate(labels)]

    true, neutral, false = LABELS
    drawn = by_premise(
        [*claims("a", true, *[false] * 5), *claims("b", neutral, false), *claims("c", true)],
        count=100,
        seed=0,
    )
    told = {p: [row.label for row in drawn if row.premise == p] for p in "abc"}
    assert told["a"] == [true, false, false]
    assert len(told["b"]) == 1
    assert told["c"] == [true]
