"""Numbers that follow from the known ones are no changed numbers."""

from __future__ import annotations

import pytest

from consistency.analysis.worked_out import is_worked_out
from consistency.domain import Quantity
from consistency.language import parse_statement
from consistency.mentions.extract import mentions_of


@pytest.mark.parametrize(
    ("said", "known", "follows"),
    [
        ("Two were missing.", "Of six people, four were found.", True),
        ("Ten were counted.", "Of six people, four were found.", True),
        ("Seven million are Catholic.", "About 7 percent of 100 million people are.", True),
        ("Four were found.", "Of six people, four were found.", True),
        ("Three were missing.", "Of six people, four were found.", False),
        ("They found forty men.", "Of six people, four were found.", False),
    ],
)
def test_worked_out(said: str, known: str, follows: bool) -> None:
    one = next(m for m in mentions_of(parse_statement(said)) if isinstance(m.value, Quantity))
    others = [m for m in mentions_of(parse_statement(known)) if isinstance(m.value, Quantity)]
    assert is_worked_out(one, others) is follows
