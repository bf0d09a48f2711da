"""kill -9 at any moment, start again: nothing lost, nothing repeated, nothing different."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consistency.audit.run import Options, audit
from consistency.domain import ModelInfo
from consistency.errors import BadInput, BadSettings
from consistency.settings import Settings
from tests.audit_fakes import MODEL, FakeFactory, fake_audit, results

ROOT = Path(__file__).resolve().parents[2]
KILLS = 8


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.jsonl"
    rows = [{"id": f"a{n}", "text": f"Story {n % 37} tells {n} things to all."} for n in range(60)]
    lines = [json.dumps(row) for row in rows]
    lines.insert(7, "{broken")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def start(feed: Path, out: Path, seconds: float) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "tests.audit_fakes",
        str(feed),
        str(out),
        str(seconds),
        "local",
    ]
    return subprocess.Popen(command, cwd=ROOT)


def test_killed_at_random_moments(feed: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    began = time.monotonic()
    assert start(feed, whole, 0.01).wait() == 0
    usual = time.monotonic() - began
    draw = random.Random(4711)
    kills = 0
    # Early kills hit reading, later ones judging and writing; a run that is left alone ends it.
    while kills < KILLS:
        run = start(feed, killed, 0.01)
        try:
            run.wait(draw.uniform(0.2, 1.0) * usual)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
        kills += 1
    assert start(feed, killed, 0.0).wait() == 0
    assert results(killed) == results(whole)


def test_killed_after_every_file(
    feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every moment between two writes, one after the other, without luck."""
    whole, out = tmp_path / "whole", tmp_path / "out"
    fake_audit([str(feed)], whole)

    class Killed(BaseException):
        pass

    real = Path.replace
    left = 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise Killed
        left -= 1
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    kills, done = 0, False
    while not done:
        # Reading starts anew when it is killed, so each run gets a little further than the last.
        left = 5 + kills
        try:
            fake_audit([str(feed)], out, workers=1)
            done = True
        except Killed:
            kills += 1
    assert kills > 10
    assert results(out) == results(whole)


def test_a_complete_audit_is_not_judged_again(feed: Path, tmp_path: Path) -> None:
    first = fake_audit([str(feed)], tmp_path / "out")
    before = results(tmp_path / "out")
    # An hour a row: this returns at once or never.
    assert fake_audit([str(feed)], tmp_path / "out", seconds=3600.0) == first
    assert results(tmp_path / "out") == before


def test_changed_input_is_refused_unless_asked_for(feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    fake_audit([str(feed)], out)
    feed.write_text('{"id": "b", "text": "Another story."}\n')
    with pytest.raises(BadInput, match=r"other input \(.*feed.jsonl has changed\).*--restart"):
        fake_audit([str(feed)], out)
    assert fake_audit([str(feed)], out, restart=True)["articles"] == 1


def test_changed_options_are_refused(feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    fake_audit([str(feed)], out)
    with pytest.raises(BadInput, match="another --chunk"):
        fake_audit([str(feed)], out, chunk=5)
    with pytest.raises(BadInput, match="another --since"):
        fake_audit([str(feed)], out, since="2026-01-01")


def test_another_model_facts_or_settings_are_refused(feed: Path, tmp_path: Path) -> None:
    out, facts = tmp_path / "out", tmp_path / "facts.txt"
    facts.write_text("Acme hired 14 people.\n")

    def run(model: ModelInfo = MODEL, settings: Settings | None = None) -> None:
        given = Options(workers=1)
        audit([str(feed)], out, FakeFactory(), model, settings or Settings(), [str(facts)], given)

    run()
    with pytest.raises(BadInput, match="another model"):
        run(model=ModelInfo("fake", "1" * 64))
    with pytest.raises(BadInput, match="other settings"):
        run(settings=Settings().changed(ignore="FC301"))
    facts.write_text("Acme hired 15 people.\n")
    with pytest.raises(BadInput, match="other known facts"):
        run()


def test_another_folder_s_files_are_not_touched(feed: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "articles").mkdir(parents=True)
    with pytest.raises(BadInput, match="holds articles of something else"):
        fake_audit([str(feed)], tmp_path / "out")


def test_two_runs_at_once(feed: Path, tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "out").mkdir()
    with (
        FileLock(tmp_path / "out" / ".lock"),
        pytest.raises(BadSettings, match="another audit is writing"),
    ):
        fake_audit([str(feed)], tmp_path / "out")
