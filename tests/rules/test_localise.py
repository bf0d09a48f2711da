"""A vague rule points at the words its evidence lacks."""

from __future__ import annotations

import pytest

from consistency.domain import Evidence, Fact, Origin
from consistency.language import parse_statement
from consistency.rules.localise import unlike_words


@pytest.mark.parametrize(
    ("said", "known", "words"),
    [
        ("All were killed in the crash.", "All survived the crash.", "killed"),
        ("The council rejected the budget.", "The council approved the budget.", "rejected"),
        ("The plane flew over Oslo.", "The plane flew to Oslo.", "over"),
        ("Norway beat Denmark.", "Denmark beat Norway.", "Norway beat Denmark."),
    ],
)
def test_words_that_the_evidence_lacks(said: str, known: str, words: str) -> None:
    sentence = parse_statement(said, 1)
    fact = Fact("facts:1", Origin.FACTS, "facts", parse_statement(known, 1))
    assert unlike_words(sentence, Evidence(0, (fact,), None)).of(said) == words
