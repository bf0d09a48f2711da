"""What spinners leave true: each edit rewords a sentence without changing what it says."""

from __future__ import annotations

from models.recipe.spin.context import Edit
from models.recipe.spin.errors import converse
from models.recipe.spin.faithful import (
    clauses,
    clumsy,
    formats,
    hedges,
    order,
    reference,
    voice,
    words,
)

FAITHFUL: dict[str, Edit] = {
    "active_to_passive": voice.active_to_passive,
    "passive_to_active": voice.passive_to_active,
    "converse_right": converse.converse_right,
    "metonym_right": reference.metonym_right,
    "pronoun_resolved": reference.pronoun_resolved,
    "clause_reordered": order.clause_reordered,
    "time_to_end": order.time_to_end,
    "said_inverted": order.said_inverted,
    "genitive": order.genitive,
    "split": clauses.split,
    "merged": clauses.merged,
    "dropped_modifier": clauses.dropped_modifier,
    "hedge_kept": hedges.hedge_kept,
    "number_format": formats.number_format,
    "date_format": formats.date_format,
    "short_names": words.short_names,
    "spelling": words.spelling,
    "contraction": words.contraction,
    "said_synonym": words.said_synonym,
    "synonyms": words.synonyms,
    "clumsy": clumsy.clumsy,
    "noise": clumsy.noise,
    "opener": clumsy.opener,
}
"""Kind → how a sentence is reworded and stays true."""

COMPANIONS = (
    "synonyms",
    "synonyms",
    "clumsy",
    "clumsy",
    "noise",
    "opener",
    "number_format",
    "date_format",
    "said_synonym",
    "contraction",
    "short_names",
    "spelling",
    "clause_reordered",
    "genitive",
    "hedge_kept",
    "active_to_passive",
)
"""Rewrites that are also put beside an error, or beside another rewrite."""
