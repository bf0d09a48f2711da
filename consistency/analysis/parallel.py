"""Events in the rewrite laid beside the same events in the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consistency.domain import Argument, Fact, Frame, Origin, Parallel, Sentence
from consistency.mentions.names import same_name

NEAR = 0.4
"""Nearness from which a fact may tell the same event."""
_VAGUE = {"be", "have", "do", "say", "tell", "make", "take", "get", "go", "come", "see", "state"}
"""Verbs so common that sharing one says nothing; they need two parties in common."""


def parallels(
    sentence: Sentence,
    frames: Sequence[Frame],
    facts: Sequence[tuple[Fact, tuple[Frame, ...], float]],
) -> tuple[Parallel, ...]:
    """For each event of a sentence, the one known event that is the same.

    The same verb (after folding), in the fact that shares most parties with it; a starter fact
    only where nothing given tells it, and with two parties in common. The parties' keys in the
    result are the known ones where two keys mean one party, so that rules can compare keys for
    equality.

    Args:
        sentence: a sentence of the rewrite.
        frames: its events.
        facts: near facts with their own events and their nearness (0…1), best first.
    """
    found = []
    for said in frames:
        best: tuple[tuple[bool, int, int, float], Parallel] | None = None
        for fact, known_frames, near in facts:
            if near < NEAR:
                continue
            given = fact.origin is not Origin.STARTER
            least = 1 if given and said.lemma not in _VAGUE else 2
            for known in known_frames:
                if known.lemma != said.lemma:
                    continue
                turned = replace(said, arguments=tuple(_known_as(a, known) for a in said.arguments))
                shared = _shared(turned, known)
                if shared < least:
                    continue
                # A full match beats a near one elsewhere.
                rank = (given, len(turned.roles & known.roles), shared, near)
                if best is None or rank > best[0]:
                    best = rank, Parallel(sentence.index, turned, known, fact)
        if best is not None:
            found.append(best[1])
    return tuple(found)


def _known_as(argument: Argument, known: Frame) -> Argument:
    for other in known.arguments:
        if same_name(argument.key, other.key):
            return replace(argument, key=other.key)
    return argument


def _shared(said: Frame, known: Frame) -> int:
    return len({a.key for a in said.arguments} & {a.key for a in known.arguments})
