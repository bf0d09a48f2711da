"""The page of benchmarks counts what it reads and tells of what is not there."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from eval.benchmarks import all_benchmarks, load, page


def test_every_benchmark_is_on_the_page() -> None:
    told = page.page({"falke": {"items": 2, "units": 2_000, "bad": 3}})
    assert all(f"`{name}`" in told for name in all_benchmarks())
    (row,) = (line for line in told.splitlines() if line.startswith("| `falke`"))
    assert "| 2,000 + 3 |" in row
    assert "CC BY-SA 4.0" in row
    (seen,) = (line for line in told.splitlines() if line.startswith("| `fib`"))
    assert "**seen**" in seen
    assert "| — |" in seen


def test_counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page.count(load("falke"), tmp_path) is None
    (tmp_path / "summary-correctness-v1.0").mkdir()
    row = {"article_id": "a", "article_sent": "b", "correct_sent": "c", "incorrect_sent": "d"}
    file = tmp_path / "summary-correctness-v1.0" / "val_sentence_pairs.json"
    file.write_text(json.dumps([row, {}]))
    monkeypatch.setattr(page, "COUNTS", tmp_path / "counts.json")
    monkeypatch.setattr(sys, "argv", ["page", "--data", str(tmp_path)])
    page.main()
    assert page.saved()["falke"] == {"items": 2, "units": 2, "bad": 1}
