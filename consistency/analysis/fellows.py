"""Which two sentences of an article are held against each other.

Each sentence is held against at most `FELLOWS` earlier ones. They are looked for among a number
that does not grow with the article: the last sentences that share a name, a number or a noun,
the sentences just before, and headline and lead. So the pairs asked, and the work of finding
them, grow linearly with the article (`python -m eval.bench_self` shows it).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from consistency.analysis.plan import Question, nearness, nearness_of_words
from consistency.domain import Fact, Mention, MentionKind, Quantity, Sentence
from consistency.facts.embed import Vectors
from consistency.mentions.occasion import is_disputed, same_day

FELLOWS = 2
"""Earlier sentences that each is held against, both ways."""
KEPT = 8
"""Last sentences that are remembered for each name, number and noun."""
NEIGHBOURS = 8
"""Sentences just before that are looked at whatever they share."""
LEAD = 3
"""Opening sentences (headline and lead) that every other is held against first."""
RELATED = 0.5
"""Nearness, both ways, from which a pair is asked: the judge's `SAME_EVENT`, below which an answer
would not count."""


class Pairing(NamedTuple):
    """Two sentences of the article, by their places among its claims."""

    later: int
    earlier: int
    cosine: float


def pairings(
    claims: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], vectors: Vectors
) -> Iterator[Pairing]:
    """The pairs worth asking, in reading order of the later sentence.

    Args:
        claims: the article's sentences that state something, in order.
        mentions: typed values, by a sentence's index in its article.
        vectors: embeddings of the claims, shape (len(claims), 384).
    """
    seen: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=KEPT))
    words = [sentence.content_words for sentence in claims]
    for place, sentence in enumerate(claims):
        keys = set(_keys(sentence, mentions[sentence.index]))
        nearby = {*range(min(LEAD, place)), *range(max(0, place - NEIGHBOURS), place)}
        nearby.update(other for key in keys for other in seen[key])
        ranked = []
        for other in sorted(nearby):
            fellow = claims[other]
            if not _may_clash(sentence, fellow, mentions):
                continue
            cosine = float(min(1.0, max(0.0, vectors[place] @ vectors[other])))
            near = min(
                nearness_of_words(words[place], words[other], cosine),
                nearness_of_words(words[other], words[place], cosine),
            )
            if near >= RELATED:
                ranked.append((-near, other, cosine))
        for _, other, cosine in sorted(ranked)[:FELLOWS]:
            yield Pairing(place, other, cosine)
        for key in sorted(keys):
            seen[key].append(place)


def questions_on_fellows(
    fellows: Sequence[Fact], hypotheses: Sequence[tuple[str, ...]], pairs: Iterable[Pairing]
) -> list[Question]:
    """Both questions of each pair: each sentence as premise for the other.

    Args:
        fellows: the article's claims as facts.
        hypotheses: of each claim, as it stands and with its pronoun resolved.
        pairs: the pairs to ask.
    """
    found = []
    for later, earlier, cosine in pairs:
        for said, known in ((later, earlier), (earlier, later)):
            sentence, premise = fellows[said].sentence, (fellows[known],)
            near = nearness(sentence, premise, cosine)
            found.append(Question(sentence.index, premise, near, hypotheses[said]))
    return found


def _keys(sentence: Sentence, mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        if mention.kind is MentionKind.NAME:
            yield f"name {str(mention.value).split()[-1] if mention.value else ''}"
        elif isinstance(mention.value, Quantity):
            yield f"number {mention.value.low:g} {mention.value.unit}"
    for token in sentence.tokens:
        if token.pos == "NOUN":
            yield f"noun {token.lemma.lower()}"


def _may_clash(
    sentence: Sentence, fellow: Sentence, mentions: Mapping[int, Sequence[Mention]]
) -> bool:
    """Whether both can speak of one time, and neither only tells what somebody disputes."""
    return same_day(mentions[sentence.index], mentions[fellow.index]) and not (
        is_disputed(sentence) or is_disputed(fellow)
    )
