"""The Pairs worth asking: which facts, singly and as windows, are laid beside which sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consistency.analysis.parts import Part
from consistency.domain import Fact, Origin, Pair, Sentence, Span
from consistency.facts.embed import embed
from consistency.facts.index import Hit
from consistency.mentions.described import described
from consistency.mentions.names import same_name

SINGLES = 6
"""Facts asked one by one; more changed no verdict on the development articles."""
WINDOWED = 3
"""Best source sentences around which windows of neighbours are laid."""
PART_NEAR = 0.5
"""Nearness from which a fact is asked about a part: the judge's `SAME_EVENT`, below which it could
not speak against it."""
RELEVANT = 0.25
"""Nearness below which a fact of a fact base speaks of something else and is not asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """One premise to be laid beside one sentence."""

    sentence: int
    premise: tuple[Fact, ...]
    nearness: float
    hypotheses: tuple[str, ...]
    """The sentence as it stands, then with its pronoun resolved where that is possible."""
    part: Span | None = None
    """The words that are asked about, where the hypothesis is only a part of the sentence."""

    def pairs(self) -> list[Pair]:
        """What the model is asked; the best answer counts."""
        premise = " ".join(fact.text for fact in self.premise)
        return [Pair(premise, hypothesis) for hypothesis in self.hypotheses]


def nearness(sentence: Sentence, premise: Sequence[Fact], cosine: float) -> float:
    """How surely a premise speaks of what the sentence speaks of, from 0 to 1.

    The mean of the embeddings' cosine and of the share of the sentence's content words that
    the premise has: the first knows synonyms, the second does not take one minister for
    another.
    """
    known = frozenset[str]().union(*(fact.sentence.content_words for fact in premise))
    return nearness_of_words(sentence.content_words, known, cosine)


def closeness(sentence: Sentence, fact: Fact, cosine: float) -> float:
    """How surely a sentence and a fact speak of one thing, from 0 to 1.

    A fact that says one thing may stand whole in a long sentence, so the share that counts is the
    greater of the two ways; a sentence of a source says much else itself.
    """
    words, known = sentence.content_words, fact.sentence.content_words
    one_way = nearness_of_words(words, known, cosine)
    if fact.origin is Origin.SOURCE:
        return one_way
    return max(one_way, nearness_of_words(known, words, cosine))


def nearness_of_words(words: frozenset[str], known: frozenset[str], cosine: float) -> float:
    """`nearness` from content words that were read already."""
    return (cosine + (len(words & known) / len(words) if words else 0.0)) / 2


def questions_on_facts(
    sentence: Sentence, hits: Sequence[Hit], facts: Sequence[Fact], hypotheses: tuple[str, ...]
) -> list[Question]:
    """Single facts, windows of neighbouring source sentences, and the two best joined."""
    cosine = {hit.place: hit.nearness for hit in hits}
    premises: dict[tuple[int, ...], None] = {}
    for hit in hits[:SINGLES]:
        premises[(hit.place,)] = None
    sourced = [hit.place for hit in hits if hit.fact.origin is Origin.SOURCE]
    for place in sourced[:WINDOWED]:
        for window in ((place - 1, place), (place, place + 1), (place - 1, place, place + 1)):
            if all(0 <= p < len(facts) and facts[p].origin is Origin.SOURCE for p in window):
                premises[window] = None
    if len(sourced) > 1:
        # A rewritten sentence often merges two that stand apart; reading order is kept.
        premises[tuple(sorted(sourced[:2]))] = None
    if len(sourced) > 2:
        premises[tuple(sorted(sourced[:3]))] = None
    found = []
    for places in premises:
        premise = tuple(facts[p] for p in places)
        near = nearness(sentence, premise, max(cosine.get(p, 0.0) for p in places))
        if near >= RELEVANT or premise[0].origin is Origin.SOURCE:
            found.append(Question(sentence.index, premise, near, hypotheses))
    return found


def part_nearness(sentence: Sentence, part: Part, facts: Iterable[Fact]) -> dict[str, float]:
    """By a fact's id, how surely it speaks of what a part of a sentence says, from 0 to 1.

    Left out are facts of a source article, whose sentences speak of many things themselves, and
    facts without a content word in common.
    """
    words = _content_of(sentence, part)
    known = {
        fact.id: (fact, fact.sentence.content_words)
        for fact in facts
        if fact.origin is not Origin.SOURCE
    }
    alike = {id: (fact, other) for id, (fact, other) in known.items() if words & other}
    if not alike:
        return {}
    (vector,) = embed([part.text])
    vectors = embed([fact.text for fact, _ in alike.values()])
    return {
        id: nearness_of_words(words, other, float(min(1.0, max(0.0, vector @ theirs))))
        for (id, (_, other)), theirs in zip(alike.items(), vectors, strict=True)
    }


def questions_on_part(
    sentence: Sentence, part: Part, near: Mapping[str, float], facts: Iterable[Fact]
) -> list[Question]:
    """Each fact that speaks of a part, or describes whom it describes, asked about it alone."""
    span = sentence.locate_tokens(part.first, part.last)
    return [
        Question(sentence.index, (fact,), near[fact.id], (part.text,), span)
        for fact in facts
        if near.get(fact.id, 0.0) >= PART_NEAR
        or (fact.id in near and part.of and _describes(fact.sentence, part.of))
    ]


def _describes(sentence: Sentence, name: str) -> bool:
    """Whether a sentence says what a named one is."""
    known = described(sentence)
    return known is not None and same_name(known.name, name)


def _content_of(sentence: Sentence, part: Part) -> frozenset[str]:
    tokens = (sentence.tokens[place] for place in part.tokens)
    return frozenset(t.lemma.lower() for t in tokens if t.is_content)
