from __future__ import annotations

import pytest

from consistency.errors import BadSettings
from consistency.integrations.guard import ConsistencyGuard
from tests.integrations.conftest import FALSE, SOURCE, TRUE


@pytest.fixture
def guard(scripted) -> ConsistencyGuard:
    return ConsistencyGuard(scripted)


def test_scan(guard) -> None:
    assert guard.scan(SOURCE, TRUE) == (TRUE, True, 0.0)
    output, valid, risk = guard.scan(SOURCE, FALSE)
    assert (output, valid) == (FALSE, False)
    assert risk > 0.5


@pytest.mark.parametrize("output", ["", " ", "Why?"])
def test_what_cannot_be_checked_never_passes(guard, output: str) -> None:
    assert guard.scan(SOURCE, output) == (output, False, 1.0)


def test_validate(guard) -> None:
    assert guard.validate(TRUE, {"source": SOURCE}).passed
    assert guard.validate(TRUE, {"source": SOURCE, "facts": None}).passed
    failed = guard.validate(FALSE, {"facts": ["Acme hired 14 people in Lyon on Monday."]})
    assert not failed.passed
    assert failed.message.startswith("FC301 “40”: ")


def test_nothing_to_check_against(guard) -> None:
    with pytest.raises(BadSettings, match="neither"):
        guard.validate(TRUE, {})
