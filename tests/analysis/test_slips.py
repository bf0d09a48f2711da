"""Beside a single fact, dates and counts that are nearly the known ones are slips."""

from __future__ import annotations

import pytest

from consistency.analysis.align import align
from consistency.domain import Fact, Origin
from consistency.language import parse_statement
from consistency.mentions.extract import mentions_of

NEAR = 0.47
"""Too far for the sentences to say the same."""


def slips(said: str, known: str, near: float, origin: Origin = Origin.FACTS) -> list[str]:
    sentence, fact = parse_statement(said), parse_statement(known)
    facts = [(Fact("f:1", origin, "f", fact), mentions_of(fact), near)]
    return [r.said.text for r in align(sentence, mentions_of(sentence), facts) if not r.agrees]


@pytest.mark.parametrize(
    ("said", "known", "near", "wrong"),
    [
        ("The cup gets going on 9 September.", "The cup starts on 9 August 2019.", 0.3, True),
        ("It opened on 2 May 2014.", "The bridge was opened on 2 May 2016.", 0.3, True),
        ("Snow hid it on 8 February.", "Snow fell on 3 February 2016.", NEAR, True),
        ("Snow hid it on 8 February.", "Snow fell on 3 February 2016.", 0.4, False),
        ("Snow hid it on 8 June.", "Snow fell on 3 February 2016.", NEAR, False),
        ("It was sold in 2014.", "It was built in 2016.", NEAR, False),
        ("Of the nine towns, six are dark.", "The island has eight towns.", NEAR, True),
        ("The quake of magnitude 5.6 hit.", "It had a magnitude of 6.6.", NEAR, True),
        ("In nine towns it is dark.", "The island has eight ports.", NEAR, False),
        ("Of the 90 towns, six are dark.", "The island has eight towns.", NEAR, False),
        ("Of the nine towns, six are dark.", "The island has eight towns.", 0.4, False),
    ],
)
def test_slips(said: str, known: str, near: float, wrong: bool) -> None:
    assert bool(slips(said, known, near)) is wrong


def test_a_sentence_of_a_source_tells_of_several_days() -> None:
    said, known = "The cup gets going on 9 September.", "The cup starts on 9 August 2019."
    assert not slips(said, known, 0.3, Origin.SOURCE)
