"""MultiNLI: sentence pairs of ten genres; its test labels are not public, so only dev is here.

Format read from the rows at hand, github.com/facebookresearch/anli (`src/dataset_tools`, which
reads `multinli_1.0_dev_*.jsonl`: `sentence1`, `sentence2`, `gold_label`) and the Hub's
nyu-mll/multi_nli (`premise`, `hypothesis`, `label` 0 to 2).
"""

from __future__ import annotations

from eval.benchmark import Benchmark
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import TRAINED, cited, reader

ORIGIN = "https://cims.nyu.edu/~sbowman/multinli/"
FILES = (
    "train/pairs/mnli_dev_m_mm.jsonl.gz",
    "multinli_1.0/multinli_1.0_dev_*matched.jsonl",
    "multi_nli/**/*validation_*matched*.parquet",
    "multi_nli/**/validation_*matched/*.arrow",
)

BENCHMARK = Benchmark(
    name="mnli_dev",
    title="MultiNLI, dev, matched and mismatched; trained on",
    role="dev",
    licence="the Open American National Corpus's; part CC BY-SA 3.0 and CC BY 3.0",
    origin=ORIGIN,
    revision="1.0",
    labelled=f"Written for a label by crowd workers and voted on by five. {TRAINED}",
    bibtex=cited("williams-etal-2018-broad"),
    files=FILES,
    read=reader(FILES, ORIGIN, inference()),
)
