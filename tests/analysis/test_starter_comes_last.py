"""What was given is evidence; the starter pack stands beside it and never instead of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Self

import pytest

from consistency.checker import Checker
from consistency.domain import Fact, Origin, Pair, Scores, Sentence, VerdictKind
from consistency.facts.embed import Vectors
from consistency.facts.index import Hit
from consistency.language import parse_statement
from consistency.settings import Settings
from tests.fakes import CONTRADICTED, ENTAILED, NEUTRAL, ScriptedNLI

BARE = Settings(starter=False)


class Starter:
    """A starter pack of one fact, which is found for every sentence."""

    def __init__(self, text: str) -> None:
        sentence = parse_statement(text)
        self.fact = Fact("starter:1", Origin.STARTER, "starter pack", sentence)

    def as_of(self, day: date | None) -> Self:
        return self

    def set_aside(self) -> int:
        return 0

    def evidence_for(self, sentence: Sentence, vector: Vectors, count: int) -> list[Hit]:
        return [Hit(self.fact, 0, 0.8)]


def checker(answer: Callable[[Pair], Scores], starter: str) -> Checker:
    return Checker(ScriptedNLI(answer), settings=BARE, bases=[Starter(starter)])


def by_premise(known: dict[str, Scores]) -> Callable[[Pair], Scores]:
    return lambda pair: known.get(pair.premise, NEUTRAL)


def test_a_starter_fact_does_not_hide_what_a_given_fact_shows() -> None:
    given = "The treaty was signed in Madrid on Monday."
    told = checker(by_premise({}), "Berlin is the capital of Germany.")
    report = told.check("The treaty was signed in Berlin on Monday.", facts=[given])
    assert [(f.rule.code, f.text) for f in report.findings] == [("FC303", "Berlin")]
    assert report.findings[0].evidence[0].text == given


def test_a_starter_fact_shows_what_no_given_fact_speaks_of() -> None:
    told = checker(by_premise({}), "Paris hosted the summit in May 2019.")
    report = told.check("Paris hosted the summit in May 2017.", facts=["Rain fell in Oslo."])
    assert [f.rule.code for f in report.findings] == ["FC302"]
    assert report.findings[0].evidence[0].premise[0].origin is Origin.STARTER


def test_an_office_that_was_given_is_not_held_against_the_starter() -> None:
    told = checker(by_premise({}), "Anna Keller is Norway's defence minister.")
    text = "Anna Keller, Norway's foreign minister, arrived on Monday."
    assert told.check(text).findings
    assert not told.check(text, facts=["Anna Keller is Norway's foreign minister."]).findings


@pytest.mark.parametrize(
    ("given", "starter", "kind"),
    [
        (ENTAILED, CONTRADICTED, VerdictKind.SUPPORTED),
        (CONTRADICTED, ENTAILED, VerdictKind.CONTRADICTED),
        (NEUTRAL, CONTRADICTED, VerdictKind.CONTRADICTED),
        (NEUTRAL, ENTAILED, VerdictKind.SUPPORTED),
        (NEUTRAL, NEUTRAL, VerdictKind.UNCHECKED),
    ],
)
def test_given_facts_decide_first(given: Scores, starter: Scores, kind: VerdictKind) -> None:
    known, pack = "The lake is deep.", "The lake is a deep lake."
    told = checker(by_premise({known: given, pack: starter}), pack)
    assert told.check("The lake is very deep.", facts=[known]).verdicts[0].kind is kind


def test_a_starter_fact_makes_up_for_no_silence_of_the_source() -> None:
    pack = "The lake is a deep lake."
    told = checker(by_premise({pack: ENTAILED}), pack)
    report = told.check("The lake is very deep.", source="The council met on Monday. It rained.")
    assert report.verdicts[0].kind is VerdictKind.UNSUPPORTED
