"""Verbs that say one thing in two words, or its opposite: "confirm" and "admit", "deny"."""

from __future__ import annotations

from functools import lru_cache

_SCALES = (
    ("confirm admit acknowledge concede", "deny refute"),
    ("accept", "refuse decline reject"),
    ("approve endorse", "reject veto"),
    ("acquit exonerate", "convict"),
    ("survive", "die perish"),
    ("support back", "oppose"),
    ("pass", "fail"),
    ("close shut", "open"),
    ("begin start commence", ""),
    ("buy purchase acquire", ""),
    ("destroy demolish", ""),
    ("arrive reach", ""),
    ("resign quit", ""),
    ("sign ink", ""),
    ("injure hurt wound", ""),
)
"""Words for one thing, and for what excludes it; no pair of which one commonly follows the
other ("arrest" and "release")."""


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[tuple[int, int], ...]]:
    table: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, sides in enumerate(_SCALES):
        for sign, side in zip((1, -1), sides, strict=True):
            for verb in side.split():
                table[verb] = (*table.get(verb, ()), (number, sign))
    return table


def scales_of(verb: str) -> tuple[str, ...]:
    """The names of the scales on which a verb stands; its own if it is on none."""
    return tuple(str(number) for number, _ in _places().get(verb, ())) or (verb,)


def opposed(verb: str, other: str, *, negated: bool, other_negated: bool) -> bool:
    """Whether two verbs of the same parties and object exclude each other.

    "Approved" against "rejected" or "did not approve"; not "did not reject" against "did not
    approve", for both may hold.
    """
    if verb == other:
        return negated != other_negated
    mine, theirs = dict(_places().get(verb, ())), dict(_places().get(other, ()))
    for number in mine.keys() & theirs.keys():
        same = mine[number] == theirs[number]
        if same and negated != other_negated:
            return True
        if not same and not negated and not other_negated:
            return True
    return False
