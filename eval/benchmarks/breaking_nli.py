"""Breaking NLI: one word of a caption replaced, so that lexical knowledge decides.

Format read from the rows at hand and the README of github.com/BIU-NLP/Breaking_NLI (the jsonl in
`breaking_nli_dataset.zip`: `sentence1`, `sentence2`, `gold_label`, `category`).
"""

from __future__ import annotations

from eval.benchmark import Benchmark
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import cited, reader

ORIGIN = "https://github.com/BIU-NLP/Breaking_NLI"
FILES = ("dev/breaking_nli.jsonl.gz", "Breaking_NLI/**/*.jsonl")

BENCHMARK = Benchmark(
    name="breaking_nli",
    title="Breaking NLI: one word replaced by an antonym, number, country, colour ...",
    role="probe",
    licence="CC BY-SA 4.0",
    origin=ORIGIN,
    revision="efbf39c (breaking_nli_dataset.zip)",
    labelled="Three crowd workers voted.",
    bibtex=cited("glockner-etal-2018-breaking"),
    files=FILES,
    read=reader(FILES, ORIGIN, inference(kind=lambda row: row.get("category"))),
)
