"""MED: monotonicity, that is what follows from "no dogs", "at most three people" and the like.

Format read from the rows at hand and the README of github.com/verypluming/MED (`MED.tsv`:
`sentence1`, `sentence2`, `gold_label`).
"""

from __future__ import annotations

from eval.benchmark import Benchmark
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import cited, reader

ORIGIN = "https://github.com/verypluming/MED"
FILES = ("dev/med.jsonl.gz", "MED/MED.tsv")

BENCHMARK = Benchmark(
    name="med",
    title="MED: what follows from quantified and negated sentences",
    role="probe",
    licence="Apache-2.0; parts belong to the works that they come from",
    origin=ORIGIN,
    revision="5af780a (MED.tsv)",
    labelled="Crowd workers wrote and voted on pairs; others come from linguistics publications.",
    bibtex=cited("yanaka-etal-2019-neural"),
    files=FILES,
    read=reader(FILES, ORIGIN, inference(label=("gold_label", "label"))),
)
