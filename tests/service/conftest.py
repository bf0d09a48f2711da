from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from consistency.checker import Checker
from consistency.domain import Pair, Scores
from consistency.service.app import create_app
from consistency.service.limits import Limits
from consistency.settings import Settings
from tests.fakes import NEUTRAL, ScriptedNLI

FACT = "Acme's head office is in Lyon."


@pytest.fixture(scope="session")
def scripted() -> Checker:
    """A checker whose model needs no weights."""
    facts = [FACT, "The bridge over the river opened in 2011."]
    return Checker(ScriptedNLI(), facts, Settings(starter=False))


@pytest.fixture(scope="module")
def client(scripted: Checker) -> Iterator[TestClient]:
    with TestClient(create_app(scripted, Limits(sentences=12, queue=4))) as client:
        yield client


class Gate:
    """A model that waits until it is opened; closed from the start."""

    def __init__(self) -> None:
        from threading import Event

        self.opened, self.reached = Event(), Event()

    def __call__(self, pair: Pair) -> Scores:
        self.reached.set()
        assert self.opened.wait(60)
        return NEUTRAL
