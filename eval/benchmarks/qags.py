"""QAGS: summaries of CNN/DM and XSum articles, three votes on each sentence.

Format read from the rows at hand and github.com/W4ngatang/qags, `data/mturk_*.jsonl`.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Span
from eval.benchmark import Benchmark, Item, Unit
from eval.benchmarks.reading import Unusable, cited, key, majority, reader, text_of
from eval.benchmarks.rows import Raw

ORIGIN = "https://github.com/W4ngatang/qags"
FAITHFUL = {"yes": True, "no": False}


def summary(raw: Raw) -> Iterator[Item]:
    """One item a summary: its sentences, joined by a space, are the units."""
    text, units = "", []
    for number, told in enumerate(raw.row["summary_sentences"]):
        text += " " if text else ""
        span = Span(len(text), len(text) + len(text_of(told, "sentence")))
        text += told["sentence"]
        votes = [FAITHFUL[vote["response"]] for vote in told["responses"]]
        units.append(Unit(f"{raw.id}:{number}", span, majority(votes)))
    if not units:
        raise Unusable("the summary has no sentence")
    source = text_of(raw.row, "article")
    yield Item(raw.id, key(source), text, source, (), tuple(units))


def benchmark(part: str, title: str) -> Benchmark:
    """One benchmark of the two."""
    files = (f"dev/qags_{part}_dev.jsonl.gz", f"qags/data/mturk_{part}.jsonl")
    return Benchmark(
        name=f"qags_{part}",
        title=title,
        role="dev",
        licence="none stated; articles belong to CNN, the Daily Mail and the BBC",
        origin=ORIGIN,
        revision="0744984 (data/mturk_*.jsonl)",
        labelled="Three crowd workers a sentence said whether the article supports it; here the "
        "majority.",
        bibtex=cited("wang-etal-2020-asking"),
        files=files,
        read=reader(files, ORIGIN, summary),
    )


BENCHMARKS = (
    benchmark("cnndm", "QAGS: sentences of summaries of CNN/DM articles"),
    benchmark("xsum", "QAGS: one-sentence summaries of BBC articles"),
)
