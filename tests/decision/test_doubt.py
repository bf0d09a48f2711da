from __future__ import annotations

import pytest

from consistency.checker import Checker
from consistency.decision.doubt import USUAL, doubts
from consistency.domain import Fitted, Pair, Scores, log_odds
from consistency.settings import Settings
from tests.fakes import ENTAILED, NEUTRAL, ScriptedNLI

SOURCE = "Acme hired 14 people in Lyon on Monday. The mayor thanked the company."


def answer(pair: Pair) -> Scores:
    return ENTAILED if "14" in pair.premise and "14" in pair.hypothesis else NEUTRAL


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(ScriptedNLI(answer), settings=Settings(starter=False))


def doubted(checker: Checker, text: str, nearness: float = 0.0) -> dict[int, float]:
    return dict(doubts(checker.check(text, source=SOURCE), Fitted(), nearness))


def test_what_is_wrong_is_doubted_more(checker: Checker) -> None:
    right = doubted(checker, "Acme hired 14 staff in Lyon on Monday.")
    wrong = doubted(checker, "Acme hired 40 staff in Lyon on Monday.")
    assert right[0] < 0.5 < wrong[0]


def test_two_reasons_weigh_more_than_one(checker: Checker) -> None:
    number = doubted(checker, "Acme hired 140 staff in Lyon on Monday, 14 of them men.")
    both = doubted(checker, "Acme hired 140 staff in Lyon on Tuesday, 14 of them men.")
    assert number[0] < both[0]


def test_what_lies_near_is_doubted_less_by_the_weight_of_nearness(checker: Checker) -> None:
    text = "Acme hired 40 staff in Lyon on Monday."
    report = checker.check(text, source=SOURCE)
    nearest = max(e.nearness for e in report.analysis.evidence)
    plain, weighed = doubted(checker, text)[0], doubted(checker, text, nearness=3.0)[0]
    assert log_odds(weighed) == pytest.approx(log_odds(plain) - 3.0 * (nearest - USUAL))


def test_a_question_is_left_out(checker: Checker) -> None:
    assert 0 not in doubted(checker, "Why did it hire? Acme hired 14 staff in Lyon on Monday.")
