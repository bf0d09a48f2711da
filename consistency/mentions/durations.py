"""Ages and lengths of time, which the entity recogniser takes for dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from text_to_num import text2num

from consistency.domain import Mention, MentionKind, Quantity, Sentence, Token

_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
         "fortnight": 14.0, "month": 365.25 / 12, "year": 365.25, "decade": 3652.5,
         "century": 36525.0, "millennium": 365250.0, "millennia": 365250.0,
         "centuries": 36525.0}  # fmt: skip
_ALONE = {"decade", "century", "fortnight"}
"""Units that are a length of time with nothing but "a" before them."""
_PEOPLE = {"man", "woman", "boy", "girl", "person"}
_VAGUE = {"over", "than", "nearly", "almost", "about", "around", "least", "most", "to", "some",
          "roughly", "approximately", "under", "within", "close"}  # fmt: skip
VAGUE_LOW, VAGUE_HIGH = 0.6, 1.6
"""What a length stands for behind such words, and where it is a round one ("a century")."""
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})*(?:\.\d+)?$")
_OLDEST = 120


def times_of(sentence: Sentence) -> Iterator[Mention]:
    """Every age and length of time in a sentence, in order; lengths in days."""
    read = -1
    for place, token in enumerate(sentence.tokens):
        found = _time(sentence, place, token) if place > read else None
        if found is not None:
            read = found.last
            yield found


def _time(sentence: Sentence, place: int, token: Token) -> Mention | None:
    """The age or length of time whose number or article stands at a place."""
    value = _number(sentence, place)
    if value is None:
        if token.lemma.lower() in _ALONE and place and _word(sentence, place - 1) == "a":
            halves = 0.5 if _word(sentence, place - 2) == "half" else 1.0
            return _length(sentence, place - 1, place, halves, token.lemma.lower())
        return None
    unit = place + 2 if _word(sentence, place + 1) == "-" else place + 1
    lemma = _singular(sentence, unit)
    if lemma in _DAYS and not _is_old(sentence, unit):
        more = [_word(sentence, unit + n) for n in (1, 2, 3)] == ["and", "a", "half"]
        return _length(sentence, place, unit, value + 0.5 * more, lemma)
    if _is_age(sentence, place) and value <= _OLDEST:
        age = Quantity(value - 1, value + 1, "age")
        return Mention.of(MentionKind.NUMBER, sentence, place, place, age)
    return None


def _number(sentence: Sentence, place: int) -> float | None:
    """The number that a token is, in digits or one word."""
    word = _word(sentence, place)
    if _DIGITS.match(word):
        return float(word.replace(",", ""))
    if sentence.tokens[place].pos != "NUM":
        return None
    if _word(sentence, place - 1) == "-" and sentence.tokens[place - 2].pos == "NUM":
        word = f"{_word(sentence, place - 2)}-{word}"  # "twenty-three"
    try:
        return float(text2num(word, "en"))
    except ValueError:
        return None


def _singular(sentence: Sentence, place: int) -> str:
    """A unit's lemma; the parser leaves some in the plural."""
    lemma = sentence.tokens[place].lemma.lower() if place < len(sentence.tokens) else ""
    return lemma if lemma in _DAYS else lemma.removesuffix("s")


def _is_old(sentence: Sentence, unit: int) -> bool:
    return "old" in {_word(sentence, unit + 1), _word(sentence, unit + 2)}


def _is_age(sentence: Sentence, place: int) -> bool:
    """Whether a number says how old somebody is."""
    after = [_word(sentence, place + n) for n in (1, 2, 3)]
    if after in (["-", "year", "-"], ["year", "-", "old"]) or after[:2] == ["years", "old"]:
        return True
    before, back = _word(sentence, place - 1), _word(sentence, place - 2)
    if before == "aged" or (before == "of" and back in _PEOPLE):
        return True
    named = place > 1 and sentence.tokens[place - 2].pos == "PROPN"
    return before == "," and named and after[0] in {",", "."}


def _length(sentence: Sentence, first: int, last: int, count: float, unit: str) -> Mention:
    days = count * _DAYS[unit]
    # "four hours 51 minutes", "four hours and 51 minutes"
    more = last + 2 if _word(sentence, last + 1) == "and" else last + 1
    rest = _number(sentence, more) if more < len(sentence.tokens) else None
    smaller = _singular(sentence, more + 1)
    if rest is not None and _DAYS.get(smaller, days) < _DAYS[unit]:
        days, last = days + rest * _DAYS[smaller], more + 1
    near = {_word(sentence, first - 1), _word(sentence, first - 2)} & _VAGUE
    low, high = (VAGUE_LOW, VAGUE_HIGH) if near or unit in _ALONE else (1.0, 1.0)
    value = Quantity(days * low, days * high, "day", approximate=True)
    return Mention.of(MentionKind.NUMBER, sentence, first, last, value)


def _word(sentence: Sentence, place: int) -> str:
    return sentence.tokens[place].text.lower() if 0 <= place < len(sentence.tokens) else ""
