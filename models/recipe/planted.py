"""Errors planted into faithful rewrites, so that the true and the false one differ in one thing.

The spinner's own errors come from `models.recipe.spin`. These differ in where they are planted: in
another wording of the premise (a second translation, a simplification). Overlap with it is then
the same for the true and the false hypothesis, and only reading it tells them apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

from models.recipe.rows import LABELS, NOT_ENTAILMENT, Row

_NAME = re.compile(r"(?<![.!?] )\b[A-Z][\w’'.-]*[a-z](?: (?:[A-Z][\w’'.-]*[a-z]))*\b")
# Between two names these alone leave the sense as it was when the names change places.
_JOINS = frozenset(["and", "or", "the", "a", "of", "in", "with", ",", "und", "de", "van"])
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d(?![\w.,])")
_VERB = re.compile(r"\b(is|was|are|were|will|would|can|could|has|have|had|did|does|do)\b(?! not|n)")
_NOT = re.compile(r"\b(is|was|are|were|will|would|can|could|has|have|had|did|does|do) not\b")
_HEDGE = re.compile(r"\b(may|might|could) (?=be\b|have\b|[a-z]+)")
_OPPOSITE = {
    "from": "to", "before": "after", "after": "before", "more": "less", "less": "more",
    "increase": "decrease", "increased": "decreased", "rose": "fell", "fell": "rose",
    "higher": "lower", "lower": "higher", "first": "last", "last": "first",
    "won": "lost", "lost": "won", "against": "for", "over": "under", "above": "below",
    "most": "few", "many": "few", "up": "down", "down": "up", "north": "south", "south": "north",
    "east": "west", "west": "east", "opened": "closed", "began": "ended", "accepted": "rejected",
    "rejected": "accepted", "confirmed": "denied", "denied": "confirmed", "man": "woman",
    "woman": "man", "he": "she", "she": "he", "his": "her", "largest": "smallest",
    "arrived": "left", "bought": "sold", "sold": "bought", "support": "oppose", "win": "lose",
}  # fmt: skip
_OPPOSITES = re.compile(rf"\b({'|'.join(_OPPOSITE)})\b")
_DATES = (
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["January", "February", "March", "April", "June", "July", "September", "October", "November"],
)  # fmt: skip


def swap_names(text: str, rng: random.Random, common: frozenset[str] = frozenset()) -> str | None:
    """Two names change places: who did it to whom. A first word that is `common` is no name."""
    found = [m for m in _NAME.finditer(text) if m.start() or m[0].split()[0].lower() not in common]
    pairs = [
        (a, b)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if a[0] != b[0]
        and a[0] not in b[0]
        and b[0] not in a[0]
        and not {word.strip(",") for word in text[a.end() : b.start()].split()} <= _JOINS
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    middle = text[a.end() : b.start()]
    return text[: a.start()] + b[0] + middle + a[0] + text[b.end() :]


def change_number(text: str, rng: random.Random) -> str | None:
    """Another number of the same shape."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    places = [i for i, char in enumerate(one[0]) if char.isdigit()]
    at = rng.choice(places[: max(1, len(places) - 1)])
    other = rng.choice([d for d in "123456789" if d != one[0][at]])
    return text[: one.start() + at] + other + text[one.start() + at + 1 :]


def negate(text: str, rng: random.Random) -> str | None:
    """A "not" put in or taken out."""
    if _NOT.search(text):
        return _NOT.sub(r"\1", text, count=1)
    found = list(_VERB.finditer(text))
    if not found:
        return None
    at = found[0].end()
    return text[:at] + " not" + text[at:]


def oppose(text: str, rng: random.Random) -> str | None:
    """A small word that turns the sense: from and to, before and after, rose and fell."""
    found = list(_OPPOSITES.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    return text[: one.start()] + _OPPOSITE[one[0]] + text[one.end() :]


def change_date(text: str, rng: random.Random) -> str | None:
    """Another weekday or month."""
    for names in _DATES:
        for name in names:
            if f" {name}" in text:
                return text.replace(name, rng.choice([n for n in names if n != name]), 1)
    return None


def assert_hedged(text: str, rng: random.Random) -> str | None:
    """What may be becomes what will be: more than the premise says."""
    return _HEDGE.sub("will ", text, count=1) if _HEDGE.search(text) else None


_ENTAILED, _NEUTRAL, _CONTRADICTED = LABELS
KINDS = (
    ("swap_names", swap_names, _CONTRADICTED),
    ("change_number", change_number, _CONTRADICTED),
    ("negate", negate, _CONTRADICTED),
    ("oppose", oppose, NOT_ENTAILMENT),
    ("change_date", change_date, _CONTRADICTED),
    ("assert_hedged", assert_hedged, NOT_ENTAILMENT),
)


def planted(rows: Iterable[Row], seed: int) -> Iterator[Row]:
    """For each entailed row one false twin, of the kind that is rarest so far."""
    rng = random.Random(seed)
    rows = list(rows)
    common = frozenset(word for row in rows for word in row.premise.split() if word.islower())
    made = dict.fromkeys((kind for kind, _, _ in KINDS), 0)
    for row in rows:
        if row.label != _ENTAILED:
            continue
        for kind, change, label in sorted(KINDS, key=lambda k: made[k[0]]):
            text = row.hypothesis
            false = swap_names(text, rng, common) if kind == "swap_names" else change(text, rng)
            if false and false != row.hypothesis and false not in row.premise:
                made[kind] += 1
                yield Row(row.premise, false, label, "planted", kind, row.group)
                break
