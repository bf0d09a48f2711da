"""One queue and one worker, so that requests of many callers share the model's batches.

There is no timer: while one batch is worked on, the next one gathers by itself. A lone request
waits for nobody, and the busier the service, the fuller its batches.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from math import ceil
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")

MEMORY = 0.2
"""Weight of the newest batch in the running mean of seconds for an item."""


class QueueFull(Exception):
    """There is no room for so many items now; nothing of them was taken."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"the queue is full; try again in {retry_after} s")
        self.retry_after = retry_after


class Stopping(Exception):
    """No more items are taken."""


@dataclass(slots=True, eq=False)
class _Item(Generic[Ask, Answer]):
    ask: Ask
    future: Future[Answer] = field(default_factory=Future)


class Batcher(Generic[Ask, Answer]):
    """Answers items on a thread of its own, several together.

    Args:
        answer: answers a batch; for each item its answer, or the error that it met.
        queue: items that may wait.
        together: items in a batch at most.
        observe: told the size of each batch and the seconds it took.
    """

    def __init__(
        self,
        answer: Callable[[Sequence[Ask]], Sequence[Answer | Exception]],
        queue: int,
        together: int,
        observe: Callable[[int, float], None] = lambda size, seconds: None,
    ) -> None:
        self._answer = answer
        self._room = queue
        self._together = together
        self._observe = observe
        self._waiting: deque[_Item[Ask, Answer]] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._busy = 0
        self._busy_since: float | None = None
        self._item_seconds = 1.0
        self._thread = threading.Thread(target=self._work, name="batcher", daemon=True)

    def start(self) -> None:
        """Begins to work."""
        self._thread.start()

    def stop(self) -> None:
        """Takes nothing more, finishes what was taken, and returns."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def submit(self, asks: Sequence[Ask]) -> list[Future[Answer]]:
        """Takes all of these items, or none; a cancelled future's item is skipped.

        Raises:
            QueueFull: they do not all fit.
            Stopping: the batcher is being stopped.
        """
        items = [_Item[Ask, Answer](ask) for ask in asks]
        with self._changed:
            if self._stopping:
                raise Stopping
            self._drop_cancelled()
            if len(self._waiting) + len(items) > self._room:
                raise QueueFull(self.retry_after)
            self._waiting.extend(items)
            self._changed.notify_all()
        return [item.future for item in items]

    @property
    def waiting(self) -> int:
        """Items that wait."""
        return len(self._waiting)

    @property
    def busy(self) -> int:
        """Items that are worked on."""
        return self._busy

    @property
    def alive(self) -> bool:
        """Whether the worker runs."""
        return self._thread.is_alive()

    @property
    def accepting(self) -> bool:
        """Whether items are taken at all."""
        return self.alive and not self._stopping

    @property
    def busy_seconds(self) -> float:
        """For how long the batch in hand has been worked on; 0 when there is none."""
        since = self._busy_since
        return 0.0 if since is None else time.monotonic() - since

    @property
    def retry_after(self) -> int:
        """Whole seconds after which half of what waits should be done."""
        return max(1, ceil(len(self._waiting) * self._item_seconds / 2))

    def _drop_cancelled(self) -> None:
        if any(item.future.cancelled() for item in self._waiting):
            kept = [item for item in self._waiting if not item.future.cancelled()]
            self._waiting.clear()
            self._waiting.extend(kept)

    def _gather(self) -> list[_Item[Ask, Answer]]:
        """The next items, those that nobody waits for left out; empty when all is done."""
        batch: list[_Item[Ask, Answer]] = []
        with self._changed:
            while not batch:
                while not self._waiting:
                    if self._stopping:
                        return []
                    self._changed.wait()
                while self._waiting and len(batch) < self._together:
                    item = self._waiting.popleft()
                    if item.future.set_running_or_notify_cancel():
                        batch.append(item)
            self._busy = len(batch)
        return batch

    def _work(self) -> None:
        while batch := self._gather():
            started = self._busy_since = time.monotonic()
            answers: Sequence[Answer | Exception]
            try:
                answers = self._answer([item.ask for item in batch])
            except Exception as error:
                # The worker outlives whatever a batch does; the callers get the error.
                answers = [error] * len(batch)
            for item, answer in zip(batch, answers, strict=True):
                if isinstance(answer, Exception):
                    item.future.set_exception(answer)
                else:
                    item.future.set_result(answer)
            taken = time.monotonic() - started
            self._busy, self._busy_since = 0, None
            self._item_seconds += MEMORY * (taken / len(batch) - self._item_seconds)
            self._observe(len(batch), taken)
