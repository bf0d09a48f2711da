"""`python -m eval.audit_acceptance --data DIR`: an audit of real articles, killed and resumed.

Makes a feed (`eval.plant`), audits it by the command line undisturbed (on request on Ray), audits
it again locally with kill -9 at random moments; compares the results byte for byte, and counts how
many of the planted errors were found. Saves what it saw.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from rich.console import Console

from .plant import read_sources, write_feed

OUT = Path("eval/runs/audit_acceptance.json")
PARTS = ("articles", "sentences", "findings", "errors")


def accept(folder: Path, kills: int, *, ray: bool, workers: int, chunk: int) -> dict[str, Any]:
    """Audits `folder/feed.jsonl` twice, undisturbed and with kills, and compares the two.

    The killed audit is always the local engine's; with `ray` the undisturbed one is Ray's, so that
    one comparison shows both that nothing is lost and that engines agree.
    """
    feed, plain = folder / "feed.jsonl", folder / "undisturbed"
    how = ["--workers", str(workers), "--chunk", str(chunk)]
    engine = "ray" if ray else "local"
    began = time.monotonic()
    _start(feed, plain, *how, "--engine", engine).wait()
    usual = time.monotonic() - began
    done, spent = _killed(feed, folder / "killed", how, kills, usual)
    return {
        "undisturbed": {"engine": engine, "seconds": round(usual, 1)},
        "killed": {"engine": "local", "kills": done, "seconds": round(spent, 1)},
        "results_are_the_same": _same(plain, folder / "killed"),
        "summary": _brief(plain),
        "planted": _planted(plain, folder / "gold.jsonl"),
    }


def _start(feed: Path, out: Path, *how: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "consistency", "audit", str(feed), "--out", str(out), *how]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def _killed(
    feed: Path, out: Path, how: Sequence[str], kills: int, usual: float
) -> tuple[int, float]:
    """Audits with so many kills at random moments, then to the end; the kills, and seconds."""
    draw, done, began = random.Random(4711), 0, time.monotonic()
    for _ in range(kills):
        run = _start(feed, out, *how)
        try:
            # Later than the model takes to load, or nothing would ever be done.
            run.wait(draw.uniform(0.05, 0.3) * usual)
            break
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            done += 1
    _start(feed, out, *how).wait()
    return done, time.monotonic() - began


def _same(one: Path, other: Path) -> bool:
    """Whether two audits left the same files with the same bytes."""

    def content(out: Path) -> dict[str, bytes]:
        files = (f for f in out.rglob("*") if f.is_file() and f.name != ".lock")
        return {str(f.relative_to(out)): f.read_bytes() for f in files}

    return content(one) == content(other)


def _brief(out: Path) -> dict[str, Any]:
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    kept = ("articles", "stories", "failed", "error_rows", "sentences", "findings", "model")
    return {name: summary[name] for name in kept}


def _planted(out: Path, gold: Path) -> dict[str, Any]:
    """Share of planted errors with a finding in their sentence, by kind; and false alarms."""
    tables = {name: pq.read_table(out / name).to_pylist() for name in PARTS}
    sentences: dict[str, list[dict[str, Any]]] = {}
    for row in tables["sentences"]:
        sentences.setdefault(row["article"], []).append(row)
    flagged = {
        (f["article"], f["sentence"]) for f in tables["findings"] if f["severity"] == "error"
    }
    hit: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    spoilt = set()
    for line in gold.read_text(encoding="utf-8").splitlines():
        error = json.loads(line)
        for row in sentences.get(error["article"], ()):
            if row["start"] < error["end"] and error["start"] < row["end"]:
                spoilt.add((row["article"], row["index"]))
        all_of[error["kind"]] += 1
        hit[error["kind"]] += any(
            (error["article"], row["index"]) in flagged
            for row in sentences.get(error["article"], ())
            if row["start"] < error["end"] and error["start"] < row["end"]
        )
    true = [
        (row["article"], row["index"])
        for row in tables["sentences"]
        if row["role"] == "body"
        and (row["article"], row["index"]) not in spoilt
        # The copies' own closing lines have no source; they are rightly unsupported.
        and not re.search(r"first published elsewhere|All rights belong", row["text"])
    ]
    return {
        "found": {kind: [hit[kind], n] for kind, n in sorted(all_of.items())},
        "true_sentences_with_an_error_finding": [sum(one in flagged for one in true), len(true)],
    }


def main() -> None:
    """Makes the feed, runs everything, and saves what it saw."""
    parser = argparse.ArgumentParser(prog="python -m eval.audit_acceptance", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with news/articles.jsonl.gz"
    )
    parser.add_argument("--articles", type=int, default=2000, help="source articles")
    parser.add_argument("--longest", type=int, default=1500, help="characters of a source article")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/audit"), help="of feed and results"
    )
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--chunk", type=int, default=64)
    parser.add_argument("--ray", action="store_true", help="the undisturbed audit on Ray")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    sources = read_sources(
        options.data / "news" / "articles.jsonl.gz", options.articles, options.longest
    )
    write_feed(sources, options.folder)
    figures = accept(
        options.folder,
        options.kills,
        ray=options.ray,
        workers=options.workers,
        chunk=options.chunk,
    )
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    Console().print_json(json.dumps(figures))


if __name__ == "__main__":
    main()
