"""Same input, same bytes: whatever the threads, the batch, the company or the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import render
from consistency.analysis import analyse as analysing
from consistency.checker import Checker
from consistency.intake.read import read_document, read_facts

DEMO = Path(__file__).resolve().parents[1] / "examples" / "demo"


def demo_json(checker: Checker) -> str:
    source = read_document(str(DEMO / "source.txt"))
    report = checker.check_document(read_document(str(DEMO / "spun.txt")), source)
    return render(report, "json")


@pytest.fixture(scope="module")
def expected() -> str:
    return demo_json(Checker(facts=read_facts(str(DEMO / "facts.txt"))))


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads(expected: str, threads: int) -> None:
    checker = Checker(facts=read_facts(str(DEMO / "facts.txt")), threads=threads)
    assert demo_json(checker) == expected


@pytest.mark.parametrize("batch", [1, 7, 100_000])
def test_batch_size(expected: str, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing, "BATCH", batch)
    assert demo_json(Checker(facts=read_facts(str(DEMO / "facts.txt")))) == expected


def test_company_in_the_process(expected: str) -> None:
    """What was checked before leaves no trace."""
    checker = Checker(facts=read_facts(str(DEMO / "facts.txt")))
    checker.check("The council approved the budget on Monday.", source="The council met.")
    assert demo_json(checker) == expected
    assert demo_json(checker) == expected


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_and_hash_seed(expected: str, seed: str) -> None:
    command = [sys.executable, "-m", "consistency", "check", str(DEMO / "spun.txt"), "-f", "json"]
    command += ["--source", str(DEMO / "source.txt"), "--facts", str(DEMO / "facts.txt")]
    run = subprocess.run(
        command,
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1"},
    )
    assert run.stdout.decode() == expected
