"""`python -m eval.fact_threshold`: from how much contradiction does a known fact speak against?

The checker is given the facts of each article of spun_news dev and no source. For each threshold
`contradict_fact` stand the share of the errors that facts can show which are flagged, by any rule,
and the false alarms per 100 true sentences, each with a 95 % bootstrap interval over articles.
`consistency/decision/decide.py` holds the choice; run this again for another model.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from consistency.checker import Checker, case_of
from consistency.domain import Report, VerdictKind
from consistency.intake.read import document_from_text
from eval.benchmark import Item
from eval.benchmarks import load

THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99)
BENCHMARK = "spun_news_dev"
OUT = Path(__file__).parent / "runs" / "fact_threshold.json"


class Counted(NamedTuple):
    """What one threshold makes of one article."""

    shown: int
    """Errors that the facts can show."""
    found: int
    true: int
    """True sentences."""
    alarms: int


def count(item: Item, report: Report) -> Counted:
    """Flagged sentences of one article."""
    shown = [unit for unit in item.units if not unit.faithful and "facts" in unit.visible]
    true = [unit for unit in item.units if unit.faithful]
    flagged = {unit.id for unit in item.units if any(_flags(report, unit.span))}
    return Counted(
        len(shown),
        sum(unit.id in flagged for unit in shown),
        len(true),
        sum(unit.id in flagged for unit in true),
    )


def _flags(report: Report, span: Any) -> Iterator[bool]:
    yield from (finding.span.overlaps(span) for finding in report.findings)
    for sentence, verdict in zip(report.document.sentences, report.verdicts, strict=True):
        yield sentence.span.overlaps(span) and verdict.kind is VerdictKind.CONTRADICTED


def rates(counted: Sequence[Counted]) -> dict[str, list[float]]:
    """Recall and false alarms per 100, each with its 95 % interval over 2,000 draws of articles."""
    table = np.array(counted, dtype=float)
    drawn = np.random.default_rng(0).integers(0, len(table), (2000, len(table)))
    sums = np.vstack([table.sum(axis=0), table[drawn].sum(axis=1)])
    told = {"recall": sums[:, 1] / sums[:, 0], "false_per_100": 100 * sums[:, 3] / sums[:, 2]}
    return {
        name: [round(float(x), 3) for x in (values[0], *np.percentile(values[1:], (2.5, 97.5)))]
        for name, values in told.items()
    }


def main() -> None:
    """Asks once, decides under each threshold, shows and saves."""
    parser = argparse.ArgumentParser(prog="python -m eval.fact_threshold", description=__doc__)
    parser.add_argument("--model", help="bundle, Hugging Face folder or name; the shipped one")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    checker = Checker(options.model)
    found: dict[float, list[Counted]] = {threshold: [] for threshold in THRESHOLDS}
    items = [item for item in load(BENCHMARK).read(Path()) if isinstance(item, Item)]
    for item in track(items, "articles", console=Console(stderr=True)):
        case = case_of(document_from_text(item.text), facts=item.facts)
        analysis = checker.analyse(case)
        for threshold in THRESHOLDS:
            report = checker.decide(analysis, thresholds={"contradict_fact": threshold})
            found[threshold].append(count(item, report))
    figures = {str(threshold): rates(counted) for threshold, counted in found.items()}
    table = Table("contradict_fact", "recall", "95 %", "false per 100", "95 %")
    for threshold, told in figures.items():
        (recall, *between), (alarms, *around) = told["recall"], told["false_per_100"]
        table.add_row(threshold, f"{recall:.3f}", str(between), f"{alarms:.2f}", str(around))
    Console().print(table)
    saved = {
        "benchmark": BENCHMARK,
        "model": {"id": checker.model_info.id, "sha256": checker.model_info.sha256},
        "articles": len(items),
        "thresholds": figures,
    }
    options.out.write_text(json.dumps(saved, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
