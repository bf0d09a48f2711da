"""Refusals, in the form of RFC 9457 (problem details), with culprit and mend as everywhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from consistency.errors import BadInput, BadSettings, ConsistencyError

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that gets no report.

    Args:
        status: the HTTP status.
        culprit: what is at fault.
        problem: what is wrong with it.
        mend: what the caller can do.
        retry_after: seconds after which it may work, for 429 and 503.
        headers: further headers.
    """

    def __init__(
        self,
        status: HTTPStatus,
        culprit: str,
        problem: str,
        mend: str,
        *,
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{culprit}: {problem}; {mend}")
        self.status = status
        self.culprit = culprit
        self.problem = problem
        self.mend = mend
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)

    def as_plain(self) -> dict[str, Any]:
        """The body of the answer."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "detail": self.problem,
            "culprit": self.culprit,
            "mend": self.mend,
        }

    def response(self) -> JSONResponse:
        """The answer."""
        return JSONResponse(
            self.as_plain(), int(self.status), headers=self.headers, media_type=MEDIA_TYPE
        )


def problem_of(error: BaseException) -> Problem:
    """What a caller is told of an error; of one that is our own fault, only that it is."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, BadInput | BadSettings):
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.culprit, error.problem, error.mend)
    log.error("an unforeseen error", exc_info=error)
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "service",
        "an unforeseen error, so nothing was checked",
        "see the service's log",
    )


def answer_problems(app: FastAPI) -> None:
    """Lets an application answer every refusal in one form."""

    @app.exception_handler(Problem)
    @app.exception_handler(ConsistencyError)
    @app.exception_handler(Exception)
    async def _told(request: Request, error: Exception) -> JSONResponse:
        return problem_of(error).response()

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        # What was sent is never sent back: a body may be large, or hold what cannot be encoded.
        faults = [(_place(e["loc"]), str(e["msg"])) for e in error.errors()]
        told = "; ".join(f"{where}: {what}" for where, what in faults[1:4])
        more = f" (and {told})" if told else ""
        return Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            faults[0][0],
            faults[0][1] + more,
            "see /openapi.json for what is expected",
        ).response()

    @app.exception_handler(HTTPException)
    async def _plain(request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        return Problem(
            status,
            f"{request.method} {request.url.path}",
            status.phrase.lower(),
            "see /openapi.json for what there is",
            headers=error.headers,
        ).response()


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part)[:80] for part in location).encode("utf-8", "replace").decode()
