"""Systems are asked and runs saved: item by item, so that systems share what they read."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from eval.gold import FILE, Gold
from eval.runs import Header, RunWriter, file_name, prepare
from eval.systems.base import System, Task

BATCH = 4
PAIR_BATCH = 64
"""Items between two writes, texts or bare pairs; answers do not depend on it."""

Progress = Callable[[int], None]
"""Told how many items are done."""


def execute(
    gold: Gold, systems: Sequence[System], folder: Path, progress: Progress | None = None
) -> list[str]:
    """Asks every system about every item and saves the runs below `folder`.

    Runs that are complete stay; runs that were killed go on where they stopped.

    Args:
        gold: what is asked; saved beside the runs.
        systems: whom to ask; the cheap ones profit from what the dear ones read.
        folder: one folder a benchmark is made below it.
        progress: told after each batch.

    Returns:
        Names of the systems that had to be asked.
    """
    place = folder / gold.benchmark
    gold.save(place / FILE)
    pending: list[tuple[System, RunWriter]] = []
    for system in systems:
        writer = prepare(place / file_name(system.info.name), _header(system, gold))
        if writer is not None:
            pending.append((system, writer))
    seconds = dict.fromkeys((writer.path for _, writer in pending), 0.0)
    tasks = _together([Task.of(item, pair=gold.pairs) for item in gold.items])
    size = PAIR_BATCH if gold.pairs else BATCH
    for start in range(0, len(tasks) if pending else 0, size):
        batch = tasks[start : start + size]
        for system, writer in pending:
            fresh = [t for t in batch if not all(u.id in writer.answered for u in t.units)]
            began = time.perf_counter()
            writer.write(a for a in system.answer(fresh) if a.id not in writer.answered)
            seconds[writer.path] += time.perf_counter() - began
        if progress is not None:
            progress(min(start + size, len(tasks)))
    for _, writer in pending:
        writer.finish(seconds[writer.path])
    return [system.info.name for system, _ in pending]


def _together(tasks: Sequence[Task]) -> list[Task]:
    """Tasks of one source behind each other, so that it is read once; else in order."""
    by_source: dict[str, list[Task]] = {}
    for task in tasks:
        by_source.setdefault(task.source, []).append(task)
    return [task for group in by_source.values() for task in group]


def _header(system: System, gold: Gold) -> Header:
    return Header(
        system=system.info,
        benchmark=gold.benchmark,
        revision=gold.revision,
        units=len(gold.units),
        bad=gold.bad,
        version=version("spincheck-consistency"),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
    )
