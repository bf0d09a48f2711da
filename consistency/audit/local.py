"""The engine for one machine: chunks go to a pool of processes, parts come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from consistency.audit.article import Staged
from consistency.audit.judge import JudgeFactory
from consistency.audit.parts import Parts
from consistency.audit.staging import read_chunk
from consistency.audit.workers import Workers

AHEAD = 2
"""Chunks handed out for each process, so that none waits for its next."""

Progress = Callable[[int, int], None]
"""Told how many rows a finished chunk had, and how many of them were errors."""


def run_local(
    chunks: Iterable[int],
    work: Path,
    parts: Parts,
    factory: JudgeFactory,
    workers: int,
    timeout: float,
    progress: Progress,
) -> None:
    """Judges chunks and writes their parts.

    Args:
        chunks: numbers of those to be done.
        work: the folder in which they are staged.
        parts: where results go.
        factory: makes a judge in each process.
        workers: processes.
        timeout: seconds that one row may take.
        progress: told after each chunk.
    """
    waiting = iter(chunks)
    running: dict[Future[pa.Table], tuple[int, list[Staged]]] = {}
    with Workers(factory, workers, timeout) as pool:
        while True:
            for number in islice(waiting, AHEAD * workers - len(running)):
                rows = read_chunk(pq.read_table(chunk_file(work, number)))
                running[pool.submit(rows)] = number, rows
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                number, rows = running.pop(future)
                progress(len(rows), parts.write(number, pool.result(future, rows)))


def chunk_file(work: Path, number: int) -> Path:
    """Where a chunk is staged."""
    return work / f"chunk-{number:06d}.parquet"
