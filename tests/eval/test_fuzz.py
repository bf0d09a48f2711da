"""A few inputs of each kind, and that faults are seen; the long run is `python -m eval.fuzz`."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from eval.fuzz import __main__ as command
from eval.fuzz import run
from eval.fuzz.target import Target
from eval.fuzz.targets import TARGETS, shared

CHEAP = 20
"""Of a thousand inputs: targets with at least that share take no parse and get more."""


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_breaks(target: Target) -> None:
    count = 100 if target.share >= CHEAP else 4
    tally = run.try_all(target, 0, range(count), limit=120)
    assert tally.first_faults == []
    assert tally.inputs == count
    if target.share >= CHEAP:
        assert tally.refused < count, "whatever is drawn is refused"


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_number_is_an_input(target: Target) -> None:
    assert repr(run.draw(target, 1, 7)) == repr(run.draw(target, 1, 7))


def number(random: Random) -> int:
    return random.randrange(10)


def breaks(given: int) -> None:
    if given == 3:
        raise KeyError("three")
    if given == 4:
        raise ValueError("refused")
    if given == 5:
        with suppress(Exception):  # as a library may
            time.sleep(60)


def test_crashes_and_hangs_are_faults_and_refusals_are_not() -> None:
    target = Target("t", 1, number, breaks, (ValueError,))
    drawn = [run.draw(target, 1, n) for n in range(30)]
    tally = run.try_all(target, 1, range(30), limit=0.5)
    assert tally.refused == drawn.count(4)
    assert tally.faults == drawn.count(3) + drawn.count(5)
    for fault in tally.first_faults:
        told = "KeyError" if drawn[fault["number"]] == 3 else "Hang"
        assert fault["error"].startswith(told)
    assert drawn[tally.slowest[1]] == 5
    assert run.Tally.read(json.loads(json.dumps(tally.plain()))).plain() == tally.plain()


def test_a_million_are_shared_out() -> None:
    assert sum(target.share for target in TARGETS) == 1000
    assert sum(shared(1_000_000).values()) == 1_000_000
    assert min(shared(1).values()) == 1


def test_it_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def fuzz(targets, wanted, tallies, *rest):
        for target in targets:
            before = tallies[target.name]
            asked.append(before.inputs)
            before.add(run.Tally(wanted[target.name] - before.inputs))
            yield target.name

    monkeypatch.setattr(command, "fuzz", fuzz)
    out = tmp_path / "fuzz.json"
    assert command.run(1000, 1, 5.0, 1, out)["inputs"] == 1000
    assert command.run(2000, 1, 5.0, 1, out)["inputs"] == 2000
    assert sum(asked) == 1000
    asked.clear()
    command.run(1000, 2, 5.0, 1, out)
    assert not any(asked), "another seed begins anew"
    assert json.loads(out.read_text(encoding="utf-8"))["faults"] == 0
