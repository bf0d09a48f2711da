"""Judges in processes of their own: one may die or hang, and only the culprit row suffers."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, TimeoutError
from types import TracebackType

import pyarrow as pa
from pebble import ProcessExpired, ProcessPool

from consistency.audit.article import Staged
from consistency.audit.judge import Judge, JudgeFactory, failed
from consistency.audit.schema import Judged, nest
from consistency.errors import BadModel

RENEWED = 128
"""Chunks after which a process is replaced: parsers remember every new word they meet."""
TRIES = 2
"""Times that a row is judged by itself before it is blamed for its process's death."""

_judge: Judge | None = None
_trouble = ""
"""Why this process has no judge."""


class _NoJudge(Exception):
    """A process could not make its judge: no article is to blame."""


class Workers:
    """A pool of processes, each with a judge of its own.

    Args:
        factory: makes the judge; called once in each process.
        count: processes.
        timeout: seconds that one row may take. A chunk may take the square root of its rows as
            often: most rows are quick, and of one that takes longer each row is judged alone.
    """

    def __init__(self, factory: JudgeFactory, count: int, timeout: float) -> None:
        self._timeout = timeout
        # Threads and locks of this process do not survive a fork.
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(
            count, max_tasks=RENEWED, initializer=_start, initargs=[factory], context=spawn
        )

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def submit(self, rows: Sequence[Staged]) -> Future[pa.Table]:
        """Has rows judged together; the table is `schema.nest` of the results."""
        allowed = self._timeout * math.sqrt(max(len(rows), 1))
        return self._pool.schedule(_work, args=[list(rows)], timeout=allowed)

    def result(self, future: Future[pa.Table], rows: Sequence[Staged]) -> pa.Table:
        """What `submit` came to; where the chunk failed as a whole, its rows one by one.

        Raises:
            BadModel: a process cannot make its judge.
        """
        try:
            return self._result(future, rows)
        except _NoJudge as error:
            raise BadModel(
                "a worker process", f"cannot make its judge ({error})", "mend that and run again"
            ) from error

    def _result(self, future: Future[pa.Table], rows: Sequence[Staged]) -> pa.Table:
        try:
            return future.result()
        except _NoJudge:
            raise
        except Exception:  # died, hung, or failed: which row it was is found out below
            return pa.concat_tables([self._alone(row) for row in rows])

    def _alone(self, row: Staged) -> pa.Table:
        reason = ""
        for _ in range(TRIES):
            try:
                return self.submit([row]).result()
            except _NoJudge:
                raise
            except TimeoutError:
                reason = f"took longer than {self._timeout:g} seconds; raise --timeout"
                break
            except ProcessExpired as error:
                reason = f"its process died ({error}); the article may need too much memory"
            except Exception as error:  # whatever one article provokes, the run goes on
                reason = f"could not be judged ({error!r})"
                break
        return nest([failed(row, reason)])


def _start(factory: JudgeFactory) -> None:
    global _judge, _trouble
    # Ctrl-C reaches every process of the terminal; the parent decides what becomes of us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        _judge = factory()
    except Exception as error:  # told by the first task: the pool would start us again for ever
        _trouble = str(error) or repr(error)


def _follow_parent() -> None:
    """Ends this process when its parent is gone, even if that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(rows: list[Staged]) -> pa.Table:
    if _judge is None:
        raise _NoJudge(_trouble)
    judged: list[Judged] = _judge(rows)
    return nest(judged)
