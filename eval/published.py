"""Published figures: what saved runs came to, committed, and all that README and card may show.

`python -m eval report --publish` writes them. A figure of another model than the shipped one is
not shown: its row says with which command it is measured.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.errors import BadInput
from eval.compare import Comparison

FOLDER = Path(__file__).parent / "runs" / "published"
OWN = ("checker", "model")
"""What is ours: the checker where it was asked, else the bare model."""
BESIDE = ("rouge-2", "embedding")
"""Baselines of every row: words in common, and the encoder that our model was trained from."""
PEERS = ("BERTScore", "SummaC", "QAFactEval", "BARTScore", "QAGS", "FactCC", "Dep Entail")
"""Published systems in the README's row, where their scores came with the set."""
PER_CENT = ("accuracy", "balanced_accuracy", "pair_consistency", "f1", "recall")
FIGURES = {
    "roc_auc": "ROC AUC",
    "balanced_accuracy": "balanced accuracy, %",
    "pair_consistency": "pair consistency, %",
    "accuracy": "three-way accuracy, %",
    "f1": "F1 of errors, %",
    "false_alarms": "false alarms a 100 true sentences",
}
LINES = (
    ("spun_news_test", "f1"),
    ("spun_news_test", "false_alarms"),
    ("bump", "pair_consistency"),
    ("bump", "roc_auc"),
    ("summedits_news", "balanced_accuracy"),
    ("qags_cnndm", "roc_auc"),
    ("qags_xsum", "roc_auc"),
    ("frank", "roc_auc"),
    ("factcc_val", "balanced_accuracy"),
    ("defacto_test", "roc_auc"),
    ("snli_test", "accuracy"),
    ("news_nli_base", "accuracy"),
    ("news_nli_sim", "accuracy"),
)
"""Benchmark and figure of each row. MNLI is not among them: the shipped model was trained on it."""
MODES = {
    "checker": "its source, facts and itself",
    "checker-facts": "facts and itself, no source",
    "checker-article": "itself alone",
}
"""What an article is held against, by the system that does so."""
Interval = Sequence[float | None]
"""A figure, and the ends of its 95 % interval."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the tables."""

    what: str
    figure: str
    ours: str
    """With its interval; or by which command it is measured."""
    others: tuple[tuple[str, str, str], ...]
    """Name, figure, and figure with interval, of each system that stands beside."""


def publish(comparison: Comparison, folder: Path = FOLDER) -> Path:
    """Writes a comparison's figures, a line a system, so that a change shows where it is.

    Raises:
        BadInput: only the first items of the benchmark were measured.
    """
    gold = comparison.truth.gold
    if gold.partial:
        raise BadInput(
            gold.benchmark,
            f"only its first {len(gold.items)} items were measured",
            f"run `{command(gold.benchmark)}` without --first before publishing",
        )
    plain = comparison.as_plain()
    systems = plain.pop("systems")
    head = [f" {json.dumps(key)}: {_line(value)}" for key, value in plain.items()]
    each = [f"  {json.dumps(name)}: {_line(told)}" for name, told in systems.items()]
    text = ",\n".join([*head, ' "systems": {\n' + ",\n".join(each) + "\n }"])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{gold.benchmark}.json"
    path.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")
    return path


def lines(model: str, folder: Path = FOLDER) -> list[Line]:
    """The rows of the tables.

    Args:
        model: SHA-256 of the shipped model.
        folder: where the figures were published.
    """
    return [_line_of(name, figure, _read(name, model, folder)) for name, figure in LINES]


def kinds(
    benchmark: str, key: str, model: str, folder: Path = FOLDER
) -> list[tuple[str, int, str]]:
    """By kind of error: how many, and our figure and interval, best first; none if unmeasured.

    Args:
        benchmark: one that was published.
        key: `flagged`, `pair_consistency` or `f1_of_its_rule`.
        model: SHA-256 of the shipped model.
        folder: where the figures were published.
    """
    saved = _read(benchmark, model, folder)
    if saved is None:
        return []
    told = saved["systems"][_own(saved)]["kinds"]
    rows = [(kind, row["units"], row[key]) for kind, row in told.items() if row[key] is not None]
    rows.sort(key=lambda row: (-(row[2][0] or 0.0), row[0]))
    return [(kind, units, _span(figure, "recall")) for kind, units, figure in rows]


def modes(benchmark: str, model: str, folder: Path = FOLDER) -> list[tuple[str, str, str]]:
    """What articles were held against, with recall and false alarms; none if unmeasured.

    Recall is of the errors that what was given suffices to see.

    Args:
        benchmark: one that was published.
        model: SHA-256 of the shipped model.
        folder: where the figures were published.
    """
    saved = _read(benchmark, model, folder)
    rows = []
    for name, given in MODES.items():
        system = saved["systems"].get(name) if saved else None
        if system and system["model"]["sha256"] == model:
            recall, alarms = system["figures"]["recall"], system["figures"]["false_alarms"]
            rows.append((given, _span(recall, "recall"), _span(alarms, "false_alarms")))
    return rows


def command(benchmark: str) -> str:
    """How a benchmark is measured."""
    return f"python -m eval run {benchmark} --data DIR"


def _line_of(name: str, key: str, saved: Mapping[str, Any] | None) -> Line:
    if saved is None:
        return Line(name, FIGURES[key], f"not measured yet: `{command(name)}`", ())
    own = _own(saved)
    beside = [*BESIDE, *(f"peer:{peer}" for peer in PEERS), *(OWN if own != "model" else ())]
    others = []
    for system in beside:
        figure = saved["systems"].get(system, {}).get("figures", {}).get(key)
        if system != own and figure is not None:
            short = system.removeprefix("peer:")
            others.append((short, _number(figure[0], key), _span(figure, key)))
    size = f"{saved['pairs']:,} pairs" if saved["pairs"] else f"{saved['units']:,}"
    figure = saved["systems"][own]["figures"][key]
    return Line(f"{saved['title']} ({size})", FIGURES[key], _span(figure, key), tuple(others))


def _own(saved: Mapping[str, Any]) -> str:
    return next(name for name in OWN if name in saved["systems"])


def _read(benchmark: str, model: str, folder: Path) -> dict[str, Any] | None:
    """The figures of a benchmark; None where there are none of this model."""
    path = folder / f"{benchmark}.json"
    if not path.exists():
        return None
    saved: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    asked = [saved["systems"][name]["model"] for name in OWN if name in saved["systems"]]
    return saved if asked and all(one["sha256"] == model for one in asked) else None


def _span(figure: Interval, key: str) -> str:
    value, low, high = (_number(x, key) for x in figure)
    return f"{value} [{low}, {high}]"


def _number(value: float | None, key: str) -> str:
    if value is None:
        return "–"
    if key in PER_CENT:
        return f"{100 * value:.1f}"
    return f"{value:.1f}" if key == "false_alarms" else f"{value:.3f}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
