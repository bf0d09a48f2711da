"""Figures from a run and the gold it is laid beside; nothing here asks a system.

Two families. A `Counted` metric is a ratio of sums over units (accuracy, F1, Brier, expected
calibration error ...): its bootstrap needs only the sums of each article. A `Ranked` metric
depends on the order of the scores (ROC AUC, average precision). Both take a weight for each unit,
which is how whole articles are drawn: a unit's weight is how often its article was drawn. Tests
hold both to scikit-learn's figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from sklearn.metrics import roc_curve

from eval.gold import Gold
from eval.runs import Answer, Run, SystemInfo

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

BINS = 10
"""Of equal width, for the expected calibration error."""
LABELS = ("entailment", "neutral", "contradiction")
NAN = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """The gold of a benchmark as arrays, a row a unit; shared by all systems."""

    gold: Gold
    ids: tuple[str, ...]
    article: Ints
    """Number of the article that each unit was made from."""
    wrong: Bools
    counted: Bools
    """False for a faithful text that stands in several minimal pairs, from its second time on: all
    figures but pair consistency count it once, as BUMP does (Ma et al. 2023, ACL)."""
    twins: NDArray[np.int64]
    """Rows of the faithful and the unfaithful unit of each minimal pair, shape (pairs, 2)."""
    bad: Ints
    """Rows of the unfaithful units."""
    good: Ints
    """Rows of the faithful units that count."""

    @classmethod
    def of(cls, gold: Gold) -> Truth:
        """Lays out a benchmark."""
        units = gold.units
        articles = {name: n for n, name in enumerate(dict.fromkeys(i.article for i, _ in units))}
        faithful: dict[str, int] = {}
        seen: set[tuple[str, str]] = set()
        counted = []
        for row, (item, unit) in enumerate(units):
            once = True
            if unit.pair is not None and unit.faithful:
                faithful[unit.pair] = row
                key = (item.article, unit.span.of(item.text))
                once = key not in seen
                seen.add(key)
            counted.append(once)
        twins = [
            (faithful[unit.pair], row)
            for row, (_, unit) in enumerate(units)
            if unit.pair is not None and not unit.faithful and unit.pair in faithful
        ]
        return cls(
            gold,
            tuple(unit.id for _, unit in units),
            np.array([articles[item.article] for item, _ in units], dtype=np.int64),
            wrong := np.array([not unit.faithful for _, unit in units]),
            np.array(counted),
            np.array(twins, dtype=np.int64).reshape(-1, 2),
            np.flatnonzero(wrong),
            np.flatnonzero(~wrong & counted),
        )

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return int(self.article.max()) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """One system's answers beside the truth.

    A unit that the system could not score stands in the middle, at the median of its other
    scores, and is not flagged: it neither helps nor is it left out. Coverage says how many.
    """

    truth: Truth
    name: str
    system: SystemInfo
    answers: tuple[Answer, ...]
    score: Floats
    scored: Bools
    checked: Bools
    """Whether the system came to an answer: a score, and no verdict of "unchecked"."""
    flagged: Bools
    """Whether it calls the unit unfaithful: by its own verdict, else by the threshold."""
    below: Bools
    """Whether the score falls below the threshold."""
    own_decision: bool
    """Whether `flagged` is the system's own."""
    threshold: str
    """Where the threshold comes from."""

    @classmethod
    def of(
        cls,
        truth: Truth,
        run: Run,
        threshold: float | None = None,
        origin: str = "two halves of the articles, each judged by the other's",
    ) -> Graded:
        """Lays a run beside the truth.

        Args:
            truth: the gold.
            run: complete, and over the very same units.
            threshold: below which a score counts as flagged, from another benchmark; without it,
                the articles are halved and each half judged by the best threshold of the other.
            origin: what the threshold was chosen on, in words.
        """
        answers = tuple(run.answers[name] for name in truth.ids)
        raw = np.array([NAN if a.score is None else a.score for a in answers])
        scored = ~np.isnan(raw)
        middle = float(np.median(raw[scored])) if scored.any() else 0.0
        score = np.where(scored, raw, middle)
        below = _below(truth, score, threshold) & scored
        decides = any(a.verdict not in (None, "unchecked") or a.findings for a in answers)
        own = np.array([_flags(a) for a in answers])
        return cls(
            truth=truth,
            name=run.name,
            system=run.header.system,
            answers=answers,
            score=score,
            scored=scored,
            checked=scored & np.array([a.verdict != "unchecked" for a in answers]),
            flagged=own if decides else below,
            below=below,
            own_decision=decides,
            threshold=origin,
        )

    @property
    def rank(self) -> Ints:
        """The place of each score among the different scores, lowest first."""
        return np.asarray(rankdata(self.score, method="dense"), dtype=np.int64)

    @property
    def fair_rank(self) -> Ints:
        """Twice the mean rank of each score: a scale that any two systems share, ties equal."""
        return np.asarray(2 * rankdata(self.score), dtype=np.int64)


def _flags(answer: Answer) -> bool:
    return bool(answer.findings) or answer.verdict in ("contradicted", "unsupported")


def _below(truth: Truth, score: Floats, threshold: float | None) -> Bools:
    if threshold is not None:
        return score < threshold
    names = dict(zip(truth.article.tolist(), (i.article for i, _ in truth.gold.units), strict=True))
    half = np.array([sha256(names[n].encode()).digest()[0] % 2 for n in range(len(names))])
    fold = half[truth.article]
    below = np.zeros(len(score), dtype=np.bool_)
    for side in (0, 1):
        others = (fold != side) & truth.counted
        chosen = best_threshold(truth.wrong[others], score[others])
        below[fold == side] = score[fold == side] < chosen
    return below


def best_threshold(wrong: Bools, score: Floats) -> float:
    """The score below which to flag, for the greatest balanced accuracy.

    Halfway between the two scores that it parts; the median where there is but one class.
    """
    if not len(wrong):
        return 0.0
    if wrong.all() or not wrong.any():
        return float(np.median(score))
    alarms, hits, limits = roc_curve(wrong, -score, drop_intermediate=False)
    last = -limits[int(np.argmax(hits - alarms))]  # flag from the lowest score up to this one
    if not np.isfinite(last):
        return float(score.min())
    above = score[score > last]
    return float((last + above.min()) / 2) if len(above) else float(np.nextafter(last, np.inf))


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that is worked out from sums over units."""

    columns: Callable[[Graded], Floats]
    """What is summed, shape (units, columns)."""
    finish: Callable[[Floats], Floats]
    """Sums, shape (…, columns), become figures, shape (…); NaN where nothing was counted."""

    def __call__(self, graded: Graded) -> float:
        """The figure over all units."""
        return float(self.finish(self.columns(graded).sum(axis=0)))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure that the order of scores decides."""

    of_histogram: Callable[[Floats, Floats], float]
    """Weights of the unfaithful and of the faithful at each rank, lowest score first."""

    def __call__(self, graded: Graded) -> float:
        """The figure over all counted units."""
        return self.of_ranks(graded.rank, graded.truth)

    def of_ranks(self, rank: Ints, truth: Truth) -> float:
        """The figure where the scores are in this order."""
        size = int(rank.max()) + 1
        bad = np.bincount(rank[truth.bad], minlength=size).astype(np.float64)
        good = np.bincount(rank[truth.good], minlength=size).astype(np.float64)
        return self._of(bad, good)

    def weighted(self, rank: Ints, truth: Truth, weight: Floats) -> float:
        """The same where each unit counts as often as its weight says."""
        size = int(rank.max()) + 1
        bad: Floats = np.bincount(rank[truth.bad], weight[truth.bad], size)
        good: Floats = np.bincount(rank[truth.good], weight[truth.good], size)
        return self._of(bad, good)

    def _of(self, bad: Floats, good: Floats) -> float:
        return self.of_histogram(bad, good) if bad.any() and good.any() else NAN


Metric = Counted | Ranked


def _auc(bad: Floats, good: Floats) -> float:
    """Chance that an unfaithful unit scores below a faithful one; a tie is half a win."""
    above = good.sum() - np.cumsum(good)
    return float((bad * (above + good / 2)).sum() / (bad.sum() * good.sum()))


def _average_precision(bad: Floats, good: Floats) -> float:
    """Precision at each rank, weighed by the recall won there (unfaithful is what is sought)."""
    hits, all_ = np.cumsum(bad), np.cumsum(bad + good)
    precision = np.divide(hits, all_, out=np.zeros_like(hits), where=all_ > 0)
    return float((bad / bad.sum() * precision).sum())


def _ratio(sums: Floats, over: int = 1) -> Floats:
    """First column over another."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums[..., 0] / sums[..., over])


def _stack(*columns: Any) -> Floats:
    return np.stack([np.asarray(c, dtype=np.float64) for c in columns], axis=1)


def _balanced(graded: Graded) -> Floats:
    wrong, below, one = graded.truth.wrong, graded.below, graded.truth.counted
    return _stack(wrong & below & one, wrong & one, ~wrong & ~below & one, ~wrong & one)


def _finish_balanced(sums: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((sums[..., 0] / sums[..., 1] + sums[..., 2] / sums[..., 3]) / 2)


def _pairs(graded: Graded) -> Floats:
    """Won minimal pairs and all of them, at the row of the unfaithful unit; a tie is no win."""
    good, bad = graded.truth.twins.T
    won, every = np.zeros(len(graded.score)), np.zeros(len(graded.score))
    won[bad] = graded.score[good] > graded.score[bad]
    every[bad] = 1
    return _stack(won, every)


def _three_way(graded: Graded) -> Floats:
    gold = [unit.label for _, unit in graded.truth.gold.units]
    said = [None if a.probabilities is None else _likeliest(a) for a in graded.answers]
    right = [g is not None and g == s for g, s in zip(gold, said, strict=True)]
    return _stack(right, [g is not None for g in gold])


def _likeliest(answer: Answer) -> str:
    assert answer.probabilities is not None
    return LABELS[int(np.argmax(answer.probabilities))]


def _f1(found: Bools, gold: Bools) -> Floats:
    return _stack(2 * (found & gold), found.astype(int) + gold.astype(int))


def _visible(graded: Graded) -> Bools:
    given = set(graded.system.given)
    return np.array([bool(given & unit.visible) for _, unit in graded.truth.gold.units])


def _recall(graded: Graded) -> Floats:
    seen = graded.truth.wrong & _visible(graded)
    return _stack(graded.flagged & seen, seen)


def _alarms(graded: Graded) -> Floats:
    right = ~graded.truth.wrong & graded.truth.counted
    return _stack(100 * (graded.flagged & right), right)


def _precision(graded: Graded) -> Floats:
    once = graded.flagged & graded.truth.counted
    return _stack(once & graded.truth.wrong, once)


def _spans(graded: Graded) -> Floats:
    """Twice the characters in common, and the characters marked by either."""
    rows = []
    for (_, unit), answer in zip(graded.truth.gold.units, graded.answers, strict=True):
        gold = {c for span in unit.wrong for c in range(span.start, span.end)}
        found = {
            c
            for finding in answer.findings
            for c in range(
                max(finding.span.start, unit.span.start), min(finding.span.end, unit.span.end)
            )
        }
        rows.append((2 * len(gold & found), len(gold) + len(found)))
    return np.array(rows, dtype=np.float64)


def _brier(graded: Graded) -> Floats:
    """Squared distance of the probability of being faithful from the truth (Brier 1950)."""
    off = (graded.score - ~graded.truth.wrong) ** 2
    once = graded.scored & graded.truth.counted
    return _stack(off * once, once)


def _calibration(graded: Graded) -> Floats:
    """For each bin of equal width: probability and truth of its units, and how many."""
    once = graded.scored & graded.truth.counted
    place = np.minimum((graded.score * BINS).astype(int), BINS - 1)
    inside = (place[:, None] == np.arange(BINS)) & once[:, None]
    told = inside * graded.score[:, None]
    true = inside & ~graded.truth.wrong[:, None]
    return np.concatenate([told, true, inside], axis=1).astype(np.float64)


def _finish_calibration(sums: Floats) -> Floats:
    """Mean distance of probability and truth over bins, by size (Naeini et al. 2015, AAAI)."""
    told, true, many = np.split(sums, 3, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.abs(told - true).sum(axis=-1) / many.sum(axis=-1))


roc_auc = Ranked(_auc)
average_precision = Ranked(_average_precision)
balanced_accuracy = Counted(_balanced, _finish_balanced)
pair_consistency = Counted(_pairs, _ratio)
three_way_accuracy = Counted(_three_way, _ratio)
f1 = Counted(lambda g: _f1(g.flagged & g.truth.counted, g.truth.wrong), _ratio)
precision = Counted(_precision, _ratio)
recall = Counted(_recall, _ratio)
false_alarms = Counted(_alarms, _ratio)
span_f1 = Counted(_spans, _ratio)
brier = Counted(_brier, _ratio)
calibration_error = Counted(_calibration, _finish_calibration)
coverage = Counted(lambda g: _stack(g.checked, np.ones(len(g.score))), _ratio)


def _of_kind(truth: Truth, kind: str) -> Bools:
    return np.array([kind in unit.kinds for _, unit in truth.gold.units])


def recall_of(kind: str) -> Counted:
    """Share of the units with this kind of error, visible from what was given, that are flagged."""

    def columns(graded: Graded) -> Floats:
        own = _of_kind(graded.truth, kind) & _visible(graded)
        return _stack(graded.flagged & own, own)

    return Counted(columns, _ratio)


def pair_consistency_of(kind: str) -> Counted:
    """Pair consistency over the pairs whose unfaithful unit has this kind of error."""

    def columns(graded: Graded) -> Floats:
        return _pairs(graded) * _of_kind(graded.truth, kind)[:, None]

    return Counted(columns, _ratio)


def f1_of(kind: str) -> Counted:
    """F1 of the findings whose rule bears the kind's name."""

    def columns(graded: Graded) -> Floats:
        found = np.array([any(f.rule == kind for f in a.findings) for a in graded.answers])
        return _f1(found, _of_kind(graded.truth, kind))

    return Counted(columns, _ratio)


def alarms_of(graded: Graded, kind: str) -> int:
    """How many faithful units the rule of this name flags."""
    return sum(
        any(f.rule == kind for f in answer.findings) and not wrong
        for answer, wrong in zip(graded.answers, graded.truth.wrong, strict=True)
    )


def kinds_of(truth: Truth) -> Mapping[str, int]:
    """How many units have each kind of error, by kind, sorted."""
    every = sorted({kind for _, unit in truth.gold.units for kind in unit.kinds})
    return {kind: int(_of_kind(truth, kind).sum()) for kind in every}
