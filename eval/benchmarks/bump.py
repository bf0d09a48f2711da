"""BUMP: a reference summary and a minimal edit of it with one error of a given kind.

Format read from the rows at hand and github.com/dataminr-ai/BUMP, `data/task1_dataset.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item
from eval.benchmarks.reading import cited, reader, scores, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/dataminr-ai/BUMP"
LICENCE = "MIT; articles and reference summaries belong to CNN and the Daily Mail"
BIBTEX = cited("ma-etal-2023-bump")


def pair(raw: Raw) -> Iterator[Item]:
    """Two items a row: the reference and its edit, with the published scores of each."""
    row = raw.row
    published = scores(row["scores"])
    for version in ("reference", "edited"):
        ending = f"_{version}"
        yield single(
            f"{row['id']}:{version}",
            text_of(row, f"{version}_summary"),
            text_of(row, "article"),
            article=str(row["article_id"]),
            faithful=version == "reference",
            kinds=[text_of(row, "error_type")],
            pair=str(row["id"]),
            peers={k.removesuffix(ending): v for k, v in published.items() if k.endswith(ending)},
        )


TASK1 = ("dev/bump_dev.jsonl.gz", "BUMP/data/task1_dataset.json")
TASK2 = ("BUMP/data/task2_dataset.json",)

BENCHMARKS = (
    Benchmark(
        name="bump",
        title="BUMP task 1: news summaries, each with minimal edits of seven kinds",
        role="dev",
        licence=LICENCE,
        origin=ORIGIN,
        revision="91df49d (data/task1_dataset.json)",
        labelled="Annotators edited reference summaries, one error of a given kind in each; "
        "others checked the kind.",
        bibtex=BIBTEX,
        files=TASK1,
        read=reader(TASK1, ORIGIN, pair),
    ),
    Benchmark(
        name="bump_task2",
        title="BUMP task 2: news summaries with minimal edits of any kind",
        role="test",
        licence=LICENCE,
        origin=ORIGIN,
        revision="173e948 (data/task2_dataset.json)",
        labelled="Annotators edited reference summaries freely, one error in each, and named its "
        "kind.",
        bibtex=BIBTEX,
        files=TASK2,
        read=reader(TASK2, ORIGIN, pair),
    ),
)
