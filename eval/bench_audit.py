"""`python -m eval.bench_audit --data DIR`: articles a second of an audit, beside the peers' shapes.

One run, one machine, the same articles: real news, lightly reworded, with planted errors
(`eval.plant`), each beside its source. Measured are our engine with its processes; the same in one
process with threads; the same without sharing; cross-encoders of the peers' shapes with random
weights (`eval.peers`; slow ones see some of the batches and are scaled up by tokens, and say so);
the rate at which this machine multiplies matrices; cost by length; memory by number of articles.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer

from consistency.audit.article import Article, Staged
from consistency.audit.checking import CheckerFactory, CheckerJudge
from consistency.audit.columns import Columns
from consistency.audit.workers import Workers
from consistency.checker import Checker
from consistency.domain import Pair, Scores
from consistency.intake.read import document_from_text
from consistency.nli.load import load_model
from consistency.nli.onnx import OnnxModel
from consistency.settings import Settings

from .bench import Timed
from .peers import PEERS, Text, seconds
from .plant import feed, read_sources

OUT = Path("eval/runs/bench_audit.json")
LAYERS, HIDDEN = 6, 384
"""Of the shipped model."""
CHUNK = 16
CORES = os.cpu_count() or 1
WARM = Staged(
    0, "warm", Article("warm", "Acme hired 40 people.", "warm:1", "Acme hired 14 people in Paris.")
)
"""Judged before the clock starts, so that parsers and encoders are loaded."""


def measure(
    rows: Sequence[Staged], limit: float, memory: Sequence[int], say: Callable[[str], None]
) -> dict[str, Any]:
    """Runs everything.

    Args:
        rows: the articles.
        limit: seconds for each peer.
        memory: numbers of articles at which memory is measured.
        say: told what goes on.
    """
    say("our checker, one process")
    alone = _one_process(rows)
    say("our checker, processes")
    ours = _processes(rows, CHUNK)
    unshared = _processes(rows, 1)
    say("lengths")
    texts = _texts(rows)
    figures: dict[str, Any] = {
        "machine": {
            "processor": platform.machine(),
            "cores": CORES,
            "python": platform.python_version(),
            "load_before": round(os.getloadavg()[0], 2),
        },
        "articles": len(rows),
        "sentences_an_article": round(float(np.mean([len(t.sentences) for t in texts])), 1),
        "ours": {
            "articles_a_second": {
                f"{CORES} processes": round(1 / ours, 4),
                f"{CORES} processes, no sharing": round(1 / unshared, 4),
                f"1 process, {CORES} threads": round(1 / alone["threads"], 4),
                "1 process, 1 thread": round(1 / alone["shared"], 4),
                "1 process, 1 thread, no sharing": round(1 / alone["unshared"], 4),
            },
            "pairs_an_article": {"shared": alone["pairs"], "no sharing": alone["pairs_unshared"]},
            "share_of_time_in_model": alone["in_model"],
            "seconds_by_length": alone["by_length"],
        },
    }
    torch.set_num_threads(CORES)
    say("matrix multiplication")
    figures["matrix_rate"] = _rates(alone["asked"])
    figures["peers"] = {}
    for peer in PEERS:
        say(peer.name)
        calls = [peer.calls(text) for text in texts]
        each = seconds(peer, peer.load(), texts, limit)
        figures["peers"][peer.name] = {
            "used": peer.used,
            "articles_a_second": round(1 / each, 5),
            "times_slower_than_ours": round(each / ours, 2),
            "tokens_an_article": round(sum(map(sum, calls)) / len(texts)),
            "scaled_up_from_seconds": limit if each * len(texts) > limit else None,
        }
    if memory:
        say("memory")
        figures["peak_memory_mb"] = {str(n): _memory(n) for n in memory}
    return figures


def _one_process(rows: Sequence[Staged]) -> dict[str, Any]:
    """Seconds an article in this process: shared, unshared, and on threads."""
    timed = Timed(load_model(threads=1))
    judge = CheckerJudge(Checker(timed, threads=1))
    judge([WARM])
    timed.pairs, timed.seconds = [], 0.0
    shared = _spent(judge, rows, CHUNK)
    asked, in_model = list(timed.pairs), timed.seconds
    timed.pairs, by_length = [], []
    unshared = 0.0
    for row in rows:
        spent = _spent(judge, [row], 1)
        unshared += spent
        by_length.append((len(row.row.text) if isinstance(row.row, Article) else 0, spent))
    unshared_pairs = len(timed.pairs)
    threaded = CheckerJudge(Checker(load_model(threads=CORES)))
    return {
        "shared": shared / len(rows),
        "unshared": unshared / len(rows),
        "threads": _spent(threaded, rows, CHUNK) / len(rows),
        "pairs": round(len(asked) / len(rows), 1),
        "pairs_unshared": round(unshared_pairs / len(rows), 1),
        "in_model": round(in_model / shared, 3),
        "by_length": _quarters(by_length),
        "asked": asked,
    }


def _spent(judge: CheckerJudge, rows: Sequence[Staged], chunk: int) -> float:
    began = time.perf_counter()
    for start in range(0, len(rows), chunk):
        judge(rows[start : start + chunk])
    return time.perf_counter() - began


def _quarters(found: list[tuple[int, float]]) -> list[dict[str, Any]]:
    """Mean seconds of the shortest quarter of the articles, the next, and so on."""
    parts = np.array_split(np.array(sorted(found)), min(4, len(found)))
    return [
        {"characters": round(float(p[:, 0].mean())), "seconds": round(float(p[:, 1].mean()), 3)}
        for p in parts
    ]


def _processes(rows: Sequence[Staged], size: int) -> float:
    """Seconds an article with a process for each core; their start is not counted.

    Args:
        rows: the articles.
        size: articles that are judged together.
    """
    chunks = [list(rows[start : start + size]) for start in range(0, len(rows), size)]
    with Workers(CheckerFactory(None, (), Settings()), CORES, timeout=3600) as pool:
        # Enough to keep every process busy until all have loaded.
        for future in [pool.submit([WARM]) for _ in range(8 * CORES)]:
            future.result()
        began = time.perf_counter()
        for future in [pool.submit(chunk) for chunk in chunks]:
            future.result()
        return (time.perf_counter() - began) / len(rows)


def _texts(rows: Sequence[Staged]) -> list[Text]:
    """The articles as lengths."""
    model = load_model()
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
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


def _rates(asked: Sequence[Pair]) -> dict[str, Any]:
    """Multiplications and additions a second: the machine's own, and ours while scoring."""
    model = load_model(threads=CORES)
    assert isinstance(model, OnnxModel)
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lengths = [len(tokenizer.encode(p.premise, p.hypothesis).ids) for p in asked]
    began = time.perf_counter()
    answers: list[Scores | None] = model.score(asked)
    spent = time.perf_counter() - began
    # A layer multiplies by 12 h² weights, and queries by keys and weights by values: 2 n h.
    work = sum(2 * LAYERS * n * (12 * HIDDEN**2 + 2 * n * HIDDEN) for n in lengths)
    fp32, int8 = _fp32_rate(), _int8_rate()
    achieved = work / spent / 1e9
    return {
        "pairs": len(answers),
        "tokens_a_pair": round(float(np.mean(lengths)), 1),
        "fp32_gflops": round(fp32, 1),
        "int8_gops": round(int8, 1),
        "scoring_gops": round(achieved, 1),
        "share_of_fp32_rate": round(achieved / fp32, 3),
        "share_of_int8_rate": round(achieved / int8, 3),
    }


def _fp32_rate(size: int = 1024, repeats: int = 10) -> float:
    a, b = torch.rand(size, size), torch.rand(size, size)
    a @ b
    began = time.perf_counter()
    for _ in range(repeats):
        a @ b
    return 2 * size**3 * repeats / (time.perf_counter() - began) / 1e9


def _int8_rate(size: int = 1024, repeats: int = 10) -> float:
    """Of ONNX Runtime's own integer product, all cores on one large matrix."""
    from onnx import TensorProto, helper, numpy_helper

    draw = np.random.default_rng(0)
    weights = draw.integers(-64, 64, (size, size), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
        "product",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, [size, size])],
        [helper.make_tensor_value_info("c", TensorProto.INT32, [size, size])],
        [numpy_helper.from_array(weights, "b")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = CORES
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    given = {"a": draw.integers(0, 255, (size, size), dtype=np.uint8)}
    session.run(None, given)
    began = time.perf_counter()
    for _ in range(repeats):
        session.run(None, given)
    return 2 * size**3 * repeats / (time.perf_counter() - began) / 1e9


def _memory(count: int) -> float:
    """Peak megabytes of the parent process of an audit of `count` made-up articles."""
    command = [sys.executable, "-m", "eval.bench_audit", "--only-memory", str(count)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(run.stdout)


def _audit_made_up(count: int) -> float:
    from consistency.audit.run import Options, audit

    from .made_up import ECHO, EchoFactory, articles

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in articles(count))
        options = Options(columns=Columns.of(), workers=1)
        audit([str(path)], Path(folder) / "out", EchoFactory(), ECHO, Settings(), options=options)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


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
    for name, value in figures.get("peak_memory_mb", {}).items():
        table.add_row(f"parent's peak memory at {name} articles, MB", str(value), "")
    return table


def main() -> None:
    """Measures, shows a table, and saves the run."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_audit", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with news/articles.jsonl.gz")
    parser.add_argument("--articles", type=int, default=64, help="articles measured on")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each peer")
    parser.add_argument(
        "--memory", type=int, nargs="*", default=[1000, 10_000, 100_000], help="numbers of articles"
    )
    parser.add_argument("--only-memory", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    console = Console()
    if options.only_memory:
        console.print(_audit_made_up(options.only_memory))
        return
    if options.data is None:
        parser.error("--data is needed: the folder with news/articles.jsonl.gz")
    with Console(stderr=True).status("measuring ...") as status:
        figures = measure(
            _rows(options.data, options.articles), options.limit, options.memory, status.update
        )
    console.print(_show(figures))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print(f"saved to {options.out}")


if __name__ == "__main__":
    main()
