from __future__ import annotations

import pytest

from consistency.domain import MentionKind, Moment, Quantity
from consistency.language import parse_statement
from consistency.mentions.durations import times_of
from consistency.mentions.extract import mentions_of
from consistency.mentions.frames import frames_of
from consistency.mentions.names import name_key, same_name


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("Acme hired 40 people.", "40", 40, 40, "person"),
        ("More than forty-two people died.", "forty-two", 42, 68, "person"),
        ("It cost £3.2bn in May.", "£3.2bn", 3.2e9, 3.2e9, "gbp"),
        ("Shares fell 20 per cent.", "20 per cent", 20, 20, "%"),
        ("It is 200 km away.", "200 km", 2e5, 2e5, "metre"),
        ("Two hundred and fifty dogs ran.", "Two hundred and fifty", 250, 250, "dog"),
        ("They saw 10-15 dogs.", "10-15", 10, 15, "dog"),
        ("About two dozen workers left.", "two dozen", 24, 24, "worker"),
        ("Half a dozen workers left.", "dozen", 6, 6, "worker"),
        ("It has 0.8m lifts.", "0.8m", 0.8e6, 0.8e6, "lift"),
        ("He won the 164-kilometre stage.", "164-kilometre", 164e3, 164e3, "metre"),
        ("It fell to $5.8m in May.", "$5.8m", 5.8e6, 5.8e6, "usd"),
    ],
)
def test_numbers(text: str, words: str, low: float, high: float, unit: str) -> None:
    counted = (MentionKind.NUMBER, MentionKind.MONEY, MentionKind.PERCENT)
    (found,) = (m for m in mentions_of(parse_statement(text)) if m.kind in counted)
    assert found.text == words == found.span.of(text)
    assert isinstance(found.value, Quantity)
    assert (found.value.low, found.value.high, found.value.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("They waited twenty-three days.", "three days", 23),
        ("He spent 24 months in jail.", "24 months", 730.5),
        ("The nine-year wait is over.", "nine-year", 9 * 365.25),
        ("It took a year and a half.", "a year", None),
    ],
)
def test_lengths_of_time(text: str, words: str, days: float | None) -> None:
    found = [m for m in times_of(parse_statement(text)) if isinstance(m.value, Quantity)]
    assert [(m.text, m.value.low) for m in found] == ([(words, days)] if days else [])


@pytest.mark.parametrize(
    "text", ["Keller, 54, left.", "The 54-year-old left.", "A man of 54 left.", "He is aged 54."]
)
def test_ages(text: str) -> None:
    (found,) = times_of(parse_statement(text))
    assert found.value == Quantity(53, 55, "age")


@pytest.mark.parametrize("text", ["One of them left.", "No one spoke.", "It opened in 1999."])
def test_what_is_no_count(text: str) -> None:
    assert not any(m.kind is MentionKind.NUMBER for m in mentions_of(parse_statement(text)))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("It opened on 5 March 2021.", Moment(2021, 3, 5)),
        ("It opened on March 5, 2021.", Moment(2021, 3, 5)),
        ("It opened in May.", Moment(month=5)),
        ("It opened on Friday.", Moment(weekday=4)),
        ("It opened in 2014.", Moment(2014)),
    ],
)
def test_dates(text: str, moment: Moment) -> None:
    (found,) = (m for m in mentions_of(parse_statement(text)) if m.kind is MentionKind.DATE)
    assert found.value == moment


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (Quantity(14, 14), Quantity(12, 23, approximate=True), True),
        (Quantity(1500, 1500, approximate=True), Quantity(1487, 1487), True),
        (Quantity(40, 40), Quantity(14, 14), False),
        (Quantity(-5, -5), Quantity(5, 5), False),
    ],
)
def test_quantities_agree_both_ways(a: Quantity, b: Quantity, agree: bool) -> None:
    assert a.agrees_with(b) is agree
    assert b.agrees_with(a) is agree


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("the U.S.", "American", True),
        ("Moscow", "the Kremlin", True),
        ("Le Drian", "Jean-Yves Le Drian", True),
        ("Viktor Orbán", "Victor Orban", True),
        ("France", "Germany", False),
        ("Paris Saint-Germain", "Paris FC", False),
    ],
)
def test_names(a: str, b: str, one: bool) -> None:
    assert same_name(name_key(a), name_key(b)) is one


@pytest.mark.parametrize(
    ("text", "lemma", "agent", "patient"),
    [
        ("Russia annexed Crimea.", "annex", "russia", "crimea"),
        ("Crimea was annexed by Russia.", "annex", "russia", "crimea"),
        ("Norvik sold the unit to Helden.", "buy", "helden", "unit"),
        ("Helden bought the unit from Norvik.", "buy", "helden", "unit"),
        ("Corby lost to Arlen.", "beat", "arlen", "corby"),
    ],
)
def test_frames(text: str, lemma: str, agent: str, patient: str) -> None:
    frame = frames_of(parse_statement(text))[0]
    found = {a.role: a.key for a in frame.arguments}
    assert (frame.lemma, found["agent"], found["patient"]) == (lemma, agent, patient)
