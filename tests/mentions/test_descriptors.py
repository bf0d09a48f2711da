"""What people are called beside their names."""

from __future__ import annotations

import pytest

from consistency.language import parse_statement
from consistency.mentions.descriptors import descriptors_of
from consistency.mentions.extract import mentions_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Defending champion Erik Sander crashed.", ("champion", {"defending"}, set())),
        ("Erik Sander, an analyst at Norvik, left.", ("analyst", set(), {"norvik"})),
        ("Anna Keller, who chairs the committee, left.", ("chair", set(), {"committee"})),
    ],
)
def test_descriptor(text: str, told: tuple[str, set[str], set[str]]) -> None:
    sentence = parse_statement(text)
    (found,) = descriptors_of(sentence, mentions_of(sentence))
    assert (found.head, found.kind, found.body) == told


def test_a_country_is_not_described() -> None:
    sentence = parse_statement("Norway, the host, won.")
    assert not list(descriptors_of(sentence, mentions_of(sentence)))
