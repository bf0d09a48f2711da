"""What every request passes before it is read: headers, keys, size of the body."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import Collection
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from consistency.service.limits import Limits
from consistency.service.metrics import Metrics
from consistency.service.problems import Problem

log = logging.getLogger(__name__)

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


class Watch:
    """Counts and logs every request, and puts the security headers on every answer.

    The log has method, route and status; never a header, a query or a text.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        status = HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            # A label for every word that a caller makes up would fill the memory.
            method = scope["method"] if scope["method"] in METHODS else "other"
            seconds = time.monotonic() - started
            self._metrics.request(method, route, status, seconds)
            log.info("%s %s %d %.3f s", method, route, status, seconds)


class RequireKey:
    """Lets only callers with a key use /v1 and /metrics.

    Args:
        app: what is guarded.
        keys: the keys; only their digests are kept.
    """

    def __init__(self, app: ASGIApp, keys: Collection[str]) -> None:
        self._app = app
        self._digests = [_digest(key) for key in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        guarded = scope["type"] == "http" and scope["path"].startswith(("/v1/", "/metrics"))
        if guarded and not self._admits(Headers(scope=scope)):
            problem = Problem(
                HTTPStatus.UNAUTHORIZED,
                "Authorization",
                "the API key is missing or wrong",
                "send `Authorization: Bearer KEY`",
                headers={"WWW-Authenticate": "Bearer"},
            )
            await problem.response()(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _admits(self, headers: Headers) -> bool:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = _digest(token.strip() if scheme.lower() == "bearer" else "")
        # Every key is compared, in constant time: nothing is learnt from how long it takes.
        return any([hmac.compare_digest(given, known) for known in self._digests])


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


class LimitBody:
    """Takes bodies up to a size, and within a time; hands them on whole."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body = await self._read(Headers(scope=scope), receive)
        except TimeoutError:
            slow = Problem(
                HTTPStatus.REQUEST_TIMEOUT,
                "body",
                f"it did not arrive within {self._limits.body_seconds:g} s",
                "send it faster, or less of it",
                headers={"Connection": "close"},
            )
            await slow.response()(scope, receive, send)
            return
        except Problem as problem:
            await problem.response()(scope, receive, send)
            return
        if body is None:
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, replayed, send)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | None:
        """The body, or `None` where the caller went away."""
        announced = headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self._limits.body_bytes:
            raise self._too_large()
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._limits.body_bytes:
                raise self._too_large()
            if not message.get("more_body", False):
                return b"".join(parts)

    def _too_large(self) -> Problem:
        return Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "body",
            f"it is larger than {self._limits.body_bytes:,} bytes",
            "send fewer articles in a request",
            headers={"Connection": "close"},
        )
