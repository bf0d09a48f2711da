"""What an article tells otherwise than its source, without a model: every comparison in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.analysis.certain import recertained
from consistency.analysis.denied import redenied
from consistency.analysis.mangled import mangled
from consistency.analysis.mouths import reattributed
from consistency.analysis.offices import retitled
from consistency.analysis.opposed import opposed
from consistency.analysis.related import turned_round
from consistency.analysis.restate import restate
from consistency.analysis.swapped import swapped
from consistency.domain import Known, Restatement, Retelling


def told_otherwise(
    claims: Sequence[Known], retellings: Sequence[Retelling], own: Sequence[Known]
) -> Iterator[Restatement]:
    """Each part of a claim beside the part of the source that it tells again.

    Args:
        claims: the article's own sentences.
        retellings: which source sentence each tells again, where there plainly is one.
        own: all of the source, in order, and the facts given beside it.
    """
    places = {known.fact.id: n for n, known in enumerate(own)}
    by_index = {claim.fact.sentence.index: claim for claim in claims}
    for claim in claims:
        yield from retitled(claim.fact.sentence, claim.mentions, own)
    for told in retellings:
        claim = by_index[told.sentence]
        sentence, mentions = claim.fact.sentence, claim.mentions
        yield from restate(sentence, mentions, told, own)
        yield from reattributed(sentence, mentions, told, own, places)
        yield from recertained(sentence, told)
        yield from redenied(sentence, told)
        yield from opposed(sentence, told)
        yield from mangled(sentence, told)
        yield from turned_round(sentence, mentions, told)
        yield from swapped(sentence, claim.frames, told)
