"""FRANK: summaries by nine systems, eight kinds of errors, three annotators a sentence.

Format read from the rows at hand and the README of github.com/artidoro/frank (`data/`): a list of
kinds by annotator, by sentence, `NoE` for no error. A summary is faithful if no sentence has an
error by majority; at hand rows that list all eight kinds, even of one sentence, tell no kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.benchmark import BadRow, Benchmark, Item
from eval.benchmarks.reading import (
    BINARY,
    Mapper,
    Unusable,
    choice,
    cited,
    majority,
    mapped,
    named_by_most,
    scores,
    single,
    text_of,
)
from eval.benchmarks.rows import Raw, Row, find, index, rows

ORIGIN = "https://github.com/artidoro/frank"
FILES = ("dev/frank_dev.jsonl.gz", "frank/data/human_annotations_sentence.json")
SCORES = "frank/data/baseline_factuality_metrics_outputs.json"
NAMES = ("hash", "model_name")


def read(root: Path) -> Iterator[Item | BadRow]:
    """The rows at hand, or the publisher's with the baselines' scores joined."""
    published: dict[tuple[str, ...], Row] = {}
    if find(root, FILES, ORIGIN)[0].suffix == ".json":
        published, bad = index(root, (SCORES,), ORIGIN, *NAMES)
        yield from bad
    yield from mapped(rows(root, FILES, ORIGIN), summary(published))


def summary(published: Mapping[tuple[str, ...], Row]) -> Mapper:
    """A mapper that knows the baselines' scores by hash and model."""

    def item(raw: Raw) -> Iterator[Item]:
        row = raw.row
        names = tuple(text_of(row, name) for name in NAMES)
        told = row.get("peer") or published.get(names, {})
        if "label" in row:
            faithful, kinds = choice(row, "label", BINARY), row["errors"]
        else:
            faithful, kinds = judged(row["summary_sentences_annotations"])
        yield single(
            ":".join(names),
            text_of(row, "summary"),
            text_of(row, "article"),
            article=names[0],
            faithful=faithful,
            kinds=kinds if len(set(kinds)) < 8 else (),
            peers=scores({system: told[system] for system in told if system not in NAMES}),
        )

    return item


def judged(sentences: list[dict[str, list[str]]]) -> tuple[bool, list[str]]:
    """Whether no sentence has an error by majority, and the kinds that a majority names in one."""
    if not sentences:
        raise Unusable("no sentence was judged")
    faithful, found = True, []
    for votes in (list(sentence.values()) for sentence in sentences):
        faithful &= majority([kinds == ["NoE"] for kinds in votes])
        found += named_by_most(votes, len(votes))
    return faithful, [kind for kind in found if kind != "NoE"]


BENCHMARK = Benchmark(
    name="frank",
    title="FRANK: summaries of CNN/DM and BBC articles, eight kinds of errors",
    role="dev",
    licence="MIT; articles belong to CNN, the Daily Mail and the BBC",
    origin=ORIGIN,
    revision="24d218b (data)",
    labelled="Three crowd workers a sentence chose kinds of errors; here the majority.",
    bibtex=cited("pagnoni-etal-2021-understanding"),
    files=FILES,
    read=read,
)
