"""Events that the article tells in one sentence and denies in another.

Model-free and in one pass: earlier events are looked up by verb and party, and only the last
few of each are kept, so that the cost grows with the article's length and no faster.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from consistency.domain import Argument, Fact, Frame, Mention, Parallel, Sentence
from consistency.mentions.names import same_name
from consistency.mentions.occasion import is_shifted, same_day
from consistency.mentions.opposites import opposed, scales_of

KEPT = 8
"""Earlier events of one verb and party that a later one is held against."""
SHARED = 0.6
"""Share of the shorter object's content words that the longer must have."""
_VAGUE = {"be", "have", "do", "say", "tell", "make", "take", "get", "go", "come", "see", "state",
          "know", "want", "think", "believe", "need", "like", "give", "expect", "comment",
          "feel", "seem", "look", "use", "help", "work", "find", "show", "play",
          "talk", "speak", "try", "let", "mean", "ask", "call"}  # fmt: skip
"""Verbs of which sharing one says nothing."""
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}

Told = tuple[Fact, Frame, tuple[Mention, ...]]


def denials(
    claims: Sequence[Fact],
    frames: Mapping[int, Sequence[Frame]],
    mentions: Mapping[int, tuple[Mention, ...]],
) -> tuple[Parallel, ...]:
    """Later events beside the earlier ones that they exclude.

    Args:
        claims: the article's own sentences, in order.
        frames: the events of each, by its index in the article.
        mentions: the typed values of each, by its index.
    """
    told: dict[tuple[str, str], deque[Told]] = {}
    found: list[Parallel] = []
    for fact in claims:
        sentence = fact.sentence
        if is_shifted(sentence):
            continue
        for frame in frames[sentence.index]:
            party = _party(frame)
            if party is None or frame.modal or frame.lemma in _VAGUE:
                continue
            for key in [(scale, party.key) for scale in scales_of(frame.lemma)]:
                earlier = told.setdefault(key, deque(maxlen=KEPT))
                for other in earlier:
                    if _excludes(sentence, frame, mentions[sentence.index], other):
                        found.append(Parallel(sentence.index, frame, other[1], other[0]))
                        break
                earlier.append((fact, frame, mentions[sentence.index]))
    return tuple(found)


def _party(frame: Frame) -> Argument | None:
    """Whose event it is: the agent, or what it befalls where no agent is named."""
    return frame.argument("agent") or frame.argument("patient")


def _excludes(sentence: Sentence, frame: Frame, mentions: Sequence[Mention], other: Told) -> bool:
    fact, known, known_mentions = other
    if not opposed(frame.lemma, known.lemma, negated=frame.negated, other_negated=known.negated):
        return False
    if frame.speaker and known.speaker and not same_name(frame.speaker, known.speaker):
        return False
    mine, theirs = _party(frame), _party(known)
    assert mine is not None
    assert theirs is not None
    return (
        mine.role == theirs.role
        and same_day(mentions, known_mentions)
        and _same_party(sentence, mine, fact.sentence, theirs)
        and _same_object(sentence, frame, fact.sentence, known)
    )


def _same_party(sentence: Sentence, one: Argument, fellow: Sentence, other: Argument) -> bool:
    """Equal names, or equal nouns that one and the same name tells apart ("Arlen's harbour")."""
    mine, theirs = _names(sentence, one), _names(fellow, other)
    if sentence.tokens[one.head].pos == "PROPN" and fellow.tokens[other.head].pos == "PROPN":
        return mine == theirs
    return bool(mine) and mine == theirs


def _names(sentence: Sentence, argument: Argument) -> set[str]:
    below = sentence.subtree(argument.head)
    close = range(argument.first - 1, argument.last + 4)
    return {
        sentence.tokens[i].text.lower()
        for i in below
        if sentence.tokens[i].pos == "PROPN" and i in close
    }


def _same_object(sentence: Sentence, frame: Frame, fellow: Sentence, known: Frame) -> bool:
    mine, theirs = _object(sentence, frame.verb), _object(fellow, known.verb)
    if not mine or not theirs:
        return not mine and not theirs
    return len(mine & theirs) >= SHARED * min(len(mine), len(theirs))


def _object(sentence: Sentence, verb: int) -> set[str]:
    """Content words of what the verb governs, but for its subject and side clauses."""
    words: set[str] = set()
    for child in sentence.children(verb):
        if sentence.tokens[child].dep in _SUBJECTS | {"advcl", "conj", "parataxis", "npadvmod"}:
            continue
        words |= {
            sentence.tokens[i].lemma.lower()
            for i in sentence.subtree(child)
            if sentence.tokens[i].is_content and sentence.tokens[i].entity != "DATE"
        }
    return words
