"""When the acceptance run kills, and what it makes of two audits; the run is by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from eval import audit_acceptance
from eval.audit_acceptance import Run, compare, killed, timed
from eval.planted import planted

CHUNKS = 20


class FakeRun(Run):
    """Does half a chunk between two looks, from the tenth look after a start on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "feed.jsonl", folder / "killed", [], lambda line: None)
        self.halves = self.looks = self.starts = 0
        self.killed_at: list[int] = []

    def start(self) -> None:
        self.looks, self._told = 0, float("inf")
        self.starts += 1

    def going(self) -> bool:
        self.looks += 1
        self.halves += self.looks > 10
        return self.halves < 2 * CHUNKS

    def kill(self) -> None:
        self.killed_at.append(self.done())

    def chunks(self) -> int:
        return CHUNKS

    def done(self) -> int:
        return self.halves // 2


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_acceptance.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(audit_acceptance, "LOADING", 0.0)


@pytest.mark.usefixtures("no_waiting")
def test_kills_come_early_and_all_along(tmp_path: Path) -> None:
    run = FakeRun(tmp_path)
    assert killed(run, 8) == {"engine": "local", "kills": 8}
    assert run.starts == 9
    assert run.killed_at[:2] == [0, 0]
    assert run.killed_at == sorted(run.killed_at)
    assert run.killed_at[-1] > CHUNKS / 2


def test_an_audit_is_not_run_twice(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("{}")
    calls: list[int] = []

    def audit(run: Run) -> dict:
        calls.append(1)
        return {"engine": "local"}

    first = timed(Run(feed, tmp_path / "ray", ["--chunk", "2"], print), audit)
    assert timed(Run(feed, tmp_path / "ray", ["--chunk", "2"], print), audit) == first
    timed(Run(feed, tmp_path / "ray", ["--chunk", "3"], print), audit)
    feed.write_text("{} ")
    timed(Run(feed, tmp_path / "ray", ["--chunk", "3"], print), audit)
    assert len(calls) == 3


def write(out: Path, table: str, rows: list[dict]) -> None:
    (out / table).mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), out / table / "part-000000.parquet")


def test_lost_and_repeated_articles_are_seen(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("\n".join(json.dumps({"id": id}) for id in ("a", "b", "c")) + "\n")
    one, other = tmp_path / "one", tmp_path / "other"
    for out, ids in ((one, "ab"), (other, "aa")):
        write(out, "articles", [{"article": id} for id in ids])
        write(out, "errors", [{"article": "c"}])
    found = compare(one, one, feed)
    assert (found["results_are_the_same"], found["lost"], found["repeated"]) == (True, 0, 0)
    found = compare(other, one, feed)
    assert (found["results_are_the_same"], found["lost"], found["repeated"]) == (False, 1, 1)


def test_planted_errors_are_found_by_their_sentences(tmp_path: Path) -> None:
    sentences = [
        {"article": "a", "index": n, "start": 10 * n, "end": 10 * n + 9, "role": "body", "text": t}
        for n, t in enumerate(["Wrong.", "Also wrong.", "True.", "All rights belong to x."])
    ]
    write(tmp_path, "sentences", sentences)
    flagged = [{"article": "a", "sentence": n, "severity": "error"} for n in (0, 2, 3)]
    write(tmp_path, "findings", [*flagged, {"article": "a", "sentence": 1, "severity": "warning"}])
    errors = [
        {"article": "a", "kind": "number", "start": 2, "end": 4},
        {"article": "a", "kind": "number", "start": 12, "end": 14},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(error) for error in errors) + "\n")
    assert planted(tmp_path, gold) == {
        "found": {"number": [1, 2]},
        "true_sentences_with_an_error_finding": [1, 1],
    }
