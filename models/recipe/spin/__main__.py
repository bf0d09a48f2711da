"""`python -m models.recipe.spin --data DIR --out FILE`: labelled pairs from real news."""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from rich.console import Console
from rich.progress import track
from rich.table import Table

from consistency.language import pipeline_folder
from models.recipe.leak import Guard
from models.recipe.spin.generate import Maker, Row, balanced
from models.recipe.spin.text import Article, articles

SPARE = 1.15
"""Rows made for each row kept, so that the labels can be balanced."""


def generate(guard: Guard, read: list[Article], rows: int, seed: int) -> list[Row]:
    """All pairs, in a fixed order for a seed, none sharing ten words with a measuring set."""
    maker = Maker(seed)
    found: list[Row] = []
    nlp = spacy.load(pipeline_folder())
    stream = nlp.pipe(((a.text, a.group) for a in read), as_tuples=True, batch_size=16)
    for doc, group in track(stream, total=len(read), description="spinning"):
        found += [
            row
            for row in maker.pairs(doc, group)
            if not guard.leaks((row["premise"], row["hypothesis"]))
        ]
        if len(found) >= SPARE * rows:
            break
    return balanced(found, rows, seed)


def write(rows: list[Row], out: Path) -> None:
    """Writes all rows at once, so that a reader never sees half a file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_suffix(".part")
    part.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )
    part.rename(out)


def show(rows: list[Row], samples: int, seed: int) -> None:
    """Counts by kind, and a few rows of each."""
    by_kind: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row["label"], row["kind"]].append(row)
    table = Table("label", "kind", "rows")
    for (label, kind), made in sorted(by_kind.items()):
        table.add_row(label, kind, str(len(made)))
    console = Console(soft_wrap=True)
    console.print(table)
    labels = Counter(row["label"] for row in rows)
    console.print(", ".join(f"{label} {n / len(rows):.0%}" for label, n in labels.most_common()))
    rng = random.Random(seed)
    for (label, kind), made in sorted(by_kind.items()):
        console.print(f"\n[bold]{kind}[/bold] ({label})")
        for row in rng.sample(made, min(samples, len(made))):
            console.print(
                f"  P: {row['premise']}\n  H: {row['hypothesis']}", markup=False, highlight=False
            )


def main() -> None:
    """Writes the pairs and shows how many of each kind there are."""
    parser = argparse.ArgumentParser(prog="python -m models.recipe.spin", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--skip", type=int, default=0, help="leave out the first articles")
    parser.add_argument("--samples", type=int, default=5, help="rows of each kind to show")
    options = parser.parse_args()
    read = articles(options.data, options.articles, options.skip, options.seed)
    rows = generate(Guard(options.data / "dev"), read, options.rows, options.seed)
    write(rows, options.out)
    show(rows, options.samples, options.seed)


if __name__ == "__main__":
    main()
