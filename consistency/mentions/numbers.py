"""Counts, sums and shares in digits and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consistency.domain import Mention, MentionKind, Quantity, Sentence

_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
           "m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3, "tn": 1e12}  # fmt: skip
_LOOSE = {"dozen": (12.0, 12.0), "dozens": (24.0, 999.0), "scores": (40.0, 999.0),
          "hundreds": (200.0, 9999.0), "thousands": (2e3, 999999.0), "millions": (2e6, 1e9)}  # fmt: skip
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "thirds": 1 / 3, "quarters": 0.25}
_CURRENCIES = {
    "$": "usd", "us$": "usd", "dollar": "usd", "£": "gbp", "pound": "gbp", "sterling": "gbp",
    "€": "eur", "euro": "eur", "¥": "jpy", "yen": "jpy", "yuan": "cny", "rouble": "rub",
    "ruble": "rub", "rupee": "inr", "a$": "aud", "c$": "cad", "franc": "chf", "krona": "sek",
    "peso": "mxn", "won": "krw", "usd": "usd", "eur": "eur", "gbp": "gbp",
}  # fmt: skip
_UNITS = {  # surface lemma → (unit, factor); factors are exact by definition (SI brochure, BIPM 2019)
    "km": ("metre", 1e3), "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3),
    "metre": ("metre", 1.0), "meter": ("metre", 1.0), "m": ("metre", 1.0),
    "mile": ("metre", 1609.344), "foot": ("metre", 0.3048), "feet": ("metre", 0.3048),
    "inch": ("metre", 0.0254), "yard": ("metre", 0.9144), "cm": ("metre", 0.01),
    "kg": ("kilogram", 1.0), "kilogram": ("kilogram", 1.0), "kilo": ("kilogram", 1.0),
    "tonne": ("kilogram", 1e3), "ton": ("kilogram", 1e3), "pound_weight": ("kilogram", 0.45359237),
    "kph": ("kph", 1.0), "km/h": ("kph", 1.0), "mph": ("kph", 1.609344),
}  # fmt: skip
_SAME_COUNTED = {"people": "person", "persons": "person", "individual": "person", "men": "man"}
_ABOUT = {"about", "around", "roughly", "approximately", "nearly", "almost", "some", "circa",
          "estimated", "close", "regarding"}  # fmt: skip
_MORE = {"over", "above", "exceeding"}
_LESS = {"under", "below"}
_DIGITS = re.compile(r"^(?P<pre>[A-Z]{0,2}[$£€¥])?(?P<sign>[-−+])?(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<post>%|bn|mn|m|k|tn|km|kg|cm|mph|kph)?$")
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
    low, high, last, suffix, pre = _value(sentence, first)
    if last < first:
        return None
    after = last + 1
    start = first
    currency = _CURRENCIES.get(pre.lower(), "")
    if first and not currency:
        before = tokens[first - 1].text.lower()
        if before in _CURRENCIES and not before.isalpha():
            currency, start = _CURRENCIES[before], first - 1
    unit, factor, end = _unit(sentence, last, suffix)
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
    span = sentence.locate_tokens(start, stop)
    return Mention(kind, start, stop, span, sentence.words(start, stop), value), max(after, stop + 1)


def _is_count(sentence: Sentence, first: int) -> bool:
    token = sentence.tokens[first]
    if token.entity in _SKIPPED_ENTITIES and token.entity not in {"PRODUCT"}:
        return False
    word = token.text.lower()
    if word in _ONES or word in _TENS or word in _LOOSE:
        # "one" is a pronoun as often as a count, and "no one" is never one.
        return not (word in {"one", "zero"} and token.pos != "NUM") and not (
            word == "one" and token.dep not in {"nummod"}
        )
    match = _DIGITS.match(token.text)
    if match is None:
        return word in {"million", "billion", "half"} and token.pos in {"NUM", "NOUN"} and (
            first > 0 and sentence.tokens[first - 1].text.lower() in {"a", "half"}
        )
    if first and sentence.tokens[first - 1].text.lower() in {"no", "no.", "number", "article",
                                                              "section", "route", "flight", "#"}:  # fmt: skip
        return False
    if first and sentence.tokens[first - 1].pos == "PROPN" and token.dep not in {"nummod", "dobj", "pobj"}:
        return False  # "Boeing 737", "Apollo 11"
    bare = re.fullmatch(r"(1[5-9]|20)\d\d", token.text)
    return not (bare and token.dep in {"pobj", "npadvmod", "npmod"})


def _value(sentence: Sentence, first: int) -> tuple[float, float, int, str, str]:
    """Lowest and highest value, the last token read, and what is glued to it."""
    tokens = sentence.tokens
    total, part, place, read = 0.0, 0.0, first, False
    suffix = pre = ""
    low_high: tuple[float, float] | None = None
    while place < len(tokens):
        word = tokens[place].text.lower().strip("-")
        match = _DIGITS.match(tokens[place].text)
        if match and not read:
            part, pre, suffix = float(match["num"].replace(",", "")), match["pre"] or "", match["post"] or ""
            if match["sign"] in {"-", "−"}:
                part = -part
            if suffix in _SCALES:
                part, suffix = part * _SCALES[suffix], suffix if suffix == "m" and not pre else ""
                if suffix == "m":
                    part /= 1e6
        elif word in _ONES and (not read or part % 10 == 0) and not match:
            part += _ONES[word]
        elif word in _TENS and (not read or part % 100 == 0):
            part += _TENS[word]
        elif word in _SCALES and len(word) > 1:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, part = total + part, 0.0
        elif word in _LOOSE:
            low, high = _LOOSE[word]
            low_high = ((part or 1.0) * low, (part or 1.0) * high)
        elif word in {"half", "third", "quarter", "thirds", "quarters"} and read and suffix == "":
            break
        elif read and _joins(sentence, place, part):
            place += 1
            continue
        else:
            break
        read = True
        place += 1
        if low_high:
            break
    if not read:
        return 0.0, 0.0, first - 1, "", ""
    if low_high:
        return *low_high, place - 1, suffix, pre
    value = total + part
    high = value
    # "10-15" and "10 to 15": a range.
    if place + 1 < len(tokens) and tokens[place].text in {"-", "–"}:
        match = _DIGITS.match(tokens[place + 1].text)
        if match and float(match["num"].replace(",", "")) > value:
            high, place = float(match["num"].replace(",", "")), place + 2
            suffix = match["post"] or suffix
    return value, high, place - 1, suffix, pre


def _joins(sentence: Sentence, place: int, part: float) -> bool:
    """Whether "-" or "and" binds what follows to the number: forty-two, two hundred and fifty."""
    following = sentence.tokens[place + 1].text.lower() if place + 1 < len(sentence.tokens) else ""
    if sentence.tokens[place].text == "-":
        return following in _ONES and 20 <= part < 100
    hundreds = part >= 100 and part % 100 == 0
    return sentence.tokens[place].text.lower() == "and" and hundreds and (
        following in _ONES or following in _TENS
    )


def _unit(sentence: Sentence, last: int, suffix: str) -> tuple[str, float, int]:
    """What is counted, the factor to its base unit, and the token that says it."""
    tokens = sentence.tokens
    if suffix == "%":
        return "%", 1.0, last
    if suffix in _UNITS:
        return *_UNITS[suffix], last
    after = [t.text.lower() for t in tokens[last + 1 : last + 4]]
    if after[:1] == ["%"] or after[:1] == ["percent"]:
        return "%", 1.0, last + 1
    if after[:2] == ["per", "cent"]:
        return "%", 1.0, last + 2
    if after[:2] in (["percentage", "point"], ["percentage", "points"]):
        return "percentage point", 1.0, last + 2
    head = tokens[last].head
    for place in (last + 1, head):
        if place < len(tokens) and place > last:
            lemma = tokens[place].lemma.lower()
            if lemma in _CURRENCIES:
                return _CURRENCIES[lemma], 1.0, place
            if lemma in _UNITS and place == last + 1:
                return *_UNITS[lemma], place
    if head > last and tokens[head].pos in {"NOUN", "PROPN", "ADJ"}:
        lemma = tokens[head].lemma.lower()
        return _SAME_COUNTED.get(lemma, lemma), 1.0, last
    if after[:1] == ["of"]:
        for place in range(last + 2, min(last + 6, len(tokens))):
            if tokens[place].pos == "NOUN":
                return tokens[place].lemma.lower(), 1.0, last
    return "", 1.0, last


def _bounds(sentence: Sentence, first: int, low: float, high: float) -> tuple[float, float, bool]:
    """ "more than 40" is a range from 40 up; "about 40" is near 40."""
    words = [t.text.lower() for t in sentence.tokens[max(0, first - 4) : first]]
    if words[-1:] == ["a"]:
        words.pop()  # "over a dozen"
    tail = words[-2:]
    if tail[-2:] in (["more", "than"], ["at", "least"], ["greater", "than"]) or tail[-1:] and tail[-1] in _MORE:
        return low, max(high, low * 1.5 + 5), True
    if tail[-2:] in (["less", "than"], ["fewer", "than"], ["at", "most"], ["up", "to"]) or (
        tail[-1:] and tail[-1] in _LESS
    ):
        return low * 0.5, high, True
    return low, high, bool(tail) and (tail[-1] in _ABOUT or tail[-2:] == ["close", "to"])


def _is_rounded(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a number is said in millions or the like, and so to few figures."""
    return any(t.text.lower() in {"million", "billion", "trillion", "thousand"} for t in sentence.tokens[first : last + 1])
