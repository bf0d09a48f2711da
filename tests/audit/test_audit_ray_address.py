"""Which Ray an audit runs on; no Ray is needed to tell."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from consistency.audit.ray_engine import READERS, _connect
from consistency.errors import BadSettings, MissingExtra
from tests.audit_fakes import fake_audit


class FakeRay:
    """Refuses what a real Ray refuses."""

    def __init__(self, *, running: bool = True) -> None:
        self.running = running
        self.given: dict[str, object] = {}

    def init(self, **given: object) -> None:
        if given["address"] != "local":
            assert "num_cpus" not in given
            if not self.running:
                raise ConnectionError("Could not find any running Ray instance.")
        self.given = given


def test_a_named_cluster_is_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "auto")
    ray = FakeRay()
    _connect(ray, 2)
    assert ray.given["address"] == "auto"


def test_without_a_name_one_is_started_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    ray = FakeRay()
    _connect(ray, 2)
    assert (ray.given["address"], ray.given["num_cpus"]) == ("local", 2 + READERS)


def test_a_cluster_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "far:6379")
    with pytest.raises(BadSettings, match="RAY_ADDRESS=far:6379"):
        _connect(FakeRay(running=False), 2)


def test_a_missing_ray_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "ray.data", raising=False)
    with pytest.raises(MissingExtra, match="Ray is not installed"):
        fake_audit([str(tmp_path / "missing.jsonl")], tmp_path / "out", engine="ray")
    assert not (tmp_path / "out").exists()
