"""AggreFact: nine sets of annotated summaries; here those by the best summarisers (FtSota).

Format read from the README of github.com/Liyan06/AggreFact (`data/aggre_fact_sota.csv`: `dataset`,
`origin` cnndm or xsum, `id`, `doc`, `summary`, `model_name`, `label` 1 for consistent, `cut` val or
test, and a `<system>_score` for each detector). The file with all summarisers is not read: it
holds XSumFaith, on which the shipped model was trained.
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
    scores,
    single,
    text_of,
)
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/Liyan06/AggreFact"
FILES = ("AggreFact/data/aggre_fact_sota.csv",)
ORIGINS, CUTS = ("cnndm", "xsum"), ("val", "test")
SCORE = "_score"


def of(origin: str, cut: str) -> Mapper:
    """The rows of one origin and cut."""

    def summary(raw: Raw) -> Iterator[Item]:
        row = raw.row
        if row["origin"] not in ORIGINS or row["cut"] not in CUTS:
            raise Unusable(f"unknown origin {row['origin']!r} or cut {row['cut']!r}")
        if (row["origin"], row["cut"]) == (origin, cut):
            if row["dataset"] == "XSumFaith":
                raise Unusable("a row of XSumFaith, on which the shipped model was trained")
            yield single(
                raw.id,
                text_of(row, "summary"),
                text_of(row, "doc"),
                faithful=choice(row, "label", BINARY),
                peers=scores({k.removesuffix(SCORE): row[k] for k in row if k.endswith(SCORE)}),
            )

    return summary


def benchmark(origin: str, cut: str, role: Role) -> Benchmark:
    """One benchmark an origin and cut."""
    return Benchmark(
        name=f"aggrefact_{origin}_{cut}",
        title=f"AggreFact-FtSota, {cut}: summaries of {origin} articles by the best summarisers",
        role=role,
        licence="none stated; each set's own; articles belong to CNN, the Daily Mail and the BBC",
        origin=ORIGIN,
        revision="52fffce (README.md)",
        labelled="By the annotators of nine sets; AggreFact makes their judgements yes or no.",
        bibtex=cited("tang-etal-2023-understanding"),
        files=FILES,
        read=reader(FILES, ORIGIN, of(origin, cut)),
    )


SPLITS: tuple[tuple[str, Role], ...] = (("val", "dev"), ("test", "test"))
BENCHMARKS = tuple(benchmark(origin, cut, role) for origin in ORIGINS for cut, role in SPLITS)
