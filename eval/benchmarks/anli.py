"""ANLI: hypotheses written to fool a model, in three rounds.

Format read from github.com/facebookresearch/anli (`src/dataset_tools/format_convert.py`:
`R1/test.jsonl` and so on with `uid`, `context`, `hypothesis`, `label` e, n or c) and the Hub's
facebook/anli (`premise`, `label` 0 to 2).
"""

from __future__ import annotations

from eval.benchmark import Benchmark, Role
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import cited, reader

ORIGIN = "https://github.com/facebookresearch/anli"


def benchmark(name: str, title: str, role: Role, more: str, *files: str) -> Benchmark:
    """One benchmark a split, all rounds together."""
    return Benchmark(
        name=name,
        title=title,
        role=role,
        licence="CC BY-NC 4.0",
        origin=ORIGIN,
        revision="1.0",
        labelled=f"Written by crowd workers against a model; others verified the labels.{more}",
        bibtex=cited("nie-etal-2020-adversarial"),
        files=files,
        read=reader(files, ORIGIN, inference(premise=("premise", "context"))),
    )


BENCHMARKS = (
    benchmark(
        "anli_test",
        "ANLI, test, rounds 1 to 3",
        "test",
        "",
        "anli_v1.0/R[123]/test.jsonl",
        "anli/**/test_r*.parquet",
        "anli/**/test_r*/*.arrow",
    ),
    benchmark(
        "anli_dev",
        "ANLI, dev, rounds 1 to 3",
        "dev",
        " The shipped mix leaves it out, since it is not for commerce.",
        "train/pairs/anli_dev_r1_3.jsonl.gz",
        "anli_v1.0/R[123]/dev.jsonl",
        "anli/**/dev_r*.parquet",
        "anli/**/dev_r*/*.arrow",
    ),
)
