"""Figures against hand-computed ones, scikit-learn's, and BUMP's published ones."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from sklearn import metrics as sk

from consistency.domain import Span
from eval import metrics
from eval.benchmarks import all_benchmarks
from eval.gold import Gold, read_gold
from eval.metrics import Graded, Truth, best_threshold
from eval.runs import Answer, Found
from eval.systems.base import Task
from eval.systems.stored import PeerSystem
from tests.eval.invented import gold, graded, item, pairs, run, unit

DATA = os.environ.get("CONSISTENCY_DATA")
PUBLISHED = {
    # pair consistency and ROC AUC on the 343 pairs of bump_dev
    "QAFactEval": (0.857, 0.734),
    "BARTScore": (0.927, 0.598),
    "DAE": (0.857, 0.631),
    "SummaC": (0.656, 0.562),
}


def test_pairs_by_hand() -> None:
    # Pairs: 0.9 > 0.4 won, 0.9 = 0.9 a tie and so no win, 0.3 > 0.1 won.
    told = graded(pairs(), [0.9, 0.4, 0.9, 0.9, 0.3, 0.1])
    assert metrics.pair_consistency(told) == pytest.approx(2 / 3)
    assert metrics.pair_consistency_of("x")(told) == 1
    assert metrics.pair_consistency_of("y")(told) == 0
    # The two distinct references 0.9 and 0.3 against 0.4, 0.9, 0.1: 1 + 1/2 + 1 + 0 + 0 + 1 of 6.
    assert metrics.roc_auc(told) == pytest.approx(3.5 / 6)


def test_three_pairs_of_one_reference_count_it_once() -> None:
    truth = Truth.of(pairs())
    assert truth.counted.tolist() == [True, True, False, True, True, True]
    assert truth.articles == 2


@pytest.fixture(scope="module")
def many() -> Graded:
    """A few hundred units with ties, some of them unscored."""
    rng = np.random.default_rng(3)
    items = []
    scores: list[float | None] = []
    for n in range(300):
        wrong = bool(rng.random() < 0.3)
        items.append(item(str(n // 5), unit(str(n), faithful=not wrong, kind="x" if wrong else "")))
        score = round(float(np.clip(rng.normal(0.4 if wrong else 0.6, 0.2), 0, 1)), 1)
        scores.append(None if n % 50 == 7 else score)
    return graded(gold(*items), scores)


def test_ranked_figures_are_scikit_learns(many: Graded) -> None:
    assert metrics.roc_auc(many) == pytest.approx(sk.roc_auc_score(many.truth.wrong, -many.score))
    expected = sk.average_precision_score(many.truth.wrong, -many.score)
    assert metrics.average_precision(many) == pytest.approx(expected)


def test_weighted_figures_are_scikit_learns(many: Graded) -> None:
    weight = np.random.default_rng(0).integers(0, 3, len(many.score)).astype(float)
    told = metrics.roc_auc.weighted(many.rank, many.truth, weight)
    expected = sk.roc_auc_score(many.truth.wrong, -many.score, sample_weight=weight)
    assert told == pytest.approx(expected)
    told = metrics.average_precision.weighted(many.rank, many.truth, weight)
    kept = weight > 0
    expected = sk.average_precision_score(
        many.truth.wrong[kept], -many.score[kept], sample_weight=weight[kept]
    )
    assert told == pytest.approx(expected)


def test_counted_figures_are_scikit_learns(many: Graded) -> None:
    wrong, flagged, scored = many.truth.wrong, many.flagged, many.scored
    assert metrics.f1(many) == pytest.approx(sk.f1_score(wrong, flagged))
    assert metrics.precision(many) == pytest.approx(sk.precision_score(wrong, flagged))
    assert metrics.recall(many) == pytest.approx(sk.recall_score(wrong, flagged))
    expected = sk.balanced_accuracy_score(wrong, many.below)
    assert metrics.balanced_accuracy(many) == pytest.approx(expected)
    expected = sk.brier_score_loss(~wrong[scored], many.score[scored])
    assert metrics.brier(many) == pytest.approx(expected)
    assert metrics.coverage(many) == pytest.approx(294 / 300)


def test_calibration_error_by_hand() -> None:
    of = gold(*(item(n, unit(n, faithful=n != "b")) for n in "abcd"))
    # One bin holds 0.91 and 0.95, half of them true; another 0.2 and 0.2, both true.
    told = graded(of, [0.91, 0.95, 0.2, 0.2])
    assert metrics.calibration_error(told) == pytest.approx((abs(1.86 - 1) + abs(0.4 - 2)) / 4)


def test_an_unscored_unit_stands_in_the_middle_and_is_not_flagged() -> None:
    of = gold(*(item(n, unit(n, faithful=n != "b")) for n in "abc"))
    told = graded(of, [0.8, None, 0.2], threshold=0.9)
    assert told.score.tolist() == [0.8, 0.5, 0.2]
    assert told.flagged.tolist() == [True, False, True]
    assert metrics.coverage(told) == pytest.approx(2 / 3)


def test_own_decisions_win_over_the_threshold() -> None:
    of = gold(
        item("a", unit("a", visible=frozenset({"facts"}), faithful=False, kind="number-changed")),
        item("b", unit("b", faithful=False, kind="name-swapped", wrong=(Span(0, 4),))),
        item("c", unit("c")),
        item("d", unit("d")),
    )
    finding = Found("name-swapped", Span(2, 4), "m", 0.9)
    answers = [
        Answer("a", 0.1, "supported"),
        Answer("b", 0.9, "contradicted", findings=(finding,)),
        Answer("c", 0.9, "unchecked", findings=(finding,)),
        Answer("d", 0.9, "supported"),
    ]
    told = Graded.of(Truth.of(of), run(of, answers), 0.5)
    assert told.flagged.tolist() == [False, True, True, False]
    assert metrics.false_alarms(told) == 50
    assert metrics.f1(told) == pytest.approx(2 / 4)
    assert metrics.recall(told) == 1  # what only the facts betray cannot be seen from the source
    assert metrics.recall_of("name-swapped")(told) == 1
    assert np.isnan(metrics.recall_of("number-changed")(told))
    assert metrics.f1_of("name-swapped")(told) == pytest.approx(2 / 3)
    assert metrics.alarms_of(told, "name-swapped") == 1
    # Characters: b 2 of 4 found and 2 told; c 2 told where none are wrong.
    assert metrics.span_f1(told) == pytest.approx(2 * 2 / (4 + 2 + 2))
    assert metrics.coverage(told) == 0.75


def test_three_way_accuracy() -> None:
    of = gold(
        item("a", unit("a", label="entailment")),
        item("b", unit("b", faithful=False, label="neutral")),
        item("c", unit("c", faithful=False, label="contradiction")),
    )
    three = [(0.6, 0.3, 0.1), (0.2, 0.3, 0.5), (0.1, 0.2, 0.7)]
    answers = [Answer(n, t[0], probabilities=t) for n, t in zip("abc", three, strict=True)]
    assert metrics.three_way_accuracy(Graded.of(Truth.of(of), run(of, answers))) == 2 / 3


@pytest.mark.parametrize(
    ("wrong", "score", "below"),
    [
        ([True, True, False, False], [0.1, 0.2, 0.6, 0.8], [True, True, False, False]),
        ([False, False, True, True], [0.1, 0.2, 0.6, 0.8], [False, False, False, False]),
        ([True, False, True, False], [0.5, 0.5, 0.5, 0.9], [True, True, True, False]),
    ],
)
def test_best_threshold(wrong: list[bool], score: list[float], below: list[bool]) -> None:
    chosen = best_threshold(np.array(wrong), np.array(score))
    assert (np.array(score) < chosen).tolist() == below


def test_without_a_threshold_each_half_is_judged_by_the_other() -> None:
    items = [item(f"a{n}", unit(str(n), faithful=n % 2 == 0)) for n in range(40)]
    scores = [0.9 if n % 2 == 0 else 0.1 for n in range(40)]
    told = graded(gold(*items), scores, threshold=None)
    assert metrics.balanced_accuracy(told) == 1
    flipped = graded(gold(*items), [1 - s for s in scores], threshold=None)
    assert metrics.balanced_accuracy(flipped) == 0.5  # nothing better than flagging none


@pytest.fixture(scope="module")
def bump() -> Gold:
    if not DATA:
        pytest.skip("set CONSISTENCY_DATA to the data folder")
    benchmark = all_benchmarks().get("bump")
    if benchmark is None:
        pytest.skip("there is no adapter for BUMP")
    return read_gold(benchmark, Path(DATA))


@pytest.mark.parametrize("peer", PUBLISHED)
def test_stored_peers_of_bump_come_out_as_published(bump: Gold, peer: str) -> None:
    tasks = [Task.of(one, pair=False) for one in bump.items]
    answers = PeerSystem(peer).answer(tasks)
    truth = Truth.of(bump)
    assert (len(truth.twins), int((truth.counted & ~truth.wrong).sum())) == (343, 49)
    told = Graded.of(truth, run(bump, answers))
    figures = round(metrics.pair_consistency(told), 3), round(metrics.roc_auc(told), 3)
    assert figures == PUBLISHED[peer]
