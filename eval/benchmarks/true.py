"""TRUE: eleven sets of summaries, dialogue, claims and paraphrases; one benchmark a set.

Format read from github.com/google-research/true, README and `src/download_datasets.py`, which
writes `<set>_download.csv` with `grounding`, `generated_text` and `label` (1 for consistent).
Run it in a folder `true` of the data directory.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item
from eval.benchmarks.reading import BINARY, TRAINED, choice, cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/google-research/true"
SETS = {
    "frank": "frank_valid",
    "qags_xsum": "qags_xsum",
    "qags_cnndm": "qags_cnndm",
    "mnbm": "mnbm",
    "begin": "begin_dev",
    "q2": "q2",
    "dialfact": "dialfact_valid",
    "vitc": "vitc_dev",
    "paws": "paws",
    "summeval": "summeval",
    "fever": "fever_dev",
}
"""Its name here and in the names of the files."""
TRAINED_ON = ("mnbm", "fever")
"""MNBM is the XSum hallucination annotations; the training mix has pairs of FEVER."""


def generated(raw: Raw) -> Iterator[Item]:
    """One generated text."""
    yield single(
        raw.id,
        text_of(raw.row, "generated_text"),
        text_of(raw.row, "grounding"),
        faithful=choice(raw.row, "label", BINARY),
    )


def benchmark(name: str, file: str) -> Benchmark:
    """One benchmark a set."""
    files = (f"true/{file}_download.csv",)
    seen = name in TRAINED_ON
    return Benchmark(
        name=f"true_{name}",
        title=f"TRUE: {name}{'; trained on' if seen else ''}",
        role="dev",
        licence="Apache-2.0 for the loader; each set's own; articles belong to their publishers",
        origin=ORIGIN,
        revision="77f4e8b (src/download_datasets.py)",
        labelled="By each set's annotators; TRUE makes their judgements yes or no."
        + (f" {TRAINED}" if seen else ""),
        bibtex=cited("honovich-etal-2022-true"),
        files=files,
        read=reader(files, ORIGIN, generated),
    )


BENCHMARKS = tuple(benchmark(name, file) for name, file in SETS.items())
