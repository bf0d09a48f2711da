from __future__ import annotations

import asyncio
import logging
import re
import threading

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from consistency.checker import Checker
from consistency.domain import Report
from consistency.reports.formats import RENDERERS, render
from consistency.service import desk
from consistency.service.app import STATIC, create_app
from consistency.service.batcher import Batcher
from consistency.service.guards import SECURITY_HEADERS, LimitBody
from consistency.service.limits import Limits
from consistency.service.wire import EXAMPLE, CheckRequest
from consistency.settings import Settings
from tests.fakes import ScriptedNLI
from tests.service.conftest import FACT, Gate

ARTICLE = {
    "text": "Acme hired 40 people in Lyon on Monday.",
    "source": "Acme hired 14 people in Lyon on Monday.",
}


def problem(answer, status: int, culprit: str) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["culprit"] == culprit
    assert body["detail"]
    assert body["mend"]
    return body


def test_check_is_what_the_command_prints(client, scripted) -> None:
    answer = client.post("/v1/check", json=ARTICLE)
    assert answer.status_code == 200, answer.text
    report = scripted.check(**ARTICLE)
    assert answer.text == render(report, "json")
    assert [f["code"] for f in answer.json()["findings"]] == ["FC301"]
    assert answer.headers["Content-Security-Policy"] == SECURITY_HEADERS["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("format", sorted(RENDERERS))
def test_every_format(client, scripted, format: str) -> None:
    answer = client.post("/v1/check", params={"format": format}, json=ARTICLE)
    assert answer.status_code == 200
    assert answer.text == render(scripted.check(**ARTICLE), format)
    # Nothing made of a caller's text may open as a page of this origin.
    assert format == "json" or answer.headers["content-disposition"] == "attachment"


def test_settings_of_a_request(client) -> None:
    lenient = {**ARTICLE, "settings": {"fail_on": "never", "ignore": ["FC301"]}}
    report = client.post("/v1/check", json=lenient).json()
    assert report["settings"]["fail_on"] == "never"
    assert not any(f["code"] == "FC301" for f in report["findings"])
    assert client.post("/v1/check", json=ARTICLE).json()["settings"]["fail_on"] == "error"


def test_date_of_a_request(client) -> None:
    report = client.post("/v1/check", json={**ARTICLE, "date": "2021-03-04"}).json()
    assert report["document"]["dateline"] == "2021-03-04"


def test_tables_of_a_request_add_to_those_of_the_service() -> None:
    own = Settings().changed(thresholds={"contradict": 0.91}, severities={"FC301": "note"})
    changes = {"thresholds": {"support": 0.6}, "severities": {"FC102": "note"}}
    with TestClient(create_app(Checker(ScriptedNLI(), settings=own))) as client:
        report = client.post("/v1/check", json={**ARTICLE, "settings": changes}).json()
    assert report["settings"]["thresholds"]["contradict"] == 0.91
    assert report["settings"]["thresholds"]["support"] == 0.6
    assert report["settings"]["severities"] == {"FC102": "note", "FC301": "note"}
    assert report["passed"]


def test_batch_has_an_error_row_for_a_bad_article(client) -> None:
    german = "Der Stadtrat hat am Montag den neuen Haushalt der Stadt mit Mehrheit beschlossen."
    articles = [{"id": "a", **ARTICLE}, {"id": "b", "text": german}, {"id": "c", "text": " "}]
    results = client.post("/v1/check-batch", json={"articles": articles}).json()["results"]
    assert [r["id"] for r in results] == ["a", "b", "c"]
    assert results[0]["report"]["document"]["id"] == "a"
    assert results[0]["error"] is None
    assert results[1]["report"] is None
    assert "another language" in results[1]["error"]["detail"]
    assert results[2]["error"]["status"] == 422


def test_together_or_alone_gives_the_same_report(client) -> None:
    texts = [f"Acme hired {n} people in Lyon." for n in (14, 15, 16)]
    articles = [{"id": f"n{i}", "text": t, "source": texts[0]} for i, t in enumerate(texts)]
    batch = client.post("/v1/check-batch", json={"articles": articles}).json()["results"]
    alone = [client.post("/v1/check", json=a).json() for a in articles]
    assert [r["report"] for r in batch] == alone


def test_rules(client) -> None:
    rules = client.get("/v1/rules").json()["rules"]
    assert rules[0]["code"] == "FC101"
    assert all("Cannot see" in rule["page"] for rule in rules)


def test_facts(client) -> None:
    [best, _] = client.get("/v1/facts", params={"q": "Where is Acme based?"}).json()["facts"]
    assert best["text"] == FACT
    assert best["valid_from"] is best["valid_to"] is None
    found = client.get("/v1/facts", params={"q": "Acme", "limit": 1}).json()["facts"]
    assert len(found) == 1


def test_health_ready_metrics(client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/ready").json()["model"] == "scripted"
    client.post("/v1/check", json=ARTICLE)
    figures = client.get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain")
    for line in (
        'consistency_requests_total{method="POST",route="/v1/check",status="200"}',
        'consistency_findings_total{code="FC301"}',
        "consistency_queue_articles 0.0",
    ):
        assert line in figures.text


@pytest.mark.parametrize(
    ("body", "culprit"),
    [
        ({}, "body.text"),
        ({"text": ""}, "body.text"),
        ({"text": 3}, "body.text"),
        ({"text": "A.", "facts": [" "]}, "body.facts.0"),
        ({"text": "A.", "typo": 1}, "body.typo"),
        ({"text": "A.", "settings": {"fail_on": "loud"}}, "body.settings.fail_on.literal"),
        ({"text": "A.", "settings": {"select": ["E501"]}}, "body.settings.select.0"),
        ({"text": "  ", "id": "x"}, "x"),
        ({"text": "A.", "date": "yesterday"}, "body.date"),
        ({"text": "A.", "settings": {"complete": 1}}, "body.settings.complete"),
        ({"text": "A.", "settings": {"min_probability": "0.5"}}, "body.settings.min_probability"),
    ],
)
def test_wrong_requests(client, body, culprit: str) -> None:
    answer = client.post("/v1/check", json=body)
    told = problem(answer, 422, answer.json()["culprit"])
    assert told["culprit"].startswith(culprit.removesuffix(".literal"))


def test_no_json_no_route_no_method_no_format(client) -> None:
    answer = client.post(
        "/v1/check", content=b"{not json", headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    deep = b'{"text":' + b"[" * 100_000
    assert client.post(
        "/v1/check", content=deep, headers={"content-type": "application/json"}
    ).status_code in {400, 422}
    problem(client.get("/v1/nothing"), 404, "GET /v1/nothing")
    wrong = client.get("/v1/check")
    problem(wrong, 405, "GET /v1/check")
    assert wrong.headers["allow"] == "POST"
    answer = client.post("/v1/check", params={"format": "docx"}, json=ARTICLE)
    assert "json" in problem(answer, 422, "query.format")["mend"]


def test_lone_surrogates_are_refused_not_echoed(client) -> None:
    for field in ("text", "source", "id"):
        body = b'{"text": "Acme hired.", "%s": "Acme \\ud800 hired."}' % field.encode()
        headers = {"content-type": "application/json"}
        problem(client.post("/v1/check", content=body, headers=headers), 422, f"body.{field}")


def test_limits_of_size(client, scripted) -> None:
    many = {"id": "long", "text": "Acme hired 14 people in Lyon. " * 13}
    assert "13 sentences" in problem(client.post("/v1/check", json=many), 413, "long")["detail"]
    vast = {"id": "vast", "text": "word " * 1000}
    assert "5,000 characters" in problem(client.post("/v1/check", json=vast), 413, "vast")["detail"]
    crowd = {"articles": [ARTICLE] * 5}
    problem(client.post("/v1/check-batch", json=crowd), 413, "body.articles")


def test_body_limit_announced_and_streamed(scripted) -> None:
    with TestClient(create_app(scripted, Limits(body_bytes=1000))) as client:
        big = {"text": "x" * 2000}
        problem(client.post("/v1/check", json=big), 413, "body")
        pieces = (b"x" * 400 for _ in range(4))  # a generator is sent without its length
        problem(client.post("/v1/check", content=pieces), 413, "body")
        assert client.post("/v1/check", json=ARTICLE).status_code == 200


def test_a_body_that_trickles_in_is_408() -> None:
    answers: list = []

    async def never() -> None:
        await asyncio.sleep(60)

    async def send(message) -> None:
        answers.append(message)

    async def app(scope, receive, send) -> None:
        raise AssertionError("half a body was handed on")

    guard = LimitBody(app, Limits(body_seconds=0.05))
    asyncio.run(guard({"type": "http", "headers": []}, never, send))
    assert answers[0]["status"] == 408


def test_a_worker_that_is_stuck_is_told(client, monkeypatch) -> None:
    monkeypatch.setattr(Batcher, "busy_seconds", property(lambda self: 10_000.0))
    problem(client.get("/health"), 503, "worker")
    problem(client.get("/ready"), 503, "worker")


@pytest.fixture
def gated():
    """A client of a service whose model waits, and the gate; two articles may queue."""
    gate = Gate()
    checker = Checker(ScriptedNLI(gate))
    with TestClient(create_app(checker, Limits(queue=2, together=1, seconds=60))) as client:
        yield client, gate
        gate.opened.set()


def post_aside(client, answers: list, body: dict, path: str = "/v1/check") -> threading.Thread:
    thread = threading.Thread(target=lambda: answers.append(client.post(path, json=body)))
    thread.start()
    return thread


def wait_for_queue(client, length: int) -> None:
    batcher = client.app.state.service.batcher
    deadline = threading.Event()
    for _ in range(3000):
        if batcher.waiting == length:
            return
        deadline.wait(0.01)
    raise AssertionError(f"{batcher.waiting} wait, not {length}")


def test_a_full_queue_refuses_and_loses_nothing(gated) -> None:
    client, gate = gated
    answers: list = []
    threads = [post_aside(client, answers, ARTICLE)]
    assert gate.reached.wait(60)
    batch = {"articles": [{"id": str(n), **ARTICLE} for n in range(2)]}
    threads.append(post_aside(client, answers, batch, "/v1/check-batch"))
    wait_for_queue(client, 2)
    refused = client.post("/v1/check", json=ARTICLE)
    problem(refused, 429, "queue")
    assert int(refused.headers["retry-after"]) >= 1
    assert client.get("/health").status_code == 200
    gate.opened.set()
    for thread in threads:
        thread.join(60)
    assert sorted(a.status_code for a in answers) == [200, 200]


def test_shutdown_finishes_what_was_taken() -> None:
    gate = Gate()
    answers: list = []
    app = create_app(Checker(ScriptedNLI(gate)), Limits(together=1))
    with TestClient(app) as client:
        threads = [post_aside(client, answers, ARTICLE)]
        assert gate.reached.wait(60)
        threads.append(post_aside(client, answers, {"id": "second", **ARTICLE}))
        wait_for_queue(client, 1)
        stopping = threading.Thread(target=app.state.service.batcher.stop)
        stopping.start()
        while app.state.service.batcher.accepting:
            pass
        problem(client.post("/v1/check", json=ARTICLE), 503, "service")
        problem(client.get("/ready"), 503, "worker")
        gate.opened.set()
        for thread in [*threads, stopping]:
            thread.join(60)
        assert [a.status_code for a in answers] == [200, 200]


def test_out_of_time_is_503_and_frees_the_queue() -> None:
    gate = Gate()
    answers: list = []
    app = create_app(Checker(ScriptedNLI(gate)), Limits(queue=1, together=1, seconds=0.5))
    with TestClient(app) as client:
        first = post_aside(client, answers, ARTICLE)
        assert gate.reached.wait(60)
        late = client.post("/v1/check", json={"id": "late", **ARTICLE})
        assert "0.5 s" in problem(late, 503, "service")["detail"]
        assert int(late.headers["retry-after"]) >= 1
        first.join(60)
        gate.opened.set()
    assert [a.status_code for a in answers] == [503]


class TestKeys:
    KEY = "s3cret-key-of-the-newsroom"

    @pytest.fixture
    def locked(self, scripted):
        with TestClient(create_app(scripted, keys={self.KEY, "another"})) as client:
            yield client

    @pytest.mark.parametrize("path", ["/v1/rules", "/v1/facts?q=a", "/metrics"])
    def test_closed_without(self, locked, path: str) -> None:
        for headers in ({}, {"Authorization": "Bearer no"}, {"Authorization": self.KEY}):
            answer = locked.get(path, headers=headers)
            problem(answer, 401, "Authorization")
            assert answer.headers["www-authenticate"] == "Bearer"

    def test_every_key_is_compared_in_constant_time(self, locked, monkeypatch) -> None:
        compared: list = []

        def compare(one: bytes, other: bytes) -> bool:
            compared.append((len(one), len(other)))
            return one == other

        monkeypatch.setattr("hmac.compare_digest", compare)
        for key in (self.KEY, "no", "x" * 5000):
            locked.get("/v1/rules", headers={"Authorization": f"Bearer {key}"})
        assert compared == [(32, 32)] * 6, "two keys, three callers, digests of one length"

    def test_open_with_any_key_and_never_logged(self, locked, caplog) -> None:
        caplog.set_level(logging.DEBUG)
        for key in (self.KEY, "another"):
            headers = {"Authorization": f"Bearer {key}"}
            assert locked.get("/v1/rules", headers=headers).status_code == 200
        locked.get("/v1/rules", headers={"Authorization": f"Bearer {self.KEY}x"})
        locked.get("/v1/facts", params={"q": "whatisthis"})
        ours = [r.getMessage() for r in caplog.records if r.name.startswith("consistency")]
        assert ours
        assert not any(self.KEY in line or "whatisthis" in line for line in ours)

    def test_health_and_page_are_open(self, locked) -> None:
        for path in ("/health", "/ready", "/", "/openapi.json"):
            assert locked.get(path).status_code == 200


def test_one_poisoned_article_costs_no_other(scripted, monkeypatch) -> None:
    real = scripted.analyse_many

    def fragile(cases):
        if any("Boom" in c.document.text for c in cases):
            raise RuntimeError("boom")
        return real(cases)

    monkeypatch.setattr(scripted, "analyse_many", fragile)
    articles = [{"id": "a", **ARTICLE}, {"id": "b", "text": "Boom hired 14 people."}]
    with TestClient(create_app(scripted)) as client:
        results = client.post("/v1/check-batch", json={"articles": articles}).json()["results"]
        assert results[0]["report"]["document"]["id"] == "a"
        assert results[1]["error"]["status"] == 500
        assert "boom" not in results[1]["error"]["detail"]
        assert client.get("/ready").status_code == 200


def test_same_article_again_asks_no_model() -> None:
    model = ScriptedNLI()
    with TestClient(create_app(Checker(model))) as client:
        client.post("/v1/check", json=ARTICLE)
        asked = len(model.asked)
        assert asked
        client.post("/v1/check", json={**ARTICLE, "settings": {"fail_on": "note"}})
        assert len(model.asked) == asked


def test_openapi(client) -> None:
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/v1/check", "/v1/check-batch", "/v1/rules", "/v1/facts", "/health", "/ready", "/metrics",
    }  # fmt: skip
    schemas = described["components"]["schemas"]
    [example] = schemas["CheckRequest"]["examples"]
    assert example == EXAMPLE
    content = described["paths"]["/v1/check"]["post"]["responses"]["200"]["content"]
    for name, told in content.items():
        assert name.endswith("json") == (told["schema"].get("type") != "string"), name
    CheckRequest.model_validate(example)
    report = client.post("/v1/check", json=example).json()
    schema = {"$ref": "#/components/schemas/Report", "components": described["components"]}
    Draft202012Validator(schema).validate(report)


def test_nothing_is_served_from_elsewhere(client) -> None:
    page = client.get("/").text
    assert "http://" not in page
    assert "https://" not in page
    assert client.get("/docs").status_code == 404
    assert client.get("/static/../app.py").status_code == 404


def test_scripts_know_no_way_to_make_markup_of_text() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    )
    for path in STATIC.glob("*.js"):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\bsrc=)", page)


def test_states_and_refusals_need_no_thread(scripted, monkeypatch) -> None:
    async def taken(*arguments, **options):
        raise AssertionError("all threads are busy")

    with (
        TestClient(create_app(scripted, Limits(queue=1))) as client,
        monkeypatch.context() as busy,
    ):
        busy.setattr("anyio.to_thread.run_sync", taken)
        for path in ("/health", "/ready"):
            assert client.get(path).status_code == 200
        many = {"articles": [ARTICLE] * 2}
        assert client.post("/v1/check-batch", json=many).status_code == 413
        assert client.post("/v1/check", json={"text": ""}).status_code == 422


def test_what_is_kept_for_a_second_format_is_bounded(scripted, monkeypatch) -> None:
    monkeypatch.setattr(desk, "KEPT", 5)
    served = desk.Desk(scripted, Limits())
    for number in range(6):
        (report,) = served.answer([desk.Article(f"a{number}", "It rained. It snowed.")])
        assert isinstance(report, Report)
        assert len(served._kept) == min(number + 1, 2)  # two sentences each
