from __future__ import annotations

import pytest

from consistency.checker import Checker
from consistency.domain import Pair, Scores
from tests.fakes import ENTAILED, NEUTRAL, ScriptedNLI

SOURCE = "Acme hired 14 people in Lyon on Monday. The mayor thanked the company."
TRUE = "Acme hired 14 staff in Lyon on Monday."
FALSE = "Acme hired 40 people in Lyon on Monday."


def answer(pair: Pair) -> Scores:
    """Entails whatever repeats the premise's number."""
    return ENTAILED if "14" in pair.premise and "14" in pair.hypothesis else NEUTRAL


@pytest.fixture(scope="session")
def scripted() -> Checker:
    return Checker(ScriptedNLI(answer))
