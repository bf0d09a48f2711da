"""What a sentence says in its parts, each as a sentence that a fact can be laid beside."""

from __future__ import annotations

import pytest

from consistency.analysis.parts import parts_of
from consistency.language import parse_statement
from consistency.mentions.extract import mentions_of


def parts(text: str, opening: str | None = None) -> list[str]:
    sentence = parse_statement(text)
    return [part.text for part in parts_of(sentence, mentions_of(sentence), opening)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "The plan was praised by Anna Keller, the finance director of Norvik, on Monday.",
            "Anna Keller is the finance director of Norvik.",
        ),
        ("Its chairman, Jean Morel, opposed the plan on Monday.", "Jean Morel is its chairman."),
        ("The plan was praised by Governor Anna Keller on Monday.", "Anna Keller is Governor."),
        (
            "Norvik, which was founded in 1947, makes boats and sails.",
            "Norvik was founded in 1947.",
        ),
        (
            "Another firm, Helden Yards, to which the bank had sold the dock in 2019, was shut.",
            "The bank had sold the dock in 2019 to Helden Yards.",
        ),
        (
            "Norvik bought the yard in 2019 and will close it in June.",
            "Norvik will close it in June.",
        ),
        ("Norvik bought the yard in May, the company said.", "Norvik bought the yard in May."),
        (
            "Norvik, a maker of boats, bought the yard in May.",
            "Norvik bought the yard in May.",
        ),
    ],
)
def test_a_part_is_a_sentence_of_its_own(text: str, part: str) -> None:
    assert part in parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norvik bought the yard.",
        "If the price falls, Norvik will buy the yard in May, the company said.",
        "They bought the yard and closed it in May.",
    ],
)
def test_nothing_is_torn_out_that_does_not_hold_by_itself(text: str) -> None:
    assert parts(text) == []


def test_an_opening_pronoun_is_named_where_that_is_plain() -> None:
    text = "It bought the yard in 2019, a company report says."
    assert "Norvik bought the yard in 2019." in parts(text, "Norvik")
    assert parts(text) == []


def test_a_part_says_where_it_stands() -> None:
    sentence = parse_statement("Anna Keller, the mayor of Arlen, opened the bridge on Monday.")
    part = next(p for p in parts_of(sentence, mentions_of(sentence)) if " is " in p.text)
    assert sentence.words(part.first, part.last) == "the mayor of Arlen"
