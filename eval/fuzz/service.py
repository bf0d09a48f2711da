"""What callers send: the models of the wire, and the whole service in this process."""

from __future__ import annotations

import json
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple
from urllib.parse import quote

from fastapi.testclient import TestClient
from pydantic import ValidationError

from consistency.reports.formats import RENDERERS
from consistency.service.app import create_app
from consistency.service.limits import Limits
from consistency.service.wire import EXAMPLE, BatchRequest, CheckRequest
from consistency.settings import Settings
from eval.fuzz.inputs import changes, edited, passage, piece, plain, rewritten, text
from eval.fuzz.rules import checker
from eval.fuzz.target import Target

JSON = "application/json"
ROUTES = (
    ("POST", "/v1/check"), ("POST", "/v1/check"), ("POST", "/v1/check-batch"),
    ("GET", "/v1/facts"), ("GET", "/v1/rules"), ("GET", "/health"), ("GET", "/ready"),
    ("GET", "/metrics"), ("GET", "/"), ("PUT", "/v1/check"), ("GET", "/static/page.js"),
    ("GET", "/static/../app.py"), ("HEAD", "/v1/nothing"),
)  # fmt: skip
TOLD = frozenset({200, 400, 404, 405, 408, 413, 422})
"""Statuses that a caller of his own may get; 429 and 503 are for crowds."""


class Sent(NamedTuple):
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@lru_cache(maxsize=1)
def client() -> TestClient:
    """A caller of a service in this process."""
    app = create_app(checker(), Limits(sentences=12, queue=4, body_bytes=100_000))
    # Not by the application's lifespan: its thread would outlive this process's work.
    app.state.service.batcher.start()
    return TestClient(app)


def _article(random: Random) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": text(random, 1, whole=False),
        "source": random.choice((None, passage(random, 1))),
        "facts": [passage(random, 1) for _ in range(random.randrange(2))],
        "date": random.choice(("2021-03-04", "2021-02-30", "1", 5, None)),
        "settings": changes(random),
    }
    chosen = {name: fields[name] for name in random.sample([*fields], random.randrange(4))}
    return {"text": edited(random, passage(random, 1)), **chosen}


def _body(random: Random) -> bytes:
    """An article, several, or anything."""
    kind = random.random()
    body: Any = _article(random) if kind < 0.6 else plain(random)
    if 0.5 < kind < 0.6:
        body = {"articles": [_article(random) for _ in range(random.randrange(1, 4))]}
    if random.random() < 0.4:
        body = rewritten(random, body if random.random() < 0.8 else EXAMPLE)
    if kind > 0.98:
        return random.randbytes(random.randrange(60))
    if kind > 0.96:
        return b'{"text":' + b"[" * 20_000
    written = json.dumps(body, ensure_ascii=random.random() < 0.5)
    whole = edited(random, written) if random.random() < 0.15 else written
    return whole.encode("utf-8", "surrogatepass")


def _read(body: bytes) -> None:
    refused = None
    for model in (CheckRequest, BatchRequest):
        try:
            asked = model.model_validate_json(body)
        except ValidationError as error:
            refused = error
            continue
        for one in asked.articles if isinstance(asked, BatchRequest) else [asked]:
            Settings().changed(**one.article().settings)
        return
    assert refused is not None
    raise refused


def _request(random: Random) -> Sent:
    method, path = random.choice(ROUTES) if random.random() < 0.5 else ROUTES[0]
    if path == "/v1/check" and random.random() < 0.3:
        path += f"?format={random.choice([*RENDERERS, 'docx', ''])}"
    if path == "/v1/facts":
        asked = quote(text(random, 3, whole=False), errors="surrogatepass")
        path += f"?q={asked}&limit={random.choice((1, 0, 100, 'x'))}"
    headers = {"content-type": random.choice((JSON, JSON, JSON, "text/plain", "x" * 50))}
    if random.random() < 0.1:
        headers["authorization"] = quote(f"Bearer {piece(random)}")
    return Sent(method, path, headers, _body(random) if method != "GET" else b"")


def _ask(sent: Sent) -> None:
    answer = client().request(sent.method, sent.path, headers=sent.headers, content=sent.body)
    assert answer.status_code in TOLD, f"{answer.status_code} {answer.text[:200]}"
    assert answer.headers["content-security-policy"]
    if answer.status_code >= 400 and sent.method != "HEAD":
        assert answer.json()["status"] == answer.status_code
        raise Refused
    if sent.path == "/v1/check-batch":
        for one in answer.json()["results"]:
            assert (one["report"] is None) != (one["error"] is None)
            assert one["error"] is None or one["error"]["status"] in TOLD, one["error"]


class Refused(Exception):
    """The service answered with a problem."""


TARGETS = (
    Target("service.wire", 100, _body, _read, (ValidationError,)),
    Target("service.requests", 15, _request, _ask, (Refused,)),
)
