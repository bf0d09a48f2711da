from __future__ import annotations

import pytest

from consistency.errors import BadInput
from consistency.integrations.evaluate import ConsistencyMetric
from tests.integrations.conftest import FALSE, SOURCE, TRUE


def test_compute(scripted) -> None:
    metric = ConsistencyMetric(scripted)
    metric.add(prediction=TRUE, reference=SOURCE)
    metric.add_batch(predictions=[FALSE], references=[SOURCE])
    result = metric.compute(predictions=[" "], references=[SOURCE])
    assert result["passed"] == [True, False, None]
    assert result["consistency"] == 0.5
    assert result["supported"] == 0.5
    assert result["findings"] == [0, 1, None]
    assert result["errors"][:2] == [None, None]
    assert "empty" in result["errors"][2]
    assert metric.compute()["consistency"] is None  # what was computed is forgotten


def test_uneven_lists(scripted) -> None:
    with pytest.raises(BadInput, match="1 for 2 predictions"):
        ConsistencyMetric(scripted).compute(predictions=[TRUE, FALSE], references=[SOURCE])
