"""Over the real data, where CONSISTENCY_DATA names its folder: nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eval.benchmark import BadRow
from eval.benchmarks import all_benchmarks, load
from eval.benchmarks.page import count, saved

DATA = Path(os.environ.get("CONSISTENCY_DATA") or "/nowhere")
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="CONSISTENCY_DATA names no folder")


@pytest.mark.parametrize("name", all_benchmarks())
def test_rows_at_hand(name: str, record_property: pytest.RecordProperty) -> None:
    counted = count(load(name), DATA)
    if counted is None:
        pytest.skip("not at hand")
    record_property("bad", counted["bad"])
    assert counted["units"] > 0
    assert counted == saved()[name], "run `python -m eval.benchmarks.page --data DIR`"


def test_bump_is_pairs_of_few_references() -> None:
    items = [item for item in load("bump").read(DATA) if not isinstance(item, BadRow)]
    units = [unit for item in items for unit in item.units]
    assert len({unit.pair for unit in units}) == 343
    assert len({i.text for i in items if i.units[0].faithful}) == 49
    score = {(u.pair, u.faithful): u.peers["QAFactEval"] for u in units}
    right = [score[u.pair, True] > score[u.pair, False] for u in units if not u.faithful]
    assert round(sum(right) / len(right), 3) == 0.857
