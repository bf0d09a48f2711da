from __future__ import annotations

from math import log

import pytest

from consistency.checker import Checker
from consistency.decision.doubt import Reasons, Weights, doubts, reasons
from consistency.domain import Fitted, Pair, Scores, log_odds
from consistency.settings import Settings
from tests.fakes import ENTAILED, NEUTRAL, ScriptedNLI

EQUAL = Weights(0.0, 1.0, 1.0, 0.0)
SOURCE = "Acme hired 14 people in Lyon on Monday. The mayor thanked the company."


def answer(pair: Pair) -> Scores:
    return ENTAILED if "14" in pair.premise and "14" in pair.hypothesis else NEUTRAL


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ScriptedNLI(answer), settings=Settings(starter=False))


def told(checker: Checker, text: str) -> Reasons:
    return reasons(checker.check(text, source=SOURCE), Fitted())[0]


def test_what_is_wrong_is_doubted_more(checker: Checker) -> None:
    right = told(checker, "Acme hired 14 staff in Lyon on Monday.").doubt()
    wrong = told(checker, "Acme hired 40 staff in Lyon on Monday.").doubt()
    assert right < 0.5 < wrong


def test_two_findings_weigh_more_than_one(checker: Checker) -> None:
    one = told(checker, "Acme hired 140 staff in Lyon on Monday.")
    both = told(checker, "Acme hired 140 staff in Lyon on Tuesday.")
    assert one.rules < both.rules
    assert one.doubt(EQUAL) < both.doubt(EQUAL)


def test_each_reason_counts_by_its_weight() -> None:
    doubt = Reasons(evidence=0.5, rules=2.0, nearness=0.8).doubt(Weights(0.1, 1.0, 0.5, -3.0))
    assert log_odds(doubt) == pytest.approx(0.1 + 0.0 + 1.0 - 2.4)


def test_without_a_source_the_reasons_are_independent() -> None:
    assert Reasons(evidence=0.5, rules=log(4), nearness=None).doubt() == pytest.approx(7 / 8)


def test_a_question_is_left_out(checker: Checker) -> None:
    text = "Why did it hire? Acme hired 14 staff in Lyon on Monday."
    assert set(doubts(checker.check(text, source=SOURCE), Fitted())) == {1}
