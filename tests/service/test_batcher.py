from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event

import pytest

from consistency.service.batcher import Batcher, QueueFull, Stopping


class Worker:
    """Doubles numbers; holds its first batch until it is let go."""

    def __init__(self) -> None:
        self.go, self.busy = Event(), Event()
        self.batches: list[list[int]] = []

    def __call__(self, asks: Sequence[int]) -> list[int | Exception]:
        self.batches.append(list(asks))
        self.busy.set()
        assert self.go.wait(30)
        if 13 in asks:
            raise RuntimeError("13")
        return [ValueError(str(n)) if n < 0 else 2 * n for n in asks]


@pytest.fixture
def worker() -> Worker:
    return Worker()


@pytest.fixture
def batcher(worker: Worker) -> Iterator[Batcher[int, int]]:
    batcher: Batcher[int, int] = Batcher(worker, queue=4, together=3)
    batcher.start()
    yield batcher
    worker.go.set()
    batcher.stop()


def occupy(batcher: Batcher[int, int], worker: Worker) -> None:
    batcher.submit([0])
    assert worker.busy.wait(30)


def test_what_comes_while_busy_is_answered_together(batcher, worker) -> None:
    occupy(batcher, worker)
    futures = [batcher.submit([n])[0] for n in (1, 2, 3, 4)]
    worker.go.set()
    assert [f.result(30) for f in futures] == [2, 4, 6, 8]
    assert worker.batches == [[0], [1, 2, 3], [4]]


def test_all_or_nothing_is_taken(batcher, worker) -> None:
    occupy(batcher, worker)
    batcher.submit([1, 2, 3])
    with pytest.raises(QueueFull) as full:
        batcher.submit([4, 5])
    assert full.value.retry_after >= 1
    assert batcher.waiting == 3
    batcher.submit([4])


def test_cancelled_items_are_skipped_and_make_room(batcher, worker) -> None:
    occupy(batcher, worker)
    gone = batcher.submit([1, 2, 3, 4])
    for future in gone[:3]:
        assert future.cancel()
    [late] = batcher.submit([5])
    worker.go.set()
    assert late.result(30) == 10
    assert gone[3].result(30) == 8
    assert worker.batches == [[0], [4, 5]]


def test_an_error_is_its_own_callers_alone(batcher, worker) -> None:
    worker.go.set()
    good, bad = batcher.submit([1, -7])
    assert good.result(30) == 2
    with pytest.raises(ValueError, match="-7"):
        bad.result(30)


def test_worker_outlives_a_batch_that_fails(batcher, worker) -> None:
    worker.go.set()
    with pytest.raises(RuntimeError):
        batcher.submit([13])[0].result(30)
    assert batcher.submit([1])[0].result(30) == 2
    assert batcher.accepting


def test_stop_finishes_what_was_taken(batcher, worker) -> None:
    occupy(batcher, worker)
    futures = batcher.submit([1, 2, 3, 4])
    worker.go.set()
    batcher.stop()
    assert [f.result(0) for f in futures] == [2, 4, 6, 8]
    assert not batcher.alive
    with pytest.raises(Stopping):
        batcher.submit([5])
