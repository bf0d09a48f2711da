"""SummEdits: seed summaries and edits of them, consistent or not.

Format read from the rows at hand, github.com/salesforce/factualNLG (`data/summedits`, a JSON array
a domain) and the Hub's Salesforce/summedits (one `summedits.json` with a column `domain`, as its
listing has it). A seed (`..._og`) and each inconsistent edit of it are a minimal pair.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item
from eval.benchmarks.reading import (
    BINARY,
    TRAINED,
    Mapper,
    Unusable,
    choice,
    cited,
    key,
    reader,
    single,
    text_of,
)
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/salesforce/factualNLG"
NEWS, UNSEEN = ("news",), ("billsum", "shakespeare")
SEEN = ("ectsum", "podcast", "qmsumm", "sales_call", "sales_email", "samsum", "scitldr")
LABELLED = "An expert judged a language model's edits of seed summaries; GPT-4 named their kinds."


def of(domains: tuple[str, ...]) -> Mapper:
    """Rows of these domains; files without a column `domain` hold one only."""

    def edit(raw: Raw) -> Iterator[Item]:
        row = raw.row
        domain = row.get("domain", domains[0])
        if domain not in (*NEWS, *SEEN, *UNSEEN):
            raise Unusable(f"unknown domain {domain!r}")
        if domain in domains:
            faithful = choice(row, "label", BINARY)
            seed = str(row["id"]).endswith("_og")
            yield single(
                str(row["id"]),
                text_of(row, "summary"),
                text_of(row, "doc"),
                faithful=faithful,
                kinds=row["edit_types"] or (),
                pair=key(row["original_summary"]) if seed or not faithful else None,
            )

    return edit


def benchmark(name: str, title: str, domains: tuple[str, ...], *files: str) -> Benchmark:
    """One benchmark over some of the domains."""
    files = (*files, "summedits/summedits.json")
    return Benchmark(
        name=name,
        title=title,
        role="dev",
        licence="Apache-2.0 (the Hub's copy: CC BY 4.0); documents belong to their publishers",
        origin=ORIGIN,
        revision="639f58a (data/summedits)",
        labelled=f"{LABELLED} {TRAINED}" if domains == SEEN else LABELLED,
        bibtex=cited("laban-etal-2023-summedits"),
        files=files,
        read=reader(files, ORIGIN, of(domains)),
    )


PUBLISHED = "factualNLG/data/summedits/summedits_"
BENCHMARKS = (
    benchmark(
        "summedits_news",
        "SummEdits, news: edited summaries",
        NEWS,
        "dev/summedits_news_dev.jsonl.gz",
        f"{PUBLISHED}news.json",
    ),
    benchmark(
        "summedits_seen",
        "SummEdits, seven domains that the shipped model was trained on",
        SEEN,
        "train/docs/summedits_*.jsonl.gz",
        f"{PUBLISHED}[!n]*.json",
    ),
    benchmark("summedits_unseen", "SummEdits, bills and Shakespeare", UNSEEN),
)
