"""Semi-automatic NLI, news: premises from wire stories, five votes a pair.

`base` has hypotheses written by hand, `sim` pairs similar sentences of different stories. Format
read from the rows at hand (`labels` lists the votes e, n, c); of github.com/nyu-mll/
semi-automatic-nli only the README was at hand, which says `data/` and `.jsonl`, so the names of its
files are found by `*base_news*test*` anywhere below.
"""

from __future__ import annotations

from eval.benchmark import Benchmark
from eval.benchmarks.nli import inference
from eval.benchmarks.reading import cited, reader

ORIGIN = "https://github.com/nyu-mll/semi-automatic-nli"


def benchmark(part: str, title: str) -> Benchmark:
    """One benchmark a way of finding hypotheses."""
    files = (
        f"dev/news_nli_{part}_news_test.jsonl.gz",
        f"semi-automatic-nli/data/{part}_news/*test*.jsonl",
        f"semi-automatic-nli/data/*{part}_news*test*.jsonl",
    )
    return Benchmark(
        name=f"news_nli_{part}",
        title=title,
        role="test",
        licence="none stated; premises under the LDC User Agreement (English Gigaword)",
        origin=ORIGIN,
        revision="0e03ae1",
        labelled="Five crowd workers voted; here the majority.",
        bibtex=cited("vania-etal-2020-asking"),
        files=files,
        read=reader(files, ORIGIN, inference(label=("labels", "label"))),
    )


BENCHMARKS = (
    benchmark("base", "News NLI: hypotheses written for wire sentences"),
    benchmark("sim", "News NLI: similar sentences of different wire stories"),
)
