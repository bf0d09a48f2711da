"""How far a run is, told where no bars can be drawn."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from eval import progress
from eval.progress import RunProgress
from eval.side_by_side import Job
from tests.eval.invented import gold, item, unit


def job(name: str, text: str) -> Job:
    told = gold(*(replace(item("a", unit(f"{n}")), text=text * (n + 1)) for n in range(4)))
    return Job(replace(told, benchmark=name), ("rouge-1",), None)


def test_a_log_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SILENCE", 0.0)
    out = StringIO()
    with RunProgress([job("long", "abc " * 50), job("short", "abc ")], Console(file=out)) as shown:
        shown.told(0, 2)
        shown.finished(1, ["rouge-1"])
        shown.finished(0, [])
    half, short, whole = filter(None, out.getvalue().splitlines())
    assert half.startswith("[0/2] 49 % of the work, ")
    assert short.startswith("[1/2] short: 4 units, asked 1 systems, ")
    assert whole == "[2/2] long: 4 units, all runs are complete"


def test_the_longest_is_worth_most() -> None:
    long, short = job("long", "abc " * 50), job("short", "abc ")
    assert long.work > short.work
