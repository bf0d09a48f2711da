"""`python -m eval.bench_self --data DIR`: what holding an article against itself costs.

Real articles are joined, in an order drawn by a seed, to one text of 50, 500 and 5,000
sentences. Counted are the pairs that the model would be asked; timed are the steps that find
them and the article's own denials and fact sheet (parsing and embedding, which every mode
needs, are timed apart), and the whole check of the parsed and embedded text but for the model's
answers, whose time grows as the pairs do. All should grow as the number of sentences does.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from consistency.analysis.context import hypotheses_of
from consistency.analysis.denials import denials
from consistency.analysis.fact_sheet import fact_sheet
from consistency.analysis.fellows import pairings, questions_on_fellows
from consistency.checker import Checker
from consistency.domain import Fact, Origin, Sentence, SentenceRole
from consistency.errors import BadInput
from consistency.facts.embed import embed
from consistency.intake.read import document_from_text
from consistency.mentions.extract import mentions_of
from consistency.mentions.frames import frames_of
from consistency.mentions.traits import traits_of
from consistency.settings import Settings
from eval.false_alarms import ARTICLES, NoModel, draw

SIZES = (50, 500, 5000)
OUT = Path(__file__).parent / "runs" / "bench_self.json"


def read(path: Path, sentences: int, seed: int) -> list[Sentence]:
    """The first so many claims of articles drawn by a seed, numbered as one text."""
    found: list[Sentence] = []
    # Articles hold some twenty sentences; spare ones stand in for those that cannot be read.
    for name, text in track(
        draw(path, sentences // 8 + 10, seed), "parsing", console=Console(stderr=True)
    ):
        if len(found) >= sentences:
            break
        try:
            parsed = document_from_text(text, name).sentences
        except BadInput:
            continue
        told = (SentenceRole.BODY, SentenceRole.HEADING)
        claims = [s for s in parsed if s.role in told and s.tokens]
        found += [replace(s, index=len(found) + n) for n, s in enumerate(claims)]
    if len(found) < sentences:
        raise SystemExit(f"{path} holds {len(found)} sentences; {sentences} are needed")
    return found[:sentences]


def timed(step: Callable[[], Any]) -> tuple[Any, float]:
    """What a step gives, and the seconds it took."""
    began = time.perf_counter()
    result = step()
    return result, time.perf_counter() - began


def measure(claims: Sequence[Sentence]) -> dict[str, Any]:
    """One size."""
    vectors, embedding = timed(lambda: embed([s.text for s in claims]))
    mentions = {s.index: mentions_of(s) for s in claims}
    frames = {s.index: frames_of(s) for s in claims}
    fellows = [Fact(f"article:{s.index}", Origin.ARTICLE, "bench", s) for s in claims]
    pairs, pairing = timed(lambda: list(pairings(claims, mentions, vectors)))
    before = [None, *claims[:-1]]
    hypotheses = [hypotheses_of(s, b) for s, b in zip(claims, before, strict=True)]
    questions = questions_on_fellows(fellows, hypotheses, pairs)
    asked = {pair for question in questions for pair in question.pairs()}
    denied, denying = timed(lambda: denials(fellows, frames, mentions))
    traits = [t for s in claims for t in traits_of(s, mentions[s.index], frames[s.index])]
    every = [m for found in mentions.values() for m in found]
    sheet, sheeting = timed(lambda: fact_sheet(traits, every))
    checker = Checker(NoModel(), settings=Settings().changed(starter=False))
    document = document_from_text("\n\n".join(s.text for s in claims))
    embed([s.text for s in document.sentences])  # what this split made otherwise
    report, checking = timed(lambda: checker.check_document(document))
    count = len(claims)
    return {
        "sentences": count,
        "sentence_pairs": len(pairs),
        "pairs_asked": len(asked),
        "pairs_asked_per_sentence": round(len(asked) / count, 2),
        "traits": len(sheet),
        "denied_events": len(denied),
        "ms_per_sentence": {
            "embedding": round(1000 * embedding / count, 2),
            "finding_pairs": round(1000 * pairing / count, 3),
            "finding_denials": round(1000 * denying / count, 3),
            "fact_sheet": round(1000 * sheeting / count, 3),
            "whole_check_but_for_the_model": round(1000 * checking / len(report.verdicts), 2),
        },
    }


def main() -> None:
    """Measures every size, shows a table, and saves the run."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_self", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help=f"folder with {ARTICLES}")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    claims = read(options.data / ARTICLES, max(options.sizes), options.seed)
    rows = [measure(claims[:size]) for size in sorted(options.sizes)]
    table = Table(
        "sentences", "pairs asked", "a sentence", "ms to find its pairs", "ms to check it"
    )
    for row in rows:
        table.add_row(
            f"{row['sentences']:,}",
            f"{row['pairs_asked']:,}",
            str(row["pairs_asked_per_sentence"]),
            str(row["ms_per_sentence"]["finding_pairs"]),
            str(row["ms_per_sentence"]["whole_check_but_for_the_model"]),
        )
    Console().print(table)
    figures = {"origin": str(ARTICLES), "seed": options.seed, "sizes": rows}
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
