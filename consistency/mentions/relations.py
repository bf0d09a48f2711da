"""Small words that say which way round two things are: more or less, before or after, from, to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from consistency.domain import Mention, MentionKind, Sentence
from consistency.mentions.clauses import attribution
from consistency.mentions.stems import stem, stems

_MORE = {"more", "higher", "greater", "larger", "bigger", "longer", "above", "over", "exceed",
         "upward", "upwards", "beyond", "surpass", "outnumber", "older", "heavier", "faster",
         "dearer"}  # fmt: skip
_LESS = {"less", "fewer", "lower", "smaller", "below", "under", "shorter", "beneath", "younger",
         "lighter", "slower", "cheaper"}  # fmt: skip
_BARE = {"above", "over", "below", "under", "beneath", "beyond"}
_SIZES = {"half", "third", "quarter", "dozen", "hundred", "thousand", "million", "billion"}
_MEASURES = {"limit", "level", "average", "line", "target", "estimate", "expectation", "norm",
             "standard", "threshold", "ceiling", "value", "surface", "ground", "zero", "freezing",
             "par", "half", "sum", "figure", "forecast", "median", "mean", "minimum",
             "maximum", "cost"}  # fmt: skip
"""Nouns that things lie above or below."""
_BEFORE, _AFTER = {"before", "until"}, {"after", "once", "since", "following"}
_FROM, _TO = {"from"}, {"to", "into", "onto", "towards", "toward"}


class Relation(NamedTuple):
    """One of the small words."""

    sign: int
    """+1 for more, after and to; -1 for less, before and from."""
    place: int
    """Its token."""
    beyond: frozenset[str]
    """Stems of what it leads to: what comes after "after", stands behind "than"."""
    aside: frozenset[str]
    """Stems of the rest of its clause or sentence."""


def comparisons(sentence: Sentence) -> Iterator[Relation]:
    """Every "more than" and "below" that measures something against something."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        word, lemma = token.text.lower(), token.lemma.lower()
        sign = (word in _MORE or lemma in _MORE) - (word in _LESS or lemma in _LESS)
        if not sign or not _measures(sentence, place):
            continue
        if place and tokens[place - 1].text.lower() in {"not", "no", "n't", "n’t", "never"}:
            sign = -sign
        yield _relation(sentence, sign, place, _against(sentence, place))
    for place in range(2, len(tokens)):
        words = [t.text.lower() for t in tokens[place - 2 : place + 1]]
        if words[:2] == ["not", "quite"] and words[2] in _SIZES:
            yield _relation(sentence, -1, place - 2, range(place, place + 1))


def _measures(sentence: Sentence, place: int) -> bool:
    """Whether "than" follows, or a measure stands behind a preposition."""
    tokens = sentence.tokens
    if tokens[place].text.lower() in _BARE:
        return any(
            tokens[c].dep in {"pcomp", "nummod"}
            or tokens[c].lemma.lower() in _MEASURES
            or any(tokens[n].pos == "NUM" for n in sentence.subtree(c))
            for c in sentence.children(place)
        ) or tokens[place].dep in {"quantmod", "amod"}
    return any(t.text.lower() == "than" for t in tokens[place + 1 : place + 8])


def _against(sentence: Sentence, place: int) -> range:
    """The tokens that a comparison measures against: those behind it or its "than"."""
    tokens = sentence.tokens
    start = place + 1
    for n in range(start, min(start + 8, len(tokens))):
        if tokens[n].text.lower() == "than":
            start = n + 1
    stop = start
    while stop < len(tokens) and stop < start + 6 and tokens[stop].text not in {",", ".", ";"}:
        stop += 1
    return range(start, stop)


def successions(sentence: Sentence) -> Iterator[Relation]:
    """Every "before" and "after" that says which of two events came first."""
    tokens = sentence.tokens
    for place, token in enumerate(tokens):
        word = token.text.lower()
        sign = (word in _AFTER) - (word in _BEFORE)
        if not sign or token.dep not in {"prep", "mark", "advmod"}:
            continue
        # The clause that "before" opens hangs on its verb, the noun behind it on itself.
        below = sentence.subtree(token.head if token.dep != "prep" else place)
        if token.dep != "prep" and tokens[token.head].dep not in {"advcl", "ccomp", "pcomp"}:
            continue
        denied = _is_denied(sentence, place)
        after = any(t.text.lower() in _AFTER for t in tokens[place + 1 : place + 2])
        if after:
            continue  # "until after"
        yield _relation(sentence, -sign if denied and sign < 0 else sign, place, below)


def _is_denied(sentence: Sentence, place: int) -> bool:
    """Whether a "not" stands before "before" itself or hangs on the verb above it."""
    tokens = sentence.tokens
    if place and tokens[place - 1].text.lower() == "not":
        return True
    above = tokens[place].head
    if tokens[place].dep != "prep":
        above = tokens[above].head
    return any(tokens[c].dep == "neg" for c in sentence.children(above))


def ways(sentence: Sentence, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, int, Mention]]:
    """Every "from" and "to" before a name: sign, place, name."""
    tokens = sentence.tokens
    for name in mentions:
        if name.kind is not MentionKind.NAME:
            continue
        place = name.first - 1
        if place >= 0 and tokens[place].text.lower() in {"the", "a", "an"}:
            place -= 1
        word = tokens[place].text.lower() if place >= 0 else ""
        sign = (word in _TO) - (word in _FROM)
        if sign and tokens[place].dep == "prep":
            yield sign, place, name


def alternatives(
    sentence: Sentence, mentions: tuple[Mention, ...]
) -> Iterator[tuple[int, int, Mention]]:
    """Every "rather than" (-1) and "as well as" (+1) before a name: sign, place, name."""
    words = [t.text.lower() for t in sentence.tokens]
    for name in mentions:
        if name.kind is not MentionKind.NAME:
            continue
        for place in range(max(0, name.first - 4), name.first):
            if words[place : place + 2] in (["rather", "than"], ["instead", "of"]):
                yield -1, place, name
            elif words[place : place + 3] == ["as", "well", "as"]:
                yield 1, place, name


def _relation(
    sentence: Sentence, sign: int, place: int, beyond: range | tuple[int, ...]
) -> Relation:
    inside = set(beyond)
    known = inside | attribution(sentence)
    rest = [n for n in range(len(sentence.tokens)) if n not in known]
    sizes = {stem(sentence.tokens[n].text) for n in inside if sentence.tokens[n].text in _SIZES}
    return Relation(sign, place, stems(sentence, inside) | sizes, stems(sentence, rest))
