from __future__ import annotations

from pathlib import Path

import pytest

from consistency.facts.base import FactBase
from tests.facts import fakes


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FactBase:
    """An empty fact base that embeds without weights."""
    monkeypatch.setattr("consistency.facts.record.embed", fakes.embed)
    monkeypatch.setattr("consistency.facts.base.embed", fakes.embed)
    return FactBase.open(tmp_path / "base")
