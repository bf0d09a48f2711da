"""`python -m eval.bench_facts`: does a fact base of a million facts find what it should, in time?

Builds a base, kills the builder once by SIGKILL and lets it go on, then asks it: recall@10
against an exhaustive search of the same base, and the time of a query beside the time of two
exhaustive searches, by the clock and by the processor (which other work on the machine hardly
changes). Figures go to stdout and to a JSON file.

The facts are made up: subject, relation and object from lists of invented names. Embedding a
million sentences takes three hours on two cores, so a fact's vector is composed: the unit sum of
the real MiniLM vectors of its subject, its relation and its object, plus noise. A query is a
stored fact in other words: its names in another order, its vector with noise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import bm25s
import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from consistency.facts import lookup
from consistency.facts.base import FactBase, FactHit
from consistency.facts.embed import DIMENSIONS, Vectors, embed
from consistency.facts.index import RANK_DAMPING, tokenise
from consistency.facts.record import FactRecord, Parties, Prepared
from consistency.mentions.names import name_key

SEED = 20
BATCH = 5_000
TOP = 10
DAY = date(2026, 1, 1)
"""The day of the question that asks, as every check of an article does, for what then holds."""
NOISE = 0.35
"""Length of the noise beside a unit vector: no two facts of one pattern look quite alike."""
ASKED_NOISE = 0.25
"""Length of the noise of a query: a paraphrase has a cosine of about 0.97 with its fact."""
SUBJECTS, OBJECTS = 600, 600
RELATIONS = (
    "is the mayor of", "chairs the board of", "founded", "lives in", "was born in",
    "is the ambassador to", "owns", "sold", "sued", "plays for", "coaches", "left",
    "was elected in", "represents", "opened a plant in", "is the bishop of", "designed",
    "invested in", "teaches in", "was arrested in", "commands the garrison of", "bought",
    "is the spokesman for", "was buried in",
)  # fmt: skip
_SYLLABLES = ("ka", "lo", "mi", "ren", "tov", "dar", "sel", "bru", "nok", "vi", "hal", "ost",
              "per", "gan", "zu", "lem", "tar", "ius", "mor", "fen")  # fmt: skip


class Made:
    """A world of invented facts; fact n is the same on every call.

    Args:
        folder: where the vectors of the names are kept.
    """

    def __init__(self, folder: Path) -> None:
        random = np.random.default_rng(SEED)
        self.subjects = _names(random, SUBJECTS, 2)
        self.objects = _names(random, OBJECTS, 1)
        self.keys = {name: name_key(name) for name in (*self.subjects, *self.objects)}
        cache = folder / "parts.npy"
        if not cache.is_file():
            texts = [*self.subjects, *self.objects, *RELATIONS]
            parts = [embed([text])[0] for text in track(texts, "embedding the names")]
            folder.mkdir(parents=True, exist_ok=True)
            np.save(cache, np.stack(parts))
        self.parts: Vectors = np.load(cache)

    def triples(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Subject, relation and object of the facts from `first` up to `last`."""
        every = SUBJECTS * OBJECTS * len(RELATIONS)
        # A stride that shares no factor with the number of triples visits each of them once.
        places = [n * 7_368_787 % every for n in range(first, last)]
        return [
            (p % SUBJECTS, p // SUBJECTS % len(RELATIONS), p // SUBJECTS // len(RELATIONS))
            for p in places
        ]

    def facts(self, first: int, last: int) -> list[Prepared]:
        """The facts from `first` up to `last`, read and embedded."""
        triples = self.triples(first, last)
        vectors = self._vectors(triples, NOISE, np.random.default_rng((SEED, first)))
        rows = []
        for (s, r, o), vector in zip(triples, vectors, strict=True):
            names = self.subjects[s], self.objects[o]
            text = f"{names[0]} {RELATIONS[r]} {names[1]}."
            keys = self.keys[names[0]], self.keys[names[1]]
            rows.append(Prepared(FactRecord(text, "made up"), Parties(keys, keys[:1]), vector))
        return rows

    def _vectors(
        self, triples: list[tuple[int, int, int]], noise: float, random: np.random.Generator
    ) -> Vectors:
        s, r, o = np.asarray(triples).T
        total = self.parts[s] + self.parts[SUBJECTS + o] + self.parts[SUBJECTS + OBJECTS + r]
        return _unit(_unit(total) + _noise(random, len(triples), noise))


def _names(random: np.random.Generator, count: int, words: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        parts = ["".join(random.choice(_SYLLABLES, 3)).capitalize() for _ in range(words)]
        found[" ".join(parts)] = None
    return list(found)


def _noise(random: np.random.Generator, count: int, length: float) -> Vectors:
    drawn = random.standard_normal((count, DIMENSIONS)).astype(np.float32)
    return drawn * (length / np.sqrt(DIMENSIONS))


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def build(folder: Path, count: int) -> None:
    """Stores facts, from where an earlier run stopped; batches are whole and in order."""
    made, base = Made(folder), FactBase.open(folder / "base")
    for first in range(len(base) // BATCH * BATCH, count, BATCH):
        base.add_prepared(made.facts(first, min(first + BATCH, count)))
    base.optimize()


def build_and_kill(folder: Path, count: int) -> dict[str, Any]:
    """Builds by another process, which is killed once on the way and started again."""
    Made(folder)  # embedded before the clock starts
    command = [sys.executable, "-m", "eval.bench_facts", "--folder", str(folder)]
    command += ["--facts", str(count), "--only-build"]
    began = time.perf_counter()
    builder = subprocess.Popen(command)
    while builder.poll() is None and _stored(folder) < count // 3:
        time.sleep(1)
    os.kill(builder.pid, signal.SIGKILL)
    builder.wait()
    kept = _stored(folder)
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - began
    base = FactBase.open(folder / "base", create=False)
    return {
        "facts": len(base),
        "killed_at": kept,
        "each_once_after_the_kill": len(base) == count and kept < count,
        "seconds": round(seconds, 1),
        "facts_per_s": round(count / seconds),
        "bytes": sum(f.stat().st_size for f in (folder / "base").rglob("*") if f.is_file()),
        "builder_peak_memory_mb": round(
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        ),
    }


def kept_build(folder: Path, out: Path) -> dict[str, Any]:
    """What an earlier run says of the base's build, or that none finished saying it."""
    said = json.loads(out.read_text(encoding="utf-8"))["build"] if out.is_file() else {}
    stored = _stored(folder)
    if said.get("facts") == stored:
        return dict(said)
    return {"facts": stored, "note": "built by runs that were cut off and went on; not timed"}


def _stored(folder: Path) -> int:
    if not (folder / "base").is_dir():
        return 0
    return len(FactBase.open(folder / "base", create=False))


class Exhaustive:
    """Every fact in memory, every vector multiplied, every word scored: the other way."""

    def __init__(self, made: Made, count: int) -> None:
        self.vectors = np.empty((count, DIMENSIONS), dtype=np.float32)
        self.keys: list[str] = []
        texts: list[str] = []
        for first in range(0, count, BATCH):
            rows = made.facts(first, min(first + BATCH, count))
            self.vectors[first : first + len(rows)] = [row.vector for row in rows]
            self.keys += [row.record.fingerprint for row in rows]
            texts += [row.record.text for row in rows]
        self.words = bm25s.BM25()
        self.words.index(tokenise(texts), show_progress=False)

    def by_vector(self, vector: Vectors) -> list[str]:
        """Fingerprints of the nearest facts by cosine."""
        cosines = self.vectors @ vector
        top = np.argpartition(-cosines, TOP)[:TOP]
        return [self.keys[n] for n in top[np.argsort(-cosines[top], kind="stable")]]

    def both(self, text: str, vector: Vectors) -> list[str]:
        """Fingerprints of the best facts by vectors and words together."""
        known = [w for w in tokenise([text])[0] if w in self.words.vocab_dict]
        fused = np.zeros(len(self.keys))
        for scores in (self.vectors @ vector, np.asarray(self.words.get_scores(known))):
            order = np.argsort(-scores, kind="stable")
            fused[order] += 1.0 / (RANK_DAMPING + np.arange(len(order)))
        return [self.keys[n] for n in np.argsort(-fused, kind="stable")[:TOP]]


class Asked(NamedTuple):
    """A stored fact in other words."""

    text: str
    names: tuple[str, ...]
    vector: Vectors
    fact: str
    """The fingerprint of the fact that is asked for."""


class Took(NamedTuple):
    """What one query takes: medians, in seconds."""

    wall: float
    cpu: float
    """Of all threads of this process."""


def questions(made: Made, count: int, number: int) -> list[Asked]:
    """Facts drawn by the seed, in other words."""
    random = np.random.default_rng(SEED + 1)
    found = []
    for n in random.integers(0, count, number):
        # A fact's vector comes from the noise of its whole batch.
        first = int(n) // BATCH * BATCH
        row = made.facts(first, min(first + BATCH, count))[int(n) - first]
        subject, place = row.parties.names[0], row.record.text.rstrip(".").split()[-1]
        vector = _unit(row.vector + _noise(random, 1, ASKED_NOISE)[0][None])[0]
        text = f"In {place}, {subject.title()} did so."
        found.append(Asked(text, row.parties.names, vector, row.record.fingerprint))
    return found


def ask(folder: Path, count: int, queries: int) -> dict[str, Any]:
    """Asks stored facts in other words, of the base and of exhaustive searches.

    One way after the other: an exhaustive search drives all else out of the processor's caches,
    and the next query would be measured by what it left.
    """
    made, base = Made(folder), FactBase.open(folder / "base", create=False)
    asked = questions(made, count, queries)
    found, quick = _each(asked, lambda q: base.nearest(q.text, q.names, q.vector, TOP))
    then = base.as_of(DAY)
    _, dated = _each(asked, lambda q: then.nearest(q.text, q.names, q.vector, TOP))
    near, _ = _each(asked, lambda q: base.nearest("", (), q.vector, TOP))
    scanned, scan = _scan(base, asked)
    exhaustive = Exhaustive(made, count)
    _, memory = _each(asked, lambda q: exhaustive.both(q.text, q.vector))
    true, vectors = _each(asked, lambda q: exhaustive.by_vector(q.vector))
    first = [float(hits[0].fact.id == q.fact) for hits, q in zip(found, asked, strict=True)]
    times = {
        "base, vectors and words": quick,
        "the same, of facts that hold on a day": dated,
        "exhaustive: the base without its vector index": scan,
        "exhaustive: vectors and words in memory": memory,
        "exhaustive: vectors alone in memory": vectors,
    }
    slower = {"scan of the base": scan, "vectors and words in memory": memory}
    return {
        "queries": queries,
        "recall_at_10": {
            "vectors, against every vector in memory": _interval(_recalls(near, true)),
            "vectors and words, against a scan of the base": _interval(
                _recalls(found, map(_ids, scanned))
            ),
        },
        "asked_fact_comes_first": _interval(first),
        "median_query_ms": {name: _ms(took.wall) for name, took in times.items()}
        | {f"{name}, of the processor": _ms(took.cpu) for name, took in times.items()},
        "exhaustive_over_base": {
            name: round(took.wall / quick.wall, 1) for name, took in slower.items()
        }
        | {
            f"{name}, time of the processor": round(took.cpu / quick.cpu, 1)
            for name, took in slower.items()
        },
    }


def sweep(folder: Path, count: int, queries: int) -> Table:
    """What other numbers of partitions read, and of candidates refined, would find and cost."""
    made, base = Made(folder), FactBase.open(folder / "base", create=False)
    asked = questions(made, count, queries)
    scanned, scan = _scan(base, asked)
    title = f"a scan takes {_ms(scan.wall)} ms, of the processor {_ms(scan.cpu)}"
    table = Table("partitions", "refined", f"recall@{TOP}", "ms", "of the processor", title=title)
    for probes, refined in product((5, 10, 20, 40), (1, 2)):
        lookup.PROBES, lookup.REFINE = probes, refined
        found, took = _each(asked, lambda q: base.nearest(q.text, q.names, q.vector, TOP))
        recall = np.mean(_recalls(found, map(_ids, scanned)))
        shown = probes, refined, f"{recall:.3f}", _ms(took.wall), _ms(took.cpu)
        table.add_row(*map(str, shown))
    return table


def _scan(base: FactBase, asked: Sequence[Asked]) -> tuple[list[Any], Took]:
    return _each(asked, lambda q: base.nearest(q.text, q.names, q.vector, TOP, exhaustive=True))


def _each(asked: Sequence[Asked], call: Callable[[Asked], Any]) -> tuple[list[Any], Took]:
    """What a way of searching gives for each question, and what one takes."""
    results, spent = [], []
    for question in track(asked, "asking"):
        wall, cpu = time.perf_counter(), time.process_time()
        results.append(call(question))
        spent.append((time.perf_counter() - wall, time.process_time() - cpu))
    walls, cpus = zip(*spent, strict=True)
    return results, Took(float(np.median(walls)), float(np.median(cpus)))


def _ids(hits: Sequence[FactHit]) -> list[str]:
    return [hit.fact.id for hit in hits]


def _recalls(found: Iterable[Sequence[FactHit]], true: Iterable[Sequence[str]]) -> list[float]:
    """Which share of the true best each question brought."""
    pairs = zip(found, true, strict=True)
    return [len(set(_ids(hits)) & set(best)) / TOP for hits, best in pairs]


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 2)


def _interval(values: list[float]) -> dict[str, float]:
    """The mean with its 95 % interval, by a bootstrap over queries."""
    random, array = np.random.default_rng(SEED), np.asarray(values)
    means = array[random.integers(0, len(array), (2000, len(array)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return {"mean": round(float(array.mean()), 4), "low": round(float(low), 4),
            "high": round(float(high), 4)}  # fmt: skip


def main() -> None:
    """Builds, asks, shows and saves."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_facts", description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path("build/bench_facts"))
    parser.add_argument("--out", type=Path, default=Path("eval/runs/bench_facts.json"))
    parser.add_argument("--only-build", action="store_true", help="fill the base and stop")
    parser.add_argument("--keep", action="store_true", help="ask the base of an earlier run")
    parser.add_argument("--sweep", action="store_true", help="try other settings on such a base")
    options = parser.parse_args()
    if options.only_build:
        build(options.folder, options.facts)
        return
    if options.sweep:
        Console().print(sweep(options.folder, options.facts, options.queries))
        return
    if options.keep:
        built = kept_build(options.folder, options.out)
    else:
        shutil.rmtree(options.folder / "base", ignore_errors=True)
        built = build_and_kill(options.folder, options.facts)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps({"build": built}), encoding="utf-8")
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} before the queries",
        "how_the_facts_were_made": " ".join((__doc__ or "").split("\n\n")[2].split()),
        "settings": {
            "partitions_read": lookup.PROBES,
            "refined": lookup.REFINE,
            "batch": BATCH,
        },
        "build": built,
        **ask(options.folder, options.facts, options.queries),
    }
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    Console().print_json(data=figures)


if __name__ == "__main__":
    main()
