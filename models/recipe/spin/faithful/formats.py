"""Numbers and dates written another way, with the same value."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span

from models.recipe.spin.context import Context
from models.recipe.spin.edit import Changes
from models.recipe.spin.lexicon import MONTHS, SHORT_MONTHS, WEEKDAYS, WORDS

_M = "|".join(MONTHS)
_D = "|".join(WEEKDAYS)
_ALONE = r"(?<![\w,.$£€/:–-])"
_END = r"(?![\w,.%/:–-]*\d)(?![\w%/–-])"
Writer = Callable[[re.Match[str]], str]


def _in_full(match: re.Match[str]) -> str:
    """1.5 million as 1,500,000."""
    scale = {"million": 1e6, "billion": 1e9}[match[2]]
    return f"{round(float(match[1]) * scale):,}"


def _in_words(match: re.Match[str]) -> str:
    """4,000 as four thousand, 30,000 as 30 thousand."""
    count = int(match[1])
    return f"{WORDS[count] if count < len(WORDS) else count} thousand"


_NUMBERS: tuple[tuple[str, Writer], ...] = (
    (rf"{_ALONE}(\d{{1,3}}),(\d{{3}}){_END}", lambda m: m[1] + m[2]),
    (rf"{_ALONE}(\d{{1,3}}),000{_END}(?= [a-z])", _in_words),
    (rf"{_ALONE}(\d+(?:\.\d)?) (million|billion){_END}(?= [a-z])", _in_full),
    (r"(?<=\d)%", lambda m: " percent"),
    (r"(?<=\d)%", lambda m: " per cent"),
    (r"(?<=\d) per ?cent\b", lambda m: "%"),
    (r"(?<=\d) percentage points\b", lambda m: " points of percentage"),
    (
        rf"(?<![\w-])({'|'.join(WORDS[2:])})(?= [a-z]{{3,}})(?! of| or| and| to)",
        lambda m: str(WORDS.index(m[1])),
    ),
    (rf"{_ALONE}([2-9]|1[0-2]){_END}(?= [a-z])", lambda m: WORDS[int(m[1])]),
    (
        r"(?<!\w)\$(\d[\d.,]*\d|\d)( (?:million|billion))?(?![\d.]*\w)"
        r"(?! (?:million|billion|trillion|m\b|bn\b))",
        lambda m: f"{m[1]}{m[2] or ''} dollars",
    ),
    (r"(?<!\w)([£€$])(\d[\d.]*)m\b", lambda m: f"{m[1]}{m[2]} million"),
    (r"(?<!\w)([£€$])(\d[\d.]*)bn\b", lambda m: f"{m[1]}{m[2]} billion"),
    (r"(?<!\w)([£€$])(\d[\d.]*) million\b", lambda m: f"{m[1]}{m[2]}m"),
    (r"(?<!\w)([£€$])(\d[\d.]*) billion\b", lambda m: f"{m[1]}{m[2]}bn"),
    (r"(?<=\d)km\b(?! ?[(])", lambda m: " kilometres"),
    (r"(?<=\d) km\b", lambda m: " kilometres"),
    (r"\b(\d{1,2})-year-old (man|woman|boy|girl)\b", lambda m: f"{m[2]} aged {m[1]}"),
    (r"(?<=[a-z] )half of the\b", lambda m: "50 percent of the"),
    (r"\ba dozen\b", lambda m: "twelve"),
)
_DATES: tuple[tuple[str, Writer], ...] = (
    (rf"\b(\d{{1,2}}) ({_M}) (\d{{4}})\b", lambda m: f"{m[2]} {m[1]}, {m[3]}"),
    (rf"\b({_M}) (\d{{1,2}}), (\d{{4}})\b", lambda m: f"{m[2]} {m[1]} {m[3]}"),
    (rf"\b(\d{{1,2}}) ({_M})\b(?! \d)", lambda m: f"{m[2]} {m[1]}"),
    (rf"\b({_M}) (\d{{1,2}})\b(?!,? \d|,\d)", lambda m: f"{m[2]} {m[1]}"),
    (rf"\b({'|'.join(SHORT_MONTHS)}) (?=\d)", lambda m: f"{SHORT_MONTHS[m[1]]} "),
    (rf"\b({_M}) (?=(?:19|20)\d\d\b)", lambda m: f"{m[1]} of "),
    (rf"\bin ({_M})\b(?! \d)", lambda m: f"in the month of {m[1]}"),
    (rf"\bon ({_D})\b(?! \w+ing)", lambda m: m[1]),
    (
        rf"(?<=[a-z]) ({_D})(?=[.,]| (?:that|to|in|after|at|by)\b)(?<!on {{0}})",
        lambda m: f" on {m[1]}",
    ),
    (
        r"\b(\d{1,2})(st|nd|rd|th)\b(?= (?:of|January|February|March|April|May|June|July|August))",
        lambda m: m[1],
    ),
    (r"\bin the past (year|month|week)\b", lambda m: f"over the last {m[1]}"),
    (r"\btwice\b", lambda m: "two times"),
    (r"\btwo years ago\b", lambda m: "2 years ago"),
    (r"\bevery year\b", lambda m: "annually"),
    (r"\ba year ago\b", lambda m: "one year ago"),
)


def _rewrite(
    sentence: Span, table: tuple[tuple[str, Writer], ...], context: Context
) -> Changes | None:
    found: Changes = []
    for pattern, new in context.rng.sample(table, len(table)):
        match = re.search(pattern, sentence.text)
        if match and not any(a <= match.end() and match.start() <= b for a, b, _ in found):
            found.append((match.start(), match.end(), new(match)))
    return found[: context.rng.randint(1, 2)] or None


def number_format(sentence: Span, context: Context) -> Changes | None:
    """4,000 becomes four thousand, 20% becomes 20 percent."""
    return _rewrite(sentence, _NUMBERS, context)


def date_format(sentence: Span, context: Context) -> Changes | None:
    """5 March 2021 becomes March 5, 2021, and back."""
    found = _rewrite(sentence, _DATES, context)
    text = sentence.text
    return (
        [
            c
            for c in found
            if not (
                c[2].startswith(" on ")
                and text[: c[0]].endswith(
                    (
                        " on",
                        "last",
                        "next",
                        "this",
                        "from",
                        "since",
                        "of",
                        "by",
                        "until",
                        "and",
                        "late",
                        "early",
                    )
                )
            )
        ]
        or None
        if found
        else None
    )
