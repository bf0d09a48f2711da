"""LLM-AggreFact: claims mostly by language models against documents; one benchmark a set and split.

Format read from the data set's card on the Hub, lytang/LLM-AggreFact (`data/dev-*` and
`data/test-*`, Parquet: `dataset`, `doc`, `claim`, `label` 1 for supported), and the README of
github.com/Liyan06/MiniCheck. Its terms: for evaluation, never for training.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item, Role
from eval.benchmarks.reading import (
    BINARY,
    Mapper,
    Unusable,
    choice,
    cited,
    reader,
    single,
    text_of,
)
from eval.benchmarks.rows import Raw

ORIGIN = "https://huggingface.co/datasets/lytang/LLM-AggreFact"
SETS = (
    "AggreFact-CNN",
    "AggreFact-XSum",
    "TofuEval-MediaS",
    "TofuEval-MeetB",
    "Wice",
    "Reveal",
    "ClaimVerify",
    "FactCheck-GPT",
    "ExpertQA",
    "Lfqa",
    "RAGTruth",
)
KNOWN = {name.lower() for name in SETS}


def of(dataset: str) -> Mapper:
    """The rows of one set; the case of its name does not matter."""

    def claim(raw: Raw) -> Iterator[Item]:
        row = raw.row
        named = text_of(row, "dataset").lower()
        if named not in KNOWN:
            raise Unusable(f"unknown set {row['dataset']!r}")
        if named == dataset.lower():
            yield single(
                raw.id,
                text_of(row, "claim"),
                text_of(row, "doc"),
                faithful=choice(row, "label", BINARY),
            )

    return claim


def benchmark(dataset: str, split: Role) -> Benchmark:
    """One benchmark a set and split."""
    files = (f"LLM-AggreFact/data/{split}-*.parquet", f"LLM-AggreFact/{split}/*.arrow")
    return Benchmark(
        name=f"llm_aggrefact_{dataset.lower().replace('-', '_')}_{split}",
        title=f"LLM-AggreFact, {split}: {dataset}",
        role=split,
        licence="CC BY-ND 4.0; not for training",
        origin=ORIGIN,
        revision="2024-08-09, with RAGTruth",
        labelled="By the annotators of eleven sets, made yes or no.",
        bibtex=cited("tang-etal-2024-minicheck"),
        files=files,
        read=reader(files, ORIGIN, of(dataset)),
    )


SPLITS: tuple[Role, ...] = ("dev", "test")
BENCHMARKS = tuple(benchmark(dataset, split) for dataset in SETS for split in SPLITS)
