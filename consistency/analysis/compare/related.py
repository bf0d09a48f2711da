"""Small words that stand the other way round than in the source sentence that is told again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from consistency.analysis.at_odds import at_odds
from consistency.domain import Mention, MentionKind, Restatement, Retelling, Sentence
from consistency.mentions.names import same_name
from consistency.mentions.relations import (
    Relation,
    alternatives,
    comparisons,
    successions,
    ways,
)

Names = Callable[[Sentence, tuple[Mention, ...]], Iterator[tuple[int, int, Mention]]]


def turned_round(
    sentence: Sentence, mentions: tuple[Mention, ...], told: Retelling
) -> tuple[Restatement, ...]:
    """Comparisons, orders in time and ways that are the reverse of the source's.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        told: the source sentence that it tells again.
    """
    found = [
        *_reversed(sentence, list(comparisons(sentence)), told, comparisons),
        *_reversed(sentence, list(successions(sentence)), told, successions),
        *_other_way(sentence, mentions, told, ways),
        *_other_way(sentence, mentions, told, alternatives),
    ]
    return tuple(found)


def _reversed(
    sentence: Sentence,
    said: Sequence[Relation],
    told: Retelling,
    read: Callable[[Sentence], Iterator[Relation]],
) -> Iterator[Restatement]:
    known = list(read(told.known.fact.sentence))
    signs = {r.sign for k in told.beside for r in read(k.fact.sentence)}
    if len(said) != 1 or len(known) != 1 or said[0].sign == known[0].sign:
        return
    one, other = said[0], known[0]
    # "A before B" is "B after A": then each leads to what the other leaves aside.
    straight = len(one.beyond & other.beyond) + len(one.aside & other.aside)
    crossed = len(one.beyond & other.aside) + len(one.aside & other.beyond)
    told_alike = straight > crossed or (read is comparisons and not crossed)
    # "Not before 2027" is for FC305: the small word stands as it stood.
    same = _word(sentence, one.place) == _word(told.known.fact.sentence, other.place)
    if told_alike and not same and (one.sign not in signs or one.beyond & other.beyond):
        yield _restated(sentence, one.place, told, other.place)


def _other_way(
    sentence: Sentence, mentions: tuple[Mention, ...], told: Retelling, read: Names
) -> Iterator[Restatement]:
    known = list(read(told.known.fact.sentence, told.known.mentions))
    said = list(read(sentence, mentions))
    for sign, place, name in said:
        same = [(s, p) for s, p, n in known if _is_one(n, name)]
        again = [s for s, _, n in said if _is_one(n, name)]
        if same and all(s != sign for s, _ in same) and len(again) == 1:
            yield _restated(sentence, place, told, same[0][1])


def _word(sentence: Sentence, place: int) -> str:
    return sentence.tokens[place].text.lower()


def _is_one(one: Mention, other: Mention) -> bool:
    return same_name(str(one.value), str(other.value))


def _restated(sentence: Sentence, place: int, told: Retelling, other: int) -> Restatement:
    said, known = (place, place), (other, other)
    return at_odds(MentionKind.RELATION, sentence, said, told.known.fact, known)
