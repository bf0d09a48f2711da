"""When a fact holds: both ends count, and a vague end never makes a day sure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.domain import Validity

# A busy machine is no failure.
calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 30))
EXACTNESS = st.sampled_from([4, 7, 10])


@calm
@given(DAYS, DAYS)
def test_both_ends_count(one: date, other: date) -> None:
    first, last = sorted((one, other))
    valid = Validity(first.isoformat(), last.isoformat())
    assert valid.holds_on(first)
    assert valid.holds_on(last)
    assert not valid.holds_on(first - timedelta(days=1))
    assert not valid.holds_on(last + timedelta(days=1))


@calm
@given(DAYS, DAYS, EXACTNESS, EXACTNESS, DAYS)
def test_a_vaguer_date_never_makes_a_day_sure(
    one: date, other: date, start: int, end: int, day: date
) -> None:
    first, last = sorted((one, other))
    exact = Validity(first.isoformat(), last.isoformat())
    vague = Validity(first.isoformat()[:start], last.isoformat()[:end])
    if vague.holds_on(day):
        assert exact.holds_on(day)


@calm
@given(DAYS, EXACTNESS)
def test_an_open_end_holds_for_ever_and_on_an_unknown_day(start: date, exactness: int) -> None:
    valid = Validity(start.isoformat()[:exactness])
    assert valid.holds_on(date(2100, 12, 31))
    assert valid.holds_on(None)
    assert not Validity(end=start.isoformat()[:exactness]).holds_on(None)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2022-13", None), ("2022-02-30", None), ("May 2022", None), ("2022-05-21", "2022-05-20"),
     ("2023", "2022"), ("", "22")],
)  # fmt: skip
def test_bad_dates_are_refused(start: str | None, end: str | None) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|end"):
        Validity(start or None, end)


def test_it_reads_as_words() -> None:
    assert str(Validity("2017-05-17", "2022")) == "2017-05-17 to 2022"
    assert str(Validity("2017")) == "since 2017"
    assert str(Validity(end="2022-05")) == "until 2022-05"
