"""What README and card may show: figures that were published, and of the shipped model alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consistency.domain import ModelInfo
from consistency.errors import BadInput
from docs.generate import HERE
from eval.compare import Comparison
from eval.markdown import markdown
from eval.published import LINES, Line, kinds, lines, modes, publish
from eval.runs import Answer, Run
from tests.eval.invented import pairs, run

SHIPPED = "5" * 64
BENCH = {
    "pairs_per_s": {
        "shipped, alone on threads": 80,
        "torch fp32, same shape, alone": 9,
        "torch fp32, same shape, batches of 32": 37,
    },
    "sentences_per_s": 3,
    "cold_start_s": 16,
    "peak_memory_mb": 851,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = replace(pairs(), benchmark="bump", title="BUMP")

    def of(name: str, scores: list[float], model: ModelInfo | None = None) -> Run:
        told = [Answer(u.id, s) for (_, u), s in zip(gold.units, scores, strict=True)]
        return run(gold, told, name, model=model)

    ours = of("checker", [0.9, 0.1, 0.9, 0.2, 0.4, 0.5], ModelInfo("m", SHIPPED))
    peer = of("peer:SummaC", [0.1, 0.2, 0.1, 0.2, 0.1, 0.2])
    publish(Comparison.of(gold, [ours, peer]), tmp_path)
    return tmp_path


def told(folder: Path, model: str = SHIPPED) -> dict[str, Line]:
    names = (f"{name} {key}" for name, key in LINES)
    return dict(zip(names, lines(model, folder), strict=True))


def test_a_row_has_our_figure_and_those_beside_it(folder: Path) -> None:
    line = told(folder)["bump pair_consistency"]
    assert line.what == "BUMP (3 pairs)"
    assert line.ours.startswith("66.7 [")
    assert line.others == (("SummaC", "0.0", "0.0 [0.0, 0.0]"),)
    assert told(folder)["bump roc_auc"].ours.startswith("0.833 [")


def test_a_quick_look_is_not_published(tmp_path: Path) -> None:
    gold = replace(pairs(), benchmark="bump", partial=True)
    answers = [Answer(u.id, 0.5) for _, u in gold.units]
    with pytest.raises(BadInput, match=r"bump.*first.*without --first"):
        publish(Comparison.of(gold, [run(gold, answers, "checker")]), tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_was_not_measured_names_the_command(folder: Path) -> None:
    assert "not measured yet: `python -m eval run frank " in told(folder)["frank roc_auc"].ours


def test_figures_of_another_model_are_not_shown(folder: Path) -> None:
    assert "not measured yet" in told(folder, "6" * 64)["bump roc_auc"].ours
    assert kinds("bump", "pair_consistency", "6" * 64, folder) == []
    assert modes("bump", "6" * 64, folder) == []


def test_what_an_article_is_held_against_stands_with_both_figures(folder: Path) -> None:
    ((given, recall, alarms),) = modes("bump", SHIPPED, folder)
    assert given == "its source, facts and itself"
    assert recall.count("[") == alarms.count("[") == 1


def test_kinds_stand_best_first(folder: Path) -> None:
    found = kinds("bump", "pair_consistency", SHIPPED, folder)
    assert [(kind, n, figure.split()[0]) for kind, n, figure in found] == [
        ("y", 1, "100.0"),
        ("x", 2, "50.0"),
    ]


def test_the_readme_table_has_a_row_a_line(folder: Path) -> None:
    table = markdown(
        HERE / "measured.md.j2",
        lines=lines(SHIPPED, folder),
        kinds=kinds("bump", "pair_consistency", SHIPPED, folder),
        bench=BENCH,
    )
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(LINES) + 2
    assert {row.count("|") for row in rows} == {5}
    assert "y 100.0 %, x 50.0 %" in table
