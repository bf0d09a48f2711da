"""`python -m eval.false_alarms --data DIR`: what is reported of true articles.

Real news articles, drawn by a seed, are checked against nothing but themselves, by the shipped
model. Whatever is reported counts as a false alarm (a few are real slips of the newspaper; read
them). With `--no-model` none is asked: then only exact rules can speak. For each rule the figures
are its findings per 100 sentences that state something, with a 95 % bootstrap interval over
articles. Leftovers of a scraper (FC402) are listed apart: in scraped text they are mostly real.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from consistency.checker import Checker
from consistency.domain import (
    Document,
    Finding,
    Fitted,
    ModelInfo,
    Pair,
    Report,
    Scores,
)
from consistency.errors import BadInput
from consistency.intake.read import document_from_text
from consistency.rules.artefact import Artefact
from consistency.rules.registry import all_rules
from consistency.settings import Settings

ARTICLES = Path("news") / "articles.jsonl.gz"
OUT = Path(__file__).parent / "runs" / "false_alarms.json"
ALL = "all"
"""The row of the table that counts sentences which any rule flags, FC402 left out."""


class NoModel:
    """Stands in for the model and is never sure of anything: exact rules speak alone."""

    info = ModelInfo("none", hashlib.sha256(b"").hexdigest())
    folder = Path()
    fitted = Fitted()

    def score(self, pairs: Sequence[Pair]) -> list[Scores | None]:
        """Neutral, whatever is asked."""
        return [Scores(0.0, 1.0, 0.0) for _ in pairs]


class Counted(NamedTuple):
    """One article's share of the figures."""

    sentences: int
    flagged: Counter[str]
    """By rule, and under `ALL`, how many sentences are flagged."""


def draw(path: Path, articles: int, seed: int) -> list[tuple[str, str]]:
    """That many `(id, text)` in an order drawn by the seed, with spare ones behind them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    places = random.Random(seed).sample(range(len(texts)), min(len(texts), 2 * articles))
    return [(f"{path.name}:{place + 1}", texts[place]) for place in places]


def readable(drawn: Iterable[tuple[str, str]], unread: list[str]) -> Iterator[Document]:
    """The articles that intake takes; the names of others go into `unread`.

    Some are tables or in another language; the next one takes their place.
    """
    for name, text in drawn:
        try:
            yield document_from_text(text, name)
        except BadInput:
            unread.append(name)


def count(report: Report) -> Counted:
    """Flagged sentences of one article."""
    sentences = sum(s.is_claim for s in report.document.sentences)
    hits = {(f.sentence, f.rule.code) for f in report.findings}
    flagged = Counter(code for _, code in hits)
    flagged[ALL] = len({sentence for sentence, code in hits if code != Artefact.code})
    return Counted(sentences, flagged)


def rate(counted: Sequence[Counted], code: str) -> list[float]:
    """Flagged sentences per 100 and the 95 % interval of 2,000 draws of whole articles."""
    hits = np.array([c.flagged[code] for c in counted], dtype=float)
    sentences = np.array([c.sentences for c in counted], dtype=float)
    drawn = np.random.default_rng(0).integers(0, len(counted), (2000, len(counted)))
    draws = 100 * hits[drawn].sum(axis=1) / sentences[drawn].sum(axis=1)
    low, high = np.percentile(draws, (2.5, 97.5))
    value = 100 * hits.sum() / sentences.sum()
    return [round(float(x), 3) for x in (value, low, high)]


def told(report: Report, finding: Finding) -> dict[str, Any]:
    """One alarm, with both places, for reading."""
    sentence = report.document.sentences[finding.sentence]
    return {
        "article": report.document.id,
        "code": finding.rule.code,
        "words": finding.text,
        "message": finding.message,
        "sentence": sentence.text,
        "against": [e.text for e in finding.evidence],
    }


def main() -> None:
    """Checks the articles, prints every alarm, and saves the figures (no article's text)."""
    parser = argparse.ArgumentParser(prog="python -m eval.false_alarms", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help=f"folder with {ARTICLES}")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", help="bundle, Hugging Face folder or name; the shipped one")
    parser.add_argument("--no-model", action="store_true", help="ask none: exact rules alone")
    parser.add_argument("--starter", action="store_true", help="with the starter pack of facts")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    path = options.data / ARTICLES
    if not path.is_file():
        parser.error(f"{path} is missing: give the folder that holds {ARTICLES} as --data")
    # Without the starter pack what is measured is the article against itself.
    settings = Settings().changed(starter=options.starter)
    checker = Checker(NoModel() if options.no_model else options.model, settings=settings)
    counted: list[Counted] = []
    unread: list[str] = []
    console = Console(highlight=False, markup=False, soft_wrap=True)
    drawn = readable(draw(path, options.articles, options.seed), unread)
    for document in track(
        islice(drawn, options.articles),
        "articles",
        total=options.articles,
        console=Console(stderr=True),
    ):
        report = checker.check_document(document)
        counted.append(count(report))
        for finding in report.findings:
            for key, value in told(report, finding).items():
                console.print(f"{key:>9}: {value}")
            console.print()
    codes = [ALL, *(rule.code for rule in all_rules())]
    rates = {code: rate(counted, code) for code in codes if any(c.flagged[code] for c in counted)}
    table = Table("rule", "flagged", "per 100 sentences", "95 % interval")
    for code, (value, low, high) in rates.items():
        flagged = sum(c.flagged[code] for c in counted)
        table.add_row(code, str(flagged), f"{value:.3f}", f"{low:.3f} to {high:.3f}")
    console.print(table)
    figures = {
        "model": {"id": checker.model_info.id, "sha256": checker.model_info.sha256},
        "origin": str(ARTICLES),
        "starter": options.starter,
        "seed": options.seed,
        "articles": len(counted),
        "not_read": unread,
        "sentences": sum(c.sentences for c in counted),
        "flagged": {code: sum(c.flagged[code] for c in counted) for code in rates},
        "per_100_sentences": rates,
    }
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
