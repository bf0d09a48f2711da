"""How far a run is: a bar a benchmark that is being asked, and one over all by expected work."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

if TYPE_CHECKING:
    from eval.side_by_side import Job

SHOWN = 3
"""Bad rows of a benchmark that are told one by one."""
SILENCE = 60.0
"""Seconds between two lines where no bars can be drawn."""
PERIOD = 600.0
"""Seconds over which the speed is taken: benchmarks differ in how well their work is guessed."""


class RunProgress:
    """Shows jobs as they go, and says a line of each that is done.

    Args:
        jobs: in the order in which they are counted.
        console: where to; one that is no terminal gets a line a minute in place of the bars.
    """

    def __init__(self, jobs: Sequence[Job], console: Console) -> None:
        self._jobs = jobs
        self._work = [job.work for job in jobs]
        self._done = [0.0] * len(jobs)
        self._ready = 0
        self._bars: dict[int, TaskID] = {}
        self._silent_since = time.monotonic()
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            speed_estimate_period=PERIOD,
        )
        self._all = self._progress.add_task(self._counted(), total=sum(self._work))

    def __enter__(self) -> Self:
        """Begins to draw."""
        self._progress.start()
        return self

    def __exit__(self, *failure: object) -> None:
        """Takes the bars away."""
        self._progress.stop()

    def told(self, number: int, done: int) -> None:
        """So many items of a job are done."""
        gold = self._jobs[number].gold
        if number not in self._bars:
            self._bars[number] = self._progress.add_task(gold.benchmark, total=len(gold.items))
        self._progress.update(self._bars[number], completed=done)
        self._reach(number, done / len(gold.items))
        if not self._progress.console.is_terminal and self._silent_for() > SILENCE:
            share = sum(self._done) / sum(self._work)
            self._say(f"{self._counted()} {100 * share:.0f} % of the work, {self._clock()}")

    def finished(self, number: int, asked: Sequence[str]) -> None:
        """A job is done; what was complete before is no work of this run."""
        if number in self._bars:
            self._progress.remove_task(self._bars.pop(number))
        if not asked:
            self._work[number] = 0.0
        self._ready += 1
        self._progress.update(self._all, description=self._counted(), total=sum(self._work))
        self._reach(number, 1.0)
        self._say_done(number, asked)

    def _reach(self, number: int, share: float) -> None:
        self._done[number] = self._work[number] * share
        self._progress.update(self._all, completed=sum(self._done))

    def _say_done(self, number: int, asked: Sequence[str]) -> None:
        gold = self._jobs[number].gold
        told = f"asked {len(asked)} systems, {self._clock()}" if asked else "all runs are complete"
        self._say(f"{self._counted()} {gold.benchmark}: {len(gold.units):,} units, {told}")
        for row in gold.bad[:SHOWN]:
            self._say(f"  not read: {row.file}:{row.line}: {row.reason}")
        if len(gold.bad) > SHOWN:
            self._say(f"  and {len(gold.bad) - SHOWN:,} more rows that could not be read")

    def _say(self, line: str) -> None:
        self._silent_since = time.monotonic()
        self._progress.console.print(line)

    def _silent_for(self) -> float:
        return time.monotonic() - self._silent_since

    def _counted(self) -> str:
        return f"[{self._ready}/{len(self._jobs)}]"

    def _clock(self) -> str:
        """Minutes gone, and those expected."""
        (overall,) = (task for task in self._progress.tasks if task.id == self._all)
        gone = (overall.elapsed or 0.0) / 60
        if overall.finished or not overall.completed:
            return f"{gone:.1f} min gone"
        left = gone * (overall.total or 0.0) / overall.completed - gone
        return f"{gone:.1f} min gone, about {left:.0f} left"
