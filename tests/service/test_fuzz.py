"""Whatever is sent, the service answers and does not break.

`FUZZ=100000 python -m pytest tests/service/test_fuzz.py` looks longer.
"""

from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from consistency.service.wire import BatchRequest, CheckRequest, SettingChanges
from consistency.settings import Settings

EXAMPLES = int(os.environ.get("FUZZ", "0"))
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


def fuzz(examples: int) -> settings:
    return settings(
        max_examples=EXAMPLES or examples, deadline=None, derandomize=not EXAMPLES,
        suppress_health_check=SLOW,
    )  # fmt: skip


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
words = st.text(max_size=60) | st.sampled_from(
    [
        "Acme hired 14 people in Lyon.",
        "Acme hired 40 people.",
        "\ud800",
        "\x00",
        "…\u2028",
        "e\u0301",
    ]
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "select": st.lists(st.sampled_from(["FC", "FC3", "FC301", "fc", ""]), max_size=2),
        "fail_on": st.sampled_from(["error", "never", "loud", None]),
        "severities": st.dictionaries(st.sampled_from(["FC301", "X"]), words, max_size=1),
        "budgets": st.dictionaries(st.sampled_from(["review", "error", "x"]), st.integers()),
        "min_probability": st.floats() | st.integers(-1, 2),
        "thresholds": st.dictionaries(st.sampled_from(["support", "x"]), st.floats(), max_size=1),
        "complete": st.booleans() | words,
    },
)
articles = st.fixed_dictionaries(
    {"text": words},
    optional={
        "source": st.none() | words,
        "facts": st.lists(words, max_size=3),
        "id": words,
        "settings": st.none() | changes | anything,
    },
)


@fuzz(100)
@given(anything | articles | st.fixed_dictionaries({"articles": st.lists(articles, max_size=3)}))
def test_wire_models_take_or_refuse(body: Any) -> None:
    for model in (CheckRequest, BatchRequest):
        for read in (model.model_validate, lambda b, m=model: m.model_validate_json(json.dumps(b))):
            try:
                asked = read(body)
            except ValidationError:
                continue
            assert model.model_validate(asked.model_dump()) == asked


@fuzz(100)
@given(changes)
def test_settings_that_the_wire_takes_are_settings(body: Any) -> None:
    try:
        asked = SettingChanges.model_validate(body)
    except ValidationError:
        return
    Settings().changed(**asked.model_dump(exclude_none=True))


@fuzz(25)
@given(anything | articles)
def test_service_answers_whatever_is_sent(client, body: Any) -> None:
    content = json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    answer = client.post("/v1/check", content=content, headers=headers)
    assert answer.status_code in {200, 413, 422}, answer.text
    answer.json()


@fuzz(25)
@given(st.binary(max_size=200))
def test_service_answers_any_bytes(client, body: bytes) -> None:
    answer = client.post(
        "/v1/check-batch", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}, answer.text
    assert answer.json()["status"] == answer.status_code
