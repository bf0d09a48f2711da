"""Which sentence of the source a sentence of the rewrite tells again.

A spinner goes through the source sentence by sentence, so nearly every sentence of a rewrite has
one that it tells again, however few words the two share. Verbs and names may all be replaced; the
embeddings still find it. Where even they are unsure, the neighbours say where to look, for a
rewrite keeps the order of its source.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from consistency.domain import Fact, Known, Origin, Retelling

TOLD = 0.3
"""Nearness below which a sentence may tell nothing of the source."""
TOLD_IN_ORDER = 0.18
"""The same where the sentence would stand in order between its neighbours."""
SURE = 0.5
"""Nearness from which a sentence's place holds for the order of its neighbours."""
IN_ORDER = 0.15
"""What standing in order is worth: a shared speaker alone often makes another as near."""
MARGIN = 0.12
"""What is less near than the likest by no more than this may be what was told."""
NEAR_FACT = 0.5
"""Nearness from which a fact given beside the source may tell the same."""

STRANGE = 0.3
"""Nearness to everything below which a sentence may tell nothing of the source."""

Near = Sequence[tuple[Fact, float]]


def retell(
    nears: Mapping[int, Near], source: Sequence[Fact], read: Callable[[Fact], Known]
) -> tuple[Retelling, ...]:
    """The source sentence that each sentence tells again, where there plainly is one.

    Args:
        nears: facts with their nearness (0…1), by the sentence's index, in reading order.
        source: the article's own source, in order.
        read: reads mentions and events off a fact.
    """
    places = {fact.id: n for n, fact in enumerate(source)}
    sure = {}
    for index, near in nears.items():
        how, place = _likest(near, places, range(0))
        if how >= SURE:
            sure[index] = place
    found = []
    for index, near in nears.items():
        window = _between(index, sure)
        how, place = _likest(near, places, window)
        if how >= (TOLD_IN_ORDER if place in window else TOLD):
            found.append(_retelling(index, near, source, places, place, how, read))
    return tuple(found)


def retell_facts(
    nears: Mapping[int, Near], retold: Container[int], read: Callable[[Fact], Known]
) -> tuple[Retelling, ...]:
    """The known fact that a sentence tells again, where it tells no sentence of a source.

    Args:
        nears: facts with their nearness (0…1), by the sentence's index.
        retold: sentences that tell a sentence of a source.
        read: reads mentions and events off a fact.
    """
    found = []
    for index, near in nears.items():
        facts = [(fact, how) for fact, how in near if fact.origin is Origin.FACTS]
        known, best = max(facts, key=lambda f: f[1], default=(None, 0.0))
        if known is None or best < NEAR_FACT or index in retold:
            continue
        beside = [fact for fact, how in facts if fact is not known and how >= best - MARGIN]
        found.append(Retelling(index, read(known), best, tuple(map(read, beside))))
    return tuple(found)


def _likest(near: Near, places: Mapping[str, int], window: range) -> tuple[float, int]:
    """How near the likest source sentence is, and its place; those in the window come first."""
    own = [(how, places[fact.id]) for fact, how in near if fact.origin is Origin.SOURCE]
    return max(own, key=lambda o: (o[0] + IN_ORDER * (o[1] in window), -o[1]), default=(0.0, -1))


def _between(index: int, sure: Mapping[int, int]) -> range:
    """The places that keep the order of the sentences told just before and just after."""
    before = [place for other, place in sure.items() if other < index]
    after = [place for other, place in sure.items() if other > index]
    if not before or not after:
        return range(0)
    return range(before[-1], after[0] + 1)


def _retelling(
    index: int,
    near: Near,
    source: Sequence[Fact],
    places: Mapping[str, int],
    place: int,
    best: float,
    read: Callable[[Fact], Known],
) -> Retelling:
    source_near = [(places[f.id], how) for f, how in near if f.origin is Origin.SOURCE]
    beside = {n for n, how in source_near if how >= best - MARGIN}
    beside |= {n for n in (place - 1, place + 1) if 0 <= n < len(source)}
    facts = [f for f, how in near if f.origin is Origin.FACTS and how >= NEAR_FACT]
    return Retelling(
        index,
        read(source[place]),
        best,
        tuple(read(source[n]) for n in sorted(beside - {place})),
        tuple(read(fact) for fact in facts),
    )


def inserted(
    nears: Mapping[int, Near], source: Sequence[Fact], retellings: Sequence[Retelling]
) -> tuple[int, ...]:
    """Sentences like none of the source, where its order leaves none for them to tell.

    Args:
        nears: facts with their nearness (0…1), by the sentence's index, in reading order.
        source: the article's own source, in order.
        retellings: what the sentences of the rewrite tell again.
    """
    places = {fact.id: n for n, fact in enumerate(source)}
    told = {r.sentence: places[r.known.fact.id] for r in retellings if r.nearness >= SURE}
    found = []
    for index, near in nears.items():
        before = max((p for other, p in told.items() if other < index), default=-1)
        after = min((p for other, p in told.items() if other > index), default=len(source))
        taken = {places[r.known.fact.id] for r in retellings if r.sentence != index}
        left = set(range(before + 1, after)) - taken
        like = any(how >= (STRANGE if f.id in places else NEAR_FACT) for f, how in near)
        if source and not left and not like:
            found.append(index)
    return tuple(found)
