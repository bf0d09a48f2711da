r"""XSum hallucination annotations (Maynez et al. 2020): spans that the article does not support.

Format read from the rows at hand and github.com/google-research-datasets/
xsum_hallucination_annotations, whose CSV has a row a marked span and annotator, `NULL` where one
marked none, and no articles: those come from the Hub's EdinburghNLP/xsum (`id`, `document`).
Its `\'` is read as an apostrophe, in summaries and spans alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.benchmark import BadRow, Benchmark, Item
from eval.benchmarks.reading import TRAINED, cited, majority, mapped, named_by_most, single, text_of
from eval.benchmarks.rows import Raw, Row, find, grouped, index, rows
from eval.benchmarks.spans import agreed

ORIGIN = "https://github.com/google-research-datasets/xsum_hallucination_annotations"
ARTICLES = "https://huggingface.co/datasets/EdinburghNLP/xsum"
CSV = "xsum_hallucination_annotations/hallucination_annotations_xsum_summaries.csv"
FILES = ("train/docs/xsumfaith.jsonl.gz", CSV)
MARK = ("hallucination_type", "hallucinated_span", "worker_id")
XSUM = ("xsum/**/*test*.parquet", "xsum/**/test/*.arrow")


def read(root: Path) -> Iterator[Item | BadRow]:
    """The rows at hand, or the publisher's gathered by summary and joined with the articles."""
    raws: Iterable[Raw | BadRow] = rows(root, FILES, ORIGIN)
    if find(root, FILES, ORIGIN)[0].suffix == ".csv":
        articles, unread = index(root, XSUM, ARTICLES, "id")
        summaries, bad = grouped(raws, "bbcid", "system")
        yield from (*unread, *bad)
        raws = (joined(group, articles.get(name[:1], {})) for name, group in summaries.items())
    yield from mapped(raws, summary)


def joined(group: list[Raw], article: Row) -> Raw:
    """The rows of one summary as one, at the first's line, with its article."""
    more = {"document": article.get("document"), "rows": [raw.row for raw in group]}
    return Raw(group[0].file, group[0].line, {**group[0].row, **more})


def summary(raw: Raw) -> Iterator[Item]:
    """Faithful if most annotators mark nothing; else the kinds and characters that most mark."""
    row, text = raw.row, plain(text_of(raw.row, "summary"))
    if "rows" in row:
        marks = [tuple(mark[column] for column in MARK) for mark in row["rows"]]
        annotators = len({worker for _, _, worker in marks})
        marks = [mark for mark in marks if mark[0] != "NULL"]
    else:
        annotators, marks = int(row["n_workers"]), [tuple(mark) for mark in row["spans"]]
    marking = {worker for _, _, worker in marks}
    votes = [[kind for kind, _, w in marks if w == worker] for worker in marking]
    yield single(
        f"{row['bbcid']}:{row['system']}",
        text,
        text_of(row, "document"),
        article=str(row["bbcid"]),
        faithful=majority([True] * (annotators - len(marking)) + [False] * len(marking)),
        kinds=named_by_most(votes, annotators),
        wrong=agreed(text, ((worker, plain(words)) for _, words, worker in marks), annotators),
    )


def plain(text: str) -> str:
    """The text without the publisher's escapes."""
    return text.replace("\\'", "'")


BENCHMARK = Benchmark(
    name="xsumfaith",
    title="XSum hallucination annotations: BBC summaries by four systems and the reference",
    role="dev",
    licence="CC BY 4.0; articles belong to the BBC",
    origin=ORIGIN,
    revision="2ff22e0 (hallucination_annotations_xsum_summaries.csv)",
    labelled=f"Three annotators marked spans that the article does not support. {TRAINED}",
    bibtex=cited("maynez-etal-2020-faithfulness"),
    files=FILES,
    read=read,
)
