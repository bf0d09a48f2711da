"""`python -m eval.bench_audit --data DIR`: articles a second of an audit, beside the peers' shapes.

One run, one machine, the same articles: real news, lightly reworded, with planted errors
(`eval.plant`), each beside its source. Measured are our engine with its processes; the same in one
process with threads; the same without sharing; cost by number and by length of articles; the rate
at which this machine multiplies matrices; cross-encoders of the peers' shapes with random weights
(`eval.peers`; slow ones see some of the batches and are scaled up by tokens, and say so). Each part
is saved as soon as it is measured. Memory by number of articles: `python -m eval.audit_memory`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer

from consistency.audit.article import Article, Staged
from consistency.audit.checking import CheckerFactory, CheckerJudge
from consistency.audit.columns import Columns
from consistency.audit.judge import Judge, JudgeFactory
from consistency.audit.workers import Workers
from consistency.checker import Checker
from consistency.domain import Pair
from consistency.intake.read import document_from_text
from consistency.nli.load import load_model
from consistency.settings import Settings

from .bench import Timed
from .matrix_rate import rates
from .peers import PEERS, Peer, Text, seconds
from .plant import feed, read_sources

OUT = Path("eval/runs/bench_audit.json")
CHUNK = 16
CORES = os.cpu_count() or 1
WARM = Staged(
    0, "warm", Article("warm", "Acme hired 40 people.", "warm:1", "Acme hired 14 people in Paris.")
)
"""Judged before the clock starts, so that parsers and encoders are loaded."""
ALONE = CheckerFactory(None, (), Settings())
Save = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Threaded:
    """Makes a judge that scores on all cores: what one process can do."""

    def __call__(self) -> Judge:
        """Loads the model."""
        return CheckerJudge(Checker(threads=CORES))


def measure(rows: Sequence[Staged], limit: float, save: Save, say: Callable[[str], None]) -> None:
    """Runs everything.

    Args:
        rows: the articles.
        limit: seconds for each peer.
        save: given the figures after each part.
        say: told what goes on.
    """
    texts = _texts(rows)
    figures: dict[str, Any] = {
        "machine": {
            "processor": platform.machine(),
            "cores": CORES,
            "python": platform.python_version(),
            "load_before": round(os.getloadavg()[0], 2),
        },
        "articles": len(rows),
        "near_copies": sum("@" in row.row.id for row in rows),
        "sentences_an_article": round(float(np.mean([len(t.sentences) for t in texts])), 1),
    }
    figures["ours"], asked = _ours(rows, say)
    save(figures)
    say("matrix multiplication")
    figures["matrix_rate"] = rates(asked)
    save(figures)
    figures["peers"] = {}
    for peer in PEERS:
        say(f"{peer.name}, at least {limit:.0f} s")
        ours = 1 / next(iter(figures["ours"]["articles_a_second"].values()))
        figures["peers"][peer.name] = _beside(peer, texts, limit, ours)
        save(figures)


def _ours(rows: Sequence[Staged], say: Callable[[str], None]) -> tuple[dict[str, Any], list[Pair]]:
    """What an audit of the articles takes, each way in fresh processes; and the pairs asked."""
    articles = len(rows)
    say(f"{CORES} processes")
    shared = _ends(rows, CHUNK, CORES)
    say(f"{CORES} processes, no sharing")
    unshared = _ends(rows, 1, CORES)
    say("1 process, 1 thread")
    alone = _ends(rows, CHUNK, 1)
    say("1 process, 1 thread, no sharing")
    one_by_one = _ends(rows, 1, 1)
    say(f"1 process, {CORES} threads")
    threads = _ends(rows, CHUNK, 1, Threaded())
    say("the model's share")
    in_model, asked = _in_model(rows)
    ways = {
        f"{CORES} processes": shared,
        f"{CORES} processes, no sharing": unshared,
        f"1 process, {CORES} threads": threads,
        "1 process, 1 thread": alone,
        "1 process, 1 thread, no sharing": one_by_one,
    }
    each = [end - start for start, end in pairwise([0.0, *one_by_one])]
    lengths = [len(row.row.text) for row in rows if isinstance(row.row, Article)]
    found = {
        "articles_a_second": {name: round(articles / ends[-1], 4) for name, ends in ways.items()},
        "pairs_an_article": round(len(asked) / articles, 1),
        "share_of_time_in_model": in_model,
        "seconds_by_articles": [
            {"articles": min(n * CHUNK, articles), "seconds": round(end, 1)}
            for n, end in enumerate(alone, start=1)
        ],
        "seconds_by_length": _quarters(list(zip(lengths, each, strict=True))),
    }
    return found, asked


def _ends(
    rows: Sequence[Staged], size: int, count: int, factory: JudgeFactory = ALONE
) -> list[float]:
    """Seconds until each chunk, and all before it, was judged; the processes' start not counted.

    Processes are fresh, since a judge remembers what it read: a second pass would be quicker.

    Args:
        rows: the articles.
        size: articles that are judged together.
        count: processes.
        factory: makes the judge of each.
    """
    chunks = [list(rows[start : start + size]) for start in range(0, len(rows), size)]
    with Workers(factory, count, timeout=3600) as pool:
        # Enough to keep every process busy until all have loaded.
        for future in [pool.submit([WARM]) for _ in range(8 * count)]:
            future.result()
        began, ends = time.perf_counter(), []
        for future in [pool.submit(chunk) for chunk in chunks]:
            future.result()
            ends.append(time.perf_counter() - began)
    return ends


def _in_model(rows: Sequence[Staged]) -> tuple[float, list[Pair]]:
    """Share of the time in which the model scores, on one thread; and all that it was asked."""
    timed = Timed(load_model(threads=1))
    judge = CheckerJudge(Checker(timed, threads=1))
    judge([WARM])
    timed.pairs, timed.seconds = [], 0.0
    began = time.perf_counter()
    for start in range(0, len(rows), CHUNK):
        judge(rows[start : start + CHUNK])
    return round(timed.seconds / (time.perf_counter() - began), 3), timed.pairs


def _quarters(found: list[tuple[int, float]]) -> list[dict[str, Any]]:
    """Mean seconds of the shortest quarter of the articles, the next, and so on."""
    parts = np.array_split(np.array(sorted(found)), min(4, len(found)))
    return [
        {"characters": round(float(p[:, 0].mean())), "seconds": round(float(p[:, 1].mean()), 3)}
        for p in parts
    ]


def _texts(rows: Sequence[Staged]) -> list[Text]:
    """The articles as lengths."""
    tokenizer = Tokenizer.from_file(str(load_model().folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def pieces(text: str) -> int:
        return len(tokenizer.encode(text, add_special_tokens=False).ids)

    found = []
    for row in rows:
        assert isinstance(row.row, Article)
        said = [s.text for s in document_from_text(row.row.text).sentences if s.tokens]
        known = document_from_text(row.row.source or "").sentences
        found.append(
            Text(
                tuple(pieces(text) for text in said),
                tuple((len(s.text.split()), pieces(s.text)) for s in known if s.tokens),
            )
        )
    return found


def _beside(peer: Peer, texts: Sequence[Text], limit: float, ours: float) -> dict[str, Any]:
    """A peer's figures; `ours` is our seconds an article."""
    each = seconds(peer, peer.load(), texts, limit)
    return {
        "used": peer.used,
        "articles_a_second": round(1 / each, 5),
        "times_slower_than_ours": round(each / ours, 2),
        "tokens_an_article": round(sum(sum(peer.calls(text)) for text in texts) / len(texts)),
        "scaled_up_from_seconds": limit if each * len(texts) > limit else None,
    }


def _rows(data: Path, count: int) -> list[Staged]:
    sources = read_sources(data / "news" / "articles.jsonl.gz", count)
    columns = Columns.of()
    found = []
    for n, (row, _) in enumerate(feed(sources)):
        article = columns.article(row, f"feed:{n}")
        found.append(Staged(n, article.id, article))
    return found[:count]


def _show(figures: dict[str, Any]) -> Table:
    table = Table(title="audit bench: articles a second", show_header=False)
    for name, rate in figures["ours"]["articles_a_second"].items():
        table.add_row(f"ours, {name}", f"{rate:.3f}", "")
    for name, peer in figures["peers"].items():
        scaled = " (scaled up)" if peer["scaled_up_from_seconds"] else ""
        slower = f"ours is {peer['times_slower_than_ours']:.1f} times as fast{scaled}"
        table.add_row(name, f"{peer['articles_a_second']:.4f}", slower)
    for name, value in figures["matrix_rate"].items():
        table.add_row(name, str(value), "")
    return table


def main() -> None:
    """Measures, shows a table, and saves the run as it goes."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_audit", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with news/articles.jsonl.gz"
    )
    parser.add_argument("--articles", type=int, default=64, help="articles measured on")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each peer")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    console, figures = Console(), {}

    def save(found: dict[str, Any]) -> None:
        figures.update(found)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

    measure(_rows(options.data, options.articles), options.limit, save, console.log)
    console.print(_show(figures))
    console.print(f"saved to {options.out}")


if __name__ == "__main__":
    main()
