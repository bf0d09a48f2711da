"""Parties and things that a sentence names twice where the source names them once.

A spinner that loses the second party puts the first in its place ("It was the police who cleared
the police"). Who retells in honest words has no reason to name one thing more often than the
source did, except where a pronoun of the source is told by its name.
"""

from __future__ import annotations

from collections import Counter

from consistency.analysis.at_odds import at_odds
from consistency.domain import MentionKind, Restatement, Retelling, Sentence
from consistency.mentions.stems import stem

_COUNTS = {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"}
_SHORTEST = 3
_PRONOUNS = {"it", "its", "itself", "he", "his", "him", "himself", "she", "her", "herself", "they",
             "their", "them", "themselves", "those", "ones", "who", "which", "whose", "whom",
             "other", "others", "both", "each"}  # fmt: skip
"""Words of the source that a rewrite may tell by a name."""
_APART = {"other", "another", "own", "same", "different", "rival", "fellow", "more", "further"}
"""Words that tell a second thing from the first, or own to its coming back."""
_MODIFYING = {"amod", "compound", "nmod", "nummod"}
_BESIDE = _MODIFYING | {"poss"}


def doubled(sentence: Sentence, told: Retelling) -> tuple[Restatement, ...]:
    """Second mentions of what no source sentence near names so often.

    Args:
        sentence: a sentence of the rewrite.
        told: the source sentence that it tells again.
    """
    source = told.known.fact.sentence
    if _pronouns(source) > _pronouns(sentence):
        return ()
    near = [Counter(stem(t.lemma) for t in k.fact.sentence.tokens) for k in told.around]
    places: dict[str, list[int]] = {}
    for place in _named(sentence):
        places.setdefault(sentence.tokens[place].lemma.lower(), []).append(place)
    twice = []
    for word, (first, *more) in places.items():
        often = max(1, *(counts[stem(word)] for counts in near))
        if len(more) < often or _is_listed(sentence, first, more[-1]):
            continue
        if _is_one(sentence, first, more[-1]):
            twice.append(more[-1])
    # A word of a phrase comes back with its phrase.
    twice = [p for p in twice if not any(p != q and p in sentence.subtree(q) for q in twice)]
    if len(twice) != 1:
        return ()  # "City sues developer, developer blames city": no party is lost
    said, known = _phrase(sentence, twice[0]), (0, len(source.tokens) - 1)
    return (at_odds(MentionKind.PARTY, sentence, said, told.known.fact, known),)


def _pronouns(sentence: Sentence) -> int:
    return sum(t.text.lower() in _PRONOUNS for t in sentence.tokens)


def _named(sentence: Sentence) -> list[int]:
    """Names, and the nouns that are more than a word beside another."""
    return [
        place
        for place, token in enumerate(sentence.tokens)
        if (token.pos == "PROPN" or (token.pos == "NOUN" and token.dep not in _MODIFYING))
        and token.entity not in _COUNTS
        and len(token.text) >= _SHORTEST
        and not any(sentence.tokens[c].pos == "NUM" for c in sentence.children(place))
        and not _is_adverbial(sentence, place)
    ]


def _is_adverbial(sentence: Sentence, place: int) -> bool:
    """Whether a bare noun makes an adverb with its preposition: "in case", "face to face"."""
    token = sentence.tokens[place]
    if token.pos != "NOUN":
        return False
    after = sentence.tokens[place + 1 : place + 3]
    if len(after) == 2 and after[0].dep == "prep" and after[1].text == token.text:
        return True
    bare = token.tag == "NN" and not any(True for _ in sentence.children(place))
    bound = bare or [t.text.lower() for t in after[:1]] == ["of"]
    return bound and token.dep == "pobj" and sentence.tokens[place - 1].dep == "prep"


def _is_listed(sentence: Sentence, first: int, place: int) -> bool:
    """Whether the mentions are members of one list, which FC203 reads."""
    while sentence.tokens[place].dep == "conj":
        place = sentence.tokens[place].head
        if place == first:
            return True
    return False


def _is_one(sentence: Sentence, one: int, other: int) -> bool:
    """Whether nothing beside two nouns tells the one thing from the other."""
    mine, theirs = _beside(sentence, one), _beside(sentence, other)
    return not (mine | theirs) & _APART and (mine <= theirs or theirs <= mine)


def _beside(sentence: Sentence, place: int) -> set[str]:
    found = set()
    for child in sentence.children(place):
        token = sentence.tokens[child]
        if token.dep in _BESIDE and token.pos != "PRON":
            found.add(stem(token.lemma))
        elif token.dep == "prep":
            found |= {stem(sentence.tokens[c].lemma) for c in sentence.children(child)}
    return found


def _phrase(sentence: Sentence, place: int) -> tuple[int, int]:
    first = place
    while first and sentence.tokens[first - 1].head == place:
        first -= 1
    return first, place
