"""What goes on the fact sheet, and what only looks like it."""

from __future__ import annotations

import pytest

from consistency.domain import Moment, Quantity
from consistency.language import parse_statement
from consistency.mentions.extract import mentions_of
from consistency.mentions.frames import frames_of
from consistency.mentions.traits import traits_of


def traits(text: str) -> list[tuple[str, str, object]]:
    sentence = parse_statement(text)
    found = traits_of(sentence, mentions_of(sentence), frames_of(sentence))
    for trait in found:
        assert trait.span.of(text) == trait.text
    return [
        (t.subject, t.attribute, t.value.low if isinstance(t.value, Quantity) else t.value)
        for t in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Keller, 54, was elected on Monday.", ("anna keller", "age", 54.0)),
        ("The 45-year-old Anna Keller was elected.", ("anna keller", "age", 45.0)),
        (
            "The Norwegian geologist Erik Sander found it.",
            ("erik sander", "nationality", "norway"),
        ),
        ("Norvik was founded in 1947.", ("norvik", "founded", Moment(1947))),
        ("The storm destroyed 14 homes.", ("storm", "destroy home then", 14.0)),
    ],
)
def test_said_in_passing(text: str, expected: tuple[str, str, object]) -> None:
    assert expected in traits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller was 23 when she moved to Oslo.",
        "The French-born painter Anna Keller died.",
        "The storm may have destroyed 14 homes.",
        "The storm destroyed another 14 homes.",
        "The storm destroyed 14 homes in Oslo.",
        "Norvik was not founded in 1947.",
    ],
)
def test_not_said(text: str) -> None:
    assert traits(text) == []
