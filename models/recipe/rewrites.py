"""Far-worded rewrites of our own writing, each with errors that a program planted into it.

The rewrites (models/recipe/written, GUIDE.md) are all true: they teach what a far or clumsy wording
may do. Their false twins come from the same generator as all other planted errors, so no error in
training was made as those of the measuring sets were.
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
from models.recipe.rows import LABELS, Row
from models.recipe.spin.context import Context
from models.recipe.spin.errors.phrases import details_of
from models.recipe.spin.names import Pool, alias_test, own_names
from models.recipe.spin.premises import LONGEST, content
from models.recipe.twins import twins

WRITTEN = Path(__file__).parent / "written"
TWINS = 2
"""Errors planted into each rewrite."""
APART = 0.35
"""A premise sharing fewer of the rewrite's words says something else."""
ENTAILED, NEUTRAL, _ = LABELS


class Item(NamedTuple):
    """Sentences of an invented story and what follows from them."""

    id: str
    premise: list[str]
    rewrites: list[tuple[list[int], str]]
    """Places of the sentences needed, and the rewrite."""


def items() -> Iterator[Item]:
    """All that was written, in a fixed order."""
    for file in sorted(WRITTEN.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            told = [(list(one["of"]), str(one["text"])) for one in raw["rewrites"]]
            yield Item(str(raw["id"]), list(raw["premise"]), told)


def rewrites(seed: int) -> list[Row]:
    """True rewrites beside narrow and wide premises, false twins, and near misses."""
    rng = random.Random(seed)
    nlp = spacy.load(pipeline_folder())
    pool, counts = Pool(), Counter[str]()
    rows: list[Row] = []
    strange: list[str] = []
    for item in items():
        group = f"written:{item.id}"
        story = nlp(" ".join([*item.premise, *(text for _, text in item.rewrites)]))
        own, aliases = own_names(story), alias_test(story)
        for needed, text in item.rewrites:
            narrow = " ".join(item.premise[min(needed) : max(needed) + 1])
            wide = " ".join(item.premise)
            premises = {narrow, wide if len(wide.split()) <= LONGEST else narrow}
            true = [Row(p, text, ENTAILED, "written", "true", group) for p in sorted(premises)]
            context = Context(rng, own, pool.names, aliases, details=strange[-200:])
            rows += true
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
