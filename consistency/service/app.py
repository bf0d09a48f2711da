"""The HTTP application, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse
from fastapi.security import HTTPBearer
from fastapi.staticfiles import StaticFiles

from consistency.checker import Checker
from consistency.service import routes
from consistency.service.guards import LimitBody, RequireKey, Watch
from consistency.service.limits import Limits
from consistency.service.problems import answer_problems
from consistency.service.service import Service
from consistency.service.wire import ProblemBody, report_schema

if TYPE_CHECKING:
    from consistency.facts.base import FactBase

STATIC = Path(__file__).parent / "static"
DISTRIBUTION = "spincheck-consistency"


def create_app(
    checker: Checker,
    limits: Limits | None = None,
    keys: Collection[str] = (),
    bases: Sequence[FactBase] = (),
) -> FastAPI:
    """The service as an ASGI application.

    Args:
        checker: checks; it and its model are used from one thread only.
        limits: what one caller may ask for.
        keys: API keys; with none, everybody who reaches the service may use it.
        bases: the checker's fact bases, to be searched at /v1/facts.
    """
    service = Service(checker, limits or Limits(), bases)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service.batcher.start()
        yield
        await run_in_threadpool(service.batcher.stop)

    app = FastAPI(
        title="consistency",
        summary="Finds the sentences that machine rewriting made false.",
        version=version(DISTRIBUTION),
        # Its pages load scripts from elsewhere; /openapi.json is what they would show.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.service = service
    answer_problems(app)
    # The last one added is the first to see a request.
    app.add_middleware(LimitBody, limits=service.limits)
    if keys:
        app.add_middleware(RequireKey, keys=keys)
    app.add_middleware(Watch, metrics=service.metrics)
    # The key was checked before; this only tells OpenAPI of it.
    bearer = HTTPBearer(auto_error=False, description="An API key.")
    app.include_router(routes.guarded, dependencies=[Security(bearer)] if keys else [])
    app.include_router(routes.open_to_all)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/", _page, include_in_schema=False)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way
    return app


def _page() -> FileResponse:
    return FileResponse(STATIC / "index.html", media_type="text/html")


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes
        )
        schemas = described["components"]["schemas"]
        schemas["Report"] = report_schema()
        schemas["ProblemBody"] = ProblemBody.model_json_schema()
        app.openapi_schema = described
    return app.openapi_schema
