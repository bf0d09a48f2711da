"""FactCC: single sentences of systems' summaries of CNN/DM articles.

Format read from the rows at hand and github.com/salesforce/factCC: its annotated data has no
articles until `data_pairing/pair_data.py` writes `annotated_data/<split>/data-dev.jsonl` with
`id`, `text`, `claim` and `label` CORRECT or INCORRECT.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item, Role
from eval.benchmarks.nli import held
from eval.benchmarks.reading import BINARY, choice, cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/salesforce/factCC"
LABELS = {**BINARY, "CORRECT": True, "INCORRECT": False}


def claim(raw: Raw) -> Iterator[Item]:
    """One sentence."""
    row = raw.row
    yield single(
        raw.id,
        text_of(row, "claim"),
        text_of(row, held(row, ("document", "text"))),
        faithful=choice(row, "label", LABELS),
    )


def benchmark(name: str, role: Role, *files: str) -> Benchmark:
    """One benchmark a split."""
    return Benchmark(
        name=name,
        title=f"FactCC, {name.removeprefix('factcc_')}: sentences of summaries of CNN/DM articles",
        role=role,
        licence="BSD-3-Clause; articles belong to CNN and the Daily Mail",
        origin=ORIGIN,
        revision="unpaired_annotated_data.tar.gz",
        labelled="The authors judged each sentence.",
        bibtex=cited("kryscinski-etal-2020-evaluating"),
        files=files,
        read=reader(files, ORIGIN, claim),
    )


BENCHMARKS = (
    benchmark(
        "factcc_val", "dev", "dev/factcc_val.jsonl.gz", "factCC/annotated_data/val/data-dev.jsonl"
    ),
    benchmark("factcc_test", "test", "factCC/annotated_data/test/data-dev.jsonl"),
)
