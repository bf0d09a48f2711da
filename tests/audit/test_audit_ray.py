"""On Ray as on one machine, byte for byte; also when an actor is killed, or all of Ray."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.audit_fakes import fake_audit, results

pytest.importorskip("ray", reason="pip install 'spincheck-consistency[ray]'")
psutil = pytest.importorskip("psutil")

ROOT = Path(__file__).resolve().parents[2]
ROWS = 60
TRIES = 3
"""Ray gives itself 30 seconds to start, too few on a machine that is busy with something else."""
PATIENT = {
    "RAY_worker_register_timeout_seconds": "300",
    "RAY_worker_niceness": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ray") / "feed.jsonl"
    rows = [{"id": f"a{n}", "text": f"Story {n} tells {n} things."} for n in range(ROWS)]
    path.write_text("\n".join([*map(json.dumps, rows), "{broken"]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def expected(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("local") / "out"
    fake_audit([str(feed)], out)
    return results(out)


def start(feed: Path, out: Path, seconds: float) -> subprocess.Popen[bytes]:
    """A process of its own: Ray needs sockets, which tests may not open."""
    command = [sys.executable, "-m", "tests.audit_fakes", str(feed), str(out), str(seconds), "ray"]
    log = out.with_suffix(".log").open("wb")
    with log:
        return subprocess.Popen(
            command, cwd=ROOT, env=os.environ | PATIENT, stdout=log, stderr=subprocess.STDOUT
        )


def interrupted(feed: Path, out: Path) -> tuple[subprocess.Popen[bytes], list[psutil.Process]]:
    """A run with some results but not all, and the processes of its actors."""
    for _ in range(TRIES):
        run = start(feed, out, 0.2)
        while run.poll() is None:
            if any((out / "work" / "results").rglob("*.parquet")):
                children = psutil.Process(run.pid).children(recursive=True)
                actors = [one for one in children if "MapWorker" in " ".join(one.cmdline())]
                if actors:
                    return run, actors
            time.sleep(0.05)
    raise AssertionError(out.with_suffix(".log").read_text()[-3000:])


def finished(feed: Path, out: Path) -> bool:
    """Whether the run comes to its end when it is started again."""
    return any(start(feed, out, 0.0).wait() == 0 for _ in range(TRIES))


def test_an_actor_is_killed(feed: Path, tmp_path: Path, expected: dict[str, bytes]) -> None:
    run, actors = interrupted(feed, tmp_path / "out")
    actors[0].kill()
    assert run.wait() == 0, (tmp_path / "out.log").read_text()[-3000:]
    assert results(tmp_path / "out") == expected


def test_the_driver_is_killed(feed: Path, tmp_path: Path, expected: dict[str, bytes]) -> None:
    run, _ = interrupted(feed, tmp_path / "out")
    started = psutil.Process(run.pid).children(recursive=True)
    run.kill()
    run.wait()
    for process in started:
        if process.is_running():
            process.kill()
    assert finished(feed, tmp_path / "out")
    assert results(tmp_path / "out") == expected
