"""Counts, sums, shares, units, dates and ranks that are not the source's."""

from __future__ import annotations

import random
import re

from spacy.tokens import Span, Token

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes, swap
from models.recipe.spin.errors.roles import denied
from models.recipe.spin.lexicon import CURRENCIES, MONTHS, ORDINALS, SCALES, UNITS, WEEKDAYS, WORDS

_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_BOUNDS = {
    "than",
    "least",
    "most",
    "over",
    "under",
    "to",
    "about",
    "around",
    "nearly",
    "almost",
    "some",
}
_GLUED = set("-–/:()+x")


def other_number(word: str, rng: random.Random) -> str | None:
    """A number of the same look with another value."""
    if word.lower() in WORDS[2:]:
        others = [w for w in WORDS[2:] if w != word.lower()]
        new = rng.choice(others)
        return new.capitalize() if word[0].isupper() else new
    if not _PLAIN.fullmatch(word):
        return None
    value = float(word.replace(",", ""))
    if value == 0:
        return None
    factor = rng.choice((0.4, 0.5, 0.6, 0.75, 0.85, 1.2, 1.3, 1.5, 1.8, 2.0, 2.5))
    if value <= 100 < value * factor:
        factor = 0.6
    decimals = len(word.partition(".")[2])
    zeros = len(word.replace(",", "")) - len(word.replace(",", "").rstrip("0"))
    step = 10.0 ** (-decimals if decimals else min(zeros, 3))
    new_value = max(round(value * factor / step) * step, step)
    if abs(new_value - value) < step / 2:
        new_value = value + step
    return f"{new_value:,.{decimals}f}" if "," in word else f"{new_value:.{decimals}f}"


def _free(token: Token) -> bool:
    """Whether a number stands alone, not in a score, a range, or beside a bound such as "over"."""
    doc = token.doc
    beside = [doc[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    glued = token.i + 1 < len(doc) and not token.whitespace_ and doc[token.i + 1].text.isalpha()
    before = doc[token.i - 1].lower_ if token.i else ""
    return not (set(beside) & _GLUED) and not glued and before not in _BOUNDS


def _change(sentence: Span, tokens: list[Token], context: Context) -> Changes | None:
    context.rng.shuffle(tokens)
    for token in tokens:
        new = (
            other_number(token.text, context.rng)
            if _free(token) and not denied(token.head)
            else None
        )
        if new:
            return [swap(sentence, token, token, new)]
    return None


def number(sentence: Span, context: Context) -> Changes | None:
    """Another count."""
    found = [
        t
        for t in sentence
        if t.pos_ == "NUM"
        and t.dep_ == "nummod"
        and t.head.pos_ == "NOUN"
        and t.ent_type_ in {"CARDINAL", "QUANTITY", ""}
        and t.head.text != "%"
    ]
    return _change(sentence, found, context)


def money(sentence: Span, context: Context) -> Changes | None:
    """Another sum."""
    return _change(
        sentence,
        [t for t in sentence if t.like_num and t.ent_type_ == "MONEY" and t.lower_ not in SCALES],
        context,
    )


def percent(sentence: Span, context: Context) -> Changes | None:
    """Another share."""
    return _change(
        sentence, [t for t in sentence if t.like_num and t.ent_type_ == "PERCENT"], context
    )


def duration(sentence: Span, context: Context) -> Changes | None:
    """Another age or length of time."""
    units = {"year", "month", "week", "day", "hour", "minute"}
    found = [
        t for t in sentence if t.pos_ == "NUM" and t.head.lemma_ in units and t.dep_ == "nummod"
    ]
    return _change(sentence, found, context)


def unit(sentence: Span, context: Context) -> Changes | None:
    """Millions for billions, miles for kilometres, pounds for dollars, years for months."""
    found: Changes = []
    for token in sentence:
        before = token.nbor(-1) if token.i > sentence.start else None
        converted = token.i + 1 < sentence.end and token.nbor(1).text == "("
        if (
            before is not None
            and before.i
            and before.like_num
            and not converted
            and token.ent_type_ != "ORG"
        ):
            new = SCALES.get(token.text) or UNITS.get(token.text)
            if token.text in {"m", "bn"} and before.nbor(-1).text not in CURRENCIES:
                new = None
            if new and before.lower_ not in {"one", "1"}:
                found.append(swap(sentence, token, token, new))
        if token.text in CURRENCIES and not converted:
            other = context.rng.choice([c for c in CURRENCIES if c != token.text])
            found.append(swap(sentence, token, token, other))
    return [context.rng.choice(found)] if found else None


def date(sentence: Span, context: Context) -> Changes | None:
    """Another month, weekday, day or year."""
    found: Changes = []
    rng = context.rng
    for token in sentence:
        if token.ent_type_ not in {"DATE", "TIME"}:
            continue
        for table in (MONTHS, WEEKDAYS):
            if token.text in table:
                new = rng.choice([w for w in table if w not in sentence.text])
                found.append(swap(sentence, token, token, new))
        if re.fullmatch(r"(19|20)\d\d", token.text) and _free(token):
            years = [
                y
                for step in (-7, -3, -2, -1, 1, 2, 4)
                if (y := str(int(token.text) + step)) not in sentence.text
            ]
            found.append(swap(sentence, token, token, rng.choice(years)))
        beside = {token.doc[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)}
        if re.fullmatch(r"\d{1,2}", token.text) and beside & set(MONTHS) and int(token.text) <= 31:
            days = [str(d) for d in range(1, 29) if abs(d - int(token.text)) > 1]
            found.append(swap(sentence, token, token, rng.choice(days)))
    return [rng.choice(found)] if found else None


def when(sentence: Span, context: Context) -> Changes | None:
    """Last year becomes next year, this week last month."""
    for token in sentence:
        if (
            token.lower_ in {"last", "next", "this"} and token.dep_ == "amod"
        ) or token.lower_ == "this":
            head = token.head
            if (
                head.lower_ in {"week", "month", "year"}
                and token.i + 1 == head.i
                and head.dep_ == "npadvmod"
            ):
                units = [u for u in ("week", "month", "year") if u != head.lower_]
                if token.lower_ == "this" or context.rng.random() < 0.5:
                    return [swap(sentence, head, head, context.rng.choice(units))]
                return [swap(sentence, token, head, f"two {context.rng.choice(units)}s ago")]
    return None


def ordinal(sentence: Span, context: Context) -> Changes | None:
    """Another rank."""
    for token in sentence:
        if (
            token.lower_ in ORDINALS
            and token.dep_ == "amod"
            and token.head.pos_ in {"NOUN", "PROPN"}
        ):
            if token.head.lower_ in {"place", "lady", "minister", "person", "class"} or denied(
                token.head.head
            ):
                continue
            new = context.rng.choice(
                [o for o in ORDINALS if o != token.lower_ and o not in sentence.text]
            )
            new = new.capitalize() if token.text[0].isupper() else new
            return [swap(sentence, token, token, new)]
        if re.fullmatch(r"\d{1,2}(st|nd|rd|th)", token.text) and token.head.lower_ != "century":
            n = context.rng.choice([k for k in range(4, 21) if not token.text.startswith(str(k))])
            return [swap(sentence, token, token, f"{n}th")]
    return None
