"""`python -m eval.spun --split dev`: the checker on our own labelled articles, kind by kind.

A sentence counts as flagged if a finding touches it. The figures: F1 of error against ok; for each
kind, how many of its sentences are flagged at all and how well the rule of that name finds them;
false alarms per 100 true sentences. 95 % bootstrap intervals draw whole articles. The rival is the
share of a sentence's words that the source lacks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sklearn.metrics import f1_score, roc_auc_score

from consistency.analysis.plan import content_words
from consistency.checker import Checker
from consistency.domain import Report, Span
from consistency.intake.read import document_from_text
from consistency.rules.registry import all_rules
from eval.examples import Example, read_examples

HERE = Path(__file__).parent
DATA = HERE / "data" / "spun_news"
MODES = {"source and facts": ("source", "facts"), "facts": ("facts",), "article": ()}
"""What the checker is given besides the article itself."""


class Judged(NamedTuple):
    """One gold sentence and what the checker said of it."""

    article: str
    gold: frozenset[str]
    visible: bool
    """Whether what the checker was given suffices to see the error."""
    found: frozenset[str]
    words_lacking: float
    """Share of content words that the source lacks: the lexical rival."""


def judge(example: Example, checker: Checker, given: Sequence[str]) -> list[Judged]:
    """Checks one article and lays the findings beside the labels."""
    facts = example.facts if "facts" in given else ()
    source = example.source if "source" in given else None
    report = checker.check(example.text, source=source, facts=facts)
    known = content_words(document_from_text(example.source).sentences)
    seen = {*given, "article"}
    return [
        Judged(
            example.id,
            frozenset(e.kind for e in sentence.errors),
            any(not e.evidence or seen & set(e.evidence) for e in sentence.errors),
            frozenset(f.rule.name for f in report.findings if f.span.overlaps(sentence.span)),
            _lacking(report, sentence.span, known),
        )
        for sentence in example.sentences
    ]


def _lacking(report: Report, span: Span, known: set[str]) -> float:
    own = content_words(s for s in report.document.sentences if s.span.overlaps(span))
    return len(own - known) / len(own) if own else 0.0


def interval(rows: Sequence[Judged], figure: Callable[[Sequence[Judged]], float]) -> list[float]:
    """A figure and its 95 % bootstrap interval over articles."""
    by_article: dict[str, list[Judged]] = {}
    for row in rows:
        by_article.setdefault(row.article, []).append(row)
    articles = list(by_article.values())
    rng = np.random.default_rng(0)
    draws = [
        figure([row for n in rng.integers(0, len(articles), len(articles)) for row in articles[n]])
        for _ in range(1000)
    ]
    low, high = np.nanpercentile(draws, (2.5, 97.5))
    return [round(float(x), 3) for x in (figure(rows), low, high)]


def f1(rows: Sequence[Judged]) -> float:
    """F1 of error sentences, whatever the kind."""
    return float(f1_score([bool(r.gold) for r in rows], [bool(r.found) for r in rows]))


def recall(rows: Sequence[Judged]) -> float:
    """Share of the sentences whose error can be seen from what was given that are flagged."""
    hit = [bool(r.found) for r in rows if r.gold and r.visible]
    return float(np.mean(hit)) if hit else float("nan")


def false_alarms(rows: Sequence[Judged]) -> float:
    """Flagged sentences per 100 true ones."""
    return 100 * float(np.mean([bool(r.found) for r in rows if not r.gold]))


def overlap_auc(rows: Sequence[Judged]) -> float:
    """ROC AUC of the lexical rival."""
    return float(roc_auc_score([bool(r.gold) for r in rows], [r.words_lacking for r in rows]))


def figures(rows: Sequence[Judged]) -> dict[str, Any]:
    """Everything that is reported of one mode."""
    kinds = {}
    for rule in all_rules():
        gold = [rule.name in r.gold for r in rows]
        found = [rule.name in r.found for r in rows]
        own = [r for r in rows if rule.name in r.gold and r.visible]
        kinds[rule.name] = {
            "n": sum(gold),
            "visible": len(own),
            "flagged": sum(bool(r.found) for r in own),
            "f1_of_its_rule": round(float(f1_score(gold, found, zero_division=0)), 3),
            "false_alarms": sum(rule.name in r.found and not r.gold for r in rows),
        }
    return {
        "sentences": len(rows),
        "articles": len({r.article for r in rows}),
        "f1": interval(rows, f1),
        "recall_of_visible": interval(rows, recall),
        "false_alarms_per_100": interval(rows, false_alarms),
        "auc_of_word_overlap": interval(rows, overlap_auc),
        "kinds": kinds,
    }


def show(mode: str, told: dict[str, Any], console: Console) -> None:
    """One table a mode."""
    table = Table("kind", "n", "visible", "flagged", "F1 of its rule", "false alarms", title=mode)
    for kind, k in told["kinds"].items():
        table.add_row(kind, *(str(k[c]) for c in list(k)))
    console.print(table)
    for name in ("f1", "recall_of_visible", "false_alarms_per_100", "auc_of_word_overlap"):
        value, low, high = told[name]
        console.print(f"{name}: {value} [{low}, {high}]", highlight=False, markup=False)


def main() -> None:
    """Checks every article of a split in three modes and saves the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.spun", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--model", help="bundle, Hugging Face folder or name")
    parser.add_argument("--errors", action="store_true", help="show misses and false alarms")
    options = parser.parse_args()
    checker = Checker(model=options.model)
    examples = read_examples(DATA / f"{options.split}.jsonl")
    console = Console()
    told: dict[str, Any] = {"model": checker.model_info.id, "sha256": checker.model_info.sha256}
    for mode, given in MODES.items():
        rows = []
        for example in track(examples, description=mode, console=Console(stderr=True)):
            judged = judge(example, checker, given)
            rows += judged
            if options.errors:
                for sentence, row in zip(example.sentences, judged, strict=True):
                    if (row.gold and row.visible) != bool(row.found):
                        words = sentence.span.of(example.text)
                        console.print(
                            f"{example.id} {sorted(row.gold)} {sorted(row.found)}: {words}",
                            markup=False,
                        )
        told[mode] = figures(rows)
        show(mode, told[mode], console)
    out = HERE / "runs" / f"spun_news_{options.split}.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
