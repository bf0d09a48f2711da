"""What the load test counts as a fault; the test itself is `python -m eval.load`."""

from __future__ import annotations

import asyncio
import json

import httpx2
import pytest

from eval.load import FLAT, Tally, article, growth, is_own, percentiles, send


def report(number: int, *, source: int | None = None, code: str = "FC301") -> dict:
    return {
        "document": {"id": f"a{number}"},
        "sentences": [{"text": f"Plant K{number} of Acme"}],
        "findings": [{"code": code, "evidence": [{"text": f"Plant K{source or number}"}]}],
    }


def answered(handler) -> Tally:
    """What is filed when a server answers so."""

    async def one() -> Tally:
        tally = Tally()
        transport = httpx2.MockTransport(handler)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x") as client:
            await send(client, tally)
        return tally

    return asyncio.run(one())


def asked(request) -> int:
    return int(json.loads(request.content)["id"][1:])


def test_own_answers() -> None:
    assert is_own(7, report(7))
    assert not is_own(7, report(8))
    assert not is_own(7, report(7, source=8))
    assert not is_own(7, report(7, code="FC102"))


def test_articles_are_told_apart() -> None:
    (one, first), (other, second) = article(), article()
    assert one != other
    assert f"K{one} " in first["text"]
    assert f"K{one} " in first["source"]
    assert f"K{one} " not in second["text"]


@pytest.mark.parametrize(
    ("handler", "faults"),
    [
        (lambda r: httpx2.Response(200, json=report(asked(r))), 0),
        (lambda r: httpx2.Response(200, json=report(asked(r) + 1)), 1),
        (lambda r: httpx2.Response(429, headers={"Retry-After": "3"}), 0),
        (lambda r: httpx2.Response(429), 1),
        (lambda r: httpx2.Response(500), 1),
    ],
)
def test_faults(handler, faults: int) -> None:
    assert answered(handler).faults == faults


def test_no_answer_is_lost() -> None:
    def broken(request):
        raise httpx2.ReadError("reset")

    tally = answered(broken)
    assert len(tally.lost) == tally.faults == 1


def test_percentiles() -> None:
    assert percentiles([float(n) for n in range(1, 101)]) == {
        "p50": 51.0, "p90": 91.0, "p95": 96.0, "p99": 100.0, "p100": 100.0,
    }  # fmt: skip
    assert percentiles([]) == {}


def test_memory_that_grows_is_told_from_caches_that_fill() -> None:
    filling = [(n, 500.0 + min(n, 40)) for n in range(100)]
    leaking = [(n, 500.0 + 4 * n) for n in range(100)]
    assert growth(filling) == 0
    assert growth(leaking) > FLAT
    assert growth([(0, 500.0)]) == 0
