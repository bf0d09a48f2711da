"""Intervals draw whole articles; tests are paired, clustered and corrected."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from eval import metrics
from eval.significance import compare, holm, interval
from tests.eval.invented import gold, graded, item, unit


def copies(times: int, articles: int = 20) -> tuple[object, list[float]]:
    """Each article has the same unit several times: more rows, no more knowledge."""
    items, scores = [], []
    for a in range(articles):
        for n in range(times):
            items.append(item(str(a), unit(f"{a}:{n}", faithful=a % 2 == 0)))
            scores.append(0.9 if a % 3 else 0.1)
    return gold(*items), scores


def test_more_rows_of_the_same_articles_do_not_narrow_the_interval() -> None:
    once = interval(metrics.f1, graded(*copies(1)))  # type: ignore[arg-type]
    often = interval(metrics.f1, graded(*copies(9)))  # type: ignore[arg-type]
    assert (once.low, once.high) == pytest.approx((often.low, often.high))
    assert once.low < once.value < once.high


def test_ranked_interval_counts_drawn_articles() -> None:
    told = interval(metrics.roc_auc, graded(*copies(2)))  # type: ignore[arg-type]
    assert told.low < told.value < told.high
    assert told == interval(metrics.roc_auc, graded(*copies(2)))  # type: ignore[arg-type]


def test_an_undefined_figure_has_no_interval() -> None:
    of = gold(item("a", unit("a")), item("b", unit("b")))
    told = interval(metrics.recall, graded(of, [0.1, 0.2]))
    assert np.isnan([told.value, told.low, told.high]).all()


def paired(wins: int, losses: int) -> tuple[object, object]:
    """Two systems of which one is right where the other is wrong, an article a unit."""
    total = wins + losses + 10
    of = gold(*(item(str(n), unit(str(n), faithful=n % 2 == 0)) for n in range(total)))

    def scores(right: list[bool]) -> list[float]:
        return [0.9 if (n % 2 == 0) == ok else 0.1 for n, ok in enumerate(right)]

    one = [True] * wins + [False] * losses + [True] * 10
    two = [False] * wins + [True] * losses + [True] * 10
    return graded(of, scores(one)), graded(of, scores(two))


def test_permutation_test_is_near_the_sign_test() -> None:
    one, two = paired(9, 3)
    # With as many faithful as unfaithful units, balanced accuracy is the share of right answers.
    told = compare(metrics.balanced_accuracy, one, two)  # type: ignore[arg-type]
    assert told.figure.value == pytest.approx(6 / 22, abs=0.02)
    assert told.p == pytest.approx(binomtest(9, 12).pvalue, abs=0.04)


@pytest.mark.parametrize("metric", [metrics.f1, metrics.roc_auc], ids=["counted", "ranked"])
def test_a_system_does_not_differ_from_itself(metric: metrics.Metric) -> None:
    one, two = paired(6, 2)
    same = compare(metric, one, one)  # type: ignore[arg-type]
    assert (same.figure.value, same.p) == (0, 1)
    there, back = compare(metric, one, two), compare(metric, two, one)  # type: ignore[arg-type]
    assert there.figure.value == pytest.approx(-back.figure.value)
    assert there.p == pytest.approx(back.p)


def test_holm_by_hand() -> None:
    told = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": float("nan")})
    assert {k: round(v, 6) for k, v in told.items() if k != "d"} == {
        "a": 0.03,
        "b": 0.06,
        "c": 0.06,
    }
    assert np.isnan(told["d"])
