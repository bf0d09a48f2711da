"""Falke et al. 2019: an article's sentence with a correct and an incorrect rewrite.

Format read from the rows at hand and the archive's README (`val_sentence_pairs.json`, also in
github.com/W4ngatang/qags, `data/falke-correctness`).
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item
from eval.benchmarks.reading import cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://tudatalib.ulb.tu-darmstadt.de/handle/tudatalib/2002"
FILES = ("dev/falke_dev.jsonl.gz", "summary-correctness-v1.0/val_sentence_pairs.json")


def triple(raw: Raw) -> Iterator[Item]:
    """Two items a row, a minimal pair: both rewrites against the article's sentence."""
    for version in ("correct", "incorrect"):
        yield single(
            f"{raw.id}:{version}",
            text_of(raw.row, f"{version}_sent"),
            text_of(raw.row, "article_sent"),
            article=text_of(raw.row, "article_id"),
            faithful=version == "correct",
            pair=raw.id,
        )


BENCHMARK = Benchmark(
    name="falke",
    title="Falke et al.: rewrites of sentences of CNN/DM articles, one correct and one not",
    role="dev",
    licence="CC BY-SA 4.0; articles belong to CNN and the Daily Mail",
    origin=ORIGIN,
    revision="1.0",
    labelled="Crowd workers judged systems' sentences against the article's.",
    bibtex=cited("falke-etal-2019-ranking"),
    files=FILES,
    read=reader(FILES, ORIGIN, triple),
)
