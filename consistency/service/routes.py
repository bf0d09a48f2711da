"""The routes of the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from consistency.domain import Report
from consistency.facts.index import Hit
from consistency.reports import json as json_report
from consistency.reports.formats import RENDERERS, render
from consistency.rules.base import Rule
from consistency.rules.page import render_page
from consistency.rules.registry import all_rules
from consistency.service.desk import Article, Search
from consistency.service.problems import MEDIA_TYPE, Problem, problem_of
from consistency.service.service import Answer, Service
from consistency.service.wire import (
    BATCH_SCHEMA,
    BatchRequest,
    CheckRequest,
    FactBody,
    FactsBody,
    RuleBody,
    RulesBody,
    StateBody,
)

MEDIA_TYPES = {
    "json": "application/json",
    "html": "text/html",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "csv": "text/csv",
}
"""Of formats that are more than plain text."""

_REFUSALS = {
    400: "The body cannot be read as JSON.",
    401: "The API key is missing or wrong.",
    408: "The body did not arrive in time.",
    413: "The body, or an article in it, is too large.",
    422: "The request is not as described, or an article cannot be read.",
    429: "The queue is full; `Retry-After` says when to try again.",
    500: "An unforeseen error; nothing was checked.",
    503: "Out of time, or shutting down; `Retry-After` says when to try again.",
}


def _responses(*statuses: int, **content: Any) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route's answers: refusals, and the content of a 200."""
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
    wait = {"headers": {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}}}
    told: dict[int | str, dict[str, Any]] = {
        status: {
            "description": _REFUSALS[status],
            "content": problem,
            **(wait if status in {429, 503} else {}),
        }
        for status in statuses
    }
    if content:
        told[200] = {"description": "The result.", **content}
    return told


def media_type(format: str) -> str:
    """The media type of a report's format."""
    return MEDIA_TYPES.get(format, "text/plain")


async def _service(request: Request) -> Service:
    # FastAPI runs a plain function on a thread, so each request would wait for one to be free.
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(_service)]
open_to_all = APIRouter()
"""Routes that need no key."""
guarded = APIRouter()
"""Routes that need a key where there are keys."""


@guarded.post(
    "/v1/check",
    response_class=Response,
    responses=_responses(
        *_REFUSALS,
        content={
            "application/json": {"schema": {"$ref": "#/components/schemas/Report"}},
            **{
                media_type(f): {"schema": {"type": "object" if f == "sarif" else "string"}}
                for f in RENDERERS
                if f != "json"
            },
        },
    ),
)
async def check(
    request: Request,
    service: ServiceOf,
    asked: CheckRequest,
    format: Annotated[
        str,
        Query(description="Format of the report.", json_schema_extra={"enum": [*RENDERERS]}),
    ] = "json",
) -> Response:
    """Check one article.

    The answer is 200 whether or not the article passes; see its `passed`.
    """
    if format not in RENDERERS:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "query.format",
            "there is no such format",
            f"use one of {', '.join(RENDERERS)}",
        )
    report = await _one(request, service, asked.article())
    assert isinstance(report, Report)
    service.metrics.report(report)
    shown = await run_in_threadpool(render, report, format)
    # A page made of a caller's text is to be kept as a file, never opened as one of ours.
    headers = {} if format == "json" else {"Content-Disposition": "attachment"}
    return Response(shown, media_type=media_type(format), headers=headers)


@guarded.post(
    "/v1/check-batch",
    response_class=Response,
    responses=_responses(*_REFUSALS, content={"application/json": {"schema": BATCH_SCHEMA}}),
)
async def check_batch(request: Request, service: ServiceOf, asked: BatchRequest) -> Response:
    """Check several articles; one that cannot be checked gets an error of its own."""
    room = service.limits.queue
    if len(asked.articles) > room:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "body.articles",
            f"{len(asked.articles)} articles are more than the queue can ever hold ({room})",
            "send fewer in a request",
        )
    articles = [one.article() for one in asked.articles]
    answers = await service.ask(request, articles)
    for answer in answers:
        if isinstance(answer, Report):
            service.metrics.report(answer)
    shown = await run_in_threadpool(_results, articles, answers)
    return Response(shown, media_type=media_type("json"))


@guarded.get("/v1/rules", responses=_responses(401, 500))
def rules() -> RulesBody:
    """List the rules, each with its page."""
    return RulesBody(rules=[_rule(rule) for rule in all_rules()])


@guarded.get("/v1/facts", responses=_responses(401, 422, 429, 500, 503))
async def facts(
    request: Request,
    service: ServiceOf,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=2000,
            pattern=r"\S",
            description="A sentence or a question.",
            examples=["Where is Acme based?"],
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 10,
) -> FactsBody:
    """Look up the known facts that bear on a text, best first."""
    hits = await _one(request, service, Search(q, limit))
    assert isinstance(hits, list)
    return FactsBody(facts=[_fact(hit) for hit in hits])


@guarded.get(
    "/metrics",
    response_class=Response,
    responses=_responses(401, 500, content={"text/plain": {"schema": {"type": "string"}}}),
)
def metrics(service: ServiceOf) -> Response:
    """Figures for Prometheus."""
    return Response(service.metrics.render(), media_type=service.metrics.content_type)


@open_to_all.get("/health", responses=_responses(500, 503))
async def health(request: Request, service: ServiceOf) -> StateBody:
    """Say whether the worker lives; if not, restart the service."""
    service.require_alive()
    return _state(request, service)


@open_to_all.get("/ready", responses=_responses(500, 503))
async def ready(request: Request, service: ServiceOf) -> StateBody:
    """Say whether articles are taken."""
    service.require_ready()
    return _state(request, service)


async def _one(request: Request, service: Service, ask: Article | Search) -> Answer:
    [answer] = await service.ask(request, [ask])
    if isinstance(answer, BaseException):
        raise problem_of(answer) from answer
    return answer


def _results(articles: Sequence[Article], answers: Sequence[Answer | BaseException]) -> str:
    """As JSON; megabytes of it, so it is made on a thread and never where all requests wait."""
    results = []
    for article, answer in zip(articles, answers, strict=True):
        report = json_report.as_plain(answer) if isinstance(answer, Report) else None
        error = problem_of(answer).as_plain() if isinstance(answer, BaseException) else None
        results.append({"id": article.id, "report": report, "error": error})
    return json.dumps({"results": results}, ensure_ascii=False, allow_nan=False)


def _rule(rule: type[Rule]) -> RuleBody:
    info = rule.info()
    return RuleBody(
        code=info.code,
        name=info.name,
        severity=rule.severity.label,
        summary=info.summary,
        page=render_page(rule),
    )


def _fact(hit: Hit) -> FactBody:
    fact = hit.fact
    return FactBody(
        id=fact.id,
        ref=fact.ref,
        text=fact.text,
        nearness=round(hit.nearness, 4),
        valid_from=fact.valid.start,
        valid_to=fact.valid.end,
    )


def _state(request: Request, service: Service) -> StateBody:
    model = service.model
    return StateBody(version=request.app.version, model=model.id, sha256=model.sha256)
