"""Far-worded rewrites of our own writing, each beside false twins of it.

The rewrites (models/recipe/written, GUIDE.md) are all true: they teach what a far or clumsy wording
may do. One false twin of each was written by hand as well, the others come from the generator of
all planted errors. Their writers saw no measuring set.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import spacy

from consistency.language import pipeline_folder
from models.recipe.planted import planted
from models.recipe.rows import LABELS, NOT_ENTAILMENT, Row
from models.recipe.spin.context import Context
from models.recipe.spin.errors.phrases import details_of
from models.recipe.spin.names import Pool, alias_test, own_names
from models.recipe.spin.premises import LONGEST, content
from models.recipe.twins import twins

WRITTEN = Path(__file__).parent / "written"
TWINS = 1
"""Errors planted into each rewrite, beside the one that was written."""
APART = 0.35
"""A premise sharing fewer of the rewrite's words says something else."""
ENTAILED, NEUTRAL, OPPOSED = LABELS
LABEL = {
    **dict.fromkeys(("contradicted", "role-swapped", "negation-flipped", "relation-flipped",
                     "number-changed", "date-changed"), OPPOSED),
    **dict.fromkeys(("unsupported", "attribution-changed", "certainty-changed"), NEUTRAL),
}  # fmt: skip
"""What a kind of error makes of a rewrite; of others it is only sure that they do not follow."""


class Rewrite(NamedTuple):
    """What follows from a story, and what does not although it nearly says the same."""

    needed: list[int]
    """Places of the sentences that it follows from."""
    text: str
    false: str
    kind: str
    """What is wrong with the false one, in the terms of the rules."""


class Item(NamedTuple):
    """Sentences of an invented story and what follows from them."""

    id: str
    premise: list[str]
    rewrites: list[Rewrite]


def items() -> Iterator[Item]:
    """All that was written, in a fixed order."""
    for file in sorted(WRITTEN.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            told = [
                Rewrite(one["of"], one["text"], one["false"]["text"], one["false"]["kind"])
                for one in raw["rewrites"]
            ]
            yield Item(raw["id"], raw["premise"], told)


def rewrites(seed: int) -> list[Row]:
    """True rewrites beside narrow and wide premises, false twins, and near misses."""
    rng = random.Random(seed)
    nlp = spacy.load(pipeline_folder())
    pool, counts = Pool(), Counter[str]()
    rows: list[Row] = []
    strange: list[str] = []
    for item in items():
        group = f"written:{item.id}"
        story = nlp(" ".join([*item.premise, *(told.text for told in item.rewrites)]))
        own, aliases = own_names(story), alias_test(story)
        for needed, text, written, wrong in item.rewrites:
            narrow = " ".join(item.premise[min(needed) : max(needed) + 1])
            wide = " ".join(item.premise)
            premises = {narrow, wide if len(wide.split()) <= LONGEST else narrow}
            true = [Row(p, text, ENTAILED, "written", "true", group) for p in sorted(premises)]
            context = Context(rng, own, pool.names, aliases, details=strange[-200:])
            rows += true
            doubt = LABEL.get(wrong, NOT_ENTAILMENT)
            rows += [Row(t.premise, written, doubt, "written", wrong, group) for t in true]
            for kind, label, false in twins(nlp(text)[:], context, counts, TWINS):
                premise = rng.choice(true).premise
                rows.append(Row(premise, false, label, "written", kind, group))
            rest = [s for n, s in enumerate(item.premise) if n not in needed]
            if rest and len(content(text) & content(" ".join(rest))) < APART * len(content(text)):
                rows.append(Row(" ".join(rest), text, NEUTRAL, "written", "near_miss", group))
        pool.add(own)
        strange += chain.from_iterable(details_of(sentence) for sentence in story.sents)
    # Names found by their capitals alone are no names where a headline capitalises all.
    more = planted((row for row in rows if row.kind == "true"), seed)
    return rows + [row for row in more if row.kind != "swap_names"]
