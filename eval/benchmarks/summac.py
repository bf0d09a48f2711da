"""The SummaC benchmark: six sets of summaries, one benchmark a set and split.

It has no download but a loader, github.com/tingofurro/summac, `summac/benchmark.py`, where the
format was read: rows with `document`, `claim`, `label` (1 for consistent) and `error_type` (FRANK's
only). Write what it loads, a JSON array a set and split, to `summac_benchmark/<set>_<split>.json`:

    for dataset in SummaCBenchmark(cut="val").datasets:
        json.dump(dataset["dataset"], open(f"{dataset['name']}_val.json", "w"))
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item, Role
from eval.benchmarks.reading import BINARY, TRAINED, choice, cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/tingofurro/summac"
SETS = ("cogensumm", "xsumfaith", "polytope", "factcc", "summeval", "frank")
TRAINED_ON = ("xsumfaith",)
NO_KIND = ("NoE", "no error", "error")


def summary(raw: Raw) -> Iterator[Item]:
    """One summary."""
    row = raw.row
    kind = row.get("error_type")
    yield single(
        raw.id,
        text_of(row, "claim"),
        text_of(row, "document"),
        faithful=choice(row, "label", BINARY),
        kinds=[kind] if kind and kind not in NO_KIND else (),
    )


def benchmark(part: str, split: str, role: Role) -> Benchmark:
    """One benchmark a set and split."""
    files = (f"summac_benchmark/{part}_{split}.json", f"summac_benchmark/{part}_{split}.jsonl")
    seen = part in TRAINED_ON
    return Benchmark(
        name=f"summac_{part}_{split}",
        title=f"SummaC benchmark, {split}: {part}{'; trained on' if seen else ''}",
        role="dev" if seen else role,
        licence="Apache-2.0 for the loader; each set's own; articles belong to their publishers",
        origin=ORIGIN,
        revision="06a384a (summac/benchmark.py)",
        labelled="By each set's annotators; SummaC makes their judgements yes or no."
        + (f" {TRAINED}" if seen else ""),
        bibtex=cited("laban-etal-2022-summac"),
        files=files,
        read=reader(files, ORIGIN, summary),
    )


SPLITS: tuple[tuple[str, Role], ...] = (("val", "dev"), ("test", "test"))
BENCHMARKS = tuple(benchmark(part, split, role) for part in SETS for split, role in SPLITS)
