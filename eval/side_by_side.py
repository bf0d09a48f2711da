"""Benchmarks side by side, one a process: reading a text keeps one core busy, whatever the model.

A benchmark's files are written by one process alone, so resuming is what it is in `execute`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import active_children, connection, get_context, parent_process
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from threading import Thread

from eval.execute import execute
from eval.gold import Gold
from eval.systems import systems_named

PAIR, SOURCE, TEXT = 0.35, 0.2, 4.0
"""Milliseconds of one core for a character: of a premise or hypothesis, of a source that is split,
parsed and embedded, of a text whose every sentence is laid beside passages. They only weigh
benchmarks against each other, for the order and the time that is left."""

Told = Callable[[int, int], None]
"""Which job, counted as given, and how many of its items are done."""
Finished = Callable[[int, list[str]], None]
"""Which job, and the systems that had to be asked."""


@dataclass(frozen=True, slots=True)
class Job:
    """A benchmark and whom to ask about it."""

    gold: Gold
    systems: tuple[str, ...]
    model: str | None
    """The checker's; the shipped one if None."""

    @property
    def work(self) -> float:
        """About how many milliseconds of one core it takes."""
        sources = sum(map(len, {item.source for item in self.gold.items}))
        texts = sum(map(len, {item.text for item in self.gold.items}))
        if self.gold.pairs:
            return PAIR * (sources + texts)
        return SOURCE * sources + TEXT * texts


def ask_all(
    jobs: Sequence[Job], folder: Path, processes: int, told: Told, finished: Finished
) -> None:
    """Asks about every benchmark, the longest first, and saves the runs below `folder`.

    Args:
        jobs: what to do.
        folder: one folder a benchmark is made below it.
        processes: how many benchmarks at once; they share the processors.
        told: called after each batch of items.
        finished: called when a benchmark is done.

    Raises:
        ConsistencyError: what a benchmark stopped at; all others are stopped, and go on from there
            when asked again.
    """
    order = sorted(range(len(jobs)), key=lambda number: -jobs[number].work)
    if min(processes, len(jobs)) < 2:
        for number in order:
            finished(number, _ask(number, jobs[number], folder, None, told))
        return
    processes = min(processes, len(jobs))
    threads = max(1, (os.cpu_count() or 1) // processes)
    context = get_context("spawn")  # a fork would inherit locks of libraries' threads
    said: SimpleQueue[tuple[int, int]] = context.SimpleQueue()
    with ProcessPoolExecutor(processes, context, _begin, (said,)) as pool:
        waiting = {pool.submit(_ask, n, jobs[n], folder, threads): n for n in order}
        try:
            while waiting:
                done, _ = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
                while not said.empty():
                    told(*said.get())
                for future in done:
                    finished(waiting.pop(future), future.result())
        except BaseException:
            for child in active_children():
                child.terminate()
            raise


def _ask(
    number: int, job: Job, folder: Path, threads: int | None, told: Told | None = None
) -> list[str]:
    systems = systems_named(job.systems, job.gold, job.model, threads)
    tell = told or _tell
    return execute(job.gold, systems, folder, lambda done: tell(number, done))


_said: SimpleQueue[tuple[int, int]]
"""In a process of the pool: where it tells how far it is."""


def _begin(said: SimpleQueue[tuple[int, int]]) -> None:
    global _said  # the pool gives its initializer no other place to keep things
    _said = said
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends its children
    Thread(target=_end_with_parent, daemon=True).start()


def _tell(number: int, done: int) -> None:
    _said.put((number, done))


def _end_with_parent() -> None:
    """A killed parent cannot end its children; two of them must never write to one file."""
    parent = parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)
