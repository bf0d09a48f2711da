"""SNLI: image captions and hypotheses.

Format read from the rows at hand, the corpus's README (`snli_1.0_test.jsonl`: `sentence1`,
`sentence2`, `gold_label`, `-` where annotators had no majority) and the Hub's stanfordnlp/snli.
"""

from __future__ import annotations

from eval.benchmark import Benchmark, Role
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import TRAINED, cited, reader

ORIGIN = "https://nlp.stanford.edu/projects/snli/"


def benchmark(name: str, title: str, role: Role, more: str, *files: str) -> Benchmark:
    """One benchmark a split."""
    return Benchmark(
        name=name,
        title=title,
        role=role,
        licence="CC BY-SA 4.0",
        origin=ORIGIN,
        revision="1.0",
        labelled=f"Written for a label by crowd workers and voted on by five.{more}",
        bibtex=cited("bowman-etal-2015-snli"),
        files=files,
        read=reader(files, ORIGIN, inference()),
    )


BENCHMARKS = (
    benchmark(
        "snli_test",
        "SNLI, test: captions",
        "test",
        "",
        "dev/snli_test.jsonl.gz",
        "snli_1.0/snli_1.0_test.jsonl",
        "snli/**/*test*.parquet",
        "snli/**/test/*.arrow",
    ),
    benchmark(
        "snli_dev",
        "SNLI, dev: captions; trained on",
        "dev",
        f" {TRAINED}",
        "train/pairs/snli_dev.jsonl.gz",
        "snli_1.0/snli_1.0_dev.jsonl",
        "snli/**/*validation*.parquet",
        "snli/**/validation/*.arrow",
    ),
)
