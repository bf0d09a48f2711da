"""How sure a figure is, and a difference of two: always by drawing whole articles.

Sentences of one article share its source, its facts and its faults, so they are not independent;
intervals and tests that draw single rows are too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from statsmodels.stats.multitest import multipletests

from eval.metrics import Bools, Counted, Floats, Graded, Metric

DRAWS = 1000
SEED = 0
LEVEL = 95.0
"""Per cent of the interval."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much one system's figure exceeds another's, and how easily chance would do the same."""

    figure: Figure
    p: float
    """Of a two-sided paired permutation test."""


def interval(metric: Metric, graded: Graded) -> Figure:
    """A figure and its percentile bootstrap interval (Efron 1979), articles drawn whole.

    Draws in which the figure is undefined (a rare kind of which no unit was drawn) are left out.
    """
    return _figure(metric(graded), _bootstrap(metric, graded))


@lru_cache(maxsize=512)
def _bootstrap(metric: Metric, graded: Graded) -> Floats:
    times = _times(graded.truth.articles)
    if isinstance(metric, Counted):
        return metric.finish(times @ _by_article(metric, graded))
    rank = graded.rank
    return np.array([metric.weighted(rank, graded.truth, t[graded.truth.article]) for t in times])


@lru_cache(maxsize=4)
def _times(articles: int) -> Floats:
    """How often each article is drawn, shape (draws, articles); the same for every system."""
    rng = np.random.default_rng(SEED)
    drawn = rng.integers(0, articles, (DRAWS, articles))
    return np.stack([np.bincount(row, minlength=articles) for row in drawn]).astype(np.float64)


def _by_article(metric: Counted, graded: Graded) -> Floats:
    columns = metric.columns(graded)
    sums = np.zeros((graded.truth.articles, columns.shape[1]))
    np.add.at(sums, graded.truth.article, columns)
    return sums


def _figure(value: float, draws: Floats) -> Figure:
    defined = draws[~np.isnan(draws)]
    if np.isnan(value) or not len(defined):
        return Figure(value, float("nan"), float("nan"))
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(defined, (tail, 100 - tail))
    return Figure(value, float(low), float(high))


def compare(metric: Metric, one: Graded, other: Graded) -> Difference:
    """The difference of two systems on the same rows.

    Interval: the bootstrap of the difference, both systems on the same drawn articles. Test: in
    each of the draws the two swap their answers on a random half of the articles (Noreen 1989;
    for ranking figures they swap ranks, after Venkatraman and Begg 1996, since two systems'
    scores have no common scale); p counts differences at least as great, the observed one too.
    """
    observed = metric(one) - metric(other)
    draws = _bootstrap(metric, one) - _bootstrap(metric, other)
    swapped = _permuted(metric, one, other)
    # A hair of slack: the same sums added in another order differ in their last bits.
    as_great = int((np.abs(swapped) >= abs(observed) - 1e-12).sum())
    p = float("nan") if np.isnan(observed) else (1 + as_great) / (1 + len(swapped))
    return Difference(_figure(observed, draws), p)


def _permuted(metric: Metric, one: Graded, other: Graded) -> Floats:
    rng = np.random.default_rng(SEED)
    swaps: Bools = rng.integers(0, 2, (DRAWS, one.truth.articles)).astype(np.bool_)
    if isinstance(metric, Counted):
        mine, theirs = _by_article(metric, one), _by_article(metric, other)
        moved = swaps @ (theirs - mine)
        return metric.finish(mine.sum(0) + moved) - metric.finish(theirs.sum(0) - moved)
    mine, theirs = one.fair_rank, other.fair_rank

    def change(swap: Bools) -> float:
        first = metric.of_ranks(np.where(swap, theirs, mine), one.truth)
        return first - metric.of_ranks(np.where(swap, mine, theirs), one.truth)

    return np.array([change(swap[one.truth.article]) for swap in swaps])


def holm(tests: Mapping[Key, float]) -> dict[Key, float]:
    """P values corrected for how many there are (Holm 1979); undefined ones stay so."""
    told = {key: p for key, p in tests.items() if not np.isnan(p)}
    if not told:
        return dict(tests)
    corrected = multipletests(list(told.values()), method="holm")[1]
    return {**tests, **dict(zip(told, map(float, corrected), strict=True))}
