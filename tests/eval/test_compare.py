"""Only runs over the very same rows are compared; marks say who differs for sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consistency.errors import BadInput, BadSettings
from eval.compare import Comparison, reference
from eval.gold import Gold
from eval.report.plots import reliability
from eval.runs import Answer, Run
from tests.eval.invented import gold, item, run, unit


@pytest.fixture(scope="module")
def of() -> Gold:
    return gold(
        *(
            item(str(n), unit(str(n), faithful=n % 2 == 0, kind="" if n % 2 == 0 else "number"))
            for n in range(40)
        )
    )


def scored(of: Gold, name: str, right: int) -> Run:
    """Right on the first so many units."""
    answers = [
        Answer(u.id, 0.9 if u.faithful == (n < right) else 0.1) for n, (_, u) in enumerate(of.units)
    ]
    return run(of, answers, name)


def test_marks_and_figures(of: Gold) -> None:
    runs = [scored(of, name, right) for name, right in [("good", 40), ("poor", 24), ("fair", 38)]]
    told = Comparison.of(of, runs, "good", {n: 0.5 for n in ("good", "poor", "fair")}, "by hand")
    assert told.figures["good", "balanced_accuracy"].value == 1
    assert told.figures["poor", "balanced_accuracy"].value == pytest.approx(0.6)
    assert told.tests["poor", "balanced_accuracy"].sure
    assert not told.tests["fair", "balanced_accuracy"].sure
    assert ("good", "balanced_accuracy") not in told.tests
    plain = told.as_plain()
    assert plain["systems"]["poor"]["figures"]["roc_auc"][0] == pytest.approx(0.6)
    assert plain["systems"]["poor"]["kinds"]["number"]["units"] == 20
    assert plain["unfaithful"] == 20
    assert plain["revision"] == of.revision


def test_corrected_p_counts_all_tests_of_the_table(of: Gold) -> None:
    runs = [scored(of, f"s{n}", 40 - n) for n in range(3)]
    told = Comparison.of(of, runs, "s0")
    assert all(test.corrected >= test.difference.p for test in told.tests.values())


def test_unlike_runs_are_refused_with_the_reason(of: Gold) -> None:
    fine = scored(of, "s", 40)
    other_rows = replace(fine, answers={**fine.answers, "zz": Answer("zz", 0.5)})
    unfinished = replace(fine, seconds=None)
    other_data = replace(fine, header=replace(fine.header, revision="f" * 64))
    other_set = replace(fine, header=replace(fine.header, benchmark="bump"))
    for bad, reason in [
        (other_rows, "1 units differ, such as zz"),
        (unfinished, "stopped at 40 of 40"),
        (other_data, "over data revision ffffffffffff, not"),
        (other_set, "a run on bump, not invented"),
    ]:
        with pytest.raises(BadInput, match=reason):
            Comparison.of(of, [fine, bad])


def test_unknown_reference_is_named(of: Gold) -> None:
    with pytest.raises(BadSettings, match="did you mean good"):
        Comparison.of(of, [scored(of, "good", 40)], "goood")
    with pytest.raises(BadSettings, match="no run to compare"):
        Comparison.of(of, [])


def test_default_reference_is_the_checker() -> None:
    assert reference(["a", "model", "checker"], None) == "checker"
    assert reference(["a", "model"], None) == "model"
    assert reference(["a", "b"], None) == "a"
    assert reference(["a", "b"], "b") == "b"


def test_a_probability_on_the_edge_of_two_bins_is_drawn(of: Gold) -> None:
    answers = [Answer(u.id, n % 11 / 10) for n, (_, u) in enumerate(of.units)]
    drawn = reliability(Comparison.of(of, [run(of, answers, "edgy", probabilistic=True)]))
    assert "edgy" in drawn
