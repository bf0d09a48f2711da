from __future__ import annotations

import pytest

from consistency.analysis.context import hypotheses_of
from consistency.language import parse_statement


@pytest.mark.parametrize(
    ("before", "sentence", "resolved"),
    [
        (
            "Russia annexed Crimea in 2014.",
            "It claims the waters around it.",
            "Russia claims the waters around it.",
        ),
        (
            "The old minister resigned on Friday.",
            "She gave no reason.",
            "The old minister gave no reason.",
        ),
        ("France protested.", "He was visiting Paris.", None),
        ("France protested.", "The court adjourned.", None),
    ],
)
def test_opening_pronoun(before: str, sentence: str, resolved: str | None) -> None:
    expected = (sentence,) if resolved is None else (sentence, resolved)
    assert hypotheses_of(parse_statement(sentence), parse_statement(before)) == expected


def test_no_sentence_before() -> None:
    assert hypotheses_of(parse_statement("It rained."), None) == ("It rained.",)
