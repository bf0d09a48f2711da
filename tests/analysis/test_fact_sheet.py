"""Surnames become full names where only one person bears them."""

from __future__ import annotations

from consistency.analysis.fact_sheet import fact_sheet
from consistency.domain import Mention, MentionKind, Quantity, Span, Trait


def person(key: str) -> Mention:
    return Mention(MentionKind.NAME, 0, 0, Span(0, 1), key, key, "PERSON")


def age(subject: str) -> Trait:
    return Trait(0, subject, "age", Quantity(54, 54, "year"), Span(0, 2), "54")


def test_a_surname_is_its_only_bearer() -> None:
    found = fact_sheet([age("keller"), age("sander")], [person("anna keller")])
    assert [t.subject for t in found] == ["anna keller", "sander"]


def test_a_surname_of_two_says_nothing() -> None:
    people = [person("anna keller"), person("paul keller")]
    assert fact_sheet([age("keller")], people) == ()
    assert len(fact_sheet([age("anna keller")], people)) == 1
