"""Everything in which a rewrite differs from the source sentences that it tells again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from consistency.analysis.compare.certain import recertained
from consistency.analysis.compare.denied import redenied
from consistency.analysis.compare.described import misdescribed
from consistency.analysis.compare.doubled import doubled
from consistency.analysis.compare.mangled import mangled
from consistency.analysis.compare.mouths import reattributed
from consistency.analysis.compare.offices import retitled
from consistency.analysis.compare.opposed import opposed
from consistency.analysis.compare.own import Own
from consistency.analysis.compare.related import turned_round
from consistency.analysis.compare.restate import restate
from consistency.analysis.compare.swapped import swapped
from consistency.domain import Frame, Mention, Restatement, Retelling, Sentence


def differences(
    claims: Sequence[Sentence],
    mentions: Mapping[int, tuple[Mention, ...]],
    frames: Mapping[int, tuple[Frame, ...]],
    retellings: Sequence[Retelling],
    own: Own,
) -> Iterator[Restatement]:
    """Values, words and roles of the rewrite that cannot stand beside the source's.

    Args:
        claims: the rewrite's sentences that state something.
        mentions: typed values, by a sentence's index.
        frames: events, by a sentence's index.
        retellings: what the sentences tell again.
        own: the article's own source and facts.
    """
    if not retellings:
        return
    sentences = {s.index: s for s in claims}
    for sentence in claims:
        yield from retitled(sentence, mentions[sentence.index], own)
        yield from misdescribed(sentence, mentions[sentence.index], own)
    for told in retellings:
        sentence, names = sentences[told.sentence], mentions[told.sentence]
        yield from restate(sentence, names, told, own)
        yield from reattributed(sentence, names, told, own)
        yield from recertained(sentence, told)
        yield from mangled(sentence, told)
        yield from doubled(sentence, told)
        yield from against(sentence, names, frames[told.sentence], told)


def against(
    sentence: Sentence,
    mentions: tuple[Mention, ...],
    frames: tuple[Frame, ...],
    told: Retelling,
) -> Iterator[Restatement]:
    """Words of a sentence that turn what it tells into its opposite, be that a source's or a fact.

    Args:
        sentence: a sentence of the rewrite.
        mentions: its typed values.
        frames: its events.
        told: what it tells again.
    """
    yield from redenied(sentence, told)
    yield from opposed(sentence, told)
    yield from turned_round(sentence, mentions, told)
    yield from swapped(sentence, frames, told)
