"""RAGTruth: what language models made of given texts, with hallucinated spans.

Format read from the README and `baseline/prepare_dataset.py` of github.com/ParticleMedia/RAGTruth:
`dataset/response.jsonl` (`response`, `labels` with `start`, `end`, `text`, `label_type`, `split`,
`quality`) and `dataset/source_info.jsonl`. As there, responses of a quality other than good are
not used, and the source of an answer is its passages. The unit is the whole response.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.benchmark import BadRow, Benchmark, Item, Role
from eval.benchmarks.reading import Mapper, Read, Unusable, cited, mapped, single, text_of
from eval.benchmarks.rows import Raw, Row, index, rows
from eval.benchmarks.spans import at

ORIGIN = "https://github.com/ParticleMedia/RAGTruth"
RESPONSES, SOURCES = "RAGTruth/dataset/response.jsonl", "RAGTruth/dataset/source_info.jsonl"
TASKS = {"Summary": "summaries of news", "QA": "answers", "Data2txt": "texts from tables"}


def reading(task: str, split: str) -> Read:
    """A benchmark's `read`: the responses of one task and split."""

    def read(root: Path) -> Iterator[Item | BadRow]:
        sources, bad = index(root, (SOURCES,), ORIGIN, "source_id")
        yield from bad
        yield from mapped(rows(root, (RESPONSES,), ORIGIN), of(task, split, sources))

    return read


def of(task: str, split: str, sources: Mapping[tuple[str, ...], Row]) -> Mapper:
    """A mapper that knows the sources by their id."""

    def item(raw: Raw) -> Iterator[Item]:
        row, source = raw.row, sources.get((str(raw.row["source_id"]),))
        if source is None:
            raise Unusable(f"{SOURCES} has no usable source {row['source_id']!r}")
        if (source["task_type"], row["split"]) == (task, split):
            if row["quality"] != "good":
                raise Unusable(f"quality {row['quality']!r}: the publisher leaves it out, too")
            text = text_of(row, "response")
            yield single(
                str(row["id"]),
                text,
                given(source["source_info"]),
                article=str(row["source_id"]),
                faithful=not row["labels"],
                kinds=[label["label_type"] for label in row["labels"]],
                wrong=[at(text, o["start"], o["end"], o["text"]) for o in row["labels"]],
            )

    return item


def given(info: str | Mapping[str, object]) -> str:
    """What a response was made from: a news text, passages, or a table as JSON."""
    if isinstance(info, Mapping):
        passages = info.get("passages")
        return passages if isinstance(passages, str) else json.dumps(info, ensure_ascii=False)
    return text_of({"source_info": info}, "source_info")


def benchmark(task: str, split: str, role: Role) -> Benchmark:
    """One benchmark a task and split."""
    return Benchmark(
        name=f"ragtruth_{task.lower()}_{split}",
        title=f"RAGTruth, {split}: {TASKS[task]} by six language models",
        role=role,
        licence="MIT; sources belong to CNN, the Daily Mail, MS MARCO and Yelp",
        origin=ORIGIN,
        revision="2024-02",
        labelled="Two annotators a response marked spans; a third decided where they differed.",
        bibtex=cited("niu-etal-2024-ragtruth"),
        files=(RESPONSES,),
        read=reading(task, split),
    )


SPLITS: tuple[tuple[str, Role], ...] = (("train", "dev"), ("test", "test"))
BENCHMARKS = tuple(benchmark(task, split, role) for task in TASKS for split, role in SPLITS)
