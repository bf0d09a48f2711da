"""`python -m eval.claim_score --data DIR`: how much nearness counts beside the reasons for doubt.

Sentences of machine summaries beside their article (FactCC val: close wording) and sentences of
spun articles beside their source (spun_news train: far wording) are checked once; for each weight
stands the ROC AUC of one minus their doubts (`consistency/decision/doubt.py`, which holds the
choice: the greatest mean over both sets). No other benchmark is looked at, and the figures on these
two flatter.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from math import prod
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.metrics import roc_auc_score

from consistency.checker import Checker
from consistency.decision.doubt import doubts
from eval.benchmark import Item
from eval.benchmarks import load
from eval.systems.reading import Measuring, sentences_in

WEIGHTS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
BENCHMARKS = ("factcc_val", "spun_news_train")
OUT = Path(__file__).parent / "runs" / "claim_score.json"


def scores(measuring: Measuring, item: Item) -> Iterator[tuple[bool, list[float]]]:
    """Whether each unit of an item is faithful, and its score under each weight."""
    checker = measuring.checker
    analysis = measuring.analysis(item.text, item.source, item.facts)
    report = checker.decide(analysis)
    wrong = [doubts(report, checker.model.fitted, weight) for weight in WEIGHTS]
    for unit in item.units:
        inside = [s.index for s in sentences_in(report.document, unit.span)]
        if any(n in wrong[0] for n in inside):
            right = [prod(1.0 - told[n] for n in inside if n in told) for told in wrong]
            yield unit.faithful, right


def main() -> None:
    """Asks once, scores under each weight, shows and saves."""
    parser = argparse.ArgumentParser(prog="python -m eval.claim_score", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data sets")
    parser.add_argument("--model", help="bundle, Hugging Face folder or name; the shipped one")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    checker = Checker(options.model)
    areas: dict[str, list[float]] = {}
    for name in BENCHMARKS:
        measuring = Measuring(checker)
        items = [item for item in load(name).read(options.data) if isinstance(item, Item)]
        # Claims on one article share its parse.
        items.sort(key=lambda item: item.source)
        told = [
            row
            for item in track(items, name, console=Console(stderr=True))
            for row in scores(measuring, item)
        ]
        truth = [faithful for faithful, _ in told]
        columns = zip(*(row for _, row in told), strict=True)
        areas[name] = [round(float(roc_auc_score(truth, column)), 4) for column in columns]
    table = Table("weight of nearness", *BENCHMARKS, "mean")
    means = [round(sum(each) / len(each), 4) for each in zip(*areas.values(), strict=True)]
    for weight, *each in zip(WEIGHTS, *areas.values(), means, strict=True):
        table.add_row(f"{weight:g}", *(f"{area:.3f}" for area in each))
    Console().print(table)
    saved = {
        "model": {"id": checker.model_info.id, "sha256": checker.model_info.sha256},
        "weights": WEIGHTS,
        "roc_auc": areas,
        "best": WEIGHTS[means.index(max(means))],
    }
    options.out.write_text(json.dumps(saved, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
