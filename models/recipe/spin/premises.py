"""Premises as they come at run time: the true sentence, a window around it, or a near miss."""

from __future__ import annotations

import random
from collections.abc import Sequence

from models.recipe.spin.lexicon import word_set

_STOP = word_set(
    "a an the of to in on at by for from with and or but that which who is are was were be been "
    "has have had he she it they his her its their this as not said will would after before i we "
    "you"
)
LONGEST = 90
"""Words of a premise; at run time it is one to three sentences."""


def window(plain: Sequence[str], place: int, rng: random.Random) -> tuple[int, int]:
    """First and last-but-one sentence of a premise: alone for half, else among neighbours."""
    if rng.random() < 0.52:
        return place, place + 1
    before, after = rng.choice(((1, 0), (0, 1), (1, 1), (2, 0)))
    start, end = max(0, place - before), min(len(plain), place + after + 1)
    if sum(len(text.split()) for text in plain[start:end]) > LONGEST:
        return place, place + 1
    return start, end


def content(text: str) -> set[str]:
    """The words of a text that carry its matter."""
    return {w for raw in text.lower().split() if (w := raw.strip(".,;:\"'()")) and w not in _STOP}


def near_miss(plain: Sequence[str], place: int, hypothesis: str, rng: random.Random) -> str | None:
    """Another sentence of the article, alike in words, that does not speak of the hypothesis."""
    own = content(hypothesis)
    if len(own) < 5:
        return None
    found = []
    for n, text in enumerate(plain):
        if n != place and 6 <= len(text.split()) <= 50 and text.endswith((".", '."')):
            shared = len(own & content(text)) / len(own)
            if shared < 0.5:
                found.append((shared, n))
    if not found:
        return None
    n = rng.choice(sorted(found, reverse=True)[:4])[1]
    follows = n + 1 < len(plain) and n + 1 != place and rng.random() < 0.3
    both = f"{plain[n]} {plain[n + 1]}" if follows else plain[n]
    fits = len(own & content(both)) / len(own) < 0.5 and len(both.split()) <= LONGEST
    return both if fits else plain[n]
