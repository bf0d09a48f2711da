"""True claims of summaries, each with errors planted into it.

A summary says in one far-worded sentence what several sentences of its document say; an error in it
is one word. The claims are those of the training sets that people called consistent; their false
twins come from the same program as all planted errors.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain
from pathlib import Path

import spacy

from consistency.language import pipeline_folder
from models.recipe import sources
from models.recipe.agree import Evidence
from models.recipe.rows import LABELS, Row, stable
from models.recipe.spin.context import Context
from models.recipe.spin.names import Pool, alias_test, own_names
from models.recipe.spin.premises import LONGEST
from models.recipe.twins import twins

TWINS = 3
"""Errors planted into each claim."""


def summaries(train: Path, evidence: Evidence, seed: int) -> list[Row]:
    """The summary sets' rows, and false twins of those that are entailed."""
    given = list(
        chain(
            sources.defacto(train, evidence),
            sources.summedits(train, evidence),
            sources.xsumfaith(train, evidence),
            sources.fib(train, evidence),
        )
    )
    given = [row for row in given if len(row.premise.split()) <= LONGEST and _cased(row.hypothesis)]
    rng = random.Random(seed)
    nlp = spacy.load(pipeline_folder())
    pool, counts = Pool(), Counter[str]()
    rows = list(given)
    for row in sorted(given, key=lambda row: stable(row.group)):
        if row.label != LABELS[0]:
            continue
        story = nlp(f"{row.premise} {row.hypothesis}")
        own = own_names(story)
        context = Context(rng, own, pool.names, alias_test(story))
        for kind, label, false in twins(nlp(row.hypothesis)[:], context, counts, TWINS):
            rows.append(Row(row.premise, false, label, "summaries", kind, row.group))
        pool.add(own)
    return rows


def _cased(text: str) -> bool:
    """Whether names can be told by their capitals: some sets are in small letters."""
    return text != text.lower()
