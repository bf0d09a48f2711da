"""Words of the rewrite that say the opposite of the source sentence that is told again."""

from __future__ import annotations

from consistency.analysis.at_odds import at_odds
from consistency.domain import MentionKind, Restatement, Retelling, Sentence
from consistency.mentions.antonyms import DENIAL, poles
from consistency.mentions.clauses import parties
from consistency.mentions.denial import denials


def opposed(sentence: Sentence, told: Retelling) -> tuple[Restatement, ...]:
    """One pole of a pair where the source has the other alone, of the same thing.

    Args:
        sentence: a sentence of the rewrite.
        told: the source sentence that it tells again.
    """
    source = told.known.fact.sentence
    mine, theirs = poles(sentence), poles(source)
    found = []
    for number in sorted(mine.keys() & theirs.keys()):
        (sign, place), *more = mine[number].items()
        (known_sign, known_place), *others = theirs[number].items()
        if more or others or sign == known_sign:
            continue
        deny = {"not"} | ({"deni"} if number != DENIAL else set())
        if (denials(sentence) | denials(source)) & deny:
            continue
        if not parties(sentence, place) & parties(source, known_place):
            continue
        if _said_beside(told, number, sign):
            continue
        kind = MentionKind.POLARITY if number == DENIAL else MentionKind.OPPOSITE
        said, known = (place, place), (known_place, known_place)
        found.append(at_odds(kind, sentence, said, told.known.fact, known))
    return tuple(found)


def _said_beside(told: Retelling, number: int, sign: int) -> bool:
    """Whether another sentence that may be told has this pole."""
    others = [k.fact.sentence for k in (*told.beside, *told.facts)]
    return any(sign in poles(other).get(number, {}) for other in others)
