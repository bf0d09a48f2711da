"""Counts, sums and shares in digits and words; words are read by text2num."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from text_to_num import text2num

from consistency.domain import Mention, MentionKind, Quantity, Sentence

_SPELT = re.compile(r"[a-z]+(?:[ -][a-z]+)*")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
           "m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3, "tn": 1e12}  # fmt: skip
_LOOSE = {"dozen": (12.0, 12.0), "dozens": (24.0, 999.0), "scores": (40.0, 999.0),
          "hundreds": (200.0, 9999.0), "thousands": (2e3, 999999.0),
          "millions": (2e6, 1e9)}  # fmt: skip
_CURRENCIES = {
    "$": "usd", "us$": "usd", "dollar": "usd", "£": "gbp", "pound": "gbp", "sterling": "gbp",
    "€": "eur", "euro": "eur", "¥": "jpy", "yen": "jpy", "yuan": "cny", "rouble": "rub",
    "ruble": "rub", "rupee": "inr", "a$": "aud", "c$": "cad", "franc": "chf", "krona": "sek",
    "peso": "mxn", "won": "krw", "usd": "usd", "eur": "eur", "gbp": "gbp",
}  # fmt: skip
# Surface lemma → (unit, factor); the factors are exact by definition (SI brochure, BIPM 2019).
_UNITS = {
    "km": ("metre", 1e3), "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3),
    "metre": ("metre", 1.0), "meter": ("metre", 1.0), "m": ("metre", 1.0),
    "mile": ("metre", 1609.344), "foot": ("metre", 0.3048), "feet": ("metre", 0.3048),
    "inch": ("metre", 0.0254), "yard": ("metre", 0.9144), "cm": ("metre", 0.01),
    "centimetre": ("metre", 0.01), "centimeter": ("metre", 0.01),
    "millimetre": ("metre", 0.001), "millimeter": ("metre", 0.001),
    "kg": ("kilogram", 1.0), "kilogram": ("kilogram", 1.0), "kilo": ("kilogram", 1.0),
    "tonne": ("kilogram", 1e3), "ton": ("kilogram", 1e3), "pound_weight": ("kilogram", 0.45359237),
    "kph": ("kph", 1.0), "km/h": ("kph", 1.0), "mph": ("kph", 1.609344),
}  # fmt: skip
_SHARES = {
    ("%",): "%",
    ("percent",): "%",
    ("per", "cent"): "%",
    ("percentage", "point"): "percentage point",
    ("percentage", "points"): "percentage point",
}
_SAME_COUNTED = {"people": "person", "persons": "person", "individual": "person", "men": "man"}
_ABOUT = {"about", "around", "roughly", "approximately", "nearly", "almost", "some", "circa",
          "estimated", "close", "regarding"}  # fmt: skip
_MORE = {"over", "above", "exceeding"}
_AT_LEAST = [["more", "than"], ["at", "least"], ["greater", "than"], ["upward", "of"],
             ["upwards", "of"], ["excess", "of"]]  # fmt: skip
_LESS = {"under", "below"}
_AT_MOST = [["less", "than"], ["fewer", "than"], ["at", "most"], ["up", "to"]]
_STRETCHES = {"high", "long", "deep", "tall", "wide", "away", "above", "below"}
"""Words behind which an "m" is a metre."""
_DIGITS = re.compile(
    r"^(?P<pre>[A-Z]{0,2}[$£€¥])?(?P<sign>[-−+])?(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<post>%|bn|mn|m|k|tn|km|kg|cm|mph|kph)?$"
)
_TIMES = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
_LABELLED = {"no", "no.", "number", "article", "section", "route", "flight", "#"}
"""Words behind which a number is a name."""
_SKIPPED_ENTITIES = {"DATE", "TIME", "PRODUCT", "EVENT", "LAW", "FAC", "WORK_OF_ART", "ORDINAL"}


def numbers_of(sentence: Sentence) -> Iterator[Mention]:
    """Every count, sum of money and share in a sentence, in order."""
    place = 0
    while place < len(sentence.tokens):
        read = _read(sentence, place)
        if read is None:
            place += 1
            continue
        mention, place = read
        if mention is not None:
            yield mention


def _read(sentence: Sentence, first: int) -> tuple[Mention | None, int] | None:
    """The mention that begins at a token, and the token after its number."""
    tokens = sentence.tokens
    if not _is_count(sentence, first):
        return None
    read = _value(sentence, first)
    if read is None:
        return None
    share = _share(sentence, first, read)
    if share is not None:
        return share, share.last + 1
    low, high, last, suffix, pre = read
    start = first
    currency = _CURRENCIES.get(pre.lower(), "")
    if first and not currency:
        before = tokens[first - 1].text.lower()
        if before in _CURRENCIES and not before.isalpha():
            currency, start = _CURRENCIES[before], first - 1
    unit, factor, end = _unit(sentence, first, last, suffix)
    if currency:
        unit, factor, end = currency, 1.0, last
    low, high, approximate = _bounds(sentence, start, low * factor, high * factor)
    kind = MentionKind.NUMBER
    if unit in _CURRENCIES.values():
        kind = MentionKind.MONEY
    elif unit in {"%", "percentage point"}:
        kind = MentionKind.PERCENT
    approximate = approximate or _is_rounded(sentence, first, last)
    value = Quantity(low, high, unit, approximate)
    stop = end if kind is not MentionKind.NUMBER or factor != 1.0 else last
    return Mention.of(kind, sentence, start, stop, value), max(last, stop) + 1


def _share(sentence: Sentence, first: int, read: _Value) -> Mention | None:
    """A share told as "one in five", "one grower in five" or "three out of ten", in percent."""
    tokens = sentence.tokens
    last = read.last + 1
    if read.low == 1 and last < len(tokens) and tokens[last].tag == "NN":
        last += 1
    words = [t.text.lower() for t in tokens[last : last + 2]]
    out_of = words == ["out", "of"]
    place = last + 1 + out_of
    told = (out_of or words[:1] == ["in"]) and place < len(tokens)
    of = _value(sentence, place) if told else None
    if of is None or not of.low == of.high <= 100 or not 0 < read.low < of.low:
        return None
    behind = [t.lemma.lower() for t in tokens[of.last + 1 : of.last + 2]]
    if not out_of and _TIMES & set(behind):
        return None  # "two in ten days"
    value = Quantity(100 * read.low / of.low, 100 * read.high / of.low, "%", approximate=True)
    return Mention.of(MentionKind.PERCENT, sentence, first, of.last, value)


def _is_count(sentence: Sentence, first: int) -> bool:
    token = sentence.tokens[first]
    if token.entity in _SKIPPED_ENTITIES and token.entity not in {"PRODUCT"}:
        return False
    word = token.text.lower()
    match = _DIGITS.match(token.text)
    if match is None and word == "one":
        return token.dep == "nummod"  # else a pronoun
    if match is None:
        if token.pos == "NUM" or word in _LOOSE:
            return True
        return (
            word in {"million", "billion", "half"}
            and token.pos in {"NUM", "NOUN"}
            and (first > 0 and sentence.tokens[first - 1].text.lower() in {"a", "half"})
        )
    if first and sentence.tokens[first - 1].text.lower() in _LABELLED:
        return False
    if (
        first
        and sentence.tokens[first - 1].pos == "PROPN"
        and token.dep not in {"nummod", "dobj", "pobj"}
    ):
        return False  # "Boeing 737", "Apollo 11"
    bare = re.fullmatch(r"(1[5-9]|20)\d\d", token.text)
    return not (bare and token.dep in {"pobj", "npadvmod", "npmod"})


class _Value(NamedTuple):
    """A number as read."""

    low: float
    high: float
    last: int
    """Index of its last token."""
    suffix: str = ""
    """What is glued behind the digits: "%", "km"."""
    prefix: str = ""
    """What is glued before them: "US$"."""


def _value(sentence: Sentence, first: int) -> _Value | None:
    """The number that begins at a token, whichever way it is written."""
    loose = _LOOSE.get(sentence.tokens[first].text.lower())
    halves = 0.5 if _is_halved(sentence, first) else 1.0
    if loose is not None:
        return _Value(loose[0] * halves, loose[1] * halves, first)
    match = _DIGITS.match(sentence.tokens[first].text)
    if match is None:
        spelt = _spelt(sentence, first)
        return spelt and spelt._replace(low=spelt.low * halves, high=spelt.high * halves)
    value = float(match["num"].replace(",", "")) * (-1 if match["sign"] in {"-", "−"} else 1)
    suffix, prefix = match["post"] or "", match["pre"] or ""
    if suffix in _SCALES and (suffix != "m" or prefix or _counts_things(sentence, first)):
        value, suffix = value * _SCALES[suffix], ""
    return _extended(sentence, _Value(value, value, first, suffix, prefix))


def _is_halved(sentence: Sentence, first: int) -> bool:
    """Whether "half a" or "half-" stands before a dozen, a million or the like."""
    before = [t.text.lower() for t in sentence.tokens[max(0, first - 2) : first]]
    return before in (["half", "a"], ["half", "-"])


def _counts_things(sentence: Sentence, number: int) -> bool:
    """Whether the "m" behind digits is a million: "0.8m lifts" and "$37.4m" are no lengths."""
    tokens = sentence.tokens
    after = [t for t in tokens[number + 1 : number + 2] if t.text.lower() not in _STRETCHES]
    before = {t.text.lower() for t in tokens[max(0, number - 2) : number]}
    money = any(word in _CURRENCIES and not word.isalpha() for word in before)
    return money or any(t.pos in {"NOUN", "PROPN", "ADJ"} for t in after)


def _extended(sentence: Sentence, read: _Value) -> _Value:
    """Digits with the scale behind them ("1.5 million") or as a range ("10-15")."""
    tokens = sentence.tokens
    place = read.last + 1
    scaled = place < len(tokens) and tokens[place].text.lower() in _SCALES
    if scaled and (tokens[place].text != "m" or _counts_things(sentence, place)):
        scale = _SCALES[tokens[place].text.lower()]
        return read._replace(low=read.low * scale, high=read.high * scale, last=place)
    if place + 1 < len(tokens) and tokens[place].text in {"-", "–"}:
        match = _DIGITS.match(tokens[place + 1].text)
        high = float(match["num"].replace(",", "")) if match else 0.0
        if match and high > read.low:
            return read._replace(high=high, last=place + 1, suffix=match["post"] or read.suffix)
    return read


def _spelt(sentence: Sentence, first: int) -> _Value | None:
    """The longest run of words that reads as one number: "two hundred and fifty"."""
    tokens = sentence.tokens
    for last in range(min(first + 8, len(tokens)) - 1, first - 1, -1):
        words = " ".join(t.text.lower() for t in tokens[first : last + 1]).replace(" - ", "-")
        if not _SPELT.fullmatch(words):
            continue
        dozen = _LOOSE.get(tokens[last].text.lower())
        try:
            if dozen and last > first:
                count = float(text2num(words.rsplit(" ", 1)[0], "en"))
                return _Value(count * dozen[0], count * dozen[1], last)
            value = float(text2num(words.removeprefix("a "), "en"))
        except ValueError:
            continue
        return _Value(value, value, last)
    return None


def _unit(sentence: Sentence, first: int, last: int, suffix: str) -> tuple[str, float, int]:
    """What is counted, the factor to its base unit, and the token that says it."""
    if suffix == "%":
        return "%", 1.0, last
    if suffix in _UNITS:
        return *_UNITS[suffix], last
    after = [t.text.lower() for t in sentence.tokens[last + 1 : last + 4]]
    for words, unit in _SHARES.items():
        if tuple(after[: len(words)]) == words:
            return unit, 1.0, last + len(words)
    return _measure(sentence, last) or (_counted(sentence, first, last), 1.0, last)


def _measure(sentence: Sentence, last: int) -> tuple[str, float, int] | None:
    """A currency or unit of measure behind the number or above it in the parse."""
    tokens = sentence.tokens
    hyphen = last + 1 < len(tokens) and tokens[last + 1].text == "-"
    beside = last + 2 if hyphen else last + 1  # "a 164-kilometre stage"
    for place in (beside, tokens[last].head):
        if last < place < len(tokens):
            lemma = tokens[place].lemma.lower()
            if lemma in _CURRENCIES:
                return _CURRENCIES[lemma], 1.0, place
            if lemma in _UNITS and place == beside:
                unit, factor = _UNITS[lemma]
                after = [t.text.lower() for t in tokens[place + 1 : place + 3]]
                if unit == "metre" and after in (["per", "hour"], ["an", "hour"]):
                    return "kph", factor / 1e3, place + 2
                return unit, factor, place
    return None


def _counted(sentence: Sentence, first: int, last: int) -> str:
    """The noun that the number counts, also behind "of"; empty where none is said."""
    tokens = sentence.tokens
    for place in (tokens[last].head, tokens[first].head, last + 1):
        if last < place < len(tokens) and tokens[place].pos in {"NOUN", "PROPN", "ADJ"}:
            lemma = tokens[place].lemma.lower()
            return _SAME_COUNTED.get(lemma, lemma)
    if last + 1 < len(tokens) and tokens[last + 1].text.lower() == "of":
        nouns = (t.lemma.lower() for t in tokens[last + 2 : last + 6] if t.pos == "NOUN")
        return next(nouns, "")
    return ""


def _bounds(sentence: Sentence, first: int, low: float, high: float) -> tuple[float, float, bool]:
    """Reads the words before a number: "more than 40" is a range up, "about 40" is near 40."""
    words = [t.text.lower() for t in sentence.tokens[max(0, first - 4) : first]]
    if words[-1:] == ["a"]:
        words.pop()  # "over a dozen"
    tail = words[-2:]
    if tail in _AT_LEAST or (tail[-1:] and tail[-1] in _MORE):
        return low, max(high, low * 1.5 + 5), True
    if tail in _AT_MOST or (tail[-1:] and tail[-1] in _LESS):
        return low * 0.5, high, True
    return low, high, bool(tail) and (tail[-1] in _ABOUT or tail[-2:] == ["close", "to"])


def _is_rounded(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a number is said in millions or the like, and so to few figures."""
    return any(
        t.text.lower() in {"million", "billion", "trillion", "thousand"}
        for t in sentence.tokens[first : last + 1]
    )
