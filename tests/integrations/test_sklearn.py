from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from consistency.domain import Severity
from consistency.integrations.sklearn import FindingThreshold
from tests.integrations.conftest import FALSE, SOURCE, TRUE


def report(*found: tuple[float, Severity]):
    return SimpleNamespace(findings=[SimpleNamespace(probability=p, severity=s) for p, s in found])


SCORES = [0.0, 0.3, 0.5, 0.6, 0.7, 0.9]
REPORTS = [report((p, Severity.ERROR), (0.99, Severity.NOTE)) for p in SCORES]
WRONG = [False, False, True, False, True, True]


def test_highest_recall_at_the_precision() -> None:
    assert FindingThreshold(precision=1.0).fit(REPORTS, WRONG).threshold_ == 0.7
    loose = FindingThreshold(precision=0.75).fit(REPORTS, WRONG)
    assert loose.threshold_ == 0.5
    assert loose.predict(REPORTS).tolist() == [False, False, True, True, True, True]
    assert loose.settings_ == {"min_probability": 0.5, "fail_on": "error"}


def test_flags_nothing_rather_than_too_much() -> None:
    never = FindingThreshold(precision=0.9).fit(REPORTS[:2], [False, False])
    assert not never.predict(REPORTS).any()
    assert never.settings_ == {"fail_on": "never"}


def test_is_an_estimator(scripted) -> None:
    with pytest.raises(NotFittedError):
        FindingThreshold().predict(REPORTS)
    assert clone(FindingThreshold(0.5, "note")).get_params() == {
        "precision": 0.5,
        "severity": "note",
    }
    assert FindingThreshold(severity="note").decision_function(REPORTS).min() == 0.99
    assert FindingThreshold(0.75).fit(REPORTS, WRONG).score(REPORTS, WRONG) == 5 / 6


def test_its_settings_decide_reports(scripted) -> None:
    reports = [scripted.check(text, source=SOURCE) for text in (TRUE, FALSE)]
    gate = FindingThreshold().fit(reports, [False, True])
    again = [r.rethreshold(**gate.settings_) for r in reports]
    assert [not r.passed for r in again] == gate.predict(reports).tolist() == [False, True]
    assert isinstance(gate.decision_function(reports), np.ndarray)
