"""How a request waits for its turn: admitted or refused, answered in time or let go."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Request

from consistency.checker import Checker
from consistency.domain import ModelInfo, Report
from consistency.facts.index import Hit
from consistency.service.batcher import Batcher, QueueFull, Stopping
from consistency.service.desk import Article, Desk, Search
from consistency.service.limits import Limits
from consistency.service.metrics import Metrics
from consistency.service.problems import Problem

if TYPE_CHECKING:
    from consistency.facts.base import FactBase

Answer = Report | list[Hit]

STUCK = 5
"""Times the limit of a request after which a batch in hand counts as stuck."""


class Service:
    """The checker behind its queue, with its limits and counters.

    Args:
        checker: checks; it and its model are used from one thread only.
        limits: what one caller may ask for.
        bases: the checker's fact bases, to be searched.
    """

    def __init__(self, checker: Checker, limits: Limits, bases: Sequence[FactBase] = ()) -> None:
        self.limits = limits
        self.metrics = Metrics()
        self.model: ModelInfo = checker.model_info
        desk = Desk(checker, limits, bases)
        self.batcher: Batcher[Article | Search, Answer] = Batcher(
            desk.answer, limits.queue, limits.together, self.metrics.batch
        )
        self.metrics.watch_queue(lambda: self.batcher.waiting, lambda: self.batcher.busy)

    async def ask(
        self, request: Request, asks: Sequence[Article | Search]
    ) -> Sequence[Answer | BaseException]:
        """Waits for the answers, as long as time allows and the caller is there.

        Raises:
            Problem: the request is too large, the queue is full, or time is up.
        """
        for one in asks:
            if isinstance(one, Article):
                self._require_small(one)
        return await self._answers(request, self._submit(asks))

    def require_alive(self) -> None:
        """Raises Problem where only a restart helps."""
        batcher = self.batcher
        if not batcher.alive or batcher.busy_seconds > STUCK * self.limits.seconds:
            raise _unavailable("worker", "it is dead or stuck", "restart the service")

    def require_ready(self) -> None:
        """Raises Problem where no articles are taken."""
        batcher = self.batcher
        if not batcher.accepting or batcher.busy_seconds > self.limits.seconds:
            raise _unavailable("worker", "no articles are taken now", "try again later")

    def _require_small(self, article: Article) -> None:
        """Refuses, unread, what cannot be within the limit of sentences."""
        limits = self.limits
        characters = len(article.text) + len(article.source or "") + sum(map(len, article.facts))
        if characters > limits.characters or len(article.facts) > limits.sentences:
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                article.id,
                f"{characters:,} characters and {len(article.facts)} facts are more than an "
                f"article may bring ({limits.characters:,} and {limits.sentences})",
                "split the article",
            )

    def _submit(self, asks: Sequence[Article | Search]) -> Sequence[Future[Answer]]:
        try:
            return self.batcher.submit(asks)
        except QueueFull as full:
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "queue",
                f"it has no room for {len(asks)} more of {self.limits.queue}",
                f"try again in {full.retry_after} s",
                retry_after=full.retry_after,
            ) from full
        except Stopping as stopping:
            raise _unavailable("service", "it is shutting down", "try again") from stopping

    async def _answers(
        self, request: Request, futures: Sequence[Future[Answer]]
    ) -> Sequence[Answer | BaseException]:
        answers = asyncio.gather(*map(asyncio.wrap_future, futures), return_exceptions=True)
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait(
                (answers, gone),
                timeout=self.limits.seconds,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if answers.done():
                return answers.result()
            raise _unavailable(
                "service",
                f"no answer within {self.limits.seconds:g} s",
                "send a shorter article, or try again when there is less to do",
                self.batcher.retry_after,
            )
        finally:
            gone.cancel()
            # What has not begun is dropped: nobody would read it.
            for future in futures:
                future.cancel()


async def _gone(request: Request) -> None:
    """Returns when the caller has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _unavailable(culprit: str, problem: str, mend: str, retry_after: int = 5) -> Problem:
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, culprit, problem, mend, retry_after=retry_after)
