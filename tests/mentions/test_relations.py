"""Small words that say which way round two things are."""

from __future__ import annotations

import pytest

from consistency.language import parse_statement
from consistency.mentions.relations import comparisons, successions


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The price was higher than expected.", 1),
        ("The firm had paid more than half of it.", 1),
        ("Not quite half of it had been paid.", -1),
        ("The village lies below the snow line.", -1),
        ("It was no more than 40 metres away.", -1),
    ],
)
def test_comparison(text: str, sign: int) -> None:
    assert [c.sign for c in comparisons(parse_statement(text))] == [sign]


def test_under_its_care_compares_nothing() -> None:
    assert list(comparisons(parse_statement("Norvik has 40 lifts under its care."))) == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("They arrived after the fire had crossed the road.", 1),
        ("They arrived before the fire crossed the road.", -1),
        ("They did not arrive before Monday.", 1),
        ("They did not arrive until after the fire had crossed the road.", 1),
    ],
)
def test_succession(text: str, sign: int) -> None:
    assert [s.sign for s in successions(parse_statement(text))] == [sign]
