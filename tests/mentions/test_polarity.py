"""Negation and doubt as the parse shows them; each case was a false alarm on true news once."""

from __future__ import annotations

import pytest

from consistency.domain import Frame
from consistency.language import parse_statement
from consistency.mentions.frames import frames_of


def frame(text: str, lemma: str) -> Frame:
    return next(f for f in frames_of(parse_statement(text)) if f.lemma == lemma)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The court did not approve the deal.", "approve"),
        ("The court never approved the deal.", "approve"),
        ("The court approved no deal.", "approve"),
        ("No one was hurt in the fire.", "hurt"),
        ("Nobody was hurt in the fire.", "hurt"),
        ("The firms do not need to be regulated by Norvik.", "regulate"),
        ("He did not come up and deliver the parcel.", "deliver"),
        ("They have never committed fraud or influenced the referee.", "influence"),
        ("Norvik failed to pay the fine.", "pay"),
    ],
)
def test_denied(text: str, lemma: str) -> None:
    assert frame(text, lemma).negated


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The court approved the deal.", "approve"),
        ("The court did not only approve the deal, it praised it.", "approve"),
        ("No fewer than 18 starters fell ill.", "fall"),
        ("The court did not approve the deal and punished Norvik.", "punish"),
        ("Norvik did not fail to pay the fine.", "pay"),
        ("The court refused the appeal.", "refuse"),
    ],
)
def test_not_denied(text: str, lemma: str) -> None:
    assert not frame(text, lemma).negated


@pytest.mark.parametrize(
    ("text", "lemma", "modal"),
    [
        ("Norvik may buy Helden.", "buy", "may"),
        ("Norvik plans to buy Helden.", "buy", "plan"),
        ("Norvik allegedly bought Helden.", "buy", "allegedly"),
        ("Norvik may buy Helden and close the plant.", "close", "may"),
        ("Norvik desired to avoid a loss.", "avoid", "desire"),
        ("Norvik was accused of bribing Helden.", "bribe", "accuse"),
        ("Norvik began to close the plant.", "close", ""),
        ("Norvik bought Helden.", "buy", ""),
    ],
)
def test_doubt(text: str, lemma: str, modal: str) -> None:
    assert frame(text, lemma).modal == modal


def test_passives_and_converses_tell_the_same_event() -> None:
    sold = frame("Norvik sold the unit to Helden.", "buy")
    bought = frame("The unit was bought by Helden from Norvik.", "buy")
    assert {(a.role, a.key) for a in sold.arguments} == {(a.role, a.key) for a in bought.arguments}
