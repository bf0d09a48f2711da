"""FEVER-symmetric: claims and evidence crossed, so that the claim alone gives nothing away.

Format read from the rows at hand and github.com/TalSchuster/FeverSymmetric (README and
`symmetric_v0.2/fever_symmetric_dev.jsonl`: `claim`, `evidence`, `label` SUPPORTS or REFUTES).
"""

from __future__ import annotations

from eval.benchmark import Benchmark
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import cited, reader

ORIGIN = "https://github.com/TalSchuster/FeverSymmetric"
FILES = ("dev/fever_symmetric.jsonl.gz", "FeverSymmetric/symmetric_v0.2/*.jsonl")
COLUMNS = inference(
    premise=("premise", "evidence", "evidence_sentence"), hypothesis=("hypothesis", "claim")
)

BENCHMARK = Benchmark(
    name="fever_symmetric",
    title="FEVER-symmetric: claims and evidence of Wikipedia, crossed",
    role="probe",
    licence="CC BY-SA 3.0",
    origin=ORIGIN,
    revision="0.2",
    labelled="FEVER's annotators, and the authors for the claims and evidence that they added.",
    bibtex=cited("schuster-etal-2019-towards"),
    files=FILES,
    read=reader(FILES, ORIGIN, COLUMNS),
)
