"""`python -m eval.audit_acceptance --data DIR`: an audit of real articles, killed and resumed.

Makes a feed (`eval.plant`) and audits it twice by the command line:

1. on Ray, where one of its workers is killed on the way (`--ray`); else by the local engine,
   undisturbed;
2. by the local engine, with kill -9 at random moments.

Then it compares the results byte for byte, looks for every article of the feed in them, and counts
how many of the planted errors were found. Audits resume, and what they took is kept beside them:
started again with the same options, it goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
from rich.console import Console

from .plant import read_sources, write_feed
from .planted import planted

OUT = Path("eval/runs/audit_acceptance.json")
MB = 1 << 20
EARLY = 2
"""Kills before anything is judged: while the model loads, or the input is read."""
LOADING = 20.0
"""Seconds in which an early kill comes."""
LOOK = 1.0
"""Seconds between two looks at a run."""
TOLD = 60.0
"""Seconds between two lines on how it gets on, and two readings of memory."""
PATIENT = {
    # Ray gives itself 30 seconds to start, too few on a machine with few processors.
    "RAY_worker_register_timeout_seconds": "300",
    "RAY_worker_niceness": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
}
Say = Callable[[str], None]


@dataclass
class Run:
    """One audit by the command line, in a process of its own.

    Args:
        feed: what is audited.
        out: its folder.
        options: of `consistency audit`.
        say: told how it gets on.
    """

    feed: Path
    out: Path
    options: list[str]
    say: Say

    def start(self) -> None:
        """Starts it, or goes on with it."""
        command = [sys.executable, "-m", "consistency", "audit", str(self.feed)]
        self._process = subprocess.Popen(
            [*command, "--out", str(self.out), *self.options],
            stdout=subprocess.DEVNULL,
            env=os.environ | PATIENT,
        )
        self._told = time.monotonic()

    def going(self) -> bool:
        """Whether it is still at work; waits a moment.

        Raises:
            SystemExit: it failed.
        """
        try:
            code = self._process.wait(LOOK)
        except subprocess.TimeoutExpired:
            return True
        if code not in (0, 3):
            raise SystemExit(f"the audit to {self.out} ended with exit code {code}")
        return False

    def kill(self) -> None:
        """Kill -9."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def processes(self) -> list[psutil.Process]:
        """Itself, and all below it."""
        try:
            leader = psutil.Process(self._process.pid)
            return [leader, *leader.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def chunks(self) -> int:
        """Chunks in all; 0 before all are laid down."""
        if not (self.out / "work" / "extent.json").is_file():
            return 0
        return _count(self.out / "work", "chunk-*.parquet")

    def done(self) -> int:
        """Chunks that the local engine has done."""
        return _count(self.out / "work" / "done", "[0-9]*")

    def results(self) -> int:
        """Files of results that Ray has written, about one a chunk."""
        return _count(self.out / "work" / "results", "*.parquet")

    def told(self) -> bool:
        """Says from time to time how it gets on; whether it was time."""
        if time.monotonic() - self._told < TOLD:
            return False
        self._told = time.monotonic()
        self.say(f"{self.out.name}: {self.done() or self.results()} of {self.chunks()} chunks")
        return True


def _count(folder: Path, pattern: str) -> int:
    try:
        return sum(1 for _ in folder.rglob(pattern))
    except FileNotFoundError:  # the audit is complete and clears up
        return 0


def on_ray(run: Run) -> dict[str, Any]:
    """Audits on Ray; one worker is killed once there are new results."""
    before, hit = run.results(), 0
    memory: list[list[int]] = []
    run.start()
    while run.going():
        if run.told():
            memory += _memory(run)
        if not hit and run.results() > before:
            for process in run.processes():
                if "MapWorker" in _command(process):
                    process.kill()
                    hit += 1
                    run.say(f"killed a worker of Ray, process {process.pid}")
                    break
    return {"engine": "ray", "workers_killed": hit, "memory_mb": memory}


def undisturbed(run: Run) -> dict[str, Any]:
    """Audits by the local engine."""
    memory: list[list[int]] = []
    run.start()
    while run.going():
        if run.told():
            memory += _memory(run)
    return {"engine": "local", "workers_killed": 0, "memory_mb": memory}


def killed(run: Run, kills: int) -> dict[str, Any]:
    """Audits by the local engine, killed so many times, then to the end."""
    draw, done = random.Random(4711), 0
    run.start()
    began, early, wanted = time.monotonic(), draw.uniform(0, LOADING), 1.0
    while run.going():
        run.told()
        if done < min(EARLY, kills):
            due = time.monotonic() - began > early
        else:
            due = done < kills and run.done() >= wanted
        if not due:
            continue
        time.sleep(draw.random())  # not always just after a chunk is done
        run.kill()
        done += 1
        chunks = run.chunks()
        run.say(f"kill -9, {done} of {kills}: {run.done()} of {chunks} chunks were done")
        # The kills that are left are spread over the chunks that are left.
        spread = max(chunks - run.done(), 1) / (kills - done + 1)
        wanted = run.done() + draw.uniform(0.5, 1.0) * spread
        run.start()
        began, early = time.monotonic(), draw.uniform(0, LOADING)
    return {"engine": "local", "kills": done}


def _memory(run: Run) -> list[list[int]]:
    """Chunks done, and resident MB of the leading process and of the largest below it."""
    sizes = []
    for process in run.processes():
        try:
            sizes.append(process.memory_info().rss // MB)
        except psutil.NoSuchProcess:
            sizes.append(0)
    return [[run.done() or run.results(), sizes[0], max(sizes[1:])]] if len(sizes) > 1 else []


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def timed(run: Run, audit: Callable[[Run], dict[str, Any]]) -> dict[str, Any]:
    """Runs an audit, unless an earlier call ran the same; what it came to, with its seconds.

    Where it had been stopped only what was left is timed, and the figures say so.
    """
    mark = run.out.with_suffix(".json")
    asked = [hashlib.sha256(run.feed.read_bytes()).hexdigest(), *run.options]
    if mark.is_file():
        found: dict[str, Any] = json.loads(mark.read_text(encoding="utf-8"))
        if found["asked"] == asked:
            return found
    resumed = (run.out / "audit.json").is_file()
    began = time.monotonic()
    found = audit(run)
    seconds = round(time.monotonic() - began, 1)
    found |= {"seconds": seconds, "was_stopped": resumed, "asked": asked}
    mark.write_text(json.dumps(found), encoding="utf-8")
    return found


def compare(one: Path, other: Path, feed: Path) -> dict[str, Any]:
    """Whether two audits left the same, and every article once."""
    lines = feed.read_text(encoding="utf-8").splitlines()
    wanted = Counter(json.loads(line)["id"] for line in lines)
    found: Counter[str] = Counter()
    for table in ("articles", "errors"):
        found.update(pq.read_table(one / table, columns=["article"]).column("article").to_pylist())
    size = sum(file.stat().st_size for file in one.rglob("*.parquet"))
    return {
        "results_are_the_same": _content(one) == _content(other),
        "lost": (wanted - found).total(),
        "repeated": (found - wanted).total(),
        "kilobytes_an_article": round(size / 1000 / wanted.total(), 1),
    }


def _content(out: Path) -> dict[str, bytes]:
    files = (f for f in out.rglob("*") if f.is_file() and f.name != ".lock")
    return {str(f.relative_to(out)): f.read_bytes() for f in files}


def _brief(out: Path) -> dict[str, Any]:
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    kept = ("articles", "stories", "failed", "error_rows", "sentences", "findings", "model")
    return {name: summary[name] for name in kept}


def accept(folder: Path, options: argparse.Namespace, say: Say) -> dict[str, Any]:
    """Audits `folder/feed.jsonl` twice and compares the two."""
    feed = folder / "feed.jsonl"
    how = ["--workers", str(options.workers), "--chunk", str(options.chunk)]
    engine, audit = ("ray", on_ray) if options.ray else ("local", undisturbed)
    first = folder / ("ray" if options.ray else "undisturbed")
    load = round(os.getloadavg()[0], 2)
    other = timed(Run(feed, first, [*how, "--engine", engine], say), audit)
    local = timed(Run(feed, folder / "killed", how, say), lambda run: killed(run, options.kills))
    return {
        "load_before": load,
        "longest": options.longest,
        "sentences": options.sentences,
        "workers": options.workers,
        "chunk": options.chunk,
        "other": other,
        "local": local,
        **compare(folder / "killed", first, feed),
        "summary": _brief(folder / "killed"),
        "planted": planted(folder / "killed", folder / "gold.jsonl"),
    }


def main() -> None:
    """Makes the feed, runs everything, and saves what it saw."""
    parser = argparse.ArgumentParser(prog="python -m eval.audit_acceptance", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with news/articles.jsonl.gz"
    )
    parser.add_argument("--articles", type=int, default=2000, help="source articles")
    parser.add_argument("--longest", type=int, default=1500, help="characters of a source article")
    parser.add_argument("--sentences", type=int, help="kept of each, from its beginning")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/audit"), help="of feed and results"
    )
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--chunk", type=int, default=32)
    parser.add_argument("--ray", action="store_true", help="the first audit on Ray")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if options.ray and find_spec("ray") is None:
        parser.error("--ray needs Ray: pip install -e '.[ray]'")
    console = Console(soft_wrap=True)
    path = options.data / "news" / "articles.jsonl.gz"
    sources = read_sources(path, options.articles, options.longest, options.sentences)
    count = write_feed(sources, options.folder)
    console.log(f"{count:,} articles from {len(sources):,} sources")
    figures = accept(options.folder, options, console.log)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print_json(json.dumps(figures))
    if not figures["results_are_the_same"] or figures["lost"] or figures["repeated"]:
        raise SystemExit("the audits differ, or not every article is there once")


if __name__ == "__main__":
    main()
