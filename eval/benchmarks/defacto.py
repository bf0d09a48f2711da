"""DeFacto: Pegasus's summaries of BBC articles with errors found, explained and corrected.

Format read from the rows at hand and the README of github.com/microsoft/DeFacto.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item, Role
from eval.benchmarks.reading import TRAINED, choice, cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/microsoft/DeFacto"
FLAG = {True: True, False: False}
KINDS = ("intrinsic", "extrinsic")


def candidate(raw: Raw) -> Iterator[Item]:
    """The system's summary; its kinds are intrinsic and extrinsic."""
    row = raw.row
    yield single(
        str(row["doc_id"]),
        text_of(row, "candidate"),
        text_of(row, "article"),
        article=str(row["doc_id"]),
        faithful=not choice(row, "has_error", FLAG),
        kinds=[kind for kind in KINDS if choice(row, f"{kind}_error", FLAG)],
    )


def benchmark(name: str, title: str, role: Role, more: str, *files: str) -> Benchmark:
    """One benchmark a split."""
    return Benchmark(
        name=name,
        title=title,
        role=role,
        licence="MIT; articles belong to the BBC",
        origin=ORIGIN,
        revision="33e64fd (data)",
        labelled=f"One qualified crowd worker a summary found, explained and mended errors.{more}",
        bibtex=cited("liu-etal-2023-defacto"),
        files=files,
        read=reader(files, ORIGIN, candidate),
    )


BENCHMARKS = (
    benchmark(
        "defacto_test",
        "DeFacto, test: one-sentence summaries of BBC articles",
        "test",
        "",
        "dev/defacto_test.jsonl.gz",
        "DeFacto/data/test.jsonl",
    ),
    benchmark(
        "defacto_val",
        "DeFacto, validation: the same; trained on",
        "dev",
        f" {TRAINED}",
        "train/docs/defacto_val.jsonl.gz",
        "DeFacto/data/val.jsonl",
    ),
)
