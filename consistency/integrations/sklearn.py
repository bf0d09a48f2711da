"""A scikit-learn estimator that fits the gate's probability to articles labelled by hand.

>>> gate = FindingThreshold(precision=0.9).fit(reports, wrong)         # doctest: +SKIP
>>> gate.settings_                                                      # doctest: +SKIP
{'min_probability': 0.83}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.metrics import precision_recall_curve
from sklearn.utils.validation import check_is_fitted

from consistency.domain import Report, Severity


class FindingThreshold(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Calls an article wrong from a probability on, chosen on labelled articles.

    An article's score is that of its surest finding of at least `severity`, 0 with none. The
    threshold is the one with the highest recall among those whose precision on the given
    articles is at least `precision`. Where none is, it is above every score: nothing is flagged
    rather than too much.

    Args:
        precision: share of flagged articles that must be wrong.
        severity: findings below it do not count: `error`, `warning` or `note`.
    """

    def __init__(self, precision: float = 0.9, severity: str = "error") -> None:
        self.precision = precision
        self.severity = severity

    def fit(self, X: Sequence[Report], y: Sequence[bool]) -> Self:
        """Chooses the threshold.

        Args:
            X: reports made with `min_probability=0`.
            y: whether each article is wrong, by a human.
        """
        self.classes_ = np.array([False, True])
        self.threshold_ = float(np.inf)
        wrong = np.asarray(y, dtype=bool)
        if not wrong.any():
            return self
        precision, recall, thresholds = precision_recall_curve(wrong, self.decision_function(X))
        # A threshold of 0 flags every article, found wrong or not; no setting does that.
        allowed = (precision[:-1] >= self.precision) & (thresholds > 0)
        best = max(np.flatnonzero(allowed), key=lambda n: (recall[n], thresholds[n]), default=None)
        if best is not None:
            self.threshold_ = float(thresholds[best])
        return self

    def decision_function(self, X: Iterable[Report]) -> NDArray[np.float64]:
        """The score of each article, shape (n,)."""
        least = Severity[self.severity.upper()]
        return np.array(
            [
                max((f.probability for f in report.findings if f.severity >= least), default=0.0)
                for report in X
            ]
        )

    def predict(self, X: Iterable[Report]) -> NDArray[np.bool_]:
        """Whether each article is called wrong, shape (n,)."""
        check_is_fitted(self)
        return self.decision_function(X) >= self.threshold_

    @property
    def settings_(self) -> dict[str, Any]:
        """What to hand to `Settings.changed` or `Report.rethreshold`."""
        check_is_fitted(self)
        if self.threshold_ > 1:
            return {"fail_on": "never"}
        return {"min_probability": self.threshold_, "fail_on": self.severity}
