"""`python -m eval.claim_score --data DIR`: how much each reason for doubt counts.

Sentences of machine summaries beside their article (FactCC val: close wording) and sentences of
spun articles beside their source (spun_news train: far wording) are checked, and a logistic
regression of "it is wrong" is fitted on the reasons of `consistency/decision/doubt.py`, which holds
the weights; both sets count alike, with as many wrong sentences as they have (a quarter over both):
a summary's score is a product over its sentences, which would punish length if each began as
likely wrong as right. No other benchmark is looked at, and the figures on these two flatter.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from consistency.checker import Checker
from consistency.decision.doubt import Reasons, Weights, reasons
from consistency.domain import log_odds
from eval.benchmark import Item
from eval.benchmarks import load
from eval.systems.reading import Measuring, sentences_in

BENCHMARKS = ("factcc_val", "spun_news_train")
OUT = Path(__file__).parent / "runs" / "claim_score.json"
EQUAL = Weights(0.0, 1.0, 1.0, 0.0)
"""Nothing fitted, nearness left out."""


def told(measuring: Measuring, item: Item) -> Iterator[tuple[bool, Reasons]]:
    """Whether each unit of one sentence is wrong, and what speaks for it."""
    checker = measuring.checker
    report = checker.decide(measuring.analysis(item.text, item.source, item.facts))
    found = reasons(report, checker.model.fitted)
    for unit in item.units:
        inside = [s.index for s in sentences_in(report.document, unit.span) if s.index in found]
        if len(inside) == 1 and found[inside[0]].nearness is not None:
            yield not unit.faithful, found[inside[0]]


def fit(rows: dict[str, list[tuple[bool, Reasons]]]) -> Weights:
    """The weights under which the rows of all sets, each set as heavy as another, are likeliest."""
    traits = [(log_odds(r.evidence), r.rules, r.nearness) for own in rows.values() for _, r in own]
    wrong = [truth for own in rows.values() for truth, _ in own]
    each = [1.0 / len(own) for own in rows.values() for _ in own]
    model = LogisticRegression().fit(traits, wrong, np.array(each) * len(wrong) / len(rows))
    numbers = (*model.intercept_, *model.coef_[0])
    return Weights(*(round(float(number), 2) for number in numbers))


def main() -> None:
    """Asks once, scores under each weight, shows and saves."""
    parser = argparse.ArgumentParser(prog="python -m eval.claim_score", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of data sets")
    parser.add_argument("--model", help="bundle, Hugging Face folder or name; the shipped one")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    checker = Checker(options.model)
    rows: dict[str, list[tuple[bool, Reasons]]] = {}
    for name in BENCHMARKS:
        measuring = Measuring(checker)
        items = [item for item in load(name).read(options.data) if isinstance(item, Item)]
        # Claims on one article share its parse.
        items.sort(key=lambda item: item.source)
        shown = track(items, name, console=Console(stderr=True))
        rows[name] = [row for item in shown for row in told(measuring, item)]
    fitted = fit(rows)
    table = Table("ROC AUC on", "sentences", "equal weights", "fitted")
    areas: dict[str, list[float]] = {}
    for name, own in rows.items():
        wrong = [truth for truth, _ in own]
        doubted = [[r.doubt(w) for _, r in own] for w in (EQUAL, fitted)]
        areas[name] = [round(float(roc_auc_score(wrong, column)), 4) for column in doubted]
        table.add_row(name, str(len(own)), *(f"{area:.3f}" for area in areas[name]))
    Console().print(table, fitted)
    saved = {
        "model": {"id": checker.model_info.id, "sha256": checker.model_info.sha256},
        "sentences": {name: len(own) for name, own in rows.items()},
        "roc_auc_equal_and_fitted": areas,
        "weights": fitted._asdict(),
    }
    options.out.write_text(json.dumps(saved, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
