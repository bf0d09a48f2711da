"""Dates, as far as they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consistency.domain import Mention, MentionKind, Moment, Sentence

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sep sept", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"^(1[5-9]\d\d|20\d\d)$")
_DAY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


def dates_of(sentence: Sentence) -> Iterator[Mention]:
    """Every date in a sentence, in order; relative ones ("yesterday") say none by themselves."""
    place = 0
    tokens = sentence.tokens
    while place < len(tokens):
        last, moment = _read(sentence, place)
        if moment is None:
            place += 1
            continue
        yield Mention.of(MentionKind.DATE, sentence, place, last, moment)
        place = last + 1


def _read(sentence: Sentence, first: int) -> tuple[int, Moment | None]:
    tokens = sentence.tokens
    iso = _ISO.match(tokens[first].text)
    if iso:
        return first, Moment(int(iso[1]), int(iso[2]), int(iso[3]))
    year = month = day = weekday = None
    last, place = first - 1, first
    while place < len(tokens):
        raw = tokens[place].text
        word = raw.lower().rstrip(".")
        if word in _WEEKDAYS and weekday is None and raw[:1].isupper() and len(word) > 3:
            weekday = _WEEKDAYS[word]
        elif word in _MONTHS and month is None and raw[:1].isupper() and _is_month(sentence, place):
            month = _MONTHS[word]
        elif _DAY.match(word) and day is None and _beside_month(sentence, place):
            day = int(_DAY.match(word)[1])  # type: ignore[index]
            if not 1 <= day <= 31:
                return first, None
        elif (
            _YEAR.match(word) and year is None and (month is not None or _is_year(sentence, place))
        ):
            year = int(word)
        elif raw in {",", "of", "the"} and last >= first and place + 1 < len(tokens):
            place += 1
            continue
        else:
            break
        last = place
        place += 1
    if last < first or (day is not None and month is None):
        return first, None
    return last, Moment(year, month, day, weekday)


def _is_month(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    return (
        token.text.lower() not in {"may", "march", "mar"}
        or token.entity == "DATE"
        or (token.pos == "PROPN" and token.dep != "nsubj")
    )


def _beside_month(sentence: Sentence, place: int) -> bool:
    near = sentence.tokens[max(0, place - 1) : place] + sentence.tokens[place + 1 : place + 3]
    return any(t.text.lower().rstrip(".") in _MONTHS and t.text[:1].isupper() for t in near)


def _is_year(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    before = sentence.tokens[place - 1].text.lower() if place else ""
    return token.entity == "DATE" or before in {
        "in",
        "since",
        "until",
        "by",
        "from",
        "during",
        "of",
    }
