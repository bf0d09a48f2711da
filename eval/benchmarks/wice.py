"""WiCE: claims of Wikipedia against the web pages that they cite.

Format read from github.com/ryokamoi/wice, `data/README.md` and `data/entailment_retrieval/claim/
dev.jsonl`: `label` supported, partially_supported or not_supported, `claim`, `evidence` (a list of
sentences, joined here by line breaks) and `meta.id`. Only supported is faithful; the other two
labels are the kinds.
"""

from __future__ import annotations

from collections.abc import Iterator

from eval.benchmark import Benchmark, Item, Role
from eval.benchmarks.reading import choice, cited, reader, single, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/ryokamoi/wice"
LABELS = {"supported": True, "partially_supported": False, "not_supported": False}


def claim(raw: Raw) -> Iterator[Item]:
    """A claim against its whole cited page."""
    row = raw.row
    yield single(
        str(row["meta"]["id"]),
        text_of(row, "claim"),
        text_of({"evidence": "\n".join(row["evidence"])}, "evidence"),
        faithful=choice(row, "label", LABELS),
        kinds=[row["label"]],
    )


def benchmark(level: str, split: str, role: Role) -> Benchmark:
    """One benchmark a split of the claims, whole or in parts."""
    files = (f"wice/data/entailment_retrieval/{level}/{split}.jsonl",)
    return Benchmark(
        name=f"wice_{level}_{split}",
        title=f"WiCE, {split}: {level}s of Wikipedia against the page that they cite",
        role=role,
        licence="ODC-By; text of Wikipedia CC BY-SA, pages under Common Crawl's terms",
        origin=ORIGIN,
        revision="5d8b846 (data)",
        labelled="Three to five crowd workers judged each part of a claim and named its evidence.",
        bibtex=cited("kamoi-etal-2023-wice"),
        files=files,
        read=reader(files, ORIGIN, claim),
    )


SPLITS: tuple[tuple[str, Role], ...] = (("dev", "dev"), ("test", "test"))
BENCHMARKS = tuple(
    benchmark(level, split, role) for level in ("claim", "subclaim") for split, role in SPLITS
)
