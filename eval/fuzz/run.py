"""Inputs in order, each with a number by which it is drawn again; processes share the work."""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from random import Random
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from eval.fuzz.target import Target

CHUNK = 250
"""Inputs that a process is given at once."""
PATIENCE = 20
"""Times an input's limit after which a process counts as hung in code that no signal reaches."""
RENEWED = 500
"""Chunks after which a process is replaced."""
KEPT = 20
"""Faults of a target that are written down; all are counted."""


class Hang(BaseException):
    """An input took too long; no `except Exception` may swallow it."""


@dataclass(slots=True)
class Tally:
    """What became of a target's inputs, from the first to the last that was tried."""

    inputs: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, 0)
    """Seconds of the slowest input, and its number."""
    faults: int = 0
    first_faults: list[dict[str, Any]] = field(default_factory=list)
    """`number` and `error`; of a process that died, the first of its chunk."""

    def add(self, other: Tally) -> None:
        """Goes on with what came of later inputs."""
        self.inputs += other.inputs
        self.refused += other.refused
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest, key=lambda one: one[0])
        self.faults += other.faults
        self.first_faults = [*self.first_faults, *other.first_faults][:KEPT]

    def blame(self, number: int, error: str) -> None:
        """Writes a fault down."""
        self.faults += 1
        if len(self.first_faults) < KEPT:
            self.first_faults.append({"number": number, "error": error})

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Tally:
        """What `plain` wrote."""
        return cls(**{**plain, "slowest": tuple(plain["slowest"])})

    def plain(self) -> dict[str, Any]:
        """For the file."""
        seconds, number = self.slowest
        return {
            **asdict(self),
            "seconds": round(self.seconds, 1),
            "slowest": [round(seconds, 3), number],
        }


def draw(target: Target, seed: int, number: int) -> Any:
    """The input of that number."""
    return target.draw(Random(f"{seed} {target.name} {number}"))


def try_all(target: Target, seed: int, numbers: range, limit: float) -> Tally:
    """Tries inputs one after another in this process."""
    tally = Tally()
    for number in numbers:
        given = draw(target, seed, number)
        began = time.perf_counter()
        try:
            with _within(limit):
                target.run(given)
        except target.refusals:
            tally.refused += 1
        except (Exception, Hang) as error:
            tally.blame(number, _told(error))
        seconds = time.perf_counter() - began
        tally.inputs += 1
        tally.seconds += seconds
        tally.slowest = max(tally.slowest, (seconds, number))
    return tally


def fuzz(
    targets: Sequence[Target],
    wanted: Mapping[str, int],
    tallies: Mapping[str, Tally],
    seed: int,
    limit: float,
    processes: int,
) -> Iterator[str]:
    """Tries what is left of each target, and yields its name after every chunk.

    Args:
        targets: what is tried; each must be one of `eval.fuzz.targets.TARGETS`.
        wanted: inputs by target.
        tallies: what was done before, by target; added to, always without a gap.
        seed: draws everything.
        limit: seconds that an input may take.
        processes: how many at once.
    """
    # Threads and locks of this process would not survive a fork.
    spawn = multiprocessing.get_context("spawn")
    folder = TemporaryDirectory(prefix="fuzz-")
    pool = ProcessPool(
        processes,
        max_tasks=RENEWED,
        initializer=_start,
        initargs=[folder.name],
        context=spawn,
    )
    try:
        asked = [
            (target.name, numbers, pool.schedule(
                _work, args=[target.name, seed, numbers, limit], timeout=PATIENCE * limit
            ))
            for target in targets
            for numbers in _chunks(tallies[target.name].inputs, wanted[target.name])
        ]  # fmt: skip
        for name, numbers, future in asked:
            tallies[name].add(_result(future.result, numbers))
            yield name
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
        folder.cleanup()


def _chunks(start: int, end: int) -> list[range]:
    return [range(first, min(end, first + CHUNK)) for first in range(start, end, CHUNK)]


def _result(result: Callable[[], Tally], numbers: range) -> Tally:
    """A chunk's tally; where its process is gone, all that is known is which chunk it was."""
    try:
        return result()
    except (TimeoutError, ProcessExpired) as error:
        tally = Tally(inputs=len(numbers))
        tally.blame(numbers.start, f"among the next {len(numbers)}: its process is gone: {error!r}")
        return tally


def _work(name: str, seed: int, numbers: range, limit: float) -> Tally:
    from eval.fuzz.targets import named

    _warm()
    return try_all(named(name), seed, numbers, limit)


def _start(folder: str) -> None:
    # Ctrl-C reaches every process of the terminal; the parent ends its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A process that is ended cannot clean up.
    tempfile.tempdir = folder


@lru_cache(maxsize=1)
def _warm() -> None:
    """The first input must not pay for what is loaded late."""
    from eval.fuzz.rules import checker

    checker().check("Acme hired 14 people in Lyon.", source="Acme hired 14 people in Lyon.")


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raises Hang in the block when the time is over."""
    before = signal.signal(signal.SIGALRM, _too_late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_late(number: int, frame: FrameType | None) -> None:
    raise Hang("it took too long")


def _told(error: BaseException) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{type(error).__name__}: {error}"[:300]
    return ascii(f"{message} ({where.filename.rsplit('/', 1)[-1]}:{where.lineno})")[1:-1]
