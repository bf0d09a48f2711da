"""Canonical pairs: what any default model must tell apart, however many words they share."""

from __future__ import annotations

from typing import NamedTuple

from consistency.domain import Pair, Scores
from consistency.nli.model import NLIModel


class Canonical(NamedTuple):
    """A pair and whether its premise makes its hypothesis true."""

    pair: Pair
    entailed: bool


_CRIMEA = "Russia annexed Crimea from Ukraine in 2014."
_BELARUS = "The EU accused Belarus of sending migrants."
CANONICAL = (
    Canonical(Pair(_CRIMEA, "Russia annexed Crimea to Ukraine in 2014."), entailed=False),
    Canonical(Pair(_CRIMEA, "In 2014, Crimea was annexed by Russia."), entailed=True),
    Canonical(Pair(_BELARUS, "Belarus accused the EU of sending migrants."), entailed=False),
    Canonical(Pair(_BELARUS, "Belarus was accused by the EU of sending migrants."), entailed=True),
    Canonical(Pair("The firm hired 14 people.", "The firm hired 40 people."), entailed=False),
    Canonical(Pair("The firm hired 14 people.", "Fourteen people were hired."), entailed=True),
    Canonical(Pair("The army may attack.", "The army attacked."), entailed=False),
    Canonical(
        Pair("The court rejected the appeal.", "The court accepted the appeal."), entailed=False
    ),
)


def self_test(model: NLIModel) -> list[tuple[Pair, Scores, bool]]:
    """Each canonical pair with its scores and whether they are on the right side."""
    scored = model.score([c.pair for c in CANONICAL])
    return [
        (c.pair, scores, (scores.entailment >= 0.5) == c.entailed)
        for c, scores in zip(CANONICAL, scored, strict=True)
        if scores is not None
    ]
