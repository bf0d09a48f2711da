"""Pieces that inputs are made of, drawn by a seed: news, and what it should not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any

from consistency.rules.base import Example
from consistency.rules.registry import all_rules

BLOCKS = (
    (0x0, 0x80),
    (0x80, 0x250),
    (0x300, 0x370),  # marks that combine
    (0x590, 0x700),  # written from right to left
    (0x2000, 0x2070),  # blanks, dashes, what turns the direction
    (0x3000, 0xA000),
    (0xFB00, 0xFE10),
    (0x1F300, 0x1FAFF),
    (0xE0000, 0x110000),
)
SURROGATES = (0xD800, 0xE000)
HOSTILE = (
    "\x00", "\r", "\r\n", "\n\n", "\t", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u2029",
    "\ufeff", "\u200b", "\u202e", "\u2066", "\ufffe", "\ufffd", "e\u0301", "\u0130", "ß", "ﬁ", "ﬃ",
    "Â£", "â€œ", "Ã©", "½", "²", "٣", "１２", "0x1f", "1e999", "-0", "9" * 400, "1,2,3,4", "12.5.7",
    "$1.5bn", "€", "40 %", "“", "”", "‘", "’", '"', "'", "((", "]", "}", "…", "...", "?!", "—",
    "--", "&", "&amp;", "&#0;", "&#xd800;", "<", ">", "</p>", "<p>", "<!--", "-->",
    "<!-- consistency: ignore FC301 -->", "<![CDATA[", "]]>",
    "<!-- consistency: ignore-article FC -- why -->", "<!-- consistency: ignroe FC3 -->",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
    "{{7*7}}", "{% raw %}", "${x}", "{a|b|c}", "[ad_1]", "[caption id=1]", "# ", "> ", "- ", "1. ",
    "|", "=1+1", "+", "@", "::error::", "%0A", "%", "\\", "\\u0000", "../..", "file:///",
    "http://x.example/?q=1#a", "a@b.example", "2021-03-04", "2021-02-30", "March 4, 2021",
    "0000-00-00", "+2020-00-00T00:00:00Z", "last Tuesday", "Mr.", "U.S.", "p.m.", "No. 5", "not",
    "never", "n't", "or", "who", "X" * 300, "(" * 200, "a " * 150,
)  # fmt: skip


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The examples of all rules: texts that make some rule look closely."""
    return tuple(example for rule in all_rules() for example in rule.examples)


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The words of the examples."""
    return tuple({word: None for e in examples() for word in e.text.split()})


def piece(random: Random, *, whole: bool = True) -> str:
    """A word, something hostile, or a few characters of one block.

    Args:
        random: draws.
        whole: whether half characters (lone surrogates) are left out.
    """
    kind = random.random()
    if kind < 0.5:
        return random.choice(words())
    if kind < 0.8:
        return random.choice(HOSTILE)
    blocks = BLOCKS if whole else (*BLOCKS, SURROGATES)
    block = random.choice(blocks)
    return "".join(chr(random.randrange(*block)) for _ in range(random.randrange(1, 6)))


def text(random: Random, most: int = 12, *, whole: bool = True) -> str:
    """At most so many pieces, run together or with blanks between."""
    blank = random.choice(("", " ", " ", "\n"))
    return blank.join(piece(random, whole=whole) for _ in range(random.randrange(most + 1)))


def edited(random: Random, given: str) -> str:
    """A text with a few characters dropped, doubled, moved or put in."""
    for _ in range(random.randrange(4)):
        first = random.randrange(len(given) + 1)
        last = min(len(given), first + random.randrange(1, 12))
        cut = given[first:last]
        put = random.choice(("", cut * 2, cut[::-1], cut.swapcase(), piece(random)))
        given = given[:first] + put + given[last:]
    return given


def sentence(random: Random) -> str:
    """A sentence of an example with a few words changed."""
    told = re.split(r"(?<=[.!?])\s+", random.choice(examples()).text)
    found = random.choice(told).split()
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        place = random.randrange(len(found) + 1)
        edit = random.randrange(4)
        if edit == 0:
            found[place : place + 1] = []
        elif edit == 1:
            found[place:place] = found[place : place + 2]
        elif edit == 2:
            found[place : place + 1] = [piece(random)]
        else:
            found[place:place] = [random.choice(words())]
    return " ".join(found)


def passage(random: Random, most: int = 3) -> str:
    """One to so many sentences, in one paragraph or several."""
    blank = random.choice((" ", " ", "\n\n"))
    return blank.join(sentence(random) for _ in range(random.randint(1, most)))


def plain(random: Random, depth: int = 3) -> Any:
    """Any JSON value, and numbers that JSON has no word for."""
    leaves: tuple[Callable[[], Any], ...] = (
        lambda: None,
        lambda: random.random() < 0.5,
        lambda: random.choice((0, 1, -1, 7, 2**31, 2**63, 10**30)),
        lambda: random.choice((0.0, 0.5, 1.0, -0.1, 1e308, float("nan"), float("inf"))),
        lambda: text(random, 3, whole=False),
    )
    kind = random.randrange(8)
    if depth and kind == 6:
        return [plain(random, depth - 1) for _ in range(random.randrange(4))]
    if depth and kind == 7:
        return {
            text(random, 2, whole=False): plain(random, depth - 1)
            for _ in range(random.randrange(4))
        }
    return leaves[kind % len(leaves)]()


def rewritten(random: Random, whole: Any) -> Any:
    """JSON with one of its values put in another's place, or anything at all."""
    if isinstance(whole, dict) and whole and random.random() < 0.9:
        name = random.choice([*whole])
        if random.random() < 0.1:
            return {**whole, text(random, 1): plain(random, 1)}
        return {**whole, name: rewritten(random, whole[name])}
    if isinstance(whole, list) and whole and random.random() < 0.9:
        place = random.randrange(len(whole))
        return [*whole[:place], rewritten(random, whole[place]), *whole[place + 1 :]]
    return plain(random)


def changes(random: Random) -> dict[str, Any]:
    """Fields of `Settings`, right and wrong, as plain values."""
    codes = ["FC", "FC3", "FC301", "fc1", "FC999", "XX", "", "FC3,FC4", "FC²"]
    levels = ["error", "warning", "note", "never", "ERROR", "loud", None]
    number = random.choice((0, 1, -1, 2, 0.5, 1.5, True, "2", float("nan"), 10**30))
    fields: dict[str, Any] = {
        "select": random.choice((random.sample(codes, 2), "FC3", ["FC"], [])),
        "ignore": random.choice((random.sample(codes, 2), "FC4", [])),
        "fail_on": random.choice(levels),
        "severities": {random.choice(codes): random.choice(levels)},
        "budgets": {random.choice(("error", "warning", "review", "x")): number},
        "min_probability": number,
        "comments": random.choice((True, False, 1)),
        "require_verdict": random.choice((True, False, "yes")),
        "thresholds": {random.choice(("support", "contradict", "x")): number},
        "complete": random.choice((True, False, None)),
        "starter": random.choice((True, False)),
    }
    chosen = {name: fields[name] for name in random.sample([*fields], random.randrange(4))}
    if random.random() < 0.2:
        for name in chosen:
            chosen[name] = rewritten(random, chosen[name])
    return chosen
